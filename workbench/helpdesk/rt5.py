"""Request Tracker 5 through its REST 2 interface, as one account on one helpdesk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from workbench.helpdesk import rt5_read as read
from workbench.helpdesk.port import (
    Agent,
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
)
from workbench.helpdesk.rt5_api import Rt5Api
from workbench.helpdesk.rt5_begin import Rt5Begin
from workbench.helpdesk.rt5_cursor import progress
from workbench.helpdesk.rt5_marks import marker_comment
from workbench.helpdesk.rt5_people import Rt5People
from workbench.helpdesk.rt5_pull import Rt5Pull
from workbench.helpdesk.rt5_send import DEEDS, Rt5Send
from workbench.helpdesk.rt5_wire import Part, Transaction
from workbench.kernel.errors import ServerFault, TicketFault, UserError
from workbench.kernel.ids import RemoteId
from workbench.net.address import base_url
from workbench.net.client import Client
from workbench.net.faults import Declined
from workbench.secrets.port import Secret

_TOKEN = re.compile(r"\d+-(\d+)-[0-9a-fA-F]+")
_REST = "/REST/2.0"
_TYPES = {OutKind.REPLY: "Correspond", OutKind.NOTE: "Comment", OutKind.STATUS: "Status"}


class Rt5:
    """``address``: where people reach it, with or without /REST/2.0; ``token``: made there by the agent.

    ``settle`` must be longer than an answer can take, the gateway's time included. ``timeout``: longest
    silence. Raises UserError where the address or the token cannot be one.
    """

    def __init__(
        self,
        address: str,
        token: Secret,
        *,
        settle: timedelta = timedelta(seconds=120),
        timeout: timedelta = timedelta(seconds=30),
    ) -> None:
        self._caps = Caps(marker=Marker.ATOMIC, settle=settle, begins=True)
        self._owner = _owner(token)
        base = base_url(address).removesuffix(_REST)
        client = Client(
            base + _REST,
            headers={"Authorization": Secret(f"token {token.reveal().strip()}")},
            timeout=timeout,
        )
        self._api = Rt5Api(client)
        self._staff = Rt5People(self._api)
        self._send = Rt5Send(self._api)
        self._begin = Rt5Begin(self._api)

    @property
    def caps(self) -> Caps:
        return self._caps

    def whoami(self) -> Agent:
        """The owner of the token. Raises AuthFailed, Offline, Busy or ServerFault."""
        try:
            user = self._api.user(self._owner)
        except Declined:
            raise ServerFault(
                "There is no Request Tracker 5 at this address.",
                "Copy the address from the browser, up to the part before /Ticket or /index.html.",
            ) from None
        return Agent(remote_id=RemoteId(user.login), name=user.shown, email=user.email_address)

    def changes(self, cursor: str | None) -> Iterator[Page]:
        return Rt5Pull(self._api, self._staff, progress(cursor)).pages()

    def newest(self, ticket: RemoteId) -> RemoteId | None:
        with _of_one_ticket():
            number = self._api.newest_message(int(ticket))
        return None if number is None else RemoteId(str(number))

    def customer_wrote_after(self, ticket: RemoteId, message: RemoteId | None) -> bool:
        """A ticket that is not there any more has no later words; sending to it is rejected anyway."""
        with _of_one_ticket():
            record = self._api.ticket(int(ticket))
            if record is None:
                return False
            numbers = {int(ticket), record.id}  # it may have been merged into another
            people = [user for found in self._api.tickets(numbers) for user in found.requestors]
            for steps in self._api.changes_of(numbers, int(message or 0), ("Create", "Correspond")):
                parts = self._parts(steps)
                said = (read.Said(step, parts[step.id], people) for step in steps)
                if any(read.written_by_customer(each, self._staff.is_staff) for each in said):
                    return True
            return False

    def obstacle(self, operation: Operation) -> Refused | Rejected | None:
        return self._send.obstacle(operation)

    def send(self, operation: Operation) -> Outcome:
        return self._send.send(operation)

    def find(self, operation: Operation) -> RemoteId | None:
        record = self._api.ticket(int(operation.ticket))
        if record is None:
            raise TicketFault(
                f"Ticket {operation.ticket} is not to be seen any more.",
                "Whether the message arrived has to be looked up on the helpdesk.",
            )
        numbers = {int(operation.ticket), record.id}
        with _of_one_ticket():
            for steps in self._api.changes_of(numbers, int(operation.baseline or 0), (_TYPES[operation.kind],)):
                if found := self._among(operation, steps):
                    return found
        return None

    def inboxes(self) -> Sequence[Inbox]:
        return self._begin.inboxes()

    def edge(self) -> RemoteId | None:
        return RemoteId(str(head)) if (head := self._api.head()) else None

    def begin(self, opening: Opening) -> Outcome:
        return self._begin.begin(opening)

    def find_begun(self, opening: Opening) -> RemoteId | None:
        return self._begin.find(opening)

    def close(self) -> None:
        self._api.close()

    def _among(self, operation: Operation, steps: list[Transaction]) -> RemoteId | None:
        if operation.kind not in DEEDS:
            wanted = operation.new_status and read.REMOTE_STATUS[operation.new_status]
            return next((RemoteId(str(step.id)) for step in steps if step.new_value == wanted), None)
        texts = [part for parts in self._parts(steps).values() for part in parts if not part.filename]
        mark = marker_comment(operation.marker)
        if found := next((part for part in texts if mark in part.content), None):
            return RemoteId(str(found.transaction_id))
        if any(
            part.content_type.startswith("text/html") and part.content_length and not part.content for part in texts
        ):
            raise TicketFault(  # not to be read is not the same as not there
                f"A message on ticket {operation.ticket} is too long to be read.",
                "Whether yours arrived has to be looked up on the helpdesk.",
            )
        return None

    def _parts(self, steps: list[Transaction]) -> dict[int, list[Part]]:
        parts: dict[int, list[Part]] = {step.id: [] for step in steps}
        for part in self._api.parts(parts):
            parts.setdefault(part.transaction_id, []).append(part)
        return parts


@contextmanager
def _of_one_ticket() -> Iterator[None]:
    """What the server will not do here is about one ticket, and must not hold up the others."""
    try:
        yield
    except Declined as error:
        raise TicketFault(error.title, error.cure) from error


def _owner(token: Secret) -> int:
    """The number of the token's owner, which is its second part; nothing else tells who one is."""
    found = _TOKEN.fullmatch(token.reveal().strip())
    if found is None:
        raise UserError(
            "This is not a token of Request Tracker.",
            "It looks like 1-23-0a1b2c and is made under Logged in as, Settings, Auth Tokens.",
        )
    return int(found.group(1))
