"""Letters that were typed as a letter and a mark behind it (NFD), as the single letters that rules are written in."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass

from workbench.kernel.spans import Span

_MARKS = re.compile(r"[\u0300-\u0343\u0345-\u036f]+")  # but for the one that comes apart when joined


@dataclass(frozen=True, slots=True)
class Composed:
    """``text`` with single letters, and where each of them stood.

    ``ends`` are the offsets in ``text`` from which it is shorter than what was typed, ``shorter`` by how many code
    points in all from there on.
    """

    text: str
    ends: tuple[int, ...]
    shorter: tuple[int, ...]

    def typed(self, span: Span) -> Span:
        """Where ``span`` of ``text`` stands in what was typed; no mark is cut off its letter."""
        return Span(self._typed(span.start), self._typed(span.end))

    def _typed(self, at: int) -> int:
        number = bisect_right(self.ends, at)
        return at + self.shorter[number - 1] if number else at


def composed(text: str) -> Composed | None:
    """``text`` with letter and mark as one, or None where there is nothing to join, as nearly always."""
    if text.isascii():
        return None
    parts: list[str] = []
    ends: list[int] = []
    shorter: list[int] = []
    done = length = 0
    for marks in _MARKS.finditer(text):
        begin = max(done, marks.start() - 1)
        joined = unicodedata.normalize("NFC", text[begin : marks.end()])
        parts += text[done:begin], joined
        length += begin - done + len(joined)
        done = marks.end()
        if done != length + (shorter[-1] if shorter else 0):
            ends.append(length - len(joined) + 1)  # the first letter takes all that is missing
            shorter.append(done - length)
    if not ends:
        return None
    return Composed("".join((*parts, text[done:])), tuple(ends), tuple(shorter))
