"""Days in words, in English whatever the machine speaks: what leaves the house reads the same everywhere."""

from __future__ import annotations

from datetime import date

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
