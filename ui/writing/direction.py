"""Which way a text is read."""

from __future__ import annotations

from unicodedata import bidirectional

_LOOK = 200


def runs_backwards(text: str) -> bool:
    """Whether the first letter that has a direction is read from right to left."""
    for letter in text[:_LOOK]:
        way = bidirectional(letter)
        if way in {"L", "R", "AL"}:
            return way != "L"
    return False
