"""Which snippets a query may mean: few enough to be ranked, and none left out that is meant."""

from __future__ import annotations

from typing import NamedTuple

from workbench.library.languages import speaks
from workbench.library.model import ReplyContext
from workbench.library.search import repo as index
from workbench.library.search.rank import Candidate, Query, as_shortcut, holds, words_of
from workbench.library.search.words import Words
from workbench.store import Reader

_FEW, _SOME, _MANY = 30, 45, 130
_WARM = 64
_BODY_FROM = 3  # letters; a shorter word is in nearly every body
_TOO_FEW = 3  # so few that another word may be meant


class Found(NamedTuple):
    """``query``: the words with what they may have meant; ``shortcut``: the whole of it, as a shortcut is kept."""

    query: Query
    shortcut: str
    candidates: list[Candidate]


def find(reader: Reader, typed: str, context: ReplyContext, words: Words) -> Found:
    """What holds every word of ``typed``, and where that is little, what holds a word one slip from it."""
    query: Query = [(word,) for word in words_of(typed)]
    shortcut = as_shortcut(typed)
    if not query:
        rows = [] if typed.strip() else _without_words(reader, context)
        return Found(query, shortcut, index.candidates(reader, rows))
    found = _holding(reader, query, shortcut, context)
    meant = _meant(reader, query, found, context, words)
    if meant != query:
        there = {each.id for each in found}
        others = _holding(reader, meant, "", context)
        found += [each._replace(guessed=True) for each in others if each.id not in there]
    return Found(meant, shortcut, found)


def _meant(reader: Reader, query: Query, found: list[Candidate], context: ReplyContext, words: Words) -> Query:
    """The query with what its words may mean: all of them where nothing suits, else those that are no whole words."""
    suited = any(speaks(each.languages, context.language) for each in found)
    if suited and len(found) >= _TOO_FEW:
        return query
    return [
        word if suited and words.holds(reader, word[0]) else (word[0], *words.near(reader, word[0])) for word in query
    ]


def _without_words(reader: Reader, context: ReplyContext) -> list[int]:
    labelled = index.with_labels(reader, context.tags, _SOME)
    return [*index.lately(reader, _WARM), *labelled, *index.first(reader, _SOME)]


def _holding(reader: Reader, query: Query, shortcut: str, context: ReplyContext) -> list[Candidate]:
    """Of very many only those by shortcut, title, habit and what suits the ticket, and some of the others."""
    rows, usual = index.by_head(reader, query, _MANY), set[int]()
    if len(rows) == _MANY:  # what is left out here may be meant most of all
        rows += index.by_name(reader, query, _SOME) + index.by_title(reader, query, _SOME)
        rows += index.suiting(reader, query, context, _SOME, anywhere=False)
        rows += index.by_shortcut(reader, shortcut, _FEW) if shortcut else ()
        usual = set(index.lately(reader, _WARM)).difference(rows)
    elif len(rows) < (_FEW if max(len(words[0]) for words in query) >= _BODY_FROM else 1):
        text = index.by_text(reader, query, _MANY)
        rows += text
        if len(text) == _MANY:
            rows += index.suiting(reader, query, context, _SOME, anywhere=True)
    found = index.candidates(reader, rows)
    return found + [each for each in index.candidates(reader, usual) if holds(each, query)]
