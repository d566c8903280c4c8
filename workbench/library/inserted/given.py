"""What an agent filled in at the places of a reply, from what the editor keeps beside its words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from workbench.library.inserted.parts import Gap, Known
from workbench.library.model import State
from workbench.library.words import NAMES

_LABEL = "label:"  # a place of which the editor knew no more


class _Placed(msgspec.Struct):
    name: str = ""
    state: State = State.EMPTY


class _Object(msgspec.Struct):
    placed: _Placed
    words: str


def given_in(places: str) -> list[Known]:
    """Names and values in `Draft.places`; none where another version wrote it."""
    try:
        found = msgspec.json.decode(places, type=list[_Object]) if places else []
    except (msgspec.DecodeError, ValueError):
        return []
    firm = {State.RESOLVED, State.SUSPICIOUS}
    return [(each.placed.name, each.words) for each in found if each.placed.state in firm]


def as_named_by(text: str, gaps: Sequence[Gap], given: Sequence[Known]) -> list[Known]:
    """``given`` under the names that a snippet uses, inserted as ``text``; no name for what is of another snippet."""
    names = {gap.name for gap in gaps} | NAMES.keys()
    by_label = {_LABEL + text[gap.span.start + 2 : gap.span.end - 2].strip(): gap.name for gap in gaps if gap.open}
    named = ((by_label.get(name, name), value) for name, value in given)
    return [(name if name in names else "", value) for name, value in named]
