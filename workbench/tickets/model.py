"""What is shown of tickets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from workbench.helpdesk.port import Author, Status
from workbench.kernel.ids import AccountId, CustomerId, MessageId, OutgoingId, TicketId


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketQuery:
    """Which tickets to list: by status (None: all) and by words that each must begin a word of the ticket.

    ``due_by``: only those with a follow-up that is open and due by that day.
    """

    status: Status | None = Status.OPEN
    words: str = ""
    due_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketRow:
    """One line of the inbox. ``out_states``: states of what waits to go out on it; ``follow_up``: its next day.

    ``unsent``: it begins here, and the helpdesk does not have it yet.
    """

    id: TicketId
    number: str
    subject: str
    customer: str
    preview: str
    channel: str
    status: Status
    active_at: datetime
    unread: bool
    has_draft: bool
    out_states: frozenset[str]
    unsent: bool = False
    follow_up: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Rows, newest activity first. ``after`` asks for what follows; None when there is no more."""

    rows: tuple[TicketRow, ...]
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What is known of an attachment; ``size`` in bytes."""

    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    id: CustomerId
    name: str
    email: str
    company: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One message, safe to show. ``pending``: what is ours and not yet read back, with its state."""

    id: MessageId
    author: Author
    author_name: str
    at: datetime
    html: str
    text: str
    internal: bool
    removed_images: int = 0
    attachments: tuple[Attachment, ...] = ()
    outgoing_id: OutgoingId | None = None
    outgoing_state: str = ""
    outgoing_reason: str = ""
    outgoing_question: str = ""
    outgoing_not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A ticket with all its messages, oldest first; what waits to go out stands last.

    ``unsent``: it begins here, and the helpdesk does not have it yet, so that it has no number.
    """

    id: TicketId
    account_id: AccountId
    account_name: str
    practice: bool
    number: str
    subject: str
    status: Status
    channel: str
    language: str
    tags: tuple[str, ...]
    customer: Customer | None
    agent_name: str
    agent_email: str
    messages: tuple[Message, ...]
    gone: bool = False
    unsent: bool = False

    @property
    def newest_message(self) -> MessageId | None:
        """The newest message that came from the helpdesk."""
        kept = [message for message in self.messages if message.outgoing_id is None]
        return kept[-1].id if kept else None
