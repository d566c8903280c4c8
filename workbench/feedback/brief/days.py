"""Days as a page says them. Pure."""

from __future__ import annotations

from datetime import date, datetime

from workbench.kernel.clock import local_day

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def long_day(day: date) -> str:
    """``28 September 2026``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """``6 Jul``."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]}"


def day_here(at: datetime) -> date:
    """The day it was where this machine stands."""
    return local_day(at)
