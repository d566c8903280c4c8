"""How results are ordered: the words first, then habit, then what suits the ticket. Pure.

The weight of habit falls as the query grows: one letter means "the usual", a whole word means that word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from workbench.kernel.spans import Span
from workbench.kernel.text import fold
from workbench.library.model import Hit, ReplyContext, Snippet, Use

HALF_LIFE_DAYS = 14.0
_WORD = re.compile(r"\w+")


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query, at most eight."""
    return tuple(_WORD.findall(fold(query))[:8])


def rank(
    snippets: Iterable[Snippet], query: str, context: ReplyContext, uses: Mapping[str, Use], now: datetime
) -> list[Hit]:
    """Every snippet that holds all words of ``query``, best first; equal ones by title, so that the order is stable."""
    words = words_of(query)
    weight = 1.0 / (1.0 + len("".join(words)))
    hits = []
    for snippet in snippets:
        match = _match(snippet, words)
        if match is None:
            continue
        score = match + weight * _habit(uses.get(snippet.id, Use()), now) + 0.1 * _suits(snippet, context)
        hits.append(Hit(snippet=snippet, score=score, marks=_marks(snippet.title, words)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.snippet.title.casefold(), hit.snippet.id))


def _match(snippet: Snippet, words: tuple[str, ...]) -> float | None:
    """How well the words fit, about 0 to 10; None where a word is nowhere."""
    title = fold(snippet.title)
    title_words = _WORD.findall(title)
    labels = [fold(label) for label in (*snippet.tags, *snippet.synonyms, snippet.folder)]
    shortcut = fold(snippet.shortcut)
    body: str | None = None
    total = 0.0
    for word in words:
        if shortcut and shortcut == word:
            total += 10
        elif shortcut and shortcut.startswith(word):
            total += 6
        elif word in title_words:
            total += 5
        elif any(part.startswith(word) for part in title_words):
            total += 4
        elif any(word in label for label in labels):
            total += 3
        else:
            body = fold(snippet.body + " " + snippet.context) if body is None else body
            if word not in body:
                return None
            total += 1
    return total / max(1, len(words))


def _habit(use: Use, now: datetime) -> float:
    if use.last_used_at is None:
        return 0.0
    days = max(0.0, (now - use.last_used_at).total_seconds() / 86_400)
    return math.log1p(use.uses) * 2 * math.pow(0.5, days / HALF_LIFE_DAYS)


def _suits(snippet: Snippet, context: ReplyContext) -> float:
    suits = 0.0
    if context.language:
        suits += 2.0 if snippet.language == context.language else -2.0
    suits += len(set(snippet.tags) & set(context.tags))
    return suits


def _marks(title: str, words: tuple[str, ...]) -> tuple[Span, ...]:
    """Beginnings of title words that a query word matches, in code points of ``title``."""
    marks = []
    for match in _WORD.finditer(title):
        folded = fold(match[0])
        lengths = [len(word) for word in words if folded.startswith(word)]
        if lengths:
            marks.append(Span(match.start(), match.start() + min(max(lengths), len(match[0]))))
    return tuple(marks)
