"""What was said would be followed up, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workbench.kernel.ids import TicketId

LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """``due``: by when the customer hears from us; ``about``: what, on one line; ``done_at``: None while it is open."""

    id: str
    ticket: TicketId
    due: date
    about: str
    made_at: datetime
    done_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An open follow-up beside the conversation it belongs to."""

    follow_up: FollowUp
    number: str
    subject: str
    customer: str
