"""A conversation begins once and its words arrive once, whatever the wire does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.conftest import Bench
from workbench.helpdesk.port import Author, Caps, Marker, Opening, Outcome, OutKind, Refused, RemoteMessage, Status
from workbench.kernel.errors import Offline, TicketFault
from workbench.kernel.ids import OutgoingId, RemoteId, TicketId
from workbench.outbox.model import Queued, Withdrawn
from workbench.outbox.states import State
from workbench.tickets.model import TicketQuery, TicketRow
from workbench.tickets.unsent.model import Heading

SETTLE = timedelta(seconds=5)


def begin(bench: Bench, subject: str = "Your order") -> TicketId:
    to = "Lars Holm <lars@example.com>"
    return bench.workbench.unsent.begin(Heading(account=bench.account.id, inbox=RemoteId("q2"), to=to, subject=subject))


def queue(bench: Bench, ticket: TicketId, text: str = "Hello Lars", **more: object) -> OutgoingId:
    answer = bench.workbench.outbox.queue(ticket, OutKind.REPLY, text, hold=timedelta(0), **more)  # type: ignore[arg-type]
    assert isinstance(answer, Queued), answer
    return answer.id


def state(bench: Bench, outgoing: OutgoingId) -> State:
    found = bench.workbench.outbox.one(outgoing)
    assert found is not None
    return found.state


def rows(bench: Bench) -> list[TicketRow]:
    return [each for each in bench.workbench.tickets.page(TicketQuery(status=None)).rows if each.number != "1"]


def texts(bench: Bench) -> list[str]:
    return [each.text.strip() for each in bench.desk.delivered]


def test_the_conversation_is_begun_and_its_words_are_sent_on_it(bench: Bench) -> None:
    ticket = begin(bench)
    outgoing = queue(bench, ticket, new_status=Status.PENDING)
    report = bench.workbench.sync.deliver(bench.account.id)
    assert report.sent == 1
    (opening,) = bench.desk.begun
    assert (opening.marker, opening.inbox, opening.email, opening.name, opening.subject) == (
        ticket, "q2", "lars@example.com", "Lars Holm", "Your order",
    )  # fmt: skip
    (reply,) = bench.desk.delivered
    assert (reply.ticket, reply.marker, reply.text.strip()) == ("t100", outgoing, "Hello Lars")
    assert reply.new_status is Status.PENDING
    assert state(bench, outgoing) is State.SENT
    bench.pull()
    (row,) = rows(bench)
    assert (row.id, row.number, row.unsent) == (ticket, "100", False)
    conversation = bench.workbench.tickets.open(ticket)
    assert conversation is not None
    assert [message.text.strip() for message in conversation.messages] == ["Hello Lars"]
    assert conversation.customer is not None
    assert conversation.customer.id, "it is a customer of the helpdesk by now"


def test_a_reply_on_it_is_a_reply_like_any_other(bench: Bench) -> None:
    ticket = begin(bench)
    queue(bench, ticket)
    queue(bench, ticket, "One more thing")
    bench.deliver()
    assert texts(bench) == ["Hello Lars", "One more thing"]
    assert len(bench.desk.begun) == 1
    assert {each.ticket for each in bench.desk.delivered} == {"t100"}


@pytest.mark.parametrize("fault", ["lose", "cut", "late"])
@pytest.mark.parametrize("told", [True, False])
def test_a_lost_answer_to_the_beginning_is_settled_by_a_look(bench: Bench, fault: str, told: bool) -> None:
    bench.desk.tells_who_began = told
    bench.desk.plan.append(fault)
    ticket = begin(bench)
    outgoing = queue(bench, ticket)
    bench.deliver()
    assert state(bench, outgoing) is State.SENDING
    assert bench.desk.delivered == []
    bench.clock.advance(timedelta(seconds=4))
    bench.deliver()
    assert bench.desk.looks == 0, "no look before the settle time"
    bench.desk.arrive()
    bench.pull()
    bench.clock.advance(timedelta(seconds=1))
    bench.deliver()
    assert state(bench, outgoing) is State.SENT
    assert (len(bench.desk.begun), texts(bench)) == (1, ["Hello Lars"])
    bench.pull()
    assert [row.id for row in rows(bench)] == [ticket]


def test_a_pull_in_between_shows_one_row_and_not_two(bench: Bench) -> None:
    bench.desk.plan.append("lose")
    ticket = begin(bench)
    queue(bench, ticket)
    bench.deliver()
    bench.pull()
    (row,) = rows(bench)
    assert (row.id, row.number, row.out_states) == (ticket, "100", {"sending"})


def test_a_copy_that_a_pull_brought_and_that_was_written_on_becomes_one_with_it(bench: Bench) -> None:
    bench.desk.tells_who_began = False
    bench.desk.plan.append("lose")
    ticket, core = begin(bench), bench.workbench
    queue(bench, ticket)
    bench.deliver()
    bench.desk.customer_writes(RemoteId("t100"), "What is this?")
    bench.pull()
    copy = next(row.id for row in rows(bench) if row.id != ticket)
    core.drafts.save(copy, OutKind.REPLY, "On the copy", 0, 1).result()
    core.drafts.save(ticket, OutKind.REPLY, "On ours", 0, 1).result()
    core.drafts.save(copy, OutKind.NOTE, "A note", 0, 1).result()
    bench.clock.advance(SETTLE)
    bench.deliver()
    bench.pull()
    (row,) = rows(bench)
    assert (row.id, row.customer, row.unread) == (ticket, "Lars Holm", True)
    conversation = core.tickets.open(ticket)
    assert conversation is not None
    assert [message.text.strip() for message in conversation.messages] == ["What is this?", "Hello Lars"]
    reply, note = (core.drafts.load(ticket, kind) for kind in (OutKind.REPLY, OutKind.NOTE))
    assert reply is not None
    assert note is not None
    assert (reply.text, note.text) == ("On ours\n\nOn the copy", "A note")
    assert [each.id for each in core.tickets.page(TicketQuery(status=None, words="lars")).rows] == [ticket]


def test_a_lost_answer_to_the_words_is_settled_as_that_of_a_reply(bench: Bench) -> None:
    bench.desk.plan.extend(["ok", "lose"])
    outgoing = queue(bench, begin(bench))
    bench.deliver()
    assert state(bench, outgoing) is State.SENDING
    bench.clock.advance(SETTLE)
    bench.deliver()
    assert state(bench, outgoing) is State.SENT
    assert (len(bench.desk.begun), len(bench.desk.delivered)) == (1, 1)


def test_offline_it_waits_and_nothing_is_noted_as_tried(bench: Bench) -> None:
    outgoing = queue(bench, begin(bench))
    bench.desk.online = False
    with pytest.raises(Offline):
        bench.deliver()
    assert state(bench, outgoing) is State.QUEUED
    bench.desk.online = True
    bench.deliver()
    assert state(bench, outgoing) is State.SENT


def test_what_was_rejected_is_mended_and_sent_and_no_second_conversation_is_made(bench: Bench) -> None:
    bench.desk.plan.append("reject")
    ticket, core = begin(bench), bench.workbench
    outgoing = queue(bench, ticket)
    bench.deliver()
    assert state(bench, outgoing) is State.FAILED
    assert isinstance(core.outbox.withdraw(outgoing), Withdrawn)
    other = Heading(account=bench.account.id, inbox=RemoteId("q1"), to="eva@example.com", subject="Again")
    assert core.unsent.head(ticket, other).result()
    queue(bench, ticket, "Hello Eva")
    bench.deliver()
    assert [(each.email, each.subject, each.inbox) for each in bench.desk.begun] == [("eva@example.com", "Again", "q1")]
    assert texts(bench) == ["Hello Eva"]


def test_one_that_came_to_be_though_it_was_called_rejected_is_found_by_the_next_try(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = bench.desk.begin

    def half_made(opening: Opening) -> Outcome:
        usual(opening)
        return Refused("The customer could not be added.", timedelta(seconds=1))

    monkeypatch.setattr(bench.desk, "begin", half_made)
    ticket, core = begin(bench), bench.workbench
    outgoing = queue(bench, ticket)
    bench.deliver()
    assert isinstance(core.outbox.withdraw(outgoing), Withdrawn)
    again = queue(bench, ticket, "Hello again")
    bench.clock.advance(timedelta(seconds=1))
    bench.deliver()
    assert state(bench, again) is State.SENT
    assert (len(bench.desk.begun), texts(bench)) == (1, ["Hello again"])


def test_discarded_after_it_came_to_be_it_stays_as_the_helpdesk_has_it(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.desk.plan.append("lose")
    ticket, core = begin(bench), bench.workbench
    outgoing = queue(bench, ticket)
    bench.deliver()
    bench.pull()

    def unseen(_opening: Opening) -> RemoteId | None:
        raise TicketFault("The helpdesk did not put the customer on the ticket.")

    monkeypatch.setattr(bench.desk, "find_begun", unseen)
    bench.clock.advance(SETTLE)
    bench.deliver()
    found = core.outbox.one(outgoing)
    assert found is not None
    assert (found.state, found.reason) == (State.QUEUED, "The helpdesk did not put the customer on the ticket.")
    core.outbox.withdraw(outgoing)
    assert core.unsent.discard(ticket).value
    (row,) = rows(bench)
    assert (row.number, row.unsent, row.has_draft) == ("100", False, False)


def test_without_a_sure_marker_the_agent_is_asked(bench: Bench) -> None:
    bench.desk.caps = Caps(marker=Marker.NONE, settle=SETTLE, begins=True)
    bench.desk.plan.append("cut")
    outgoing = queue(bench, begin(bench))
    bench.deliver()
    bench.clock.advance(SETTLE)
    bench.deliver()
    assert state(bench, outgoing) is State.ASK
    assert bench.workbench.outbox.send_now(outgoing)
    bench.deliver()
    assert (len(bench.desk.begun), texts(bench)) == (1, ["Hello Lars"])


def test_a_helpdesk_that_begins_nothing_any_more_says_so_and_keeps_the_words(bench: Bench) -> None:
    outgoing = queue(bench, begin(bench))
    bench.desk.caps = replace(bench.desk.caps, begins=False)
    bench.deliver()
    found = bench.workbench.outbox.one(outgoing)
    assert found is not None
    assert (found.state, found.reason) == (State.FAILED, "This helpdesk lets nobody begin a conversation from here.")


def test_taken_back_at_the_last_moment_nothing_is_begun(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    outgoing = queue(bench, begin(bench))
    usual = bench.desk.edge

    def edge() -> RemoteId | None:
        bench.workbench.outbox.withdraw(outgoing)
        return usual()

    monkeypatch.setattr(bench.desk, "edge", edge)
    bench.deliver()
    assert state(bench, outgoing) is State.WITHDRAWN
    assert (bench.desk.begun, bench.desk.delivered) == ([], [])


def test_what_the_helpdesk_notes_of_the_beginning_does_not_hold_the_words_back(bench: Bench) -> None:
    outgoing = queue(bench, begin(bench))
    usual = bench.desk.begin

    def noting(opening: Opening) -> Outcome:
        outcome = usual(opening)
        bench.desk.messages.append(
            RemoteMessage(
                remote_id=RemoteId("sys"), ticket=RemoteId("t100"), author=Author.SYSTEM, author_name="",
                at=bench.clock.now(), text="Robin began this conversation.",
            )
        )  # fmt: skip
        return outcome

    bench.desk.begin = noting  # type: ignore[method-assign]
    bench.deliver()
    assert state(bench, outgoing) is State.SENT


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    plan=st.lists(st.sampled_from(["ok", "lose", "cut", "late", "refuse"]), max_size=8),
    every=st.integers(1, 4),
    pulls=st.integers(1, 9),
    told=st.booleans(),
)
def test_whatever_the_wire_does_each_conversation_begins_once_and_says_its_words_once(
    bench: Bench, plan: list[str], every: int, pulls: int, told: bool
) -> None:
    desk = bench.desk
    desk.tells_who_began = told
    desk.plan.clear()
    desk.plan.extend(plan)
    desk.delivered.clear()
    earlier = len(desk.begun)
    for remote in [each for each in desk.tickets if each != "t1"]:
        del desk.tickets[remote]
    tickets = [begin(bench, f"about {n} of {earlier}") for n in range(2)]
    outgoing = [queue(bench, ticket, f"on {ticket}") for ticket in tickets]
    for round_ in range(50):
        bench.deliver()
        bench.clock.advance(timedelta(seconds=1))
        if round_ % every == 0:
            desk.arrive()  # always within the settle time of five seconds
        if round_ % pulls == 0:
            bench.pull()
    bench.pull()
    assert sorted(each.marker for each in desk.begun[earlier:]) == sorted(tickets)
    assert sorted(each.marker for each in desk.delivered) == sorted(outgoing)
    listed = bench.workbench.tickets.page(TicketQuery(status=None, words=f"about of {earlier}"))
    assert {(row.id, row.unsent) for row in listed.rows if row.subject.endswith(f" {earlier}")} == {
        (ticket, False) for ticket in tickets
    }
