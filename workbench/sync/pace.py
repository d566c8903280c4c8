"""When to look again. Pure."""

from __future__ import annotations

from datetime import timedelta

_LONGEST = timedelta(minutes=5)


def after_failure(failures: int, usual: timedelta) -> timedelta:
    """How long to wait after ``failures`` in a row: sooner than usual at first, then longer and longer."""
    return min(_LONGEST, timedelta(seconds=2 ** min(failures, 9))) if failures else usual
