"""How results are ordered: the words first, then habit, then what suits the ticket. Pure.

The weight of habit falls as the query grows: one letter means "the usual", a whole word means that word. Points are
compared in whole steps, and only within one kind of match, so that the order stays as the hand has learned it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.kernel.text import fold
from workbench.library.languages import ANY, OTHER, suits
from workbench.library.model import ReplyContext, Use
from workbench.library.products import fits

Query = Sequence[Sequence[str]]  # for each word what was typed, and behind it what it may have meant
HALF_LIFE = timedelta(days=10)
LATELY = 0.05  # of warmth: what was used once is lately used for six weeks
_WORD = re.compile(r"\w+")
# What a match is, the best first; a query is as good as the worst of its words.
_IS_SHORTCUT, _NAMED, _LABELLED, _IN_TEXT, _GUESSED = range(5)
_SHORTCUT_IS, _SHORTCUT_BEGINS, _TITLE_BEGINS, _TITLE_HAS, _LABEL_HAS, _BODY_HAS = 10.0, 8.0, 3.0, 2.0, 1.5, 0.5
_SLIP = 0.5  # what a word found behind a typo counts, as a part of one that was typed right


class Candidate(NamedTuple):
    """What ranking needs to know of a snippet. ``head``: title, shortcut and labels, folded; ``tags``: as JSON.

    ``languages``: those of its words and of its variants'; ``until``: the last day it may be used, as ISO text, empty
    once it is recalled. ``guessed``: it holds what a word may have meant, and not what was typed.
    """

    id: SnippetId
    title: str
    languages: tuple[str, ...]
    tags: str
    head: tuple[str, str, str]
    until: str = "9999"
    use: Use | None = None
    guessed: bool = False


Key = tuple[float, ...]
Order = Callable[[Candidate], Key]


def words_of(query: str) -> tuple[str, ...]:
    """The folded words of a query, at most eight."""
    return tuple(_WORD.findall(fold(query))[:8])


def as_shortcut(query: str) -> str:
    """The whole query as a shortcut is kept: folded, without the sign that calls one."""
    return fold(query).removeprefix(";")


def used(use: Use, at: datetime, weight: float = 1.0) -> Use:
    """``use`` after one more. Its warmth halves every `HALF_LIFE` and grows by ``weight``."""
    return replace(use, uses=use.uses + 1, warmth=warmth(use, at) + weight, last_used_at=at)


def warmth(use: Use | None, now: datetime) -> float:
    """How much it is a habit just now: an exponentially decayed sum of its uses, 0 or more."""
    if use is None or use.last_used_at is None:
        return 0.0
    return use.warmth * math.pow(0.5, max(timedelta(0), now - use.last_used_at) / HALF_LIFE)


def holds(each: Candidate, query: Query) -> bool:
    """Whether every word is in title, shortcut or labels."""
    parts = _WORD.findall(" ".join(each.head))
    return all(any(part.startswith(tuple(words)) for part in parts) for words in query)


def rank(
    candidates: Iterable[Candidate], query: Query, context: ReplyContext, now: datetime, shortcut: str = ""
) -> list[Candidate]:
    """The candidates, best first; equal ones by title and id, so that the hand can learn the order.

    Candidates are taken to hold the words of ``query``, which is a whole ``shortcut`` perhaps. Without words the pinned
    ones come first, in the order in which they were pinned, then what was used lately, then what suits the ticket. What
    may not be used any more is found, so that it is seen why, and stands last.
    """
    today = now.date().isoformat()
    order = _by_words(query, context, now, shortcut) if query else _by_habit(context, now)
    return sorted(candidates, key=lambda each: (each.until < today, *order(each), each.head[0], each.id))


def beginnings(query: Query, *, guessed: bool) -> tuple[str, ...]:
    """What words of a result begin with: what was typed, and where it is ``guessed``, what that may have meant."""
    return tuple(word for words in query for word in (words if guessed else words[:1]))


def marks(title: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """Where title words begin with one of ``wanted``, in code points of ``title``."""
    found = []
    for match in _WORD.finditer(title):
        folded = fold(match[0])
        lengths = [len(word) for word in wanted if folded.startswith(word)]
        if lengths:
            found.append(Span(match.start(), match.start() + min(max(lengths), len(match[0]))))
    return tuple(found)


def _by_words(query: Query, context: ReplyContext, now: datetime, shortcut: str) -> Order:
    """The kind of match, then how near it is together with habit, then what suits the ticket."""
    length = sum(len(words[0]) for words in query)
    habit = 3.0 if length <= 2 else 2.0 if length <= 4 else 1.0
    typed = " ".join(words[0] for words in query)
    suiting = _Suiting(context)

    def order(each: Candidate) -> Key:
        kind, points = _match(each, query, shortcut)
        if each.head[0].startswith(typed):
            points += _TITLE_BEGINS
        language = suiting.language(each.languages)
        # What is usual in one language is not for who reads another.
        warm = warmth(each.use, now) if each.use and language != OTHER else 0.0
        step = math.floor(points + habit * math.log1p(warm)) if warm else math.floor(points)
        return kind, -step, -language, -suiting.shared(each.tags), -warm

    return order


def _by_habit(context: ReplyContext, now: datetime) -> Order:
    """What is pinned, then what was used lately and can be read by the customer, then what suits the ticket."""
    suiting = _Suiting(context)

    def order(each: Candidate) -> Key:
        at = each.use.pinned_at if each.use else None
        if at is not None:
            return 0, at.timestamp()
        language, warm = suiting.language(each.languages), warmth(each.use, now)
        if warm >= LATELY:
            return 1, language == OTHER, -warm
        return 2, -language, -suiting.shared(each.tags), -warm

    return order


class _Suiting:
    """How well snippets suit a ticket; few languages and sets of tags are shared by many of them."""

    def __init__(self, context: ReplyContext) -> None:
        self._wanted = context.language
        self._products = context.products
        self._tags = {fold(tag) for tag in context.tags}
        self._language: dict[tuple[str, ...], int] = {}
        self._shared: dict[str, int] = {}

    def language(self, offered: tuple[str, ...]) -> int:
        """As `suits` has it, of the best of the languages."""
        if not self._wanted:
            return ANY
        if offered not in self._language:
            self._language[offered] = max(suits(each, self._wanted) for each in offered)
        return self._language[offered]

    def shared(self, tags: str) -> int:
        """How many tags it has in common with the ticket; being for its product counts as one more."""
        if tags not in self._shared:
            own = json.loads(tags) if self._tags or self._products else []
            self._shared[tags] = len(self._tags.intersection(map(fold, own))) + fits(own, self._products)
        return self._shared[tags]


def _match(each: Candidate, query: Query, shortcut: str) -> tuple[int, float]:
    """The kind of match, and how near it is."""
    keys = each.head[1]
    if keys and shortcut:
        if keys == shortcut:
            return _IS_SHORTCUT, 0.0
        if len(query) > 1 and keys.startswith(shortcut):  # such as ref-ok
            return _NAMED, _SHORTCUT_IS + _SHORTCUT_BEGINS
    kind, points = _GUESSED if each.guessed else _IS_SHORTCUT, 0.0
    for typed, *meant in query:
        found, near = _place(each.head, typed)
        if each.guessed and meant:
            near = max(near, *(_place(each.head, word)[1] * _SLIP for word in meant))
        kind, points = max(kind, found), points + near
    return kind, points


def _place(head: tuple[str, str, str], word: str) -> tuple[int, float]:
    """Where a word is: in the name, in the labels, or else in the text; and how near that is."""
    title, keys, labels = head
    if keys and keys.startswith(word):
        return _NAMED, _SHORTCUT_IS if keys == word else _SHORTCUT_BEGINS
    if _begins(title, word):
        return _NAMED, _TITLE_HAS + (f" {word} " in f" {title} ")
    if keys and _begins(keys, word):
        return _NAMED, _TITLE_HAS
    if _begins(labels, word):
        return _LABELLED, _LABEL_HAS
    return _IN_TEXT, _BODY_HAS


def _begins(text: str, word: str) -> bool:
    """Whether a word of ``text`` begins with ``word``."""
    if word not in text:
        return False
    return text.startswith(word) or f" {word}" in text or any(p.startswith(word) for p in _WORD.findall(text))
