from __future__ import annotations

from datetime import timedelta

from tests.unit.conftest import Bench
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.ids import OutgoingId
from workbench.outbox.model import CustomerWrote, Empty, NotFilled, Queued, Scarred, TooLate, Withdrawn
from workbench.outbox.states import State
from workbench.tickets.model import TicketQuery

NOW = timedelta(0)
TEN = timedelta(seconds=10)


def queue(bench: Bench, text: str = "Hello", hold: timedelta = NOW, **more: object) -> OutgoingId:
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, text, hold=hold, **more)  # type: ignore[arg-type]
    assert isinstance(answer, Queued)
    return answer.id


def test_queueing_clears_the_draft_and_shows_the_reply_at_once(bench: Bench) -> None:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, "Hello", 5, 1).result()
    queue(bench)
    assert bench.workbench.drafts.load(bench.ticket(), OutKind.REPLY) is None
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    assert conversation.messages[-1].outgoing_state == State.QUEUED
    row = bench.workbench.tickets.row(bench.ticket())
    assert row is not None
    assert row.out_states == {"queued"}


def test_an_open_placeholder_is_refused_with_its_label(bench: Bench) -> None:
    answer = bench.workbench.outbox.queue(
        bench.ticket(), OutKind.REPLY, "Order {{Order number}} is refunded.", hold=NOW
    )
    assert answer == NotFilled(("Order number",))
    assert not bench.workbench.outbox.counts()


def test_braces_in_code_are_meant_as_they_are(bench: Bench) -> None:
    queue(bench, "Write `{{ shop.name }}` in your template.")


def test_a_note_may_hold_a_placeholder(bench: Bench) -> None:
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.NOTE, "Ask for {{x}}", hold=NOW, meant=True)
    assert isinstance(answer, Queued)


def test_an_empty_reply_is_not_queued(bench: Bench) -> None:
    assert bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, " \n", hold=NOW) == Empty()


def test_taking_back_puts_the_words_before_what_was_written_since(bench: Bench) -> None:
    outgoing = queue(bench, "First words", TEN)
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, "Second words", 3, 1).result()
    assert bench.workbench.outbox.withdraw(outgoing) == Withdrawn(bench.ticket(), OutKind.REPLY)
    draft = bench.workbench.drafts.load(bench.ticket(), OutKind.REPLY)
    assert draft is not None
    assert draft.text == "First words\n\nSecond words"


def test_a_held_reply_does_not_go_out_before_its_time(bench: Bench) -> None:
    queue(bench, hold=TEN)
    bench.deliver()
    assert bench.desk.delivered == []
    bench.clock.advance(TEN)
    bench.deliver()
    assert len(bench.desk.delivered) == 1


def test_a_sent_reply_cannot_be_taken_back(bench: Bench) -> None:
    outgoing = queue(bench)
    bench.deliver()
    assert bench.workbench.outbox.withdraw(outgoing) == TooLate()


def test_the_agent_is_asked_when_the_customer_wrote_meanwhile(bench: Bench) -> None:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, "Hello", 5, 1).result()
    bench.desk.customer_writes(next(iter(bench.desk.tickets)), "One more thing.")  # type: ignore[arg-type]
    bench.pull()
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, "Hello", hold=NOW)
    assert isinstance(answer, CustomerWrote)
    assert answer.text == "One more thing."
    queue(bench, confirmed=True)


def test_reading_what_came_in_counts_as_having_seen_it(bench: Bench) -> None:
    bench.workbench.drafts.save(bench.ticket(), OutKind.REPLY, "Hello", 5, 1).result()
    bench.desk.customer_writes(next(iter(bench.desk.tickets)), "One more thing.")  # type: ignore[arg-type]
    bench.pull()
    bench.workbench.drafts.acknowledge(bench.ticket())
    queue(bench)


def test_a_status_that_waits_is_shown_as_decided(bench: Bench) -> None:
    bench.workbench.outbox.change_status(bench.ticket(), Status.SOLVED, hold=TEN)
    assert bench.workbench.tickets.page(TicketQuery(status=Status.OPEN)).rows == ()
    assert len(bench.workbench.tickets.page(TicketQuery(status=Status.SOLVED)).rows) == 1


def test_taking_back_a_status_brings_the_ticket_back(bench: Bench) -> None:
    queued = bench.workbench.outbox.change_status(bench.ticket(), Status.SOLVED, hold=TEN)
    bench.workbench.outbox.withdraw(queued.id)
    assert len(bench.workbench.tickets.page(TicketQuery(status=Status.OPEN)).rows) == 1


def test_what_a_template_left_is_asked_about_and_goes_when_it_is_meant(bench: Bench) -> None:
    send = bench.workbench.outbox.queue
    text = "Hi ,\nyour ticket #{ticket.number} is done."
    assert send(bench.ticket(), OutKind.REPLY, text, hold=NOW) == Scarred(("Hi ,", "#{ticket.number}"))
    assert isinstance(send(bench.ticket(), OutKind.NOTE, text, hold=NOW), Queued)
    assert isinstance(send(bench.ticket(), OutKind.REPLY, text, hold=NOW, meant=True), Queued)
