"""Places in a text. Python counts code points, Qt counts UTF-16 units; they are turned into each other here only."""

from __future__ import annotations

from dataclasses import dataclass


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
