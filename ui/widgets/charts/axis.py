"""The names below the points: as many as can be read, counted back from the newest. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from ui.widgets.charts.shapes import Box, Room, Words, apart, wide_as


def names_below(labels: Sequence[str], middles: Sequence[float], top: float, room: Room) -> list[Words]:
    """Every label, or every second, third and so on where they would touch; the last is always there."""
    for step in range(1, len(labels) + 1):
        shown = range(len(labels) - 1, -1, -step)
        written = [name_at(labels[at], middles[at], top, room) for at in shown]
        gap = room.measure.height() / 2
        if all(ahead.box.x - before.box.right >= gap for ahead, before in zip(written, written[1:], strict=False)):
            return written
    return []


def name_at(text: str, middle: float, top: float, room: Room, ink: str = "text.faint") -> Words:
    """One line in the middle of ``middle``, moved where it would stand over an end of the room."""
    width = min(wide_as(text, room), room.width)
    left = min(max(0.0, middle - width / 2), room.width - width)
    return Words(Box(left, top, width, room.measure.height()), room.measure.cut(text, width), ink)


def without_touching(wanted: Sequence[Words], taken: Sequence[Box] = ()) -> list[Words]:
    """Of ``wanted``, the more important first, those that cover none before them and nothing of ``taken``."""
    kept: list[Words] = []
    for words in wanted:
        if apart(words.box, [*(each.box for each in kept), *taken]):
            kept.append(words)
    return kept
