"""What a chart shows: counted things in a row, events among them, and shares of a whole. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

MOST_PARTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """What is counted, for one and for any other number: ``account``, ``accounts``."""

    one: str
    many: str

    def after(self, count: float) -> str:
        return self.one if count == 1 else self.many


WEEK = Noun(one="week", many="weeks")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A number and where it stands. ``full``: the label at length, for ears, hover and table (``week of 4 May``).

    ``unfinished``: more may still be counted here, so it is drawn as such and no direction is read from it.
    """

    label: str
    value: float
    full: str = ""
    unfinished: bool = False

    @property
    def spoken(self) -> str:
        return self.full or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that happened at point ``at`` (counted from 0): ``shipped``."""

    at: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Numbers in the order of time. ``ValueError`` for what is below nothing, or a mark beside the points."""

    title: str
    points: tuple[Point, ...]
    counted: Noun
    step: Noun = WEEK
    marks: tuple[Mark, ...] = ()
    empty: str = "Nothing to show yet."

    def __post_init__(self) -> None:
        if not all(point.value >= 0 for point in self.points):
            raise ValueError("A chart counts from nothing upwards.")
        if any(not 0 <= mark.at < len(self.points) for mark in self.marks):
            raise ValueError("A mark stands at one of the points.")

    @property
    def most(self) -> float:
        return max((point.value for point in self.points), default=0)

    def marked(self, at: int) -> str:
        """What happened at point ``at``; ``""`` for nothing."""
        return ", ".join(mark.word for mark in self.marks if mark.at == at)


@dataclass(frozen=True, slots=True)
class Bars(Series):
    """Drawn as a bar for each point, with its number on it."""


@dataclass(frozen=True, slots=True)
class Line(Series):
    """Drawn as a line, with its marks as flags."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true share lies, as shares between 0 and 1 (such as Wilson's at 95 %)."""

    low: float
    high: float

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError("An interval lies between 0 and 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How many of each part. ``intervals``: one for each part, or none at all.

    ``note`` stands in place of the shares where they would mislead: ``too few to say``.
    """

    label: str
    counts: tuple[int, ...]
    intervals: tuple[Interval, ...] = ()
    note: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Rows of 100 %, each cut into the same parts. ``ValueError`` where the numbers do not fit the parts."""

    title: str
    parts: tuple[str, ...]
    rows: tuple[Row, ...]
    grouped: str = "Row"
    interval: str = "95 % interval"
    empty: str = "Nothing to show yet."

    def __post_init__(self) -> None:
        if not 1 <= len(self.parts) <= MOST_PARTS:
            raise ValueError(f"One to {MOST_PARTS} parts can be told apart.")
        for row in self.rows:
            if len(row.counts) != len(self.parts) or any(count < 0 for count in row.counts):
                raise ValueError("A row has a number for each part.")
            if row.intervals and len(row.intervals) != len(self.parts):
                raise ValueError("A row has an interval for each part, or none.")

    def place(self, index: int) -> tuple[Row, int]:
        """The row and the part that point ``index`` is: parts are counted row by row."""
        return self.rows[index // len(self.parts)], index % len(self.parts)


Chartable = Bars | Line | Shares


def count_of(data: Chartable) -> int:
    """How many points can be gone to."""
    return len(data.rows) * len(data.parts) if isinstance(data, Shares) else len(data.points)
