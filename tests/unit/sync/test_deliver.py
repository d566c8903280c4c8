"""Exactly once, whatever the wire does: decided on a fake that fails on demand, and shown on a real server elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.helpdesk import FakeHelpdesk
from tests.unit.conftest import Bench
from workbench.helpdesk.port import Caps, Marker, Operation, Outcome, OutKind, Status
from workbench.kernel.errors import Busy, Offline, TicketFault
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.outbox.model import Queued
from workbench.outbox.states import State
from workbench.outbox.words import sentence

NOW = timedelta(0)


def queue(bench: Bench, text: str = "Hello", kind: OutKind = OutKind.REPLY) -> OutgoingId:
    answer = bench.workbench.outbox.queue(bench.ticket(), kind, text, hold=NOW, confirmed=True)
    assert isinstance(answer, Queued)
    return answer.id


def state(bench: Bench, outgoing: OutgoingId) -> State:
    found = bench.workbench.outbox.one(outgoing)
    assert found is not None
    return found.state


def test_a_lost_answer_is_settled_by_reading_back_and_not_by_sending_again(bench: Bench) -> None:
    bench.desk.plan.append("lose")
    outgoing = queue(bench)
    bench.deliver()
    assert state(bench, outgoing) is State.SENDING
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert state(bench, outgoing) is State.SENT
    assert len(bench.desk.delivered) == 1


def test_a_clock_that_was_set_back_lets_no_reply_wait_for_it(bench: Bench) -> None:
    bench.desk.plan.append("lose")
    lost = queue(bench)
    bench.deliver()
    bench.clock.advance(-timedelta(days=365))
    bench.deliver()
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert state(bench, lost) is State.SENT and len(bench.desk.delivered) == 1
    answer = bench.workbench.outbox.queue(
        bench.ticket(), OutKind.REPLY, "Again", hold=timedelta(seconds=10), confirmed=True
    )
    assert isinstance(answer, Queued)
    bench.clock.advance(-timedelta(days=365))
    assert bench.workbench.sync.due_in(bench.account.id) == timedelta(0)
    bench.deliver()
    assert state(bench, answer.id) is State.SENT and len(bench.desk.delivered) == 2


def test_no_look_before_the_settle_time(bench: Bench) -> None:
    bench.desk.plan.append("lose")
    queue(bench)
    bench.deliver()
    bench.clock.advance(timedelta(seconds=4))
    bench.deliver()
    assert bench.desk.looks == 0


def test_a_request_that_arrives_late_is_not_doubled(bench: Bench) -> None:
    bench.desk.plan.append("late")
    outgoing = queue(bench)
    bench.deliver()
    bench.clock.advance(timedelta(seconds=3))
    bench.deliver()
    bench.desk.arrive()
    bench.clock.advance(timedelta(seconds=3))
    bench.deliver()
    assert state(bench, outgoing) is State.SENT
    assert len(bench.desk.delivered) == 1


def test_a_request_that_never_arrived_goes_again(bench: Bench) -> None:
    bench.desk.plan.append("cut")
    outgoing = queue(bench)
    bench.deliver()
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert state(bench, outgoing) is State.SENT
    assert len(bench.desk.delivered) == 1


def test_without_a_sure_marker_the_agent_is_asked(bench: Bench) -> None:
    bench.desk.caps = Caps(marker=Marker.NONE, settle=timedelta(seconds=5))
    bench.desk.plan.append("cut")
    outgoing = queue(bench)
    bench.deliver()
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert state(bench, outgoing) is State.ASK
    assert bench.desk.delivered == []


def test_a_rejected_reply_stays_visible_with_its_reason(bench: Bench) -> None:
    bench.desk.plan.append("reject")
    outgoing = queue(bench)
    bench.deliver()
    found = bench.workbench.outbox.one(outgoing)
    assert found is not None
    assert (found.state, found.reason) == (State.FAILED, "The ticket was deleted on the helpdesk.")


def test_a_refused_reply_waits_as_long_as_it_was_told(bench: Bench) -> None:
    bench.desk.plan.append("refuse")
    queue(bench)
    bench.deliver()
    bench.clock.advance(timedelta(seconds=2))
    bench.deliver()
    assert bench.desk.delivered == []
    bench.clock.advance(timedelta(seconds=1))
    bench.deliver()
    assert len(bench.desk.delivered) == 1


def test_offline_leaves_everything_queued(bench: Bench) -> None:
    outgoing = queue(bench)
    bench.desk.online = False
    with pytest.raises(Offline):
        bench.deliver()
    assert state(bench, outgoing) is State.QUEUED
    bench.desk.online = True
    bench.deliver()
    assert state(bench, outgoing) is State.SENT


def test_a_customer_who_wrote_on_the_server_is_noticed_before_the_wire(bench: Bench) -> None:
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, "Hello", hold=NOW)
    assert isinstance(answer, Queued)
    bench.desk.customer_writes(next(iter(bench.desk.tickets)), "Wait!")  # type: ignore[arg-type]
    bench.deliver()
    assert state(bench, answer.id) is State.ASK
    assert bench.workbench.outbox.send_now(answer.id)
    bench.deliver()
    assert state(bench, answer.id) is State.SENT


def test_what_comes_later_on_a_ticket_waits_for_what_came_first(bench: Bench) -> None:
    bench.desk.plan.append("cut")
    first = queue(bench, "first")
    bench.clock.advance(timedelta(seconds=1))
    second = queue(bench, "second")
    bench.deliver()
    assert (state(bench, first), state(bench, second)) == (State.SENDING, State.QUEUED)
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert [each.text.strip() for each in bench.desk.delivered] == ["first", "second"]


def test_a_delivered_reply_is_shown_once_after_it_was_pulled(bench: Bench) -> None:
    queue(bench)
    bench.deliver()
    bench.pull()
    conversation = bench.workbench.tickets.open(bench.ticket())
    assert conversation is not None
    assert [message.text.strip() for message in conversation.messages].count("Hello") == 1


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(st.sampled_from(["ok", "lose", "cut", "late", "refuse"]), max_size=8), every=st.integers(1, 4))
def test_whatever_the_wire_does_each_reply_arrives_once(bench: Bench, plan: list[str], every: int) -> None:
    desk: FakeHelpdesk = bench.desk
    desk.plan.clear()
    desk.plan.extend(plan)
    desk.delivered.clear()
    outgoing = [queue(bench, f"reply {n}") for n in range(3)]
    for round_ in range(60):  # eight cuts, each settled after six rounds, and what comes after them
        bench.deliver()
        bench.clock.advance(timedelta(seconds=1))
        if round_ % every == 0:
            desk.arrive()  # always within the settle time of five seconds
    marks = [each.marker for each in desk.delivered]
    assert sorted(marks) == sorted(outgoing)


def refusing_to_show(bench: Bench, monkeypatch: pytest.MonkeyPatch, name: str, ticket: str) -> None:
    """From now on the helpdesk will not let us see this one ticket."""
    usual = getattr(bench.desk, name)

    def asked(about: object, *more: object) -> object:
        if ticket in (about, getattr(about, "ticket", None)):
            raise TicketFault("Ticket 1 is not to be seen any more.")
        return usual(about, *more)

    monkeypatch.setattr(bench.desk, name, asked)


def on_another_ticket(bench: Bench) -> OutgoingId:
    bench.desk.add_ticket("2")
    bench.pull()
    answer = bench.workbench.outbox.queue(bench.ticket("2"), OutKind.REPLY, "Two", hold=NOW, confirmed=True)
    assert isinstance(answer, Queued)
    return answer.id


def test_a_lost_answer_that_cannot_be_looked_up_is_asked_about_and_holds_nothing_up(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.desk.plan.append("cut")
    lost = queue(bench)
    bench.deliver()
    other = on_another_ticket(bench)
    refusing_to_show(bench, monkeypatch, "find", "t1")
    bench.clock.advance(timedelta(seconds=6))
    bench.deliver()
    assert (state(bench, lost), state(bench, other)) == (State.ASK, State.SENT)


def test_a_ticket_that_cannot_be_read_waits_and_holds_nothing_up(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    refusing_to_show(bench, monkeypatch, "newest", "t1")
    first = queue(bench)
    other = on_another_ticket(bench)
    bench.deliver()
    assert (state(bench, first), state(bench, other)) == (State.QUEUED, State.SENT)
    found = bench.workbench.outbox.one(first)
    assert found is not None
    assert "not to be seen" in found.reason
    assert found.not_before - bench.clock.now() == timedelta(minutes=5)


def test_nothing_goes_past_a_reply_that_failed(bench: Bench) -> None:
    bench.desk.plan.append("reject")
    queue(bench)
    bench.deliver()
    behind = bench.workbench.outbox.change_status(bench.ticket(), Status.SOLVED, hold=NOW).id
    bench.deliver()
    found = bench.workbench.outbox.one(behind)
    assert found is not None
    assert (found.state, found.held) == (State.QUEUED, True)
    assert sentence(found, online=True) == "It waits for what stands before it in this conversation."


def test_a_helpdesk_that_asks_us_to_wait_is_left_alone_as_long(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_cursor: str | None) -> object:
        raise Busy("The helpdesk is busy.", retry_after=timedelta(minutes=5))

    monkeypatch.setattr(bench.desk, "changes", busy)
    with pytest.raises(Busy):
        bench.pull()
    sync = bench.workbench.sync
    assert sync.must_wait(bench.account.id) == timedelta(minutes=5)
    queue(bench)
    assert sync.due_in(bench.account.id) == timedelta(minutes=5)
    bench.clock.advance(timedelta(minutes=4))
    assert sync.must_wait(bench.account.id) == timedelta(minutes=1)
    bench.clock.advance(timedelta(minutes=4))
    assert sync.must_wait(bench.account.id) == timedelta(0)


def test_send_now_leaves_what_is_on_the_wire_alone(bench: Bench) -> None:
    outgoing, send, said = queue(bench), bench.desk.send, list[bool]()

    def pressed_meanwhile(operation: Operation) -> Outcome:
        said.append(bench.workbench.outbox.send_now(outgoing))
        return send(operation)

    bench.desk.send = pressed_meanwhile  # type: ignore[method-assign]
    bench.deliver()
    assert said == [False]
    assert state(bench, outgoing) is State.SENT
    assert len(bench.desk.delivered) == 1


def test_send_now_does_not_skip_the_look_for_a_lost_answer(bench: Bench) -> None:
    bench.desk.plan.append("lose")
    outgoing = queue(bench)
    bench.deliver()
    assert not bench.workbench.outbox.send_now(outgoing)
    assert not bench.workbench.outbox.it_arrived(outgoing)
    bench.clock.advance(timedelta(seconds=5))
    bench.deliver()
    assert (len(bench.desk.delivered), bench.desk.looks) == (1, 1)


def test_a_failed_reply_that_is_tried_again_still_asks_where_the_customer_wrote_since(bench: Bench) -> None:
    bench.desk.plan.append("reject")
    answer = bench.workbench.outbox.queue(bench.ticket(), OutKind.REPLY, "Hello", hold=NOW)
    assert isinstance(answer, Queued)
    bench.deliver()
    assert state(bench, answer.id) is State.FAILED
    bench.desk.customer_writes(RemoteId("t1"), "All is well, thank you")
    bench.pull()
    assert bench.workbench.outbox.send_now(answer.id)
    bench.deliver()
    assert state(bench, answer.id) is State.ASK
    assert bench.workbench.outbox.send_now(answer.id)
    bench.deliver()
    assert state(bench, answer.id) is State.SENT
