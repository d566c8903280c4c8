"""Times as people say them, short for a row and exact for a tooltip; each is told what *now* is."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime

from ui.widgets.days import day_name, short_day

_Format = QLocale.FormatType
_WEEKDAY = re.compile(r"d{3,4}\s*[,،]?\s*|\s*[,،]?\s*d{3,4}$")
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)


def long_day(day: date, language: str) -> str:
    """The day as a letter in ``language`` has it, without the weekday: ``4 May 2026``; English where none is given."""
    locale = QLocale(language or "en")
    form = _WEEKDAY.sub("", locale.dateFormat(_Format.LongFormat), count=1)
    return locale.toString(QDate(day.year, day.month, day.day), form)


def ago(then: datetime, now: datetime, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """Age of ``then`` in a few letters: ``now``, ``2 min``, ``3 h``, ``Mon``, ``12 Mar``, ``12 Mar 2024``.

    Both times are aware (else ``ValueError``); ``zone`` is the person's own, or the system's when left out.
    """
    _aware(then, now)
    age = now - then
    if age < _MINUTE:
        return "now" if age > -_MINUTE else until(then, now, zone, locale)
    if age < _HOUR:
        return f"{age // _MINUTE} min"
    here, today = then.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date() or age < 6 * _HOUR:
        return f"{age // _HOUR} h"
    return _day(here, today, locale or QLocale())


def until(then: datetime, now: datetime, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """How long it is to ``then``: ``now``, ``in 5 min``, ``in 3 h``, ``Mon 09:00``, ``12 Mar``."""
    _aware(then, now)
    ahead = then - now
    if ahead < _MINUTE:
        return "now"
    if ahead < _HOUR:
        return f"in {ahead // _MINUTE} min"
    here, today = then.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date() or ahead < 6 * _HOUR:
        return f"in {ahead // _HOUR} h"
    spoken = locale or QLocale()
    day = _day(here, today, spoken)
    near = here.date() - today.date() < timedelta(days=7)
    return f"{day} {_clock(here, spoken)}" if near else day


def day_and_minute(then: datetime, now: datetime, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """When it was, for where it is read and not only hovered: ``today, 14:03``, ``12 Mar, 14:03``."""
    _aware(then, now)
    here, spoken = then.astimezone(zone), locale or QLocale()
    return f"{day_name(here.date(), now.astimezone(zone).date(), spoken)}, {_clock(here, spoken)}"


def exact(then: datetime, zone: tzinfo | None = None, locale: QLocale | None = None) -> str:
    """Day and minute of ``then`` in full, as the locale writes them; for a tooltip."""
    _aware(then)
    here, spoken = then.astimezone(zone), locale or QLocale()
    return f"{spoken.toString(_date(here), _Format.LongFormat)}, {_clock(here, spoken)}"


def _day(here: datetime, today: datetime, locale: QLocale) -> str:
    apart = abs(here.date() - today.date())
    if apart < timedelta(days=7):
        return locale.dayName(here.isoweekday(), _Format.ShortFormat)
    return short_day(here.date(), today.date(), locale)


def _clock(here: datetime, locale: QLocale) -> str:
    return locale.toString(QTime(here.hour, here.minute), _Format.ShortFormat)


def _date(here: datetime) -> QDate:
    return QDate(here.year, here.month, here.day)


def _aware(*times: datetime) -> None:
    if any(time.tzinfo is None for time in times):
        raise ValueError("A time without a zone cannot be told.")
