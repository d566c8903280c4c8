"""Days on which somebody is at work. Pure."""

from __future__ import annotations

from datetime import date, timedelta

_SATURDAY = 5


def next_working_day(today: date) -> date:
    """The first day after ``today`` that is neither Saturday nor Sunday."""
    day = today + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day


def likely(today: date) -> tuple[date, ...]:
    """Days that are often meant, earliest first: the next working day, the one after it, and a week from now."""
    first = next_working_day(today)
    second = next_working_day(first)
    week = today + timedelta(days=7)
    return tuple(dict.fromkeys((first, second, week if week.weekday() < _SATURDAY else next_working_day(week))))
