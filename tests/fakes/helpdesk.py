"""A helpdesk in memory that can be told to fail: offline, refuse, lose the answer, deliver late."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from workbench.helpdesk.port import (
    Adapter,
    Agent,
    Ambiguous,
    Author,
    Caps,
    Inbox,
    Marker,
    Opening,
    Operation,
    Outcome,
    OutKind,
    Page,
    Refused,
    Rejected,
    RemoteCustomer,
    RemoteMessage,
    RemoteTicket,
    Sent,
    Status,
)
from workbench.helpdesk.registry import Connection
from workbench.kernel.errors import Offline
from workbench.kernel.ids import RemoteId

START = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


class FakeHelpdesk:
    """``plan`` holds what the next sends do: ok, refuse, reject, lose (done, answer lost), cut (not done, answer lost),
    late (done, but only when `arrive` is called)."""

    def __init__(self, *, marker: Marker = Marker.ATOMIC, settle: timedelta = timedelta(seconds=5)) -> None:
        self.caps = Caps(marker=marker, settle=settle, begins=True)
        self.tickets: dict[str, RemoteTicket] = {}
        self.messages: list[RemoteMessage] = []
        self.delivered: list[Operation] = []
        self.files: dict[str, list[tuple[str, str, bytes]]] = {}
        self.plan: deque[str] = deque()
        self.online = True
        self.tells_who_began = True
        self.looks = 0
        self.begun: list[Opening] = []
        self._late: list[Operation | Opening] = []

    def whoami(self) -> Agent:
        self._reach()
        return Agent(remote_id=RemoteId("me"), name="Robin Hale", email="robin@example.com")

    def changes(self, cursor: str | None) -> Iterator[Page]:
        self._reach()
        seen = int(cursor or 0)
        yield Page(
            tickets=tuple(self.tickets.values()),
            messages=tuple(self.messages[seen:]),
            cursor=str(len(self.messages)),
            exhausted=True,
        )

    def newest(self, ticket: RemoteId) -> RemoteId | None:
        self._reach()
        ids = [each.remote_id for each in self.messages if each.ticket == ticket]
        return ids[-1] if ids else None

    def customer_wrote_after(self, ticket: RemoteId, message: RemoteId | None) -> bool:
        self._reach()
        mine = [each for each in self.messages if each.ticket == ticket]
        ids = [each.remote_id for each in mine]
        after = mine[ids.index(message) + 1 :] if message in ids else mine
        return any(each.author is Author.CUSTOMER for each in after)

    def obstacle(self, operation: Operation) -> Rejected | None:
        self._reach()
        return None if operation.ticket in self.tickets else Rejected("The ticket is gone.")

    def inboxes(self) -> list[Inbox]:
        self._reach()
        return [Inbox(remote_id=RemoteId("q1"), name="Support"), Inbox(remote_id=RemoteId("q2"), name="Sales")]

    def edge(self) -> RemoteId | None:
        self._reach()
        return RemoteId(str(len(self.begun)))

    def begin(self, opening: Opening) -> Outcome:
        return self._carried_out(opening)

    def find_begun(self, opening: Opening) -> RemoteId | None:
        self._reach()
        self.looks += 1
        later = self.begun[int(opening.baseline or 0) :]
        return next((self._name(each) for each in later if each.marker == opening.marker), None)

    def send(self, operation: Operation) -> Outcome:
        return self._carried_out(operation)

    def _carried_out(self, operation: Operation | Opening) -> Outcome:
        if not self.online:
            return Refused("offline", timedelta(0))
        match self.plan.popleft() if self.plan else "ok":
            case "refuse":
                return Refused("too many requests", timedelta(seconds=3))
            case "reject":
                return Rejected("The ticket was deleted on the helpdesk.")
            case "cut":
                return Ambiguous("the answer was lost")
            case "late":
                self._late.append(operation)
                return Ambiguous("the answer was lost")
            case "lose":
                self._take(operation)
                return Ambiguous("the answer was lost")
            case _:
                return Sent(self._take(operation))

    def find(self, operation: Operation) -> RemoteId | None:
        self._reach()
        self.looks += 1
        return next((RemoteId(f"m-{done.marker}") for done in self.delivered if done.marker == operation.marker), None)

    def close(self) -> None:
        """Nothing is held."""

    def arrive(self) -> None:
        """What was on its way reaches the helpdesk now."""
        for operation in self._late:
            self._take(operation)
        self._late.clear()

    def add_ticket(self, number: str = "1", subject: str = "Charged twice", name: str = "Mette Sørensen") -> RemoteId:
        remote = RemoteId(f"t{number}")
        self.tickets[remote] = RemoteTicket(
            remote_id=remote,
            number=number,
            subject=subject,
            status=Status.OPEN,
            remote_status="open",
            customer=RemoteCustomer(remote_id=RemoteId(f"c{number}"), name=name, email="mette@example.com"),
            created_at=START,
        )
        self.customer_writes(remote, f"Hello, this is about {subject}.")
        return remote

    def customer_writes(self, ticket: RemoteId, text: str) -> None:
        self._add(RemoteId(f"m{len(self.messages)}"), ticket, Author.CUSTOMER, text)

    def _name(self, opening: Opening) -> RemoteId:
        return RemoteId(f"t{100 + self.begun.index(opening)}")

    def _take(self, operation: Operation | Opening) -> RemoteId:
        if isinstance(operation, Opening):
            return self._begin(operation)
        self.delivered.append(operation)
        remote = RemoteId(f"m-{operation.marker}")
        self.files[operation.marker] = [(file.name, file.type, file.read()) for file in operation.files]
        if operation.kind is not OutKind.STATUS:
            self._add(remote, operation.ticket, Author.AGENT, operation.text)
        return remote

    def _begin(self, opening: Opening) -> RemoteId:
        self.begun.append(opening)
        remote = self._name(opening)
        self.tickets[remote] = RemoteTicket(
            remote_id=remote,
            number=remote.removeprefix("t"),
            subject=opening.subject,
            status=Status.OPEN,
            remote_status="open",
            customer=RemoteCustomer(
                remote_id=RemoteId(opening.email), name=opening.name or opening.email, email=opening.email
            ),
            created_at=START,
            begun=opening.marker if self.tells_who_began else "",
        )
        return remote

    def _add(self, remote: RemoteId, ticket: RemoteId, author: Author, text: str) -> None:
        at = START + timedelta(minutes=len(self.messages))
        self.messages.append(
            RemoteMessage(remote_id=remote, ticket=ticket, author=author, author_name="", at=at, text=text)
        )

    def _reach(self) -> None:
        if not self.online:
            raise Offline("The helpdesk cannot be reached.", "It will be tried again.")


class FakeDesks:
    """Gives out one fake helpdesk for every account."""

    def __init__(self, desk: FakeHelpdesk) -> None:
        self.desk = desk

    def connect(self, connection: Connection) -> Adapter:
        return self.desk

    def forget_practice(self) -> None:
        """Nothing is kept."""
