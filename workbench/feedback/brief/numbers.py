"""The numbers of a brief, each with the entries that it was counted from. Pure.

Each is counted over the frozen entries and over nothing else, so that whoever has the ids can count it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, timedelta

from workbench.feedback.brief.model import Number
from workbench.feedback.topics.weight import Saying, Side, Weight
from workbench.kernel.days import short_day

_ENDS = 4  # weeks at either end of the window that are set beside each other
_WEEK = timedelta(days=7)


def numbers_of(weight: Weight, sayings: Iterable[Saying]) -> dict[str, Number]:
    """Every number of ``weight`` by name, over the ``sayings`` that it was counted from."""
    heard = sorted(sayings, key=lambda each: (each.said_at, each.entry), reverse=True)
    theirs = [each for each in heard if not each.by_agent]
    here = [each for each in theirs if each.client is not None and each.side is Side.PRESENT]
    made = [
        _number("accounts", counted(weight.accounts, "account"), here),
        _number("left", f"{weight.left} that left", _on(theirs, Side.LEFT)),
        _number("prospects", counted(weight.prospects, "prospect"), _on(theirs, Side.PROSPECT)),
        _number("messages", counted(weight.entries, "message"), theirs),
        _number("conversations", counted(weight.conversations, "conversation"), [e for e in theirs if e.conversation]),
        _number("time", spent(weight.minutes), [e for e in heard if e.minutes is not None]),
        _number("own", counted(weight.observations, "observation"), [e for e in heard if e.by_agent]),
        *_plans(weight, here),
        *_weeks(weight, here),
    ]
    return {each.name: each for each in made}


def counted(number: int, one: str, many: str = "") -> str:
    """``1 account``, ``4 accounts``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def spent(minutes: int) -> str:
    """``45 minutes``, ``7.3 hours``."""
    return counted(minutes, "minute") if minutes < 60 else f"{minutes / 60:,.1f} hours"


def week_name(monday: date) -> str:
    """What the number of a week is called."""
    return f"week-{monday.isoformat()}"


def _plans(weight: Weight, here: Sequence[Saying]) -> list[Number]:
    return [
        _number(f"plan-{at}", f"{number:,}", [each for each in here if each.plan == plan], plan or "plan not known")
        for at, (plan, number) in enumerate(weight.by_plan, 1)
    ]


def _weeks(weight: Weight, here: Sequence[Saying]) -> list[Number]:
    mondays = [monday for monday, _ in weight.weeks]
    end = mondays[-1] + _WEEK
    return [
        *(
            _number(
                week_name(monday), f"{number:,}", _when(here, monday, monday + _WEEK), f"week of {short_day(monday)}"
            )
            for monday, number in weight.weeks
        ),
        _number("first", f"{weight.first_weeks:,}", _when(here, mondays[0], mondays[_ENDS]), "first four weeks"),
        _number("last", f"{weight.last_weeks:,}", _when(here, mondays[-_ENDS], end), "last four weeks"),
    ]


def _number(name: str, words: str, sayings: Iterable[Saying], about: str = "") -> Number:
    return Number(name=name, words=words, entries=tuple(each.entry for each in sayings), about=about)


def _on(sayings: Iterable[Saying], side: Side) -> list[Saying]:
    return [each for each in sayings if each.client is not None and each.side is side]


def _when(sayings: Iterable[Saying], start: date, end: date) -> list[Saying]:
    """Those of the days from ``start`` up to, not including, ``end``; in UTC, as weeks are counted."""
    return [each for each in sayings if start <= each.said_at.astimezone(UTC).date() < end]
