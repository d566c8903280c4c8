"""What may follow what for something that is pushed. Pure.

A request that was sent and not answered stays in ``sending``: it may have arrived. Only a look, after the time in which
a lost copy could still arrive, tells whether it may be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum


class State(StrEnum):
    """Where something that is pushed stands."""

    QUEUED = "queued"
    SENDING = "sending"
    MADE = "made"
    FAILED = "failed"
    ASK = "ask"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.QUEUED, State.SENDING, State.FAILED, State.ASK})

_NEXT: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.QUEUED, State.FAILED, State.ASK, State.WITHDRAWN}),
    State.SENDING: frozenset({State.MADE, State.QUEUED, State.FAILED, State.ASK}),
    State.FAILED: frozenset({State.QUEUED, State.WITHDRAWN}),
    State.ASK: frozenset({State.QUEUED, State.WITHDRAWN, State.MADE}),
    State.MADE: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def may_follow(now: State, then: State) -> bool:
    """Whether ``then`` may come after ``now``."""
    return then in _NEXT[now]


def may_look(wired_at: datetime, settle: timedelta, now: datetime) -> bool:
    """Whether no copy of the lost request can still be on its way."""
    return now >= wired_at + settle
