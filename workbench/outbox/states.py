"""What may follow what for something that goes out. Pure.

A request that was sent and not answered stays in ``sending``: it may have arrived. Only reading the ticket back, after
the time in which a lost copy could still arrive, tells whether it may be sent again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from workbench.helpdesk.port import Ambiguous, Marker, Outcome, Refused, Rejected, Sent


class State(StrEnum):
    """Where something that goes out stands."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    ASK = "ask"
    WITHDRAWN = "withdrawn"


_NEXT: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.SENDING, State.QUEUED, State.FAILED, State.ASK, State.WITHDRAWN}),
    State.SENDING: frozenset({State.SENT, State.QUEUED, State.FAILED, State.ASK}),
    State.FAILED: frozenset({State.QUEUED, State.WITHDRAWN}),
    State.ASK: frozenset({State.QUEUED, State.WITHDRAWN, State.SENT}),
    State.SENT: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def may_follow(now: State, then: State) -> bool:
    """Whether ``then`` may come after ``now``."""
    return then in _NEXT[now]


def after_answer(outcome: Outcome) -> State:
    """The state after the helpdesk's answer to a send."""
    match outcome:
        case Sent():
            return State.SENT
        case Refused():
            return State.QUEUED
        case Rejected():
            return State.FAILED
        case Ambiguous():
            return State.SENDING


def after_look(found: bool, marker: Marker) -> State:
    """The state after a successful look for a reply whose answer was lost."""
    if found:
        return State.SENT
    return State.QUEUED if marker is Marker.ATOMIC else State.ASK


def may_look(wired_at: datetime, settle: timedelta, now: datetime) -> bool:
    """Whether no copy of the lost request can still be on its way."""
    return now >= wired_at + settle
