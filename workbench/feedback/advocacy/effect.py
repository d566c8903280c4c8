"""Conversations about a topic, a week at a time, before and after something was shipped. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from workbench.feedback.advocacy.model import Behind
from workbench.kernel.clock import local_day

WEEKS = 4
_WEEK = timedelta(days=7)
DUE_AFTER = WEEKS * _WEEK


def weekly(behind: Iterable[Behind], shipped_on: date) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Conversations in each of the four weeks before and after the day, the oldest first; each once a week.

    What an agent observed is no conversation.
    """
    days = [(each.conversation, local_day(each.said_at)) for each in behind if not each.by_agent]

    def week(start: date) -> int:
        return len({conversation for conversation, day in days if start <= day < start + _WEEK})

    before = tuple(week(shipped_on - _WEEK * back) for back in range(WEEKS, 0, -1))
    after = tuple(week(shipped_on + _WEEK * ahead) for ahead in range(WEEKS))
    return before, after
