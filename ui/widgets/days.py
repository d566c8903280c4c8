"""Days as people name them, near ones by their name."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, QLocale

_WEEK = timedelta(days=7)
_YEAR = re.compile(r"[\s,]*(?:'de'\s*)?y+\s*$")


def day_name(day: date, today: date, locale: QLocale | None = None) -> str:
    """``today``, ``tomorrow``, ``Friday`` where that is the only one it can be, else ``12 May``."""
    spoken = locale or QLocale()
    apart = day - today
    if not apart:
        return "today"
    if apart == timedelta(days=1):
        return "tomorrow"
    if abs(apart) < _WEEK:
        return spoken.dayName(day.isoweekday(), QLocale.FormatType.LongFormat)
    return short_day(day, today, spoken)


def short_day(day: date, today: date | None = None, locale: QLocale | None = None) -> str:
    """Day and month in a few letters: ``4 May``, ``May 4``; with its year where that is not the one of ``today``."""
    spoken = locale or QLocale()
    # A place that writes the month first in full does so in short too.
    full = spoken.dateFormat(QLocale.FormatType.LongFormat).replace("dddd", "")
    short = "MMM d" if full.find("M") < full.find("d") else "d MMM"
    return spoken.toString(_day(day), short if today is None or day.year == today.year else f"{short} yyyy")


def day_in_letter(day: date, today: date, language: str) -> str:
    """The day as a letter in ``language`` names it: ``Friday, 8 May``; with its year where that is not this one."""
    locale = QLocale(language or "en")
    form = locale.dateFormat(QLocale.FormatType.LongFormat)
    return locale.toString(_day(day), form if day.year != today.year else _YEAR.sub("", form))


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
