"""Conversations that begin here: kept, listed, found, discarded, until the helpdesk has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.conftest import Bench
from workbench.app import reply_context
from workbench.helpdesk.model import NoPlace
from workbench.helpdesk.port import Caps, Marker, OutKind, Status
from workbench.kernel.errors import UserError
from workbench.kernel.ids import RemoteId, TicketId
from workbench.outbox.model import Queued
from workbench.tickets.model import Conversation, TicketQuery, TicketRow
from workbench.tickets.unsent.model import Heading, Incomplete


def heading(bench: Bench, to: str = "", subject: str = "") -> Heading:
    return Heading(account=bench.account.id, inbox=RemoteId("q1"), to=to, subject=subject)


def begin(bench: Bench, to: str = "Lars Holm <lars@example.com>", subject: str = "Your order") -> TicketId:
    return bench.workbench.unsent.begin(heading(bench, to, subject))


def row(bench: Bench, ticket: TicketId) -> TicketRow | None:
    return next((each for each in bench.workbench.tickets.page(TicketQuery()).rows if each.id == ticket), None)


def shown(bench: Bench, ticket: TicketId) -> Conversation:
    found = bench.workbench.tickets.open(ticket)
    assert found is not None
    return found


def test_a_new_conversation_stands_in_the_list_and_is_found_by_its_words(bench: Bench) -> None:
    ticket = begin(bench)
    found = row(bench, ticket)
    assert found is not None
    assert (found.customer, found.subject, found.number, found.unsent) == ("Lars Holm", "Your order", "", True)
    assert found.status is Status.OPEN
    hits = bench.workbench.tickets.page(TicketQuery(status=None, words="lars order")).rows
    assert [each.id for each in hits] == [ticket]
    bench.pull()
    assert row(bench, ticket) == found


def test_what_is_typed_so_far_names_the_row(bench: Bench) -> None:
    ticket = begin(bench, "", "")
    assert shown(bench, ticket).customer is None
    for to, name in [("", "To nobody yet"), ("Lar", "Lar"), ("lars@example.com", "lars@example.com")]:
        assert bench.workbench.unsent.head(ticket, heading(bench, to)).result()
        found = row(bench, ticket)
        assert found is not None
        assert found.customer == name


def test_placeholders_know_the_customer_from_the_line_and_no_number(bench: Bench) -> None:
    ticket = begin(bench, "", "Your order")
    assert "customer.first_name" not in reply_context(shown(bench, ticket)).values
    bench.workbench.unsent.head(ticket, heading(bench, "Lars Holm <lars@example.com>", "Your order")).result()
    values = reply_context(shown(bench, ticket)).values
    assert values["customer.first_name"] == "Lars"
    assert values["customer.email"] == "lars@example.com"
    assert values["ticket.subject"] == "Your order"
    assert "ticket.number" not in values


def test_an_address_that_is_known_brings_name_and_language(bench: Bench) -> None:
    (known,) = bench.desk.tickets.values()
    bench.desk.tickets[known.remote_id] = replace(known, language="da")
    bench.pull()
    ticket = begin(bench, "METTE@example.com")
    found = shown(bench, ticket)
    assert found.customer is not None
    assert (found.customer.name, found.language) == ("Mette Sørensen", "da")
    bench.workbench.unsent.head(ticket, heading(bench, "M. S. <mette@example.com>")).result()
    renamed = shown(bench, ticket).customer
    assert renamed is not None
    assert renamed.name == "M. S.", "what was typed is meant"


def test_customers_are_completed_from_any_part_of_name_or_address(bench: Bench) -> None:
    bench.desk.add_ticket("2", name="Änne Müller-Groß")
    (bench.desk.tickets[RemoteId("t2")],) = [
        replace(each, customer=replace(each.customer, email="aenne@firm.example"))  # type: ignore[type-var]
        for each in [bench.desk.tickets[RemoteId("t2")]]
    ]
    bench.pull()
    known = bench.workbench.unsent.known
    for typed in ("mette", "sor", "Sørensen, M", "mette@exa", "<mette@example.com>"):
        assert [each.email for each in known(typed)] == ["mette@example.com"], typed
    for typed in ("anne", "gross", "aenne", "firm"):
        assert [each.email for each in known(typed)] == ["aenne@firm.example"], typed
    for typed in ("", " ", '"', "*", "charged", "mette aenne", "^ : ( AND"):
        assert known(typed) == [], typed


def test_the_words_come_along_and_go_when_it_is_discarded_which_can_be_undone(bench: Bench) -> None:
    ticket, core = begin(bench), bench.workbench
    core.drafts.save(ticket, OutKind.REPLY, "Hello Lars", 0, 1).result()
    assert shown(bench, ticket).customer is not None
    receipt = core.unsent.discard(ticket)
    assert receipt.value
    assert core.tickets.open(ticket) is None
    assert core.drafts.load(ticket, OutKind.REPLY) is None
    assert receipt.inverse is not None
    receipt.inverse()
    assert shown(bench, ticket).subject == "Your order"
    assert core.tickets.page(TicketQuery(status=None, words="lars")).rows[0].id == ticket


@pytest.mark.parametrize("written", ["to", "subject", "draft", ""])
def test_one_in_which_nothing_was_written_goes_by_itself(bench: Bench, written: str) -> None:
    core = bench.workbench
    ticket = begin(bench, "Lar" if written == "to" else "", "x" if written == "subject" else "")
    if written == "draft":
        core.drafts.save(ticket, OutKind.REPLY, "Hello", 0, 1).result()
    assert core.unsent.tidy(ticket).result() is (written == "")
    assert (core.tickets.open(ticket) is None) is (written == "")
    assert not core.unsent.tidy(bench.ticket()).result(), "a ticket of the helpdesk never goes"


@pytest.mark.parametrize(
    ("to", "subject", "part"), [("", "x", "to"), ("Lars", "x", "to"), ("lars@example.com", " ", "subject")]
)
def test_without_address_or_subject_it_is_not_queued(bench: Bench, to: str, subject: str, part: str) -> None:
    ticket = begin(bench, to, subject)
    answer = bench.workbench.outbox.queue(ticket, OutKind.REPLY, "Hello", hold=timedelta(0))
    assert isinstance(answer, Incomplete)
    assert answer.part == part
    assert bench.workbench.outbox.listed() == []


def test_a_note_or_a_status_cannot_come_first(bench: Bench) -> None:
    ticket = begin(bench)
    with pytest.raises(UserError, match="has not begun"):
        bench.workbench.outbox.queue(ticket, OutKind.NOTE, "Hello", hold=timedelta(0))
    with pytest.raises(UserError, match="has not begun"):
        bench.workbench.outbox.change_status(ticket, Status.SOLVED, hold=timedelta(0))


def test_what_is_queued_keeps_its_heading_until_it_is_taken_back(bench: Bench) -> None:
    ticket, core = begin(bench), bench.workbench
    answer = core.outbox.queue(ticket, OutKind.REPLY, "Hello", hold=timedelta(minutes=1))
    assert isinstance(answer, Queued)
    found = core.unsent.one(ticket)
    assert found is not None
    assert found.fixed
    assert not core.unsent.head(ticket, heading(bench, "eve@example.com", "Other")).result()
    assert not core.unsent.discard(ticket).value
    assert not core.unsent.tidy(ticket).result()
    assert shown(bench, ticket).subject == "Your order"
    core.outbox.withdraw(answer.id)
    assert core.unsent.head(ticket, heading(bench, "eve@example.com", "Other")).result()
    draft = core.drafts.load(ticket, OutKind.REPLY)
    assert draft is not None
    assert draft.text == "Hello"


def test_where_it_can_begin_is_known_without_a_network(bench: Bench) -> None:
    bench.desk.online = False
    places = bench.workbench.accounts.places()
    assert not isinstance(places, NoPlace)
    assert [(place.name, place.inbox) for place in places] == [("Support", "q1"), ("Sales", "q2")]
    bench.workbench.unsent.begin(replace(heading(bench), inbox=RemoteId("q2")))
    again = bench.workbench.accounts.places()
    assert not isinstance(again, NoPlace)
    assert [place.name for place in again] == ["Sales", "Support"], "the one last used comes first"


def test_a_helpdesk_that_begins_nothing_says_so(bench: Bench) -> None:
    bench.desk.caps = Caps(marker=Marker.ATOMIC, settle=timedelta(seconds=5))
    bench.clock.advance(timedelta(days=1))
    bench.pull()
    places = bench.workbench.accounts.places()
    assert isinstance(places, NoPlace)
    assert "desk.example lets you begin no conversation from here" in places.reason


def test_an_account_that_goes_takes_its_new_conversations_along(bench: Bench) -> None:
    ticket = begin(bench)
    bench.workbench.remove_account(bench.account.id)
    assert bench.workbench.tickets.open(ticket) is None
    with pytest.raises(UserError, match="no longer on this machine"):
        begin(bench)
    places = bench.workbench.accounts.places()
    assert isinstance(places, NoPlace)
    assert "no account yet" in places.reason
