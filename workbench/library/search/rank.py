"""How results are ordered: the words first, then habit, then what suits the ticket. Pure.

The weight of habit falls as the query grows: one letter means "the usual", a whole word means that word.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.kernel.text import fold
from workbench.library.model import ReplyContext, Use

Query = Sequence[Sequence[str]]  # for each word what was typed, and behind it what it may have meant
HALF_LIFE = timedelta(days=10)
_WORD = re.compile(r"\w+")
_SHORTCUT_IS, _SHORTCUT_BEGINS, _TITLE_BEGINS, _TITLE_HAS, _LABEL_HAS, _BODY_HAS = 20.0, 8.0, 3.0, 2.0, 1.5, 0.5
_SLIP = 0.5  # what a word found behind a typo counts, as a part of one that was typed right
_TAG, _LANGUAGE, _OTHER_LANGUAGE = 2.0, 2.0, -4.0
_SPENT = -1000.0  # recalled or expired: found, so that it is seen why, and behind all others


class Candidate(NamedTuple):
    """What ranking needs to know of a snippet. ``head``: title, shortcut and labels, folded; ``tags``: as JSON.

    ``until``: the last day it may be used, as ISO text, empty once it is recalled; ``variants``: as JSON.
    """

    id: SnippetId
    title: str
    language: str
    tags: str
    head: tuple[str, str, str]
    until: str = "9999"
    variants: str = "[]"


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query, at most eight."""
    return tuple(_WORD.findall(fold(query))[:8])


def used(use: Use, at: datetime, weight: float = 1.0) -> Use:
    """``use`` after one more. Its warmth halves every `HALF_LIFE` and grows by ``weight``."""
    return replace(use, uses=use.uses + 1, warmth=warmth(use, at) + weight, last_used_at=at)


def warmth(use: Use, now: datetime) -> float:
    """How much it is a habit just now: an exponentially decayed sum of its uses, 0 or more."""
    if use.last_used_at is None:
        return 0.0
    return use.warmth * math.pow(0.5, max(timedelta(0), now - use.last_used_at) / HALF_LIFE)


def holds(each: Candidate, query: Query) -> bool:
    """Whether every word is in title, shortcut or labels."""
    parts = _WORD.findall(" ".join(each.head))
    return all(any(part.startswith(tuple(words)) for part in parts) for words in query)


def rank(
    candidates: Iterable[Candidate], query: Query, context: ReplyContext, uses: Mapping[SnippetId, Use], now: datetime
) -> list[tuple[float, Candidate]]:
    """The candidates with their scores, best first; equal ones by title and id, so that the hand can learn the order.

    Candidates are taken to hold the words of ``query``. Without words the pinned ones come first, in the order in which
    they were pinned.
    """
    length = sum(len(words[0]) for words in query)
    habit = 3.0 if length <= 2 else 2.0 if length <= 4 else 1.0
    today = now.date().isoformat()
    scored = []
    for each in candidates:
        score = _match(each.head, query) + _suits(each, context) + (_SPENT if each.until < today else 0.0)
        use = uses.get(each.id)
        if use is not None:
            score += habit * math.log1p(warmth(use, now))
        at = use.pinned_at if use and not query else None
        scored.append((at is None, at.isoformat() if at else "", -score, each.head[0], each.id, each))
    scored.sort()
    return [(-score, each) for _, _, score, _, _, each in scored]


def marks(title: str, query: Query) -> tuple[Span, ...]:
    """Beginnings of title words that a word of the query matches, in code points of ``title``."""
    wanted = [word for words in query for word in words]
    found = []
    for match in _WORD.finditer(title):
        folded = fold(match[0])
        lengths = [len(word) for word in wanted if folded.startswith(word)]
        if lengths:
            found.append(Span(match.start(), match.start() + min(max(lengths), len(match[0]))))
    return tuple(found)


def _match(head: tuple[str, str, str], query: Query) -> float:
    title, shortcut, labels = head
    title_words = title.split()
    total = 0.0
    for words in query:
        best = 0.0
        for nth, word in enumerate(words):
            found = _BODY_HAS
            if shortcut and shortcut == word:
                found = _SHORTCUT_IS
            elif shortcut.startswith(word):
                found = _SHORTCUT_BEGINS
            elif word in title and any(part.startswith(word) for part in title_words):
                found = _TITLE_HAS + (word in title_words)
            elif word in labels:
                found = _LABEL_HAS
            best = max(best, found * (_SLIP if nth else 1.0))
        total += best
    if query and title.startswith(" ".join(words[0] for words in query)):
        total += _TITLE_BEGINS
    return total


def _suits(each: Candidate, context: ReplyContext) -> float:
    suits = 0.0
    if context.language and each.language:
        spoken = each.language == context.language or f'"language":"{context.language}"' in each.variants
        suits += _LANGUAGE if spoken else _OTHER_LANGUAGE
    if context.tags:
        suits += _TAG * len(set(json.loads(each.tags)) & set(context.tags))
    return suits
