"""A day as people type it: ISO, days from now, or in figures in the order of their language."""

from __future__ import annotations

import re
from datetime import date, timedelta

WRONG = "A day goes here, such as 2027-01-31 or +3 for three days from now."
_FROM_NOW = re.compile(r"\+?\s*(\d{1,3})\s*d?")
_FIGURES = re.compile(r"(\d{1,4})\s*([./\-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_YEAR_FIRST = frozenset({"zh", "ja", "ko", "hu", "sv", "lt", "mn", "en-ca", "fr-ca"})
_MONTH_FIRST = frozenset({"", "en", "en-us"})


def read_day(typed: str, today: date, language: str = "") -> date | None:
    """The day that is meant; None for other words. A year of two figures is one of this century."""
    if match := _FROM_NOW.fullmatch(typed.strip()):
        return today + timedelta(days=int(match[1]))
    match = _FIGURES.fullmatch(typed.strip())
    if match is None:
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    language = language.lower().replace("_", "-")
    if len(match[1]) == 4 or language in _YEAR_FIRST or language.partition("-")[0] in _YEAR_FIRST:
        return _day(first, second, third)
    if language in _MONTH_FIRST:
        return _day(third, first, second)
    return _day(third, second, first)


def is_from_now(typed: str) -> bool:
    """Whether it is counted from the day on which it is read."""
    return _FROM_NOW.fullmatch(typed.strip()) is not None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None
