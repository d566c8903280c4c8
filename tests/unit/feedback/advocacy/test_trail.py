"""Who was told, what they said, and what waits for us."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.unit.feedback.advocacy.conftest import Push
from workbench.certainty import check
from workbench.feedback.advocacy.model import Channel, Lack, Missing, Status, Why
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId
from workbench.kernel.receipt import Receipt

SORRY = ("sorry", "apolog", "bother", "pest", "bump", "just ", "when you have", "chance", "please", "!", "afraid")


def quiet(push: Push) -> list[tuple[TopicId, Why]]:
    return [(each.topic, each.why) for each in push.advocacy.quiet()]


def undo(receipt: Receipt[Any]) -> None:
    assert receipt.inverse is not None
    receipt.inverse()


def status(push: Push, topic: TopicId) -> Status:
    current = push.advocacy.current(topic)
    return current.status if current else Status.HEARD


def test_telling_is_not_enough_an_answer_is_needed(push: Push) -> None:
    topic = push.topic()
    step = push.tell(topic)
    assert not push.advocacy.they_know(topic)
    assert not push.advocacy.standings([topic])[topic].they_know
    receipt = push.advocacy.answered(step.id, "Seen it, not this sprint")
    assert push.advocacy.they_know(topic)
    assert push.advocacy.standings([topic])[topic].they_know
    assert receipt.inverse is not None
    receipt.inverse()
    assert not push.advocacy.they_know(topic)


def test_who_decides_knows(push: Push) -> None:
    topic = push.topic()
    receipt = push.advocacy.decide(topic, Status.NO, decided_by="Mara", reason="The old report stays as it is.")
    assert push.advocacy.they_know(topic)
    assert push.advocacy.standings([topic])[topic].they_know
    assert receipt.inverse is not None
    receipt.inverse()
    assert not push.advocacy.they_know(topic)
    assert not push.advocacy.standings([topic])[topic].they_know


def test_they_know_through_a_merge(push: Push) -> None:
    first, second = push.topic("Zip"), push.topic("Export")
    push.tell(first, said="Yes, we know")
    merge = push.merge(first, second)
    assert push.advocacy.they_know(second)
    assert push.advocacy.standings([second])[second].they_know
    push.world.topics.unmerge(merge)
    assert not push.advocacy.they_know(second)


def test_an_action_and_its_day_come_together(push: Push) -> None:
    topic = push.topic()
    for action, day, lack in (("Ask again", None, Lack.DATE), ("", date(2026, 6, 1), Lack.ACTION)):
        answer = push.advocacy.tell(topic, "Mara", Channel.TALK, next_action=action, next_on=day).value
        assert answer == Missing((lack,))
    assert push.advocacy.tell(topic, " ", Channel.TALK).value == Missing((Lack.TOLD,))
    assert push.advocacy.trail(topic) == []


def test_taking_back_the_only_step_leaves_the_topic_heard(push: Push) -> None:
    topic = push.topic()
    receipt = push.advocacy.tell(topic, "Mara", Channel.TALK)
    assert receipt.inverse is not None
    receipt.inverse()
    current = push.advocacy.current(topic)
    assert current is not None and current.status is Status.HEARD
    step = push.tell(topic)
    removed = push.advocacy.remove_step(step.id)
    assert push.advocacy.trail(topic) == []
    assert removed.inverse is not None
    removed.inverse()
    assert [each.told for each in push.advocacy.trail(topic)] == ["Mara"]


def test_telling_the_same_person_settles_what_was_next(push: Push) -> None:
    topic = push.topic()
    push.tell(topic, "Mara", next_action="Ask Mara again", next_on=date(2026, 6, 1))
    push.tell(topic, "Jon", next_action="Show him the numbers", next_on=date(2026, 6, 2))
    receipt = push.advocacy.tell(topic, "mara", Channel.CHAT)
    assert [step.waits for step in reversed(push.advocacy.trail(topic))] == [False, True, False]
    assert receipt.inverse is not None
    receipt.inverse()
    assert [step.waits for step in reversed(push.advocacy.trail(topic))] == [True, True]


def test_a_raised_topic_without_a_next_step_has_gone_quiet(push: Push, clock: FrozenClock) -> None:
    topic = push.topic()
    assert quiet(push) == []
    step = push.tell(topic)
    assert quiet(push) == [(topic, Why.NO_STEP)]
    push.advocacy.plan(step.id, "Ask Mara again", push.advocacy.today() + timedelta(days=3))
    assert quiet(push) == []
    assert push.advocacy.standings([topic])[topic].next_step == "Ask Mara again"
    clock.advance(timedelta(days=4))
    assert quiet(push) == [(topic, Why.OVERDUE)]
    push.advocacy.done(step.id)
    assert quiet(push) == [(topic, Why.NO_STEP)]


def test_it_is_never_closed_by_itself(push: Push, clock: FrozenClock) -> None:
    topic = push.topic()
    push.tell(topic)
    clock.advance(timedelta(days=3650))
    assert quiet(push) == [(topic, Why.NO_STEP)]


@pytest.mark.parametrize("status", [Status.SHIPPED, Status.NO, Status.NOT_THIS_WAY])
def test_it_leaves_the_list_on_a_decision(push: Push, status: Status) -> None:
    topic = push.topic()
    push.tell(topic)
    push.decide(topic, status)
    assert quiet(push) == []
    push.decide(topic, Status.PLANNED)
    assert quiet(push) == [(topic, Why.NO_STEP)]


def test_it_is_let_go_by_a_person_with_a_reason(push: Push) -> None:
    topic = push.topic()
    push.tell(topic)
    with pytest.raises(UserError):
        push.advocacy.let_go(topic, "  ")
    receipt = push.advocacy.let_go(topic, "The form it was about is gone")
    assert receipt.value
    assert quiet(push) == []
    assert push.advocacy.standings([topic])[topic].word == "Let go"
    assert receipt.inverse is not None
    receipt.inverse()
    assert quiet(push) == [(topic, Why.NO_STEP)]


def test_not_now_returns_on_its_day_with_what_came_in_since(push: Push, clock: FrozenClock) -> None:
    topic = push.topic("Export all invoices", push.world.say("acme"))
    push.decide(topic, Status.NOT_NOW, revisit_on=push.advocacy.today() + timedelta(days=30))
    clock.advance(timedelta(days=10))
    for client in ("acme", "birch", "cedar"):
        push.link(push.world.say(client), topic)
    push.link(push.world.say(None, speaker="agent"), topic)
    assert quiet(push) == []
    clock.advance(timedelta(days=20))
    [back] = push.advocacy.quiet()
    assert (back.why, back.entries, back.accounts) == (Why.RETURNED, 4, 3)
    assert back.reason == "The old report stays as it is."


def test_a_merged_topic_is_not_listed_beside_what_it_is_part_of(push: Push) -> None:
    first, second = push.topic("Zip"), push.topic("Export")
    push.tell(first)
    push.tell(second)
    push.merge(first, second)
    assert quiet(push) == [(second, Why.NO_STEP)]


def grown(push: Push, clock: FrozenClock, rounds: int) -> TopicId:
    """A topic that was brought up ``rounds`` times without an answer, with new accounts after each time."""
    topic = push.topic("Export all invoices", push.world.say("acme", "Every quarter I lose an evening to this."))
    for number in range(rounds):
        clock.advance(timedelta(days=10))
        push.tell(topic)
        clock.advance(timedelta(days=5))
        push.link(push.world.say(f"round{number}", f"Words of round {number}"), topic)
    return topic


def test_a_nudge_carries_what_is_new_since_the_last_time(push: Push, clock: FrozenClock) -> None:
    topic = grown(push, clock, 3)
    nudge = push.advocacy.nudge(topic)
    assert nudge is not None
    assert (nudge.round, nudge.new_accounts, nudge.new_entries, nudge.accounts) == (3, 1, 1, 4)
    assert "1 more account has written" in nudge.text and "it is 4 now" in nudge.text
    assert "> Words of round 2" in nudge.text
    assert "Words of round 1" not in nudge.text  # they were told that


def test_each_round_is_plainer_and_none_asks_for_leave(push: Push, clock: FrozenClock) -> None:
    texts = []
    for rounds in range(5):
        topic = grown(push, clock, rounds)
        nudge = push.advocacy.nudge(topic)
        assert nudge is not None
        texts.append(nudge.text)
        assert not [word for word in SORRY if word in nudge.text.lower()], nudge.text
        assert check(nudge.text, "en") == [], nudge.text
    first, second, third, fourth = (text.splitlines()[-1] for text in texts[:4])
    assert len({first, second, third, fourth}) == 4
    assert "yes, no with the reason, or the day" in second
    assert third.startswith("We need an answer")
    assert fourth.startswith("Who decides this, and on which day?")
    assert "has been raised 4 times since" in texts[4]


def test_after_an_answer_the_next_nudge_begins_with_it(push: Push, clock: FrozenClock) -> None:
    topic = grown(push, clock, 2)
    push.advocacy.answered(push.advocacy.trail(topic)[0].id, "How many are on Business?")
    nudge = push.advocacy.nudge(topic)
    assert nudge is not None
    assert nudge.round == 0
    assert "Mara said: “How many are on Business?”" in nudge.text
    assert check(nudge.text, "en") == []


def test_a_nudge_warns_of_customers_who_left_or_were_told_and_where_nobody_is_new(
    push: Push, clock: FrozenClock
) -> None:
    topic = push.topic("Export all invoices", push.world.say("acme"), push.world.say("birch"))
    push.tell(topic)
    push.world.client("acme", left_on="2026-05-01")
    nudge = push.advocacy.nudge(topic)
    assert nudge is not None
    assert nudge.accounts == 1
    assert nudge.warnings == (
        "1 account behind it left; not counted here.", "No new account since the last time.",
    )  # fmt: skip
    assert "Nobody new has written since; it is 1 account." in nudge.text
    assert check(nudge.text, "en") == []


def test_a_nudge_warns_where_they_got_a_reply_since(push: Push, clock: FrozenClock) -> None:
    ticket = push.bench.ticket()
    topic = push.topic("Export all invoices", push.on_ticket(push.world.say("acme"), ticket))
    push.tell(topic)
    clock.advance(timedelta(hours=1))
    push.world.write(
        "INSERT INTO message (id, account_id, ticket_id, remote_id, author, at) VALUES ('m', ?, ?, 'm', 'agent', ?)",
        push.bench.account.id, ticket, "2026-05-04T12:30:00.000000Z",
    )  # fmt: skip
    nudge = push.advocacy.nudge(topic)
    assert nudge is not None
    assert "1 account got a reply from us since. See what it said." in nudge.warnings


def test_what_was_merged_in_since_is_new(push: Push, clock: FrozenClock) -> None:
    first, second = push.topic("Zip", push.world.say("birch")), push.topic("Export", push.world.say("acme"))
    push.tell(second)
    clock.advance(timedelta(days=1))
    push.merge(first, second)
    nudge = push.advocacy.nudge(second)
    assert nudge is not None and nudge.new_accounts == 1


def test_people_are_offered_from_the_list_and_from_those_told_before(push: Push) -> None:
    push.world.write("INSERT INTO contact (id, name, owns, at) VALUES ('1', 'Mara', 'billing', '2026')")
    push.tell(push.topic(), "Jon", role="Engineering lead")
    assert push.advocacy.people("bill") == [("Mara", "billing")]
    assert push.advocacy.people() == [("Mara", "billing"), ("Jon", "Engineering lead")]


def test_no_undo_on_the_trail_leaves_a_contradiction(push: Push) -> None:
    topic, day = push.topic(), push.advocacy.today()
    planned = push.advocacy.decide(topic, Status.CONSIDERING)
    first = push.advocacy.tell(topic, "Mara", Channel.CHAT, next_action="Ask again", next_on=day + timedelta(days=3))
    undo(planned)
    assert status(push, topic) is Status.RAISED, "she was told meanwhile"
    step = push.advocacy.trail(topic)[0].id
    second = push.advocacy.tell(topic, "mara", Channel.CHAT)
    answered = push.advocacy.answered(step, "Seen it")
    undo(second)
    assert [(each.said, each.waits) for each in push.advocacy.trail(topic)] == [("Seen it", True)], "her answer stays"
    with pytest.raises(UserError, match="answered since"):
        undo(first)
    with pytest.raises(UserError, match="have answered"):
        push.advocacy.remove_step(step)
    push.advocacy.answered(step, "Seen it, and it is on the list")
    with pytest.raises(UserError, match="Something else"):
        undo(answered)
    other = push.topic("Other")
    lone = push.tell(other)
    planned_other, gone = push.advocacy.plan(lone.id, "Ask", day), push.advocacy.remove_step(lone.id)
    assert status(push, other) is Status.HEARD
    with pytest.raises(UserError, match="removed since"):
        undo(planned_other)
    assert push.advocacy.trail(other) == [], "an undo brings no step back unseen"
    undo(gone)
    assert status(push, other) is Status.RAISED
    considered = push.advocacy.decide(other, Status.CONSIDERING)
    push.advocacy.remove_step(lone.id)
    undo(considered)
    assert status(push, other) is Status.HEARD, "nobody is told of it"
    assert [each.status for each in push.advocacy.history(topic)] == ["raised", "considering"], "nothing is rewritten"
