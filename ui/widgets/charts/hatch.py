"""The strokes and dots of a pattern, cut to its rectangle by arithmetic: what clips on paper and in SVG differs."""

from __future__ import annotations

from collections.abc import Iterator

from ui.widgets.charts.shapes import Box, Pattern

Segment = tuple[float, float, float, float]


def strokes(box: Box, pattern: Pattern, step: float) -> list[Segment]:
    """Straight lines of ``pattern`` within ``box``, ``step`` pixels apart."""
    if pattern is Pattern.SLANTED:
        return list(_slanted(box, step))
    if pattern is Pattern.CROSSED:
        rising = list(_slanted(box, step * 1.4))
        turned = 2 * box.x + box.width
        return rising + [(turned - x, y, turned - to_x, to_y) for x, y, to_x, to_y in rising]
    if pattern is Pattern.LEVEL:
        return [(box.x, y, box.right, y) for y in _steps(box.y, box.bottom, step)]
    return []


def dots(box: Box, pattern: Pattern, step: float) -> list[tuple[float, float]]:
    """Middles of the dots of ``pattern``, far enough within ``box`` for a radius of a quarter of ``step``."""
    if pattern is not Pattern.DOTTED:
        return []
    within = box.grown(-step / 4)
    step = min(step, within.height / 1.5)
    return [(x, y) for y in _steps(within.y, within.bottom, step) for x in _steps(within.x, within.right, step)]


def _slanted(box: Box, step: float) -> Iterator[Segment]:
    """Rising lines: x + y is the same all along one."""
    lean = step * 2**0.5
    reach = box.x + box.y + lean / 2
    while reach < box.right + box.bottom:
        left, right = max(box.x, reach - box.bottom), min(box.right, reach - box.y)
        if right > left:
            yield left, reach - left, right, reach - right
        reach += lean


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    """As many as there is room for, as far from one end as from the other."""
    more = max(0, int((end - start) / step - 0.25)) if step > 0 else 0
    first = start + (end - start - more * step) / 2
    yield from (first + step * at for at in range(more + 1))
