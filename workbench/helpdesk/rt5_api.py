"""The requests that Request Tracker 5 is asked; changes when its REST 2 interface does.

Rows that rights hide are dropped after paging, so a short page is not the last: every reader here goes on
by id and stops at an empty page only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from urllib.parse import quote

from workbench.helpdesk.rt5_wire import (
    LONGEST_BODY,
    Links,
    Listing,
    Part,
    Queue,
    Ticket,
    TicketRecord,
    Transaction,
    User,
)
from workbench.net.answer import Answer
from workbench.net.client import Client
from workbench.net.faults import TooLong

AT_ONCE = 100  # the most rows that the server gives in one answer
MESSAGES = ("Create", "Correspond", "Comment")
CHANGES = (*MESSAGES, "Status", "Set", "AddWatcher", "DelWatcher")

_TICKET_FIELDS = [
    ("fields", "Subject,Status,Created,LastUpdated,Requestors,Queue"),
    ("fields[Requestors]", "Name,EmailAddress,RealName,Organization"),
    ("fields[Queue]", "Name"),
]
_TRANSACTION_FIELDS = [
    ("fields", "Type,Creator,Created,ObjectId,NewValue"),
    ("fields[Creator]", "Name,RealName,EmailAddress"),
]
_PART_FIELDS = "TransactionId,ContentType,Filename,Headers,ContentLength"
_WITH_CONTENT = f"{_PART_FIELDS},Content"
_TEXT: dict[str, object] = {"field": "ContentType", "operator": "LIKE", "value": "text/"}
_NOT_TEXT: dict[str, object] = {"field": "ContentType", "operator": "NOT LIKE", "value": "text/"}
_OLDEST_FIRST = [("orderby", "id"), ("order", "ASC")]
_NEWEST_FIRST = [("orderby", "id"), ("order", "DESC")]
_IDS_IN_ADDRESS = 50
_MESSAGES_AT_ONCE = 180
_MOST_PAGES = 20


class Rt5Api:
    """Asks and answers in the server's own terms. Raises what `Client` raises."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def user(self, number: int) -> User:
        return self._client.get(f"user/{number}").into(User)

    def user_named(self, login: str) -> User | None:
        """The person of that login name; None where there is none that we may look up."""
        answer = self._client.exchange("GET", f"user/{quote(login, safe='')}")
        if answer.status in {403, 404}:
            return None
        found = self._client.checked(answer).into(User)
        is_another = found.name not in {"", login}  # a name of digits only is taken for a number
        return None if is_another else found

    def ticket(self, number: int) -> TicketRecord | None:
        """The ticket as it is now, also a deleted one; None where it is not there or not for us to see."""
        answer = self._client.exchange("GET", f"ticket/{number}")
        if answer.status in {403, 404}:
            return None
        return self._client.checked(answer).into(TicketRecord)

    def tickets_after(self, number: int) -> Iterator[list[Ticket]]:
        """All tickets after one by number, page by page, deleted and merged ones left out."""
        while True:
            listing = self._tickets(f"Type='ticket' AND id > {number}", _OLDEST_FIRST)
            if listing.rows:
                yield listing.rows
                number = listing.rows[-1].id
            if not listing.rows or listing.total == len(listing.rows):
                return

    def tickets(self, numbers: Iterable[int]) -> list[Ticket]:
        """These tickets, as far as they are there and for us to see."""
        return [
            ticket
            for some in _batches(sorted(numbers), _IDS_IN_ADDRESS)
            for ticket in self._tickets(f"Type='ticket' AND ({_any('id', some)})", _OLDEST_FIRST).rows
        ]

    def latest(self, page: int) -> Listing[Ticket]:
        """Tickets by their last update, newest first; ``page`` counts from 1. Knows the total."""
        return self._tickets("Type='ticket'", [("orderby", "LastUpdated"), ("order", "DESC"), ("page", str(page))])

    def head(self) -> int:
        """The number of the newest message that we may see, 0 where there is none among the last ones."""
        rows = self._transactions(_typed(MESSAGES), _NEWEST_FIRST)
        return rows[0].id if rows else 0

    def messages_between(self, after: int, upto: int, page: int = 1) -> list[Transaction]:
        """The next messages after one, up to and with another; a page may be empty before the end."""
        return self._transactions(
            f"{_typed(MESSAGES)} AND id > {after} AND id <= {upto}", [*_OLDEST_FIRST, ("page", str(page))]
        )

    def changes_after(self, after: int) -> list[Transaction]:
        """The next changes, of all tickets that we may see, after one."""
        return self._transactions(f"{_typed(CHANGES)} AND id > {after}", _OLDEST_FIRST)

    def changes_of(
        self, tickets: Iterable[int], after: int, types: Sequence[str] = CHANGES
    ) -> Iterator[list[Transaction]]:
        """The changes of these tickets after one, page by page."""
        for some in _batches(sorted(tickets), _IDS_IN_ADDRESS):
            at = after
            query = f"{_typed(types)} AND ({_any('ObjectId', some)})"
            while rows := self._transactions(f"{query} AND id > {at}", _OLDEST_FIRST):
                yield rows
                at = rows[-1].id

    def created_after(self, after: int) -> Iterator[list[Transaction]]:
        """The first steps of all tickets made after a transaction, page by page."""
        while rows := self._transactions(f"{_typed(('Create',))} AND id > {after}", _OLDEST_FIRST):
            yield rows
            after = rows[-1].id

    def newest_message(self, ticket: int) -> int | None:
        """The number of the newest message on the ticket that we may see."""
        rows = self._transactions(f"{_typed(MESSAGES)} AND ObjectId = {ticket}", _NEWEST_FIRST)
        return rows[0].id if rows else None

    def parts(self, transactions: Iterable[int]) -> list[Part]:
        """All parts of these messages, which we may see; those of text with their content."""
        found: list[Part] = []
        for some in _batches(sorted(transactions), _MESSAGES_AT_ONCE):
            of_these: dict[str, object] = {"field": "TransactionId", "operator": "IN", "value": some}
            found += self._texts(of_these)
            found += self._parts([of_these, _NOT_TEXT], _PART_FIELDS, AT_ONCE)
        return sorted(found, key=lambda part: part.id)

    def say(self, ticket: int, deed: str, body: object, upload: timedelta) -> Answer:
        """Write on the ticket; ``deed``: correspond or comment. The answer comes as it is.

        ``upload``: how long the body may take to go out, where it has files.
        """
        return self._client.exchange("POST", f"ticket/{ticket}/{deed}", json=body, upload=upload)

    def set_status(self, ticket: int, status: str) -> Answer:
        """Give the ticket another status. The answer comes as it is: 200 does not mean that it was done."""
        return self._client.exchange("PUT", f"ticket/{ticket}", json={"Status": status})

    def queues(self) -> list[Queue]:
        """The queues that we may see."""
        found: dict[int, Queue] = {}
        for page in range(1, _MOST_PAGES):
            asked = [("fields", "Name,Disabled"), ("per_page", str(AT_ONCE)), ("page", str(page))]
            rows = self._client.get("queues/all", asked).into(Listing[Queue]).rows
            new = {queue.id: queue for queue in rows if queue.id not in found}
            if not new:
                break
            found |= new
        return list(found.values())

    def may_create(self, queue: int) -> bool:
        """Whether we may make tickets in it."""
        answer = self._client.exchange("GET", f"queue/{queue}")
        if answer.status in {403, 404}:
            return False
        links = self._client.checked(answer).into(Links).links
        return any(link.ref == "create" and link.type == "ticket" for link in links)

    def new_ticket(self, body: object) -> Answer:
        """Make a ticket. The answer comes as it is."""
        return self._client.exchange("POST", "ticket", json=body)

    def set_requestor(self, ticket: int, customer: str) -> Answer:
        """Make ``customer`` (name and address) the only one who asked. 200 does not mean that it was done."""
        return self._client.exchange("PUT", f"ticket/{ticket}", json={"Requestor": [customer]})

    def check(self, answer: Answer) -> None:
        """Raises AuthFailed, Busy or ServerFault where the answer is none of success."""
        self._client.checked(answer)

    def close(self) -> None:
        self._client.close()

    def _tickets(self, query: str, more: list[tuple[str, str]]) -> Listing[Ticket]:
        asked = [("query", query), ("per_page", str(AT_ONCE)), *more, *_TICKET_FIELDS]
        return self._client.get("tickets", asked).into(Listing[Ticket])

    def _transactions(self, query: str, more: list[tuple[str, str]]) -> list[Transaction]:
        asked = [("query", query), ("per_page", str(AT_ONCE)), *more, *_TRANSACTION_FIELDS]
        return self._client.get("transactions", asked).into(Listing[Transaction]).rows

    def _texts(self, of_these: dict[str, object]) -> list[Part]:
        """Text parts with their content, one by one where all is too much; what is too long alone stays empty."""
        try:
            return self._parts([of_these, _TEXT], _WITH_CONTENT, AT_ONCE)
        except TooLong:
            return [self._with_content(part) for part in self._parts([of_these, _TEXT], _PART_FIELDS, AT_ONCE)]

    def _with_content(self, part: Part) -> Part:
        if part.content_length > LONGEST_BODY:
            return part
        # Not "id =": the server joins it with "or" to any other condition on the id.
        first: dict[str, object] = {"field": "id", "operator": ">", "value": part.id - 1}
        of_this: dict[str, object] = {"field": "TransactionId", "operator": "=", "value": part.transaction_id}
        asked = [*_OLDEST_FIRST, ("per_page", "1"), ("fields", _WITH_CONTENT)]
        try:
            rows = self._client.query("attachments", [of_this, first], asked).into(Listing[Part]).rows
        except TooLong:
            return part
        return rows[0] if rows else part

    def _parts(self, wanted: list[dict[str, object]], fields: str, at_once: int) -> list[Part]:
        found: list[Part] = []
        asked = [*_OLDEST_FIRST, ("per_page", str(at_once)), ("fields", fields)]
        while True:
            after: dict[str, object] = {"field": "id", "operator": ">", "value": found[-1].id if found else 0}
            rows = self._client.query("attachments", [*wanted, after], asked).into(Listing[Part]).rows
            found += rows
            if len(rows) < at_once:  # who may see a message may see its parts: no row is hidden here
                return found


def _typed(types: Sequence[str]) -> str:
    kinds = " OR ".join(f"Type='{kind}'" for kind in types)
    return f"ObjectType='RT::Ticket' AND ({kinds})"


def _any(field: str, numbers: Iterable[int]) -> str:
    return " OR ".join(f"{field}={number}" for number in numbers)


def _batches(items: list[int], size: int) -> Iterator[list[int]]:
    for first in range(0, len(items), size):
        yield items[first : first + size]
