"""Dates of other programs: a whole day of today is ours; a part of it, a time or another day is asked for."""

from __future__ import annotations

import re

from workbench.exchange.placeholders.body import Body
from workbench.packs.model import FieldType

_STRFTIME = re.compile(r"%[-_0^#]?([A-Za-z%])")
_TIME = frozenset("HIMSpPTRrXzZsklf")
_WHOLE = frozenset("xcDFv")
_DAY, _MONTH, _YEAR = frozenset("dej"), frozenset("mbBh"), frozenset("yYG")
_LETTERS = re.compile(r"'[^']*'|([A-Za-z])\1*")
_LETTER_TIME = frozenset("HhmsSaAzZt")


def by_strftime(body: Body, format_: str, *, shifted: bool = False) -> None:
    """A date written with ``%d`` and such; ``shifted``: of another day than today."""
    codes = set(_STRFTIME.findall(format_)) - {"%"}
    whole = bool(codes & _WHOLE) or all(codes & kind for kind in (_DAY, _MONTH, _YEAR))
    _date(body, format_, whole=whole or not codes, timed=bool(codes & (_TIME | {"c"})), shifted=shifted)


def by_letters(body: Body, format_: str, *, shifted: bool = False) -> None:
    """A date written with ``yyyy-MM-dd`` and such; empty is a whole day."""
    letters = {match[1] for match in _LETTERS.finditer(format_) if match[1]}
    whole = not letters or ({"d", "M"} <= letters and bool(letters & {"y", "Y", "u"}))
    _date(body, format_, whole=whole, timed=bool(letters & _LETTER_TIME), shifted=shifted)


def clock(body: Body) -> None:
    """The time of day."""
    body.open("Time", "The time of day is asked for here.")


def another_day(body: Body, written: str) -> None:
    """A day that is counted from today."""
    body.ask("Date", FieldType.DATE, key=("date", written))
    body.note(f"“{written}” is another day than today, and is asked for here.", look=True)


def _date(body: Body, format_: str, *, whole: bool, timed: bool, shifted: bool) -> None:
    if shifted:
        another_day(body, format_ or "a later or earlier day")
    elif timed:
        body.open("Date and time" if whole else "Time", f"The time “{format_}” is asked for here.")
    elif whole:
        body.today()
        if format_:
            body.note(f"The date “{format_}” becomes today's date, written the way the reply writes dates.")
    else:
        body.open(f"Part of the date: {format_}", f"“{format_}” is a part of a date, and is asked for here.")
