"""A chart in words: one sentence for all of it, one for each point, and the lines of its table."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QLocale

from ui.widgets.charts.model import Bars, Chartable, Line, Point, Row, Series, Shares, count_of
from ui.widgets.charts.numbers import percents, trend

NOTE = "Note"
HAPPENED = "What happened"
_SPACE = "\N{NO-BREAK SPACE}"
_FEW = 3


@dataclass(frozen=True, slots=True)
class Grid:
    """The table of a chart. ``points``: for each cell the point that it tells of; ``home``: for each point its cell."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    points: tuple[tuple[int, ...], ...]
    home: tuple[tuple[int, int], ...]


def number(value: float) -> str:
    """As the person's own place writes it, with one digit after the point at most."""
    locale = QLocale()
    return locale.toString(int(value)) if value == int(value) else locale.toString(float(value), "f", 1)


def percent(share: int) -> str:
    """A whole number of per cents, kept in one line."""
    return f"{share}{_SPACE}%"


def sentence(data: Chartable) -> str:
    """All of the chart at once: ``12 weeks, from 3 to 18 accounts, rising``."""
    if not count_of(data):
        return data.empty
    return _of_shares(data) if isinstance(data, Shares) else _of_series(data)


def said(data: Chartable, index: int) -> str:
    """One point: ``week of 4 May: 12 accounts``, with what happened there."""
    if isinstance(data, Shares):
        row, part = data.place(index)
        return _said_of_part(data, row, part)
    point = data.points[index]
    parts = (f"{point.spoken}: {_counted(data, point.value)}", "so far" if point.unfinished else "", data.marked(index))
    return ", ".join(part for part in parts if part)


def grid(data: Chartable) -> Grid:
    """Every number of the chart, with its name."""
    return _grid_of_shares(data) if isinstance(data, Shares) else _grid_of_series(data)


def row_note(row: Row) -> str:
    """Why a row has no shares; ``""`` when it has."""
    return row.note or ("" if row.total else "none")


def _counted(data: Series, value: float) -> str:
    return f"{number(value)} {data.counted.after(value)}"


def _of_series(data: Bars | Line) -> str:
    count = len(data.points)
    steps = f"{number(count)} {data.step.after(count)}"
    parts = [steps, _range(data)]
    if count == 1 and isinstance(data, Line):
        parts.append("too little for a line")
    settled = [point.value for point in data.points if not point.unfinished]
    if len(set(settled)) > 1:
        parts.append(trend(settled).value)
    events = [_capital(f"{mark.word}: {data.points[mark.at].spoken}") for mark in data.marks]
    return ". ".join([", ".join(part for part in parts if part), *events])


def _range(data: Series) -> str:
    values = [point.value for point in data.points]
    low, high = min(values), max(values)
    if len(values) == 1:
        return _counted(data, high)
    if not high:
        return f"no {data.counted.many}"
    return f"always {_counted(data, high)}" if low == high else f"from {number(low)} to {_counted(data, high)}"


def _of_shares(data: Shares) -> str:
    clear = [(percents(row.counts)[0], row) for row in data.rows if not row_note(row)]
    if not clear:
        return f"{data.parts[0]}: too little to say in any of {number(len(data.rows))}"
    if len(clear) > _FEW:
        low, high = min(clear, key=lambda each: each[0]), max(clear, key=lambda each: each[0])
        words = f"from {percent(low[0])} in {low[1].label} to {percent(high[0])} in {high[1].label}"
    else:
        words = ", ".join(f"{percent(share)} of {number(row.total)} in {row.label}" for share, row in clear)
    unsaid = [f"{row.label}: {row_note(row)}" for row in data.rows if row_note(row)]
    return "; ".join([f"{data.parts[0]}: {words}", *unsaid[:_FEW]])


def _said_of_part(data: Shares, row: Row, part: int) -> str:
    of = f"{number(row.counts[part])} of {number(row.total)}"
    if row_note(row):
        return f"{row.label}, {data.parts[part]}: {of}, {row_note(row)}"
    share = percent(percents(row.counts)[part])
    beside = f", {data.interval} {_interval(row, part)}" if row.intervals else ""
    return f"{row.label}, {data.parts[part]}: {share}, {of}{beside}"


def _interval(row: Row, part: int) -> str:
    found = row.intervals[part]
    return f"{round(found.low * 100)}\N{EN DASH}{percent(round(found.high * 100))}"


def _grid_of_series(data: Series) -> Grid:
    head = (_capital(data.step.one), _capital(data.counted.many), *((HAPPENED,) if data.marks else ()))
    lines = tuple(
        (_named(point), number(point.value), *((data.marked(at),) if data.marks else ()))
        for at, point in enumerate(data.points)
    )
    rows = range(len(lines))
    return Grid(head, lines, tuple((at,) * len(head) for at in rows), tuple((at, 1) for at in rows))


def _named(point: Point) -> str:
    return f"{_capital(point.spoken)}, so far" if point.unfinished else _capital(point.spoken)


def _grid_of_shares(data: Shares) -> Grid:
    ranges = any(row.intervals for row in data.rows)
    notes = any(row_note(row) for row in data.rows)
    each = 3 if ranges else 2
    head = [data.grouped, "All", *((NOTE,) if notes else ())]
    first = len(head)
    for part in data.parts:
        head += (part, f"{part}, share", f"{part}, {data.interval}")[:each]
    lines, points = [], []
    for at, row in enumerate(data.rows):
        cells = [row.label, number(row.total), *((row_note(row),) if notes else ())]
        begin = at * len(data.parts)
        for number_of in range(len(data.parts)):
            cells += _cells(row, number_of)[:each]
        lines.append(tuple(cells))
        points.append((*(begin,) * first, *(begin + at_part // each for at_part in range(each * len(data.parts)))))
    home = tuple((at, first + each * part) for at in range(len(data.rows)) for part in range(len(data.parts)))
    return Grid(tuple(head), tuple(lines), tuple(points), home)


def _cells(row: Row, part: int) -> tuple[str, str, str]:
    count = number(row.counts[part])
    if row_note(row):
        return count, "", ""
    return count, percent(percents(row.counts)[part]), _interval(row, part) if row.intervals else ""


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
