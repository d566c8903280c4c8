"""What an entry of feedback is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.kernel.ids import EntryId, MessageId, TicketId


class FeedbackKind(StrEnum):
    """What the customer's words are. Each has a letter under which it is chosen."""

    BUG = "bug"
    REQUEST = "request"
    KUDOS = "kudos"
    CRITICISM = "criticism"
    CONFUSION = "confusion"


LETTERS = {
    "b": FeedbackKind.BUG,
    "r": FeedbackKind.REQUEST,
    "k": FeedbackKind.KUDOS,
    "c": FeedbackKind.CRITICISM,
    "f": FeedbackKind.CONFUSION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a customer said, exactly. There is no author on purpose: nobody is counted."""

    id: EntryId
    kind: FeedbackKind
    verbatim: str
    note: str
    account_name: str
    ticket: TicketId | None
    ticket_number: str
    ticket_subject: str
    message: MessageId | None
    customer_name: str
    customer_email: str
    channel: str
    said_at: datetime
    captured_at: datetime
    practice: bool


@dataclass(frozen=True, slots=True)
class Captured:
    """The entry was kept."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class AlreadyKept:
    """The same words of the same message are kept already under this kind."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class NotTheirWords:
    """The words are not in that message, so they cannot be kept as the customer's."""


CaptureAnswer = Captured | AlreadyKept | NotTheirWords
