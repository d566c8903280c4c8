"""How topics stand is kept beside what it is taken from, and is at all times what one would count from that."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import timedelta

from tests.unit.feedback.advocacy.conftest import Push
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.advocacy.stand_repo import stands
from workbench.feedback.yours.repo import unguarded
from workbench.kernel.errors import UserError
from workbench.kernel.receipt import Receipt
from workbench.store import Row, Tx


def counted(push: Push) -> dict[str, Row]:
    """The same as ``topic_stand``, counted here from events and steps."""
    reader = push.world.store.read()
    found = {}
    for topic in reader.rows("SELECT id, let_go_at FROM topic"):
        of = [topic["id"]]
        events = reader.rows("SELECT * FROM status_event WHERE topic_id = ? ORDER BY at, id", of)
        steps = reader.rows("SELECT * FROM advocacy_step WHERE topic_id = ?", of)
        last = events[-1] if events else {"status": "heard", "decided_by": "", "at": None}
        waits = min(((s["next_on"], s["id"]) for s in steps if s["next_on"] and not s["done_at"]), default=(None, None))
        told = max(((s["said_at"] or s["at"], s["id"]) for s in steps), default=(None, None))
        found[topic["id"]] = {
            "topic_id": topic["id"], "status": last["status"], "decided": int(last["decided_by"] != ""),
            "let_go": int(topic["let_go_at"] is not None), "said": int(any(s["said"] for s in steps)),
            "decided_at": last["at"], "next_on": waits[0], "step_id": waits[1], "told_at": told[0], "told_id": told[1],
        }  # fmt: skip
    return found


def test_it_is_what_one_would_count_whatever_is_done_and_undone(push: Push) -> None:
    chance = random.Random(4)
    topics = [push.topic(f"Topic {n}") for n in range(4)]
    today = push.advocacy.today()
    done: list[Receipt[object]] = []

    def told() -> Receipt[object]:
        on = today + timedelta(days=chance.randrange(9)) if chance.random() < 0.6 else None
        said = chance.choice(["", "Seen it"])
        return push.advocacy.tell(
            chance.choice(topics), "Mara", Channel.CHAT, said=said, next_action="Ask" if on else "", next_on=on
        )

    def decided() -> Receipt[object]:
        status, who = chance.choice(list(Status)), chance.choice(["", "Mara"])
        return push.advocacy.decide(
            chance.choice(topics), status, reason="It was said why it is so.", decided_by=who, revisit_on=today
        )

    def of_a_step() -> Receipt[object] | None:
        if not (steps := push.advocacy.trail(chance.choice(topics))):
            return None
        step, deed = chance.choice(steps), chance.randrange(4)
        if deed == 0:
            return push.advocacy.answered(step.id, chance.choice(["", "No money for it"]))
        if deed == 1:
            return push.advocacy.plan(step.id, "Ask again", today + timedelta(days=chance.randrange(9)))
        return push.advocacy.done(step.id) if deed == 2 or step.said else push.advocacy.remove_step(step.id)

    def let_go() -> Receipt[object]:
        return push.advocacy.let_go(chance.choice(topics), "Nobody asks any more.")

    for _ in range(120):
        push.world.clock.advance(timedelta(minutes=1))
        if done and chance.random() < 0.25 and (back := done.pop().inverse):
            with suppress(UserError):  # something was built on it since
                back()
        elif receipt := chance.choice([told, told, decided, of_a_step, let_go])():
            done.append(receipt)
        kept = {row["topic_id"]: row for row in push.world.store.read().rows("SELECT * FROM topic_stand")}
        assert kept == counted(push)
    assert {row["status"] for row in kept.values()} != {"heard"}


def test_what_was_merged_in_counts_for_what_took_it_in(push: Push) -> None:
    soon, later = push.advocacy.today() + timedelta(days=2), push.advocacy.today() + timedelta(days=5)
    whole, part, deep = push.topic("Whole"), push.topic("Part"), push.topic("Deep")
    push.tell(whole, next_action="Ask", next_on=later)
    step = push.tell(deep, "Jon", said="Seen it", next_action="Call", next_on=soon)
    reader = push.world.store.read()
    assert not stands(reader, [whole])[whole].they_know
    push.merge(deep, part)
    merge = push.merge(part, whole)
    found = stands(reader, [whole])[whole]
    assert (found.they_know, found.next_action, found.next_on, found.step) == (True, "Call", soon.isoformat(), step.id)
    push.world.topics.unmerge(merge)
    found = stands(reader, [whole])[whole]
    assert (found.they_know, found.next_action, found.next_on) == (False, "Ask", later.isoformat())


def test_the_answer_is_the_same_for_a_few_and_for_all(push: Push) -> None:
    some = [push.topic(f"Topic {n}") for n in range(3)]
    push.tell(some[0], said="Seen it")
    push.merge(some[1], some[2])
    reader = push.world.store.read()
    few = stands(reader, some)
    everything = stands(reader, some * 400)
    assert few == everything and few[some[0]].they_know


def test_a_decision_that_an_import_takes_out_again_stands_no_more(push: Push) -> None:
    topic = push.topic()
    event = push.decide(topic, Status.SHIPPED).event

    def take_out(tx: Tx) -> None:
        with unguarded(tx, "status_event"):
            tx.run("DELETE FROM status_event WHERE id = ?", [event.id])

    push.world.store.write(take_out)
    kept = {row["topic_id"]: row for row in push.world.store.read().rows("SELECT * FROM topic_stand")}
    assert kept == counted(push) and kept[topic]["status"] == "heard"
