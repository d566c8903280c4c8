"""What a helpdesk must be able to do for us, and the words in which it answers.

Delivery needs three things of a vendor: a message id to read on from (``newest``), a marker that is stored together
with the reply (``Caps.marker``), and a way to look for it (``find``). `send` never retries and never raises for the
wire: what it does not know it calls Ambiguous, and the outbox settles it by reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from workbench.kernel.ids import OutgoingId, RemoteId

_SLOWEST = 48_000  # bytes of a file in a second
_LEAST = timedelta(seconds=30)


class Status(StrEnum):
    """Where a ticket stands, in words that every helpdesk shares."""

    OPEN = "open"
    PENDING = "pending"
    SOLVED = "solved"
    CLOSED = "closed"


class Author(StrEnum):
    """Who wrote a message."""

    CUSTOMER = "customer"
    AGENT = "agent"
    SYSTEM = "system"


class OutKind(StrEnum):
    """What an outgoing deed does."""

    REPLY = "reply"
    NOTE = "note"
    STATUS = "status"


class Marker(StrEnum):
    """How surely a delivered reply can be found again."""

    ATOMIC = "atomic"  # our own mark is stored in the same step as the reply
    NONE = "none"  # nothing of ours is stored: after one look the agent is asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What this helpdesk can do. ``settle``: how long a lost request may still be on its way before reading back.

    ``begins``: an agent can write to a customer first.
    """

    marker: Marker
    settle: timedelta
    statuses: tuple[Status, ...] = (Status.OPEN, Status.PENDING, Status.SOLVED)
    begins: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Who we are on the helpdesk."""

    remote_id: RemoteId
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteCustomer:
    remote_id: RemoteId
    name: str
    email: str = ""
    company: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """Where a conversation can be begun: a queue, a mailbox, whatever the helpdesk calls it."""

    remote_id: RemoteId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteTicket:
    """A conversation. ``begun``: the marker of the opening that began it, where it was begun here."""

    remote_id: RemoteId
    number: str
    subject: str
    status: Status
    remote_status: str
    customer: RemoteCustomer | None
    created_at: datetime
    channel: str = "email"
    language: str = ""
    tags: tuple[str, ...] = ()
    begun: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteAttachment:
    """What is known of an attachment without fetching it; ``size`` in bytes."""

    remote_id: RemoteId
    name: str
    type: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteMessage:
    """One message. ``html`` as the helpdesk gives it, or empty when only ``text`` is known; both are hostile."""

    remote_id: RemoteId
    ticket: RemoteId
    author: Author
    author_name: str
    at: datetime
    html: str = ""
    text: str = ""
    internal: bool = False
    attachments: tuple[RemoteAttachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One step of a pull: kept in one transaction together with ``cursor``. ``gone``: tickets no longer to be seen."""

    tickets: tuple[RemoteTicket, ...] = ()
    messages: tuple[RemoteMessage, ...] = ()
    gone: tuple[RemoteId, ...] = ()
    cursor: str
    exhausted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFile:
    """A file that goes out with the words; ``size`` in bytes. ``read`` raises StoreFault where it is not as it was."""

    name: str
    type: str
    size: int
    read: Callable[[], bytes] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One deed to carry out. ``marker`` is this operation's own id; ``baseline``: newest message known before.

    ``files`` go out with a reply or a note, in the same request.
    """

    marker: OutgoingId
    ticket: RemoteId
    kind: OutKind
    html: str = ""
    text: str = ""
    new_status: Status | None = None
    baseline: RemoteId | None = None
    files: tuple[OutFile, ...] = ()

    @property
    def upload(self) -> timedelta:
        """The longest that its files may take to go out; after that the request is given up, incomplete."""
        return upload_time(sum(file.size for file in self.files))


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A conversation to begin with a customer. ``marker``: our own name for it.

    ``baseline``: what `Adapter.edge` gave before the first attempt. ``name`` may be empty, ``email`` never is.
    """

    marker: str
    inbox: RemoteId
    email: str
    name: str = ""
    subject: str = ""
    baseline: RemoteId | None = None


def upload_time(size: int) -> timedelta:
    """How long files of ``size`` bytes may take to go out, however slow the line."""
    return _LEAST + timedelta(seconds=size / _SLOWEST) if size else timedelta(0)


@dataclass(frozen=True, slots=True)
class Sent:
    """The helpdesk has it. ``remote_id`` names the message, where there is one."""

    remote_id: RemoteId | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Not now, and surely not done: try again after ``retry_after``."""

    reason: str
    retry_after: timedelta = field(default=timedelta(seconds=5))


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not done, and the same again would be rejected again. ``reason``: a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may or may not have been done."""

    reason: str


Outcome = Sent | Refused | Rejected | Ambiguous


class Adapter(Protocol):
    """One account on one helpdesk. Used by one thread at a time; blocking.

    Reading raises `Offline`, `Busy`, `AuthFailed` or `ServerFault`.
    """

    @property
    def caps(self) -> Caps: ...

    def whoami(self) -> Agent: ...

    def changes(self, cursor: str | None) -> Iterator[Page]:
        """Everything since ``cursor`` (None: from the start), oldest first, in pages that can each be kept."""
        ...

    def newest(self, ticket: RemoteId) -> RemoteId | None:
        """The id of the newest message on the ticket as the helpdesk has it now."""
        ...

    def customer_wrote_after(self, ticket: RemoteId, message: RemoteId | None) -> bool:
        """Whether the customer has written on the ticket after ``message``."""
        ...

    def obstacle(self, operation: Operation) -> Refused | Rejected | None:
        """What stands against it, found by reading alone; asked before it is noted as being sent."""
        ...

    def send(self, operation: Operation) -> Outcome:
        """Do it, with one request that writes and nothing before it: the settle time counts from the call.

        What has files ends at `Operation.upload` later at the latest, and is settled that much later.
        """
        ...

    def find(self, operation: Operation) -> RemoteId | None:
        """Look for a delivered ``operation`` by its marker after its baseline. Raises where it could not look."""
        ...

    def inboxes(self) -> Sequence[Inbox]:
        """Where we may begin a conversation; none where `Caps.begins` is False."""
        ...

    def edge(self) -> RemoteId | None:
        """From where on `find_begun` has to look for what begins now."""
        ...

    def begin(self, opening: Opening) -> Outcome:
        """Make the conversation, of which the customer is not told yet: what is sent on it afterwards tells them.

        `Sent` names the ticket. Nothing is read before it: the settle time counts from the call.
        """
        ...

    def find_begun(self, opening: Opening) -> RemoteId | None:
        """Look for the ticket of ``opening`` by its marker after its baseline. Raises where it could not look.

        One that was left half made is made whole; doing that twice changes nothing.
        """
        ...

    def close(self) -> None: ...
