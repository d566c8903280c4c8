"""Where the bars of a chart stand: all from one base, as high as their numbers, with the numbers on them. No Qt."""

from __future__ import annotations

from dataclasses import replace

from ui.widgets.charts.axis import name_at, names_below, without_touching
from ui.widgets.charts.model import Bars
from ui.widgets.charts.shapes import PLAIN, STRONG, WORD, Box, Fill, Pattern, Picture, Room, Shape, Stroke, Words
from ui.widgets.charts.words import number

_EDGE = 3.0  # room for the ring round what stands at an end
_WIDEST = 4.5  # lines of text that one bar and its gap take at most
_FULL = 0.64  # of which so much is bar


def lay_out(data: Bars, room: Room) -> Picture:
    """The bars of ``data`` over all of ``room``."""
    line = room.measure.height()
    top, base = line + _EDGE + 3, room.height - line - _EDGE - 4
    slot = min((room.width - 2 * _EDGE) / len(data.points), line * _WIDEST)
    fills = [_bar(data, at, slot, base, (base - top) / data.most if data.most else 0, room) for at in _all(data)]
    middles = [_EDGE + slot * (at + 0.5) for at in _all(data)]
    end = _EDGE + slot * len(data.points)
    shapes: list[Shape] = [Stroke(((_EDGE, base), (end, base)), PLAIN), *fills]
    shapes += _numbers(data, fills, middles, room)
    shapes += names_below([point.label for point in data.points], middles, base + 4, room)
    places = tuple(Box(_EDGE + slot * at, 0, slot, room.height) for at in _all(data))
    rings = tuple(Box(place.x, _EDGE, slot, base - 1 - _EDGE) for place in places)
    return Picture((*shapes, *_flags(data, fills)), places, rings, room.height)


def _all(data: Bars) -> range:
    return range(len(data.points))


def _bar(data: Bars, at: int, slot: float, base: float, unit: float, room: Room) -> Fill:
    point = data.points[at]
    width = max(1.0, slot * _FULL)
    height = point.value * unit
    box = Box(_EDGE + slot * at + (slot - width) / 2, base - height, width, height)
    pattern = Pattern.SLANTED if point.unfinished else Pattern.SOLID
    return Fill(box, STRONG if at == room.lit else PLAIN, pattern, edged=point.unfinished, point=at)


def _numbers(data: Bars, fills: list[Fill], middles: list[float], room: Room) -> list[Words]:
    """All of them, or the ones that matter where they would touch: in hand, newest, highest."""
    written = [
        name_at(number(point.value), middle, fill.box.y - room.measure.height() - 1, room, "text.secondary")
        for point, middle, fill in zip(data.points, middles, fills, strict=True)
    ]
    if room.lit >= 0:
        written[room.lit] = replace(written[room.lit], ink=WORD)
    highest = max(_all(data), key=lambda at: data.points[at].value)
    first = [at for at in (room.lit, len(written) - 1, highest) if at >= 0]
    bars = [fill.box for fill in fills if fill.box.height]
    fitting = without_touching(written, bars)
    return (
        fitting
        if len(fitting) == len(written)
        else without_touching([written[at] for at in dict.fromkeys(first)], bars)
    )


def _flags(data: Bars, fills: list[Fill]) -> list[Shape]:
    """What happened, said at the foot of its bar by a tick below the base; the words are on hover and in the table."""
    base = fills[0].box.bottom
    at = {mark.at: fills[mark.at].box for mark in data.marks}
    return [Stroke(((box.x, base + 2), (box.right, base + 2)), STRONG, 3) for box in at.values()]
