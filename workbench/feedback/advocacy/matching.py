"""Which topic a sentence of a reply speaks of, by its words. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from workbench.feedback.advocacy.model import DECLINED, Status
from workbench.feedback.topics.similar.words import tokens
from workbench.kernel.ids import TopicId

_WORDS = """
a all an and any are as at be been but by can cannot could do does for from get had has have how i if in into is it its
just me more most my no not of on one only or our out so some still than that the their them there these they this to
too up us was we were what when where which who why will with without would you your
"""
_SHORT = frozenset(_WORDS.split())
_LEAST = 2  # words: one alone says too little of what a conversation is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A topic with how it stands."""

    topic: TopicId
    title: str
    status: Status
    reason: str
    owner: str


def content(text: str) -> frozenset[str]:
    """The words that carry what ``text`` is about, without their endings."""
    return frozenset(_stem(word) for word in tokens(text) if word not in _SHORT)


@lru_cache(maxsize=8192)
def of_title(title: str) -> frozenset[str]:
    """The same of a title, which is asked for again and again."""
    return content(title)


def chosen(sentence: str, known: Iterable[Known]) -> Known | None:
    """The one whose title shares most words with the sentence, what was declined first."""
    words = content(sentence)
    return max(
        known, key=lambda each: (len(words & of_title(each.title)), each.status in DECLINED, each.topic), default=None
    )


def spoken_of(conversation: str, declined: Iterable[Known]) -> list[Known]:
    """Those whose titles are wholly among the words of a conversation. A title of one word is too little."""
    said = content(conversation)
    return [each for each in declined if len(title := of_title(each.title)) >= _LEAST and title <= said]


def _stem(word: str) -> str:
    """English endings taken off where enough is left; a word of another language loses little."""
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word
