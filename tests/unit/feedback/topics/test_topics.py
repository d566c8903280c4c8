"""Topics, the entries behind them, and merges that are taken back exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils.utils import sqlite3

from tests.unit.feedback.topics.conftest import World
from workbench.feedback.topics.model import (
    COLUMNS,
    AlreadyThere,
    Circle,
    How,
    Joined,
    Linked,
    NotHere,
    PartAlready,
    PracticeApart,
    Topic,
    TopicKind,
    TopicRow,
)
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, TopicId


def topic(world: World, title: str = "Export all invoices at once", *said: EntryId) -> Topic:
    made = world.topics.create(title, TopicKind.REQUEST).value.topic
    for entry in said:
        assert isinstance(world.topics.link(entry, made.id).value, Linked)
    return made


def merge(world: World, source: Topic, into: Topic) -> Joined:
    answer = world.topics.merge(source.id, into.id).value
    assert isinstance(answer, Joined)
    return answer


def counts(world: World) -> dict[TopicId, TopicRow]:
    """Every row of the list, but for what was told once and stays told."""
    told = COLUMNS.index("third_told_at")
    rows = world.topics.listed()
    return {row.topic.id: replace(row, kept=(*row.kept[:told], None, *row.kept[told + 1 :])) for row in rows}


def accounts(world: World, which: Topic) -> int:
    listed = {row.topic.id: row.accounts for row in world.topics.listed()}
    weighed = world.topics.weight(which.id).accounts
    assert listed.get(which.id, weighed) == weighed
    return weighed


def test_a_topic_begins_with_an_entry(world: World) -> None:
    entry = world.say("acme")
    created = world.topics.create(
        " Export  all ", TopicKind.REQUEST, "One by one.", entry=entry, how=How.SUGGESTED
    ).value
    assert isinstance(created.linked, Linked)
    assert (created.topic.title, created.topic.problem) == ("Export all", "One by one.")
    (behind,) = world.topics.evidence(created.topic.id)
    assert (behind.entry.id, behind.how, behind.client_name) == (entry, How.SUGGESTED, "Acme")


def test_a_topic_that_was_made_by_mistake_leaves_nothing(world: World) -> None:
    entry = world.say("acme")
    before = topic(world, "Billing", entry)
    receipt = world.topics.create("Export all", TopicKind.REQUEST, entry=entry)
    assert receipt.inverse is not None
    receipt.inverse()
    assert [row.topic for row in world.topics.listed()] == [world.topics.one(before.id)]
    assert world.topics.topics_of([entry]) == {entry: before.id}


def test_a_topic_on_which_others_have_built_stays(world: World) -> None:
    receipt = world.topics.create("Export all", TopicKind.REQUEST)
    world.topics.link(world.say("acme"), receipt.value.topic.id)
    assert receipt.inverse is not None
    with pytest.raises(UserError, match="More stands behind"):
        receipt.inverse()


def test_a_topic_has_a_title(world: World) -> None:
    with pytest.raises(UserError, match="needs a title"):
        world.topics.create("  \n", TopicKind.BUG)


def test_what_is_changed_can_be_taken_back(world: World) -> None:
    made = topic(world)
    receipt = world.topics.change(made.id, {"title": "Export them all", "problem": "One by one.", "severity": 2})
    assert receipt.value is not None
    assert (receipt.value.title, receipt.value.problem, receipt.value.severity) == ("Export them all", "One by one.", 2)
    assert receipt.inverse is not None
    receipt.inverse()
    assert world.topics.one(made.id) == made


def test_only_what_is_a_person_s_to_set_is_set(world: World) -> None:
    with pytest.raises(ValueError, match="pinned_at"):
        world.topics.change(topic(world).id, {"pinned_at": "now"})


@pytest.mark.parametrize("values", [{"kind": "wish"}, {"severity": 5}, {"severity": 0}])
def test_a_kind_or_severity_that_there_is_not_is_refused(world: World, values: dict[str, object]) -> None:
    made = topic(world)
    with pytest.raises(ValueError, match="severity|TopicKind"):
        world.topics.change(made.id, values)
    assert world.topics.one(made.id) == made


def test_an_area_is_spelt_as_other_topics_spell_it(world: World) -> None:
    first, second = topic(world), world.topics.create("Login", TopicKind.BUG).value.topic
    world.topics.change(first.id, {"area": "  Billing\nand plans "})
    assert world.topics.change(second.id, {"area": "billing AND plans"}).value.area == "Billing and plans"  # type: ignore[union-attr]
    world.topics.change(second.id, {"area": ""})
    assert world.topics.change(first.id, {"area": "billing and plans"}).value.area == "billing and plans"  # type: ignore[union-attr]


def test_a_link_ends_and_is_kept(world: World) -> None:
    entry = world.say("acme")
    one, other = topic(world, "Billing", entry), topic(world, "Export")
    answer = world.topics.link(entry, other.id).value
    assert isinstance(answer, Linked)
    assert answer.moved_from is not None
    assert answer.moved_from.id == one.id
    assert world.topics.unlink(entry).value is True
    rows = world.store.read().rows("SELECT topic_id, ended_at FROM evidence ORDER BY linked_at, id")
    assert [(row["topic_id"], row["ended_at"] is not None) for row in rows] == [(one.id, True), (other.id, True)]
    assert world.topics.unlink(entry).value is False


def test_moving_and_unlinking_are_undone(world: World) -> None:
    entry = world.say("acme")
    one, other = topic(world, "Billing", entry), topic(world, "Export")
    moved = world.topics.link(entry, other.id)
    assert moved.inverse is not None
    moved.inverse()
    assert world.topics.topics_of([entry]) == {entry: one.id}
    ended = world.topics.unlink(entry)
    assert world.topics.topics_of([entry]) == {}
    assert ended.inverse is not None
    ended.inverse()
    assert world.topics.topics_of([entry]) == {entry: one.id}


def test_what_is_gone_and_what_is_there_already_are_told(world: World) -> None:
    entry = world.say("acme")
    made = topic(world, "Billing", entry)
    assert isinstance(world.topics.link(entry, made.id).value, AlreadyThere)
    assert isinstance(world.topics.link(EntryId("none"), made.id).value, NotHere)
    assert isinstance(world.topics.link(entry, TopicId("none")).value, NotHere)


def test_an_entry_for_a_merged_topic_goes_where_it_counts(world: World) -> None:
    one, other = topic(world, "Billing"), topic(world, "Export")
    joined = merge(world, one, other)
    entry = world.say("acme")
    answer = world.topics.link(entry, one.id).value
    assert isinstance(answer, Linked)
    assert answer.topic.id == other.id
    world.topics.unmerge(joined.merge)
    assert accounts(world, one) == 0
    assert accounts(world, other) == 1


def test_merge_and_unmerge_leave_every_count_as_it_was(world: World) -> None:
    one = topic(world, "Billing", world.say("acme"), world.say("blue"))
    other = topic(world, "Export", world.say("acme"), world.say("cyan"))
    before = counts(world)
    joined = merge(world, one, other)
    assert [row.topic.id for row in world.topics.listed()] == [other.id]
    assert accounts(world, other) == 3  # acme once
    assert [part.topic.id for part in world.topics.merged(other.id)] == [one.id]
    assert world.topics.unmerge(joined.merge).value is True
    assert counts(world) == before
    assert world.topics.merged(other.id) == []
    assert world.topics.unmerge(joined.merge).value is False


def test_a_merge_is_undone_by_its_receipt_and_an_undone_one_is_made_anew(world: World) -> None:
    one, other = topic(world, "Billing", world.say("acme")), topic(world, "Export", world.say("blue"))
    receipt = world.topics.merge(one.id, other.id)
    assert receipt.inverse is not None
    receipt.inverse()
    assert (accounts(world, one), accounts(world, other)) == (1, 1)
    joined = merge(world, one, other)
    undone = world.topics.unmerge(joined.merge)
    assert undone.inverse is not None
    undone.inverse()
    assert accounts(world, other) == 2
    assert world.topics.root(one.id) == other.id


def test_accounts_are_counted_once_through_chains(world: World) -> None:
    chain = [topic(world, title, world.say("acme"), world.say(title)) for title in ("a", "b", "c", "d")]
    for source, into in zip(chain, chain[1:], strict=False):
        merge(world, source, into)
    assert accounts(world, chain[-1]) == 5
    assert world.topics.root(chain[0].id) == chain[-1].id
    assert [(part.topic.title, part.depth) for part in world.topics.merged(chain[-1].id)] == [
        ("c", 1),
        ("b", 2),
        ("a", 3),
    ]
    assert len(world.topics.evidence(chain[-1].id)) == len(world.topics.entry_ids(chain[-1].id)) == 8


def test_a_circle_is_refused_in_words(world: World) -> None:
    one, two, three = (topic(world, title) for title in ("Billing", "Export", "Invoices"))
    merge(world, one, two)
    merge(world, two, three)
    answer = world.topics.merge(three.id, one.id).value
    assert isinstance(answer, Circle)
    assert answer.words.startswith("“Billing” is merged into “Invoices” already.")
    itself = world.topics.merge(three.id, three.id).value
    assert isinstance(itself, Circle)
    assert itself.words == "A topic cannot be merged into itself."


def test_a_part_of_one_topic_is_not_made_part_of_another(world: World) -> None:
    one, two, three = (topic(world, title) for title in ("Billing", "Export", "Invoices"))
    merge(world, one, two)
    answer = world.topics.merge(one.id, three.id).value
    assert isinstance(answer, PartAlready)
    assert answer.of.id == two.id


def test_a_merge_that_was_undone_cannot_come_back_around_the_check(world: World) -> None:
    one, two = topic(world, "Billing"), topic(world, "Export")
    joined = merge(world, one, two)
    world.topics.unmerge(joined.merge)
    merge(world, two, one)
    with pytest.raises(sqlite3.IntegrityError, match="made anew"):
        world.write("UPDATE topic_merge SET undone_at = NULL WHERE id = ?", joined.merge)


def test_practice_stays_apart(world: World) -> None:
    real = topic(world, "Billing", world.say("acme"))
    practice = world.say("blue", practice=True)
    assert isinstance(world.topics.link(practice, real.id).value, PracticeApart)
    created = world.topics.create("Practice", TopicKind.BUG, entry=practice).value
    assert created.topic.practice
    assert isinstance(world.topics.merge(created.topic.id, real.id).value, PracticeApart)


def test_an_empty_topic_is_of_whichever_comes_first(world: World) -> None:
    made = topic(world, "Billing")
    answer = world.topics.link(world.say("blue", practice=True), made.id).value
    assert isinstance(answer, Linked)
    assert answer.topic.practice
    assert isinstance(world.topics.link(world.say("acme"), made.id).value, PracticeApart)


def test_the_third_account_is_told_once(world: World, clock: FrozenClock) -> None:
    made = topic(
        world, "Billing", world.say("acme"), world.say("acme"), world.say("acme", voice="two"), world.say("blue")
    )
    world.topics.link(world.say("me", speaker="agent"), made.id)
    third = world.topics.link(world.say("cyan"), made.id)
    assert isinstance(third.value, Linked)
    assert third.value.third is not None
    assert third.value.third.accounts == 3
    fourth = world.topics.link(world.say("dune"), made.id).value
    assert isinstance(fourth, Linked)
    assert fourth.third is None
    clock.advance(timedelta(days=90))
    for name in ("eve", "fox", "gin"):
        answer = world.topics.link(world.say(name), made.id).value
        assert isinstance(answer, Linked)
        assert answer.third is None


def test_three_accounts_over_half_a_year_are_no_news(world: World) -> None:
    made = topic(world, "Billing", world.say("acme", days_ago=90), world.say("blue", days_ago=31))
    answer = world.topics.link(world.say("cyan"), made.id).value
    assert isinstance(answer, Linked)
    assert answer.third is None


def test_what_was_told_by_a_slip_may_be_told_again(world: World) -> None:
    made = topic(world, "Billing", world.say("acme"), world.say("blue"))
    slip = world.topics.link(world.say("cyan"), made.id)
    assert slip.inverse is not None
    slip.inverse()
    answer = world.topics.link(world.say("dune"), made.id).value
    assert isinstance(answer, Linked)
    assert answer.third is not None


def test_a_merge_may_bring_the_third(world: World) -> None:
    one, other = topic(world, "a", world.say("acme"), world.say("blue")), topic(world, "b", world.say("cyan"))
    receipt = world.topics.merge(one.id, other.id)
    assert isinstance(receipt.value, Joined)
    assert receipt.value.third is not None
    assert receipt.inverse is not None
    receipt.inverse()
    made = world.topics.one(other.id)
    assert made is not None
    assert made.third_told_at is None


def test_the_conversation_tells_its_topics(world: World) -> None:
    entry = world.say("acme")
    world.write("UPDATE entry SET ticket_id = 't1' WHERE id = ?", entry)
    one, other = topic(world, "Billing", entry), topic(world, "Export")
    merge(world, one, other)
    assert [each.id for each in world.topics.of_ticket("t1")] == [other.id]  # type: ignore[arg-type]
