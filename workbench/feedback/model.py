"""What an entry of feedback is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from workbench.kernel.ids import EntryId, MessageId, TicketId, TopicId, VoiceId

if TYPE_CHECKING:
    from workbench.feedback.topics.model import LinkAnswer


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


class Speaker(StrEnum):
    """Whose words an entry holds. What an agent observes is kept beside what customers say, and counts nobody."""

    CUSTOMER = "customer"
    AGENT = "agent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a customer said, exactly, or what an agent observed. There is no author on purpose: nobody is counted.

    ``voice``: the customer as the helpdesk knows them; None for an observation. ``minutes``: None where nobody noted
    the time. ``masked_at``: when personal data was taken out of the words; None where they are as they were said.
    """

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
    speaker: Speaker = Speaker.CUSTOMER
    voice: VoiceId | None = None
    wants_reply: bool = True
    minutes: int | None = None
    masked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What may be kept beside the words.

    ``mask``: take personal data out of them first. ``wants_reply``: the customer wants to hear what becomes of it;
    None: as is usual, which is yes, but for praise. ``minutes``: how long it took. ``topic``: what it stands behind.
    """

    mask: bool = False
    wants_reply: bool | None = None
    minutes: int | None = None
    topic: TopicId | None = None


@dataclass(frozen=True, slots=True)
class Captured:
    """The entry was kept. ``linked``: what became of putting it behind a topic, where that was asked."""

    entry: Entry
    linked: LinkAnswer | None = None


@dataclass(frozen=True, slots=True)
class AlreadyKept:
    """An entry of this message and this kind is kept already; it has the words that are kept."""

    entry: Entry


@dataclass(frozen=True, slots=True)
class NotTheirWords:
    """The words are not in that message, so they cannot be kept as the customer's."""


@dataclass(frozen=True, slots=True)
class NothingSaid:
    """There are no words."""


CaptureAnswer = Captured | AlreadyKept | NotTheirWords
OwnAnswer = Captured | AlreadyKept | NothingSaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries, the newest first, up to a limit. ``counts``: how many there are of each kind, without a limit.

    ``any``: whether there is an entry at all, asked for or not.
    """

    entries: Sequence[Entry]
    counts: Mapping[FeedbackKind, int]
    any: bool
