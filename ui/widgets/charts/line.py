"""Where a line runs, and the flags of what happened on its way. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from ui.widgets.charts.axis import name_at, names_below, without_touching
from ui.widgets.charts.model import Line
from ui.widgets.charts.numbers import top_of_scale
from ui.widgets.charts.shapes import (
    FAINT,
    GUIDE,
    PLAIN,
    STRONG,
    WORD,
    Box,
    Dot,
    Picture,
    Room,
    Shape,
    Stroke,
    Words,
    apart,
    wide_as,
)
from ui.widgets.charts.words import number

_EDGE = 5.0
_AIRY = 0.9  # lines of text between two points from which on each has a dot


@dataclass(frozen=True, slots=True)
class _Field:
    """The part of the room that the line runs in, and what is 100 % of its height."""

    box: Box
    top: int
    count: int

    def x(self, at: int) -> float:
        return self.box.x + (self.box.width * at / (self.count - 1) if self.count > 1 else self.box.width / 2)

    def y(self, value: float) -> float:
        return self.box.bottom - self.box.height * value / self.top


def lay_out(data: Line, room: Room) -> Picture:
    """The line of ``data`` over all of ``room``."""
    field, flags = _field(data, room)
    base = field.box.bottom
    shapes: list[Shape] = [*_guides(field, room), *flags, *_line(data, field, room)]
    dots = _dots(data, field, room)
    numbers = _numbers(data, field, room, [flag.box for flag in flags if isinstance(flag, Words)])
    labels = [point.label for point in data.points]
    names = names_below(labels, [field.x(at) for at in range(field.count)], base + 5, room)
    return Picture((*shapes, *dots, *numbers, *names), _places(field, room), _rings(data, field, room), room.height)


def _field(data: Line, room: Room) -> tuple[_Field, list[Shape]]:
    line = room.measure.height()
    top = top_of_scale(data.most)
    left = max(wide_as(number(step), room) for step in (0, top // 2, top)) + 6
    width = max(1.0, room.width - left - _EDGE - _reach(room) - 3)
    across = _Field(Box(left + _EDGE, 0, width, 1), top, len(data.points))
    flags, lanes = _flags(data, across, room)
    above = lanes * (line + 4) + line * 1.5 + 6
    box = Box(left + _EDGE, above, width, max(1.0, room.height - above - line - 9))
    field = _Field(box, top, len(data.points))
    return field, [*flags, *_poles(data, field, flags)]


def _flags(data: Line, field: _Field, room: Room) -> tuple[list[Words], int]:
    """The words of what happened, in as many lanes as keep them apart; the lanes are counted."""
    line, most = room.measure.height(), 0
    written: list[Words] = []
    for mark in data.marks:
        width = min(wide_as(mark.word, room), room.width)
        left = min(max(0.0, field.x(mark.at) - width / 2), room.width - width)
        lane = 0
        while not apart(box := Box(left, lane * (line + 4), width, line), [each.box.grown(3) for each in written]):
            lane += 1
        written.append(Words(box, room.measure.cut(mark.word, width), WORD))
        most = max(most, lane + 1)
    return written, most


def _poles(data: Line, field: _Field, flags: list[Words]) -> list[Shape]:
    return [
        Stroke(((field.x(mark.at), flag.box.bottom + 1), (field.x(mark.at), field.box.bottom)), STRONG, dashed=True)
        for mark, flag in zip(data.marks, flags, strict=True)
    ]


def _guides(field: _Field, room: Room) -> list[Shape]:
    """Nothing, half and all of the scale: a line across and its number before it."""
    line, right = room.measure.height(), room.width
    shapes: list[Shape] = []
    for step in (0, field.top // 2, field.top):
        y = field.y(step)
        left = field.box.x - _EDGE
        shapes.append(Stroke(((left, y), (right, y)), GUIDE if step else PLAIN))
        shapes.append(Words(Box(0, y - line / 2, left - 6, line), number(step), FAINT, side="end"))
    return shapes


def _line(data: Line, field: _Field, room: Room) -> list[Shape]:
    corners = tuple((field.x(at), field.y(point.value)) for at, point in enumerate(data.points))
    width = max(2.0, room.measure.height() / 8)
    open_from = len(corners) - 1 if data.points[-1].unfinished else len(corners)
    parts = ((corners[:open_from], False), (corners[max(0, open_from - 1) :], True))
    return [Stroke(part, STRONG, width, dashed) for part, dashed in parts if len(part) > 1]


def _dots(data: Line, field: _Field, room: Room) -> list[Shape]:
    line = room.measure.height()
    marked = {mark.at for mark in data.marks}
    airy = field.count == 1 or field.box.width / (field.count - 1) >= line * _AIRY
    shown = range(field.count) if airy else sorted({*marked, field.count - 1, *([room.lit] if room.lit >= 0 else [])})
    return [
        Dot(
            field.x(at),
            field.y(data.points[at].value),
            line * (0.3 if at in marked or at == room.lit else 0.2),
            WORD if at == room.lit else STRONG,
            tipped=at in marked,
            point=at,
        )
        for at in shown
    ]


def _numbers(data: Line, field: _Field, room: Room, taken: list[Box]) -> list[Words]:
    """The point in hand, the newest and the highest have their number on them."""
    line = room.measure.height()
    highest = max(range(field.count), key=lambda at: data.points[at].value)
    wanted = dict.fromkeys(at for at in (room.lit, field.count - 1, highest) if at >= 0)
    marked = {mark.at for mark in data.marks}
    written = []
    for at in wanted:
        text, value = number(data.points[at].value), data.points[at].value
        # Beside the pole of a flag, not across it; above the ring.
        beside = wide_as(text, room) / 2 + 4 if at in marked else 0
        above = _reach(room) + 3 if at == room.lit else line * 0.35
        written.append(name_at(text, field.x(at) + beside, field.y(value) - above - line, room, WORD))
    return without_touching(written, taken)


def _places(field: _Field, room: Room) -> tuple[Box, ...]:
    """Each point has the ground between it and its neighbours."""
    step = field.box.width / max(1, field.count - 1)
    edges = []
    for at in range(field.count):
        left, right = max(0.0, field.x(at) - step / 2), min(room.width, field.x(at) + step / 2)
        edges.append(Box(left, 0, right - left, room.height))
    return tuple(edges)


def _rings(data: Line, field: _Field, room: Room) -> tuple[Box, ...]:
    reach = _reach(room)
    return tuple(
        Box(field.x(at) - reach, field.y(point.value) - reach, 2 * reach, 2 * reach)
        for at, point in enumerate(data.points)
    )


def _reach(room: Room) -> float:
    """How far from its point a ring stands."""
    return min(room.measure.height() * 0.5, 12)
