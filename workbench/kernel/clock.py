"""Time as a part that can be handed over, so that tests hold it still."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol

LONGEST_WAIT = timedelta(hours=1)
"""Nothing is made to wait longer: what seems to is of a clock that was set back since, and waits no more."""


class Clock(Protocol):
    """Tells the time, always aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FrozenClock:
    """A clock that moves only when told to."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at

    def advance(self, by: timedelta) -> None:
        self._at += by


def left_until(at: datetime, now: datetime) -> timedelta:
    """How long to wait until ``at``; nothing where it is past, or further off than anything waits."""
    return at - now if now < at <= now + LONGEST_WAIT else timedelta(0)


def to_text(at: datetime) -> str:
    """Fixed-width ISO text in UTC with microseconds, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def from_text(text: str) -> datetime:
    """The inverse of `to_text`; any ISO 8601 time with a zone is taken. Raises ValueError on other text."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"a time without a zone: {text!r}")
    try:
        return at.astimezone(UTC)
    except OverflowError:
        raise ValueError(f"a time that the calendar does not reach: {text!r}") from None


def local_day(at: datetime) -> date:
    """The day it was where this machine stands; at the ends of the calendar the day it was in UTC."""
    try:
        return at.astimezone().date()
    except OverflowError:
        return at.astimezone(UTC).date()
