"""How it stands with a topic: append-only, with decider and reason, through merges."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from tests.unit.feedback.advocacy.conftest import Push
from workbench.feedback.advocacy.model import DECLINED, Lack, Missing, Status
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError

LATER = date(2026, 9, 1)


def lacks(push: Push, topic: str, status: Status, **more: object) -> set[Lack]:
    answer = push.advocacy.decide(topic, status, **more).value  # type: ignore[arg-type]
    return set(answer.lacks) if isinstance(answer, Missing) else set()


def test_a_new_topic_is_heard_and_nobody_has_said_they_know(push: Push) -> None:
    topic = push.topic()
    assert push.advocacy.current(topic) is None
    assert not push.advocacy.they_know(topic)
    assert push.advocacy.standings([topic])[topic].word == "Heard"


@pytest.mark.parametrize("status", sorted(DECLINED))
def test_a_no_is_not_kept_without_who_and_why(push: Push, status: Status) -> None:
    topic = push.topic()
    assert {Lack.DECIDER, Lack.REASON} <= lacks(push, topic, status)
    assert Lack.REASON in lacks(push, topic, status, decided_by="Mara", reason="no.", revisit_on=LATER)
    assert push.advocacy.history(topic) == []
    with pytest.raises(sqlite3.IntegrityError):  # nor past the service
        push.world.write(
            "INSERT INTO status_event (id, topic_id, status, at) VALUES ('x', ?, ?, '2026')", topic, status
        )


def test_not_now_needs_a_day_that_is_to_come(push: Push) -> None:
    topic = push.topic()
    told = {"decided_by": "Mara", "reason": "Billing is rebuilt first."}
    assert lacks(push, topic, Status.NOT_NOW, **told) == {Lack.DATE}
    assert lacks(push, topic, Status.NOT_NOW, **told, revisit_on=push.advocacy.today()) == {Lack.DATE}
    assert lacks(push, topic, Status.NOT_NOW, **told, revisit_on=LATER) == set()


def test_what_is_missing_is_said_in_words(push: Push) -> None:
    answer = push.advocacy.decide(push.topic(), Status.NO).value
    assert isinstance(answer, Missing)
    assert answer.words == (
        "It is not said who decided. The reason is missing or too short: write a sentence that a customer can be told."
    )


def test_planned_needs_who_decided_and_shipped_needs_nothing(push: Push) -> None:
    topic = push.topic()
    assert lacks(push, topic, Status.PLANNED) == {Lack.DECIDER}
    assert lacks(push, topic, Status.SHIPPED) == set()


def test_raised_needs_somebody_who_was_told_and_telling_raises(push: Push) -> None:
    topic = push.topic()
    assert lacks(push, topic, Status.RAISED) == {Lack.STEP}
    push.tell(topic)
    current = push.advocacy.current(topic)
    assert current is not None and current.status is Status.RAISED
    assert lacks(push, topic, Status.RAISED) == set()


def test_what_was_decided_can_be_neither_changed_nor_removed(push: Push) -> None:
    topic = push.topic()
    push.decide(topic, Status.NO)
    for sql in ("UPDATE status_event SET reason = 'because' ", "DELETE FROM status_event"):
        with pytest.raises(sqlite3.IntegrityError):
            push.world.write(sql)


def test_a_later_decision_reopens(push: Push) -> None:
    topic = push.topic()
    push.decide(topic, Status.NO)
    push.decide(topic, Status.CONSIDERING, reason="")
    assert [event.status for event in push.advocacy.history(topic)] == [Status.CONSIDERING, Status.NO]
    assert push.advocacy.standings([topic])[topic].word == "Considering"


def test_undo_is_a_decision_of_its_own(push: Push) -> None:
    topic = push.topic()
    push.decide(topic, Status.PLANNED)
    receipt = push.advocacy.decide(topic, Status.NO, decided_by="Jon", reason="It would slow every page.")
    assert receipt.inverse is not None
    receipt.inverse()
    assert [event.status for event in push.advocacy.history(topic)] == [Status.PLANNED, Status.NO, Status.PLANNED]
    with pytest.raises(UserError):
        receipt.inverse()


def test_the_status_follows_merges_and_comes_back_with_the_undo(push: Push) -> None:
    first, second = push.topic("Zip of invoices"), push.topic("Export all invoices")
    push.decide(first, Status.NO)
    push.decide(second, Status.CONSIDERING)
    merge = push.merge(first, second)
    current = push.advocacy.current(first)
    assert current is not None and current.status is Status.CONSIDERING
    push.decide(first, Status.PLANNED)  # decides for what it is part of
    assert push.advocacy.standings([second])[second].word == "Planned"
    assert len(push.advocacy.history(second)) == 3
    push.world.topics.unmerge(merge)
    again = push.advocacy.current(first)
    assert again is not None and again.status is Status.NO


def test_whether_support_was_asked_is_kept(push: Push) -> None:
    topic = push.topic()
    push.decide(topic, Status.NO, consulted="Ana, in the roadmap meeting")
    current = push.advocacy.current(topic)
    assert current is not None and current.consulted == "Ana, in the roadmap meeting"


def test_what_follows_in_the_same_moment_stands_later(push: Push) -> None:
    topic = push.topic()
    for status in (Status.PLANNED, Status.NO, Status.IN_PROGRESS, Status.SHIPPED, Status.CONSIDERING) * 3:
        push.decide(topic, status)
        current = push.advocacy.current(topic)
        assert current is not None and current.status is status


def test_four_weeks_after_shipping_a_measurement_is_due(push: Push, clock: FrozenClock) -> None:
    entries = [push.world.say(f"c{n}", days_ago=3 + 7 * week) for n, week in enumerate([0, 0, 1, 1, 1, 2, 3])]
    entries += [push.world.say("c6", days_ago=24, ticket="6"), push.world.say("us", days_ago=3, speaker="agent")]
    topic = push.topic("Export all invoices", *entries)
    push.decide(topic, Status.SHIPPED, reason="All invoices come as one file.")
    assert push.advocacy.to_measure() == []
    clock.advance(timedelta(days=8))
    push.link(push.world.say("late"), topic)
    clock.advance(timedelta(days=20))
    [due] = push.advocacy.to_measure()
    receipt = push.advocacy.measure(due.id)
    found = receipt.value
    assert found is not None
    assert (found.before, found.after) == ((1, 1, 3, 2), (0, 1, 0, 0))
    assert push.advocacy.to_measure() == []
    assert receipt.inverse is not None
    receipt.inverse()
    assert len(push.advocacy.to_measure()) == 1


def test_what_was_not_shipped_after_all_is_not_measured(push: Push, clock: FrozenClock) -> None:
    topic = push.topic()
    receipt = push.advocacy.decide(topic, Status.SHIPPED)
    assert receipt.inverse is not None
    receipt.inverse()
    clock.advance(timedelta(days=40))
    assert push.advocacy.to_measure() == []
