"""What a snippet put into a text, as the gate wants to know it."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.kernel.gate import PutIn, Verdict, look
from workbench.library.model import Filled, Placed, State

_BLANK = {State.EMPTY, State.UNKNOWN, State.YOURS}


def put_in(placed: Iterable[tuple[Placed, str]]) -> PutIn:
    """``placed``: placeholders with the words that stand in their place."""
    blanks: list[str] = []
    optional: list[str] = []
    doubtful: list[str] = []
    for each, words in placed:
        if each.state is State.SUSPICIOUS:
            doubtful.append(words)
        elif each.state in _BLANK:
            (optional if each.may_be_left else blanks).append(words)
    return PutIn(blanks=tuple(blanks), optional=tuple(optional), doubtful=tuple(doubtful))


def put_in_by(filled: Filled) -> PutIn:
    """What ``filled`` puts in."""
    return put_in((each, filled.text[each.span.start : each.span.end]) for each in filled.places)


def verdict_on(filled: Filled) -> Verdict:
    """Whether a snippet may leave as it is filled."""
    return look(filled.text, put_in_by(filled))
