"""How much stands behind a topic, as facts that are never added up to a score. Pure.

An account is counted once however often it wrote. Customers of today are counted; those who have left and those who
never bought stand beside them. What an agent observed is counted apart and makes nobody an account.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from workbench.feedback.topics.model import WEEKS
from workbench.kernel.ids import ClientId, EntryId

_HALF = 4  # weeks at either end of the window that are set beside each other
_WEEK = timedelta(days=7)
_THIRD, _WITHIN = 3, timedelta(days=30)


class Side(StrEnum):
    """What an account is to us today."""

    PRESENT = "present"
    LEFT = "left"
    PROSPECT = "prospect"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What is counted of an entry. ``minutes``: None where nobody noted the time."""

    entry: EntryId
    said_at: datetime
    client: ClientId | None
    plan: str = ""
    side: Side = Side.PRESENT
    by_agent: bool = False
    conversation: str = ""
    minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What a list shows. ``weeks``: different accounts by the Monday (UTC) of each week in which any wrote."""

    accounts: int = 0
    left: int = 0
    prospects: int = 0
    entries: int = 0
    last_said: datetime | None = None
    weeks: Mapping[date, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The facts of one topic up to ``until``.

    ``by_plan``: accounts of today by plan, most first, "" where the plan is not known; they add up to ``accounts``.
    ``first_weeks``, ``last_weeks``: different accounts in the first and the last four weeks of the window.
    ``weeks``: (Monday, different accounts) for each week of the window, the oldest first.
    ``minutes``: what was noted of ``timed`` entries. ``observations``: entries of our own, counted nowhere else.
    """

    until: datetime
    accounts: int
    left: int
    prospects: int
    by_plan: tuple[tuple[str, int], ...]
    first_weeks: int
    last_weeks: int
    weeks: tuple[tuple[date, int], ...]
    entries: int
    observations: int
    conversations: int
    minutes: int
    timed: int
    first_said: datetime | None
    last_said: datetime | None

    @property
    def growing(self) -> bool:
        """Whether more accounts wrote in the last four weeks of the window than in the first four."""
        return self.last_weeks > self.first_weeks


def weigh(sayings: Iterable[Saying], until: datetime) -> Weight:
    """The facts of what was said up to ``until``; later sayings are left out."""
    heard = [each for each in sayings if each.said_at <= until]
    theirs = [each for each in heard if not each.by_agent]
    clients = _clients(theirs)
    sides = Counter(side for _, side in clients.values())
    plans = Counter(plan for plan, side in clients.values() if side is Side.PRESENT)
    mondays = window(until)
    weekly = _weekly(theirs)
    times = [each.said_at for each in heard]
    timed = [each.minutes for each in heard if each.minutes is not None]
    return Weight(
        until=until,
        accounts=sides[Side.PRESENT],
        left=sides[Side.LEFT],
        prospects=sides[Side.PROSPECT],
        by_plan=tuple(sorted(plans.items(), key=lambda each: (-each[1], each[0] == "", each[0]))),
        first_weeks=_between(theirs, mondays[0], mondays[_HALF]),
        last_weeks=_between(theirs, mondays[-_HALF], mondays[-1] + _WEEK),
        weeks=tuple((monday, weekly.get(monday, 0)) for monday in mondays),
        entries=len(theirs),
        observations=len(heard) - len(theirs),
        conversations=len({each.conversation for each in theirs if each.conversation}),
        minutes=sum(timed),
        timed=len(timed),
        first_said=min(times, default=None),
        last_said=max(times, default=None),
    )


def tally(sayings: Iterable[Saying]) -> Tally:
    """What a list shows of ``sayings``."""
    heard = list(sayings)
    theirs = [each for each in heard if not each.by_agent]
    sides = Counter(side for _, side in _clients(theirs).values())
    return Tally(
        accounts=sides[Side.PRESENT],
        left=sides[Side.LEFT],
        prospects=sides[Side.PROSPECT],
        entries=len(heard),
        last_said=max((each.said_at for each in heard), default=None),
        weeks=_weekly(theirs),
    )


def window(until: datetime) -> list[date]:
    """The Mondays of the last `WEEKS` weeks, the oldest first; the last is that of ``until``."""
    last = monday_of(until)
    return [last - _WEEK * back for back in range(WEEKS - 1, -1, -1)]


def monday_of(at: datetime) -> date:
    """The Monday of the week in which ``at`` lies, in UTC."""
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def is_third(sayings: Sequence[Saying], now: datetime) -> int | None:
    """How many accounts of today wrote within thirty days, where it is three or more; else None."""
    lately = (each for each in sayings if now - _WITHIN <= each.said_at <= now)
    number = len({each.client for each in lately if _counts(each)})
    return number if number >= _THIRD else None


def _counts(saying: Saying) -> bool:
    return saying.client is not None and not saying.by_agent and saying.side is Side.PRESENT


def _clients(sayings: Iterable[Saying]) -> dict[ClientId, tuple[str, Side]]:
    return {each.client: (each.plan, each.side) for each in sayings if each.client is not None and not each.by_agent}


def _weekly(sayings: Iterable[Saying]) -> dict[date, int]:
    by_week: defaultdict[date, set[ClientId | None]] = defaultdict(set)
    for each in sayings:
        if _counts(each):
            by_week[monday_of(each.said_at)].add(each.client)
    return {monday: len(clients) for monday, clients in by_week.items()}


def _between(sayings: Iterable[Saying], start: date, end: date) -> int:
    """Different accounts that wrote from ``start`` up to, not including, ``end``."""
    days = ((each, each.said_at.astimezone(UTC).date()) for each in sayings if _counts(each))
    return len({each.client for each, day in days if start <= day < end})
