"""What every helpdesk's adapter keeps to. Inherit `AdapterContract` as ``Test…`` and give its three fixtures.

``adapter``: ready to use, any scope. ``tickets``: at least two open tickets of it, that the tests may write on.
``customer_writes``: lets the customer write on a ticket, or None where the helpdesk has no way to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, timedelta
from itertools import islice

import pytest

from workbench.helpdesk.port import (
    Adapter,
    Author,
    Marker,
    Opening,
    Operation,
    OutFile,
    OutKind,
    Rejected,
    RemoteMessage,
    RemoteTicket,
    Sent,
    Status,
)
from workbench.kernel.errors import StoreFault
from workbench.kernel.ids import OutgoingId, RemoteId, new_id

CustomerWrites = Callable[[RemoteId, str], None]
MOST_ROWS = 200


@dataclass
class Pulled:
    """Everything that a pull gave, the later word winning."""

    tickets: dict[RemoteId, RemoteTicket] = field(default_factory=dict)
    messages: dict[RemoteId, RemoteMessage] = field(default_factory=dict)
    gone: set[RemoteId] = field(default_factory=set)
    cursor: str | None = None
    ends: list[bool] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    homeless: list[RemoteMessage] = field(default_factory=list)

    def on(self, ticket: RemoteId) -> list[RemoteMessage]:
        return [message for message in self.messages.values() if message.ticket == ticket]


def pull(adapter: Adapter, cursor: str | None, *, pages: int | None = None, onto: Pulled | None = None) -> Pulled:
    """Pull from ``cursor``, ``pages`` at most, ``onto`` what was pulled before."""
    pulled = onto or Pulled()
    for page in islice(adapter.changes(cursor), pages):
        pulled.tickets |= {ticket.remote_id: ticket for ticket in page.tickets}
        pulled.homeless += [message for message in page.messages if message.ticket not in pulled.tickets]
        pulled.messages |= {message.remote_id: message for message in page.messages}
        pulled.gone |= set(page.gone)
        pulled.cursor = page.cursor
        pulled.ends.append(page.exhausted)
        pulled.sizes.append(len(page.tickets) + len(page.messages) + len(page.gone))
    return pulled


def operation(ticket: RemoteId, kind: OutKind, html: str = "", **more: object) -> Operation:
    return Operation(marker=OutgoingId(new_id()), ticket=ticket, kind=kind, html=html, **more)  # type: ignore[arg-type]


def file(name: str, kind: str, data: bytes) -> OutFile:
    return OutFile(name=name, type=kind, size=len(data), read=lambda: data)


def sent(outcome: object) -> RemoteId:
    """The id of what was sent."""
    assert isinstance(outcome, Sent), outcome
    assert outcome.remote_id is not None
    return outcome.remote_id


class AdapterContract:
    """The promises of `workbench.helpdesk.port`, tried one by one."""

    @pytest.fixture
    def adapter(self) -> Adapter:
        raise NotImplementedError

    @pytest.fixture
    def tickets(self) -> Sequence[RemoteId]:
        raise NotImplementedError

    @pytest.fixture
    def customer_writes(self) -> CustomerWrites | None:
        raise NotImplementedError

    @pytest.fixture
    def start(self, adapter: Adapter) -> Pulled:
        """A first pull."""
        return pull(adapter, None)

    @pytest.fixture
    def ticket(self, tickets: Sequence[RemoteId]) -> RemoteId:
        return tickets[0]

    def test_the_helpdesk_knows_who_we_are(self, adapter: Adapter) -> None:
        agent = adapter.whoami()
        assert agent.remote_id
        assert agent.name
        assert "@" in agent.email

    def test_the_first_pull_gives_tickets_with_customers_and_messages(self, start: Pulled) -> None:
        assert start.tickets
        for ticket in start.tickets.values():
            assert ticket.number
            assert ticket.remote_status
            assert ticket.customer is not None
            assert ticket.customer.name
            assert start.on(ticket.remote_id), f"{ticket.remote_id} has no message"

    def test_every_message_comes_with_or_after_its_ticket(self, start: Pulled) -> None:
        assert start.homeless == []

    def test_every_message_has_words_an_author_and_a_time_in_utc(self, start: Pulled) -> None:
        for message in start.messages.values():
            assert message.html or message.text or message.attachments
            assert message.author_name or message.author is Author.SYSTEM
            assert message.at.utcoffset() == timedelta(0)
        assert {ticket.created_at.tzinfo for ticket in start.tickets.values()} == {UTC}
        assert Author.CUSTOMER in {message.author for message in start.messages.values()}

    def test_pages_are_small_and_only_the_last_one_is_the_end(self, start: Pulled) -> None:
        assert max(start.sizes) <= MOST_ROWS
        assert start.ends[-1]
        assert not any(start.ends[:-1])

    def test_pulling_again_gives_nothing_new(self, adapter: Adapter) -> None:
        first = pull(adapter, None)
        again = pull(adapter, first.cursor)
        assert (again.tickets, again.messages, again.gone) == ({}, {}, set())
        assert again.ends[-1]
        assert pull(adapter, again.cursor).sizes == [0]

    def test_a_pull_that_was_broken_off_goes_on_where_it_stopped(self, adapter: Adapter) -> None:
        whole = pull(adapter, None)
        for stop in range(1, len(whole.ends)):
            part = pull(adapter, None, pages=stop)
            both = pull(adapter, part.cursor, onto=part)
            assert both.tickets == whole.tickets
            assert both.messages == whole.messages

    def test_a_cursor_is_not_used_up_by_pulling_from_it(
        self, adapter: Adapter, start: Pulled, ticket: RemoteId
    ) -> None:
        mine = sent(adapter.send(operation(ticket, OutKind.NOTE, "<p>twice</p>")))
        assert mine in pull(adapter, start.cursor).messages
        assert mine in pull(adapter, start.cursor).messages

    def test_a_reply_is_found_by_its_marker(self, adapter: Adapter, ticket: RemoteId) -> None:
        if adapter.caps.marker is Marker.NONE:
            pytest.skip("this helpdesk keeps no marker")
        before = adapter.newest(ticket)
        reply = operation(ticket, OutKind.REPLY, "<p>Here it is.</p>", baseline=before)
        assert adapter.find(reply) is None
        mine = sent(adapter.send(reply))
        assert adapter.find(reply) == mine
        assert adapter.newest(ticket) == mine != before

    def test_a_note_is_found_by_its_marker(self, adapter: Adapter, ticket: RemoteId) -> None:
        note = operation(ticket, OutKind.NOTE, "<p>For us.</p>", baseline=adapter.newest(ticket))
        assert adapter.find(note) is None
        assert sent(adapter.send(note)) == adapter.find(note)

    def test_an_unknown_marker_is_not_found(self, adapter: Adapter, ticket: RemoteId) -> None:
        before = adapter.newest(ticket)
        sent(adapter.send(operation(ticket, OutKind.REPLY, "<p>Another.</p>", baseline=before)))
        never_sent = operation(ticket, OutKind.REPLY, "<p>Another.</p>", baseline=before)
        assert adapter.find(never_sent) is None

    def test_a_reply_comes_back_as_our_own_words(self, adapter: Adapter, start: Pulled, ticket: RemoteId) -> None:
        mine = sent(adapter.send(operation(ticket, OutKind.REPLY, "<p>Grüße &amp; <b>thanks</b> 🙂</p>")))
        message = pull(adapter, start.cursor).messages[mine]
        assert message.ticket == ticket
        assert message.author is Author.AGENT
        assert message.author_name == adapter.whoami().name
        assert not message.internal
        assert "Grüße &amp; <b>thanks</b> 🙂" in message.html

    def test_a_note_is_internal(self, adapter: Adapter, start: Pulled, ticket: RemoteId) -> None:
        mine = sent(adapter.send(operation(ticket, OutKind.NOTE, "<p>Not for the customer.</p>")))
        assert pull(adapter, start.cursor).messages[mine].internal

    @pytest.mark.parametrize("kind", [OutKind.REPLY, OutKind.NOTE])
    def test_files_go_with_the_words_and_come_back_with_them(
        self, adapter: Adapter, start: Pulled, ticket: RemoteId, kind: OutKind
    ) -> None:
        files = (
            file("Überweisung – 請求書 🙂.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff"),
            file("log.txt", "text/plain", b"one line\r\n"),
            file("shot.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"x" * 300_000),
        )
        deed = operation(ticket, kind, "<p>See what is attached.</p>", baseline=adapter.newest(ticket), files=files)
        assert adapter.find(deed) is None
        mine = sent(adapter.send(deed))
        assert adapter.find(deed) == mine == adapter.newest(ticket)
        message = pull(adapter, start.cursor).messages[mine]
        assert "See what is attached." in message.html
        assert message.internal is (kind is OutKind.NOTE)
        told = [(each.name, each.type, each.size) for each in message.attachments]
        assert told == [(each.name, each.type, each.size) for each in files]

    def test_a_file_that_cannot_be_read_is_rejected_and_nothing_is_sent(
        self, adapter: Adapter, ticket: RemoteId
    ) -> None:
        def gone() -> bytes:
            raise StoreFault("“a.pdf” is no longer on this machine.", "Attach it again.")

        before = adapter.newest(ticket)
        lost = OutFile(name="a.pdf", type="application/pdf", size=3, read=gone)
        outcome = adapter.send(operation(ticket, OutKind.REPLY, "<p>x</p>", files=(file("b", "x/y", b"b"), lost)))
        assert isinstance(outcome, Rejected)
        assert "a.pdf" in outcome.reason
        assert adapter.newest(ticket) == before

    def test_a_change_of_status_is_seen_by_the_next_pull(
        self, adapter: Adapter, start: Pulled, ticket: RemoteId
    ) -> None:
        for status in adapter.caps.statuses:
            deed = operation(ticket, OutKind.STATUS, new_status=status)
            assert isinstance(adapter.send(deed), Sent)
            assert pull(adapter, start.cursor).tickets[ticket].status is status

    def test_the_same_status_again_is_no_fault(self, adapter: Adapter, ticket: RemoteId) -> None:
        for _ in range(2):
            deed = operation(ticket, OutKind.STATUS, new_status=Status.SOLVED)
            assert isinstance(adapter.send(deed), Sent)

    def test_a_reply_can_change_the_status_with_it(
        self, adapter: Adapter, start: Pulled, tickets: Sequence[RemoteId]
    ) -> None:
        ticket = tickets[1]
        reply = operation(ticket, OutKind.REPLY, "<p>Done.</p>", new_status=Status.SOLVED)
        mine = sent(adapter.send(reply))
        pulled = pull(adapter, start.cursor)
        assert mine in pulled.messages
        assert pulled.tickets[ticket].status is Status.SOLVED

    def test_a_customers_later_message_is_told(
        self, adapter: Adapter, start: Pulled, ticket: RemoteId, customer_writes: CustomerWrites | None
    ) -> None:
        if customer_writes is None:
            pytest.skip("nobody can write to this helpdesk as a customer")
        before = adapter.newest(ticket)
        assert not adapter.customer_wrote_after(ticket, before)
        customer_writes(ticket, "One more thing: 42.")
        assert adapter.customer_wrote_after(ticket, before)
        assert not adapter.customer_wrote_after(ticket, adapter.newest(ticket))
        told = pull(adapter, start.cursor).messages[adapter.newest(ticket) or RemoteId("")]
        assert told.author is Author.CUSTOMER
        assert "One more thing: 42." in told.html + told.text

    def test_our_own_words_are_not_the_customers(self, adapter: Adapter, ticket: RemoteId) -> None:
        before = adapter.newest(ticket)
        sent(adapter.send(operation(ticket, OutKind.REPLY, "<p>Ours.</p>")))
        sent(adapter.send(operation(ticket, OutKind.NOTE, "<p>Ours too.</p>")))
        assert not adapter.customer_wrote_after(ticket, before)

    @pytest.mark.parametrize("kind", list(OutKind))
    @pytest.mark.parametrize("unknown", ["999999999", "no-such-ticket"])
    def test_an_unknown_ticket_is_an_obstacle_and_sending_to_it_is_rejected(
        self, adapter: Adapter, kind: OutKind, unknown: str
    ) -> None:
        deed = operation(RemoteId(unknown), kind, "<p>x</p>", new_status=Status.SOLVED)
        for outcome in (adapter.obstacle(deed), adapter.send(deed)):
            assert isinstance(outcome, Rejected)
            assert outcome.reason
            assert unknown not in outcome.reason

    def opening(self, adapter: Adapter, **more: str) -> Opening:
        """A conversation to begin with somebody whom the helpdesk does not know."""
        if not adapter.caps.begins:
            pytest.skip("this helpdesk begins no conversation from here")
        marker = new_id()
        about = {"name": "Sørensen, Jörg", "subject": "Grüße – your order", **more}
        to = f"{marker}@example.test"
        return Opening(marker=marker, inbox=adapter.inboxes()[0].remote_id, email=to, baseline=adapter.edge(), **about)

    def test_where_a_conversation_can_be_begun_has_a_name(self, adapter: Adapter) -> None:
        inboxes = adapter.inboxes()
        assert bool(inboxes) is adapter.caps.begins
        assert all(inbox.name and inbox.remote_id for inbox in inboxes)
        assert len({inbox.remote_id for inbox in inboxes}) == len(inboxes)

    def test_a_conversation_is_begun_and_found_by_its_marker(self, adapter: Adapter) -> None:
        opening = self.opening(adapter)
        assert adapter.find_begun(opening) is None
        ticket = sent(adapter.begin(opening))
        assert adapter.find_begun(opening) == ticket
        assert adapter.find_begun(opening) == ticket
        never_begun = replace(opening, marker=new_id())
        assert adapter.find_begun(never_begun) is None

    def test_a_conversation_that_was_begun_comes_with_the_next_pull_and_takes_a_reply(
        self, adapter: Adapter, start: Pulled
    ) -> None:
        opening = self.opening(adapter)
        ticket = sent(adapter.begin(opening))
        reply = operation(ticket, OutKind.REPLY, "<p>Your order is on its way.</p>", baseline=adapter.newest(ticket))
        assert adapter.obstacle(reply) is None
        assert adapter.find(reply) is None
        assert not adapter.customer_wrote_after(ticket, adapter.newest(ticket))
        mine = sent(adapter.send(reply))
        assert adapter.find(reply) == mine == adapter.newest(ticket)
        pulled = pull(adapter, start.cursor)
        found = pulled.tickets[ticket]
        assert found.customer is not None
        assert (found.subject, found.customer.email, found.begun) == (opening.subject, opening.email, opening.marker)
        assert found.customer.name == opening.name
        assert found.status is Status.OPEN
        assert pulled.messages[mine].author is Author.AGENT
        assert [each.author for each in pulled.on(ticket)].count(Author.AGENT) == 1
        assert Author.CUSTOMER not in {each.author for each in pulled.on(ticket)}
        solved = operation(ticket, OutKind.STATUS, new_status=Status.SOLVED)
        assert isinstance(adapter.send(solved), Sent)
        assert pull(adapter, start.cursor).tickets[ticket].status is Status.SOLVED

    def test_a_conversation_in_an_inbox_that_is_not_there_is_rejected(self, adapter: Adapter) -> None:
        opening = replace(self.opening(adapter), inbox=RemoteId("999999999"))
        outcome = adapter.begin(opening)
        assert isinstance(outcome, Rejected)
        assert outcome.reason
        assert adapter.find_begun(opening) is None

    def test_nothing_stands_against_a_reply_on_an_open_ticket(self, adapter: Adapter, ticket: RemoteId) -> None:
        assert adapter.obstacle(operation(ticket, OutKind.REPLY, "<p>x</p>")) is None
