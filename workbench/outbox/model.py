"""What waits to go out, and what the answers to a Send can be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from workbench.attachments.model import Attached
from workbench.certainty.checked.model import Checked
from workbench.helpdesk.port import Opening, Operation, OutFile, OutKind, Status, upload_time
from workbench.kernel.ids import AccountId, MessageId, OutgoingId, RemoteId, TicketId
from workbench.outbox.states import State
from workbench.tickets.unsent.model import Incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class First:
    """How a conversation is begun. ``tried``: a ticket may be there already, to be looked for from ``edge`` on."""

    inbox: RemoteId
    email: str
    name: str
    tried: bool
    edge: RemoteId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A reply, note or change of status, never altered once made.

    ``seen``: newest message its writer had seen. ``held``: something before it on the ticket is not settled.
    ``first``: the conversation that it belongs to is to be begun with it.
    """

    id: OutgoingId
    account: AccountId
    ticket: TicketId
    ticket_number: str
    ticket_subject: str
    customer: str
    remote_ticket: RemoteId
    kind: OutKind
    markdown: str
    html: str
    text: str
    new_status: Status | None
    state: State
    reason: str
    question: str
    seen: RemoteId | None
    baseline: RemoteId | None
    confirmed: bool
    attempts: int
    queued_at: datetime
    not_before: datetime
    wired_at: datetime | None
    delivered_at: datetime | None
    held: bool = False
    attached: tuple[Attached, ...] = ()
    first: First | None = None
    checked: tuple[Checked, ...] = ()

    def settle(self, settle: timedelta) -> timedelta:
        """How long a lost copy of it may be on its way, where ``settle`` is the time for words alone."""
        return settle + upload_time(sum(each.file.size for each in self.attached))

    def opening(self) -> Opening:
        """The conversation that is to be begun: named after its ticket, so that every attempt is for the same one."""
        assert self.first is not None
        return Opening(
            marker=self.ticket,
            inbox=self.first.inbox,
            email=self.first.email,
            name=self.first.name,
            subject=self.ticket_subject,
            baseline=self.first.edge,
        )

    def operation(self, baseline: RemoteId | None, files: tuple[OutFile, ...] = ()) -> Operation:
        """What the helpdesk is asked to do; its own id is the marker."""
        return Operation(
            marker=self.id,
            ticket=self.remote_ticket,
            kind=self.kind,
            html=self.html,
            text=self.text,
            new_status=self.new_status,
            baseline=baseline,
            files=files,
        )


@dataclass(frozen=True, slots=True)
class Queued:
    """It is in the outbox; it goes out at ``not_before`` at the earliest."""

    id: OutgoingId
    not_before: datetime


@dataclass(frozen=True, slots=True)
class NotFilled:
    """It was not queued, for these placeholders are still open."""

    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scarred:
    """It was not queued, for a template seems to have left this in it. The agent may have meant it."""

    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spent:
    """It was not queued, for it holds words of snippets that were recalled or are out of date; the reasons."""

    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Empty:
    """It was not queued, for there is nothing in it."""


@dataclass(frozen=True, slots=True)
class HostSends:
    """It was not queued, for it is a guest day: a guest drafts, the host sends."""

    @property
    def words(self) -> str:
        return "A guest writes today, so the host sends. The draft is kept."


@dataclass(frozen=True, slots=True)
class CustomerWrote:
    """It was not queued, for the customer wrote after the draft was begun."""

    message: MessageId
    text: str


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """It did not go out; its words are back in the draft."""

    ticket: TicketId
    kind: OutKind


@dataclass(frozen=True, slots=True)
class TooLate:
    """It has left already."""


SendAnswer = Queued | Incomplete | NotFilled | Scarred | Spent | Empty | CustomerWrote | HostSends
