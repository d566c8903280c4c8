"""Where the parts of each 100 % lie, told apart by pattern and by name. No Qt."""

from __future__ import annotations

from ui.widgets.charts.model import Row, Shares
from ui.widgets.charts.numbers import percents
from ui.widgets.charts.shapes import (
    GROUND,
    PLAIN,
    STRONG,
    WORD,
    Box,
    Fill,
    Pattern,
    Picture,
    Room,
    Shape,
    Stroke,
    Words,
    wide_as,
)
from ui.widgets.charts.words import number, percent, row_note

_EDGE = 3.0
_PATTERNS = tuple(Pattern)


def lay_out(data: Shares, room: Room) -> Picture:
    """Names of the parts, then the rows below each other; as high as they need to be, whatever the room's height."""
    shapes, y = _legend(data, room)
    places: list[Box] = []
    for at, row in enumerate(data.rows):
        drawn, parts, y = _row(data, row, at * len(data.parts), y, room)
        shapes += drawn
        places += parts
    return Picture(tuple(shapes), tuple(places), tuple(_seen(box) for box in places), y)


def _legend(data: Shares, room: Room) -> tuple[list[Shape], float]:
    line, gap = room.measure.height(), room.measure.height()
    shapes: list[Shape] = []
    x, y = _EDGE, _EDGE
    for pattern, part in zip(_PATTERNS, data.parts, strict=False):
        width = min(wide_as(part, room), room.width - 2 * _EDGE - line - 6)
        if x > _EDGE and x + line + 6 + width > room.width - _EDGE:
            x, y = _EDGE, y + line + 6
        shapes.append(Fill(Box(x, y + line * 0.1, line * 0.8, line * 0.8), STRONG, pattern, edged=True))
        word = Words(Box(x + line + 2, y, width, line), room.measure.cut(part, width), STRONG, side="start")
        shapes.append(word)
        x = word.box.right + gap
    return shapes, y + line


def _row(data: Shares, row: Row, first: int, y: float, room: Room) -> tuple[list[Shape], list[Box], float]:
    line = room.measure.height()
    head = y + line * 0.9
    bar = Box(_EDGE, head + room.measure.height("body") + 3, room.width - 2 * _EDGE, round(line * 1.6))
    shapes = [*_heading(row, head, room)]
    note = row_note(row)
    parts = _even(bar, len(data.parts)) if note else _parts(row, bar)
    if note:
        shapes += [Fill(bar, PLAIN, Pattern.BLANK, edged=True), Words(bar, room.measure.cut(note, bar.width))]
    else:
        shapes += _painted(row, parts, first, room)
    below = bar.bottom + _EDGE
    if row.intervals and not note:
        shapes += _whisker(row, bar, room)
        below += line * 0.7
    return shapes, parts, below


def _heading(row: Row, y: float, room: Room) -> list[Shape]:
    """The name of the row, and of how many it tells at the other end."""
    tall = room.measure.height("body")
    total = f"n = {number(row.total)}"
    beside = wide_as(total, room)
    width = max(1.0, room.width - 2 * _EDGE - beside - tall)
    name = room.measure.cut(row.label, width, "body")
    there = Box(room.width - _EDGE - beside, y, beside, tall)
    return [Words(Box(_EDGE, y, width, tall), name, WORD, "body", "start"), Words(there, total, side="end")]


def _parts(row: Row, bar: Box) -> list[Box]:
    """Side by side and together as wide as the bar."""
    boxes, x = [], bar.x
    for count in row.counts:
        width = bar.width * count / row.total
        boxes.append(Box(x, bar.y, width, bar.height))
        x += width
    return boxes


def _seen(box: Box) -> Box:
    """Wide enough for a ring, also where a part is nothing."""
    lacking = max(0.0, 8 - box.width)
    return Box(box.x - lacking / 2, box.y, box.width + lacking, box.height)


def _even(bar: Box, count: int) -> list[Box]:
    """Places to go to in a row that shows no shares."""
    width = bar.width / count
    return [Box(bar.x + width * at, bar.y, width, bar.height) for at in range(count)]


def _painted(row: Row, parts: list[Box], first: int, room: Room) -> list[Shape]:
    shapes: list[Shape] = []
    for at, (box, share) in enumerate(zip(parts, percents(row.counts), strict=True)):
        if not row.counts[at]:
            continue
        pattern = _PATTERNS[at]
        shapes.append(Fill(box, STRONG, pattern, edged=True, point=first + at))
        shapes += _number_in(box, percent(share), pattern, room)
    return shapes


def _number_in(box: Box, text: str, pattern: Pattern, room: Room) -> list[Shape]:
    """The share in its part, on a plate where the pattern would run through it; left out where both would not fit."""
    line = room.measure.height()
    width = wide_as(text, room) + 6
    seen = line * 0.8 if pattern not in {Pattern.SOLID, Pattern.BLANK} else 4
    if width + seen > box.width:
        return []
    plate = Box(box.x + (box.width - width) / 2, box.y + (box.height - line) / 2, width, line)
    if pattern is Pattern.SOLID:
        return [Words(plate, text, GROUND)]
    return [Fill(plate, GROUND), Words(plate, text, WORD)]


def _whisker(row: Row, bar: Box, room: Room) -> list[Shape]:
    """The interval of the first part, below its end: the only part whose share begins at nothing."""
    found, size = row.intervals[0], room.measure.height() * 0.22
    low, high = (bar.x + bar.width * share for share in (found.low, found.high))
    share = bar.x + bar.width * row.counts[0] / row.total
    y = bar.bottom + room.measure.height() * 0.45
    ends = [Stroke(((x, y - size), (x, y + size)), STRONG, 1.5) for x in (low, high)]
    return [
        Stroke(((low, y), (high, y)), STRONG, 1.5),
        *ends,
        Stroke(((share, y - size), (share, y + size)), STRONG, 3),
    ]
