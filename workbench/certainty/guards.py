"""Guards: the company in which a cue means something harmless. They are what gives the rules their precision.

A guard is data in the rule file: patterns on the text around the cue. Every pattern that it names must be found
for the guard to hold, so that a language can be guarded without code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.certainty.conventions import PLAIN
from workbench.certainty.once import once
from workbench.certainty.patterns import Pattern

_WINDOW = 240
PARTS = ("cue", "ending", "tail", "clause", "head")  # in the order they are looked at, the cheapest first


class Place:
    """A cue within its sentence, and the text around it that guards look at.

    ``text`` is the masked sentence in lower case; ``start`` and ``end`` are the cue's offsets in it. Windows
    around the cue are bounded, so that a guard's cost does not depend on the length of the text. ``breaks`` are
    the places where a clause ends in the language.
    """

    def __init__(self, text: str, start: int, end: int, breaks: re.Pattern[str] = PLAIN.breaks) -> None:
        self.sentence = text
        self.start = start
        self.end = end
        self._breaks = breaks

    @once
    def cue(self) -> str:
        return self.sentence[self.start : self.end]

    @once
    def head(self) -> str:
        """What stands before the cue, without the white space next to it."""
        return self.sentence[max(0, self.start - _WINDOW) : self.start].rstrip()

    @once
    def tail(self) -> str:
        """What stands behind the cue, without the white space next to it."""
        return self.sentence[self.end : self.end + _WINDOW].lstrip()

    @once
    def clause_start(self) -> int:
        """Offset in ``head`` at which the clause of the cue begins."""
        last = 0
        for found in self._breaks.finditer(self.head):
            last = found.end()
        return last

    @once
    def clause(self) -> str:
        """The part of ``head`` that belongs to the clause of the cue, as far as punctuation and conjunctions tell."""
        return self.head[self.clause_start :].strip()

    @once
    def ending(self) -> str:
        """The last characters of the sentence, where its question mark would be."""
        return self.sentence[-40:].rstrip()


@dataclass(frozen=True, slots=True)
class Guard:
    """A named exception: holds where each of its patterns is found in the part of the place that it is for."""

    name: str
    patterns: tuple[tuple[str, Pattern], ...]
    why: str = ""


def excuses(guards: Sequence[Guard], place: Place) -> bool:
    """Whether one of ``guards`` holds. The hottest lines of a check: loops, for ``any`` and ``all`` are slower."""
    for guard in guards:
        for part, pattern in guard.patterns:
            if pattern.search(getattr(place, part)) is None:
                break
        else:
            return True
    return False
