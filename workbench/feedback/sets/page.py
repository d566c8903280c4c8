"""What is said of whole sets together: how they end, chat beside email where kind and size are the same. Pure.

No number here is of a person, and none is of how many questions were answered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workbench.feedback.sets.model import ENDS, Outcome, Way
from workbench.feedback.sets.wilson import wilson

ENOUGH = 30  # of fewer sets no share is said
COVERED = 0.5  # of fewer settled conversations with a list nothing is shown
TICK_LIST = ""  # the kind of a set that goes by no named one
COMPARED = (Way.CHAT, Way.EMAIL)
TOO_FEW = "too few"


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrow:
    """Which sets are looked at; None: all. ``kind``: the id of a named set, or `TICK_LIST`."""

    kind: str | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """So many settled sets that are alike. ``kind``, ``size`` and ``way`` as in `Narrow`; ``outcome`` is an end."""

    kind: str
    size: int
    way: Way
    outcome: Outcome
    number: int
    rounds: int = 0
    elsewhere: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftAt:
    """So many sets that were left midway with this step, or this place among the questions, open first."""

    kind: str
    size: int
    step: str | None
    place: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """Settled conversations by way, with a list or without; what waits on us, and what is still going."""

    listed: Mapping[Way, int]
    settled: Mapping[Way, int]
    waiting: int = 0
    going: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """``count`` of ``of``, with the 95 % interval of Wilson."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.count, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """How sets that are alike ended, by one way of writing. ``kind`` and ``size``: None where they are of any."""

    kind: str | None
    size: int | None
    way: Way
    ends: Mapping[Outcome, int]
    rounds: int = 0
    questions: int = 0
    elsewhere: int = 0
    finished_elsewhere: int = 0
    reopened: int = 0

    @property
    def number(self) -> int:
        return sum(self.ends.values())

    @property
    def few(self) -> bool:
        """Whether there are too few to say a share."""
        return self.number < ENOUGH

    def share(self, end: Outcome) -> Share:
        return Share(self.ends.get(end, 0), self.number)

    @property
    def rounds_each(self) -> float | None:
        """Rounds for each question; None where too few sets would be behind it."""
        return None if self.few or not self.questions else self.rounds / self.questions


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """Where people leave: ``number`` of those who left midway had this open first. ``place`` counts from 1."""

    kind: str
    size: int
    step: str
    place: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPage:
    """All that is said. ``totals``: a cell for each way; ``pairs``: chat and email, kind and size the same.

    ``kinds`` and ``sizes`` are those that there are to narrow to, by name and by number; ``since``: when the first of
    them began; ``unread``: persons whose conversations are still to be reckoned.
    """

    narrow: Narrow
    totals: tuple[Cell, ...]
    pairs: tuple[tuple[Cell, Cell], ...]
    leaves: tuple[Leave, ...]
    kinds: Mapping[str, str]
    sizes: tuple[int, ...]
    coverage: Unsettled
    practice: bool = False
    since: datetime | None = None
    unread: int = 0
    steps: Mapping[str, str] = field(default_factory=dict)

    @property
    def listed(self) -> int:
        return sum(self.coverage.listed.values())

    @property
    def settled(self) -> int:
        return sum(self.coverage.settled.values())

    @property
    def covered(self) -> float:
        return self.listed / self.settled if self.settled else 0.0

    @property
    def hidden(self) -> bool:
        """Whether too few conversations have a list for anything to be shown."""
        return bool(self.settled) and self.covered < COVERED

    def of(self, way: Way) -> Cell | None:
        return next((cell for cell in self.totals if cell.way is way), None)

    @property
    def turned(self) -> tuple[tuple[Cell, Cell], ...]:
        """The pairs with enough sets in which the other way of writing is ahead than in the totals."""
        chat, email = self.of(Way.CHAT), self.of(Way.EMAIL)
        if chat is None or email is None or chat.few or email.few:
            return ()
        ahead = _lead(chat, email)
        pairs = [pair for pair in self.pairs if not (pair[0].few or pair[1].few)]
        return tuple(pair for pair in pairs if _lead(*pair) * ahead < 0)


def page(
    tallies: Sequence[Tally],
    left: Sequence[LeftAt],
    coverage: Unsettled,
    names: tuple[Mapping[str, str], Mapping[str, str]],
    narrow: Narrow,
) -> SetPage:
    """The page of what is left by ``narrow``. ``names``: of named sets and of steps, by id."""
    seen = [each for each in tallies if _is_in(each.kind, each.size, narrow)]
    ways = [way for way in Way if any(each.way is way for each in seen)]
    sets, steps = names
    kinds = {each.kind for each in tallies}
    return SetPage(
        narrow=narrow,
        totals=tuple(_cell(seen, narrow.kind, narrow.size, way) for way in ways),
        pairs=_pairs(seen),
        leaves=_leaves([each for each in left if _is_in(each.kind, each.size, narrow)], steps),
        kinds={kind: sets.get(kind, "") for kind in sorted(kinds, key=lambda kind: (kind == "", sets.get(kind, "")))},
        sizes=tuple(sorted({each.size for each in tallies if _is_in(each.kind, each.size, Narrow(kind=narrow.kind))})),
        coverage=coverage,
        steps=steps,
    )


def _is_in(kind: str, size: int, narrow: Narrow) -> bool:
    return narrow.kind in {None, kind} and narrow.size in {None, size}


def _pairs(tallies: Sequence[Tally]) -> tuple[tuple[Cell, Cell], ...]:
    """Chat beside email for every kind and size, those with the most sets first."""
    alike = {(each.kind, each.size) for each in tallies if each.way in COMPARED}
    pairs = [
        (_cell(tallies, kind, size, Way.CHAT), _cell(tallies, kind, size, Way.EMAIL)) for kind, size in sorted(alike)
    ]
    return tuple(sorted(pairs, key=lambda pair: -min(pair[0].number, pair[1].number)))


def _cell(tallies: Iterable[Tally], kind: str | None, size: int | None, way: Way) -> Cell:
    mine = [each for each in tallies if each.way is way and _is_in(each.kind, each.size, Narrow(kind=kind, size=size))]
    ends = Counter[Outcome]()
    for each in mine:
        ends[each.outcome] += each.number
    return Cell(
        kind=kind,
        size=size,
        way=way,
        ends={end: ends[end] for end in ENDS},
        rounds=_sum(mine, lambda each: each.rounds),
        questions=_sum(mine, lambda each: each.size * each.number),
        elsewhere=_sum(mine, lambda each: each.elsewhere),
        finished_elsewhere=_sum(mine, lambda each: each.elsewhere if each.outcome is Outcome.COMPLETE else 0),
        reopened=_sum(mine, lambda each: each.reopened),
    )


def _sum(tallies: Iterable[Tally], number: Callable[[Tally], int]) -> int:
    return sum(number(each) for each in tallies)


def _leaves(left: Iterable[LeftAt], steps: Mapping[str, str]) -> tuple[Leave, ...]:
    """In the order of the steps, kind by kind; a place among questions that came as they came is of one size."""
    found = Counter[tuple[str, int, str, int]]()
    for each in left:
        step = each.step or ""
        found[(each.kind, 0 if step else each.size, step, each.place)] += each.number
    by_step = Counter[tuple[str, int, str]]()
    place: dict[tuple[str, int, str], int] = {}
    for (kind, size, step, at), number in found.items():
        key = (kind, size, step or str(at))
        by_step[key] += number
        place[key] = min(place.get(key, at), at)
    return tuple(
        Leave(kind=kind, size=size, step=steps.get(step, ""), place=place[(kind, size, step)], number=number)
        for (kind, size, step), number in sorted(
            by_step.items(), key=lambda each: (each[0][0], each[0][1], place[each[0]], each[0][2])
        )
    )


def _lead(chat: Cell, email: Cell) -> float:
    return chat.share(Outcome.COMPLETE).value - email.share(Outcome.COMPLETE).value
