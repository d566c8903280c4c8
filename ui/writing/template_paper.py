"""The sheet a snippet is written on: each placeholder looks as what will come of it, not as a blank of a reply."""

from __future__ import annotations

from dataclasses import replace

from ui.writing.marks import Pill
from ui.writing.paper import Paper
from workbench.kernel.spans import from_utf16
from workbench.library.model import State
from workbench.library.words import NAMES

_ASKED, _OWN, _FACT = "field.", "yours", "fact."
_SIGNS = tuple("?:/>")


class TemplatePaper(Paper):
    """A value that the agent is asked for is open, one that is known stands there, and another name is none of ours."""

    _seen: tuple[tuple[Pill, ...], tuple[Pill, ...]] = ((), ())

    def pills(self) -> tuple[Pill, ...]:
        found = super().pills()
        if found is not self._seen[0]:
            text = self.text()
            self._seen = found, tuple(replace(pill, state=_state(_inside(text, pill))) for pill in found)
        return self._seen[1]


def _inside(text: str, pill: Pill) -> str:
    """What stands between its braces."""
    span = from_utf16(text, pill.at.start, pill.at.length)
    return text[span.start + 2 : span.end - 2].strip()


def _state(inside: str) -> State:
    name = inside.partition("|")[0].strip()
    if name.startswith(_ASKED):
        return State.EMPTY
    if name == _OWN:
        return State.YOURS
    known = name in NAMES or name == "cursor" or name.startswith((_FACT, *_SIGNS))
    return State.RESOLVED if known else State.UNKNOWN
