"""Places in a text. Python counts code points, Qt counts UTF-16 units; they are turned into each other here only."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

_WIDE = re.compile("[\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start`` up to, not including, ``end``; code points."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)


class Units:
    """Turns many places of one text, for which `to_utf16` and `from_utf16` would go over it again and again."""

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [match.start() for match in _WIDE.finditer(text)]
        self._pairs = [at + before for before, at in enumerate(self._wide)]

    def to_utf16(self, span: Span) -> tuple[int, int]:
        """(position, length) of ``span`` in UTF-16 units."""
        start = span.start + bisect_left(self._wide, span.start)
        return start, span.end + bisect_left(self._wide, span.end) - start

    def from_utf16(self, position: int, length: int = 0) -> Span:
        """The span in code points of a place in UTF-16 units."""
        end = position + length
        return Span(position - bisect_left(self._pairs, position), end - bisect_left(self._pairs, end))


def _units(text: str) -> int:
    return len(text) + sum(1 for character in text if character > "\uffff")


def to_utf16(text: str, span: Span) -> tuple[int, int]:
    """(position, length) of ``span`` in UTF-16 units, as Qt counts."""
    if text.isascii():
        return span.start, len(span)
    return _units(text[: span.start]), _units(text[span.start : span.end])


def from_utf16(text: str, position: int, length: int = 0) -> Span:
    """The span in code points of a place that Qt named in UTF-16 units."""
    if text.isascii():
        return Span(position, position + length)
    raw = text.encode("utf-16-le", "surrogatepass")
    start = len(raw[: position * 2].decode("utf-16-le", "replace"))
    end = len(raw[: (position + length) * 2].decode("utf-16-le", "replace"))
    return Span(start, end)
