"""Ideas in their order, and who decides a topic."""

from __future__ import annotations

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.advocacy.model import Status
from workbench.feedback.around.ideas import IdeaService
from workbench.feedback.brief.model import Brief, Form
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TopicId


@pytest.fixture
def world(bench: Bench, clock: FrozenClock) -> World:
    return World(bench.workbench.store, clock, bench.workbench.product.topics)


@pytest.fixture
def topic(world: World) -> TopicId:
    return world.topics.create("Export all invoices", TopicKind.TEAM_PAIN).value.topic.id


@pytest.fixture
def ideas(bench: Bench) -> IdeaService:
    return bench.workbench.product.around.ideas


def order(ideas: IdeaService, topic: TopicId) -> str:
    return "".join(each.text for each in ideas.listed(topic))


def test_a_new_idea_comes_after_those_that_take_no_more(
    ideas: IdeaService, topic: TopicId, world: World, bench: Bench
) -> None:
    for text, effort in (("A", "weeks"), ("B", "hours"), ("C", ""), ("D", "days"), ("E", "hours")):
        added = ideas.add(topic, text, effort)
    assert order(ideas, topic) == "BEDAC"
    part = world.topics.create("Receipts", TopicKind.REQUEST).value.topic.id
    ideas.add(part, "F", "a day")
    world.topics.merge(part, topic)
    moved = ideas.move(topic, added.value, 2)
    before = order(ideas, topic)
    assert moved.value and moved.inverse is not None
    assert before == "BFDAEC"
    assert not ideas.move(topic, before[0], -1).value
    brief = bench.workbench.product.brief.make(topic).value
    assert isinstance(brief, Brief)
    listed = [f"{at}. {text}" for at, text in enumerate(before, 1)]
    assert [line[:4] for line in brief.markdown.split("cheapest first")[1].splitlines() if line[:1].isdigit()] == listed
    moved.inverse()
    assert order(ideas, topic).replace("F", "") == "BEDAC"
    assert added.inverse is not None
    added.inverse()
    assert "E" not in order(ideas, topic)


def test_an_empty_idea_is_refused_and_a_change_keeps_the_place(ideas: IdeaService, topic: TopicId) -> None:
    first, _ = ideas.add(topic, "A", "hours").value, ideas.add(topic, "B", "weeks")
    with pytest.raises(UserError):
        ideas.add(topic, "  ")
    changed = ideas.change(first, "A zip", "months")
    assert [(each.text, each.effort) for each in ideas.listed(topic)] == [("A zip", "months"), ("B", "weeks")]
    assert changed.inverse is not None
    changed.inverse()
    assert ideas.listed(topic)[0].effort == "hours"
    assert ideas.remove(first).value and not ideas.remove(first).value


def test_who_decides_comes_on_the_list_of_people_once(world: World, topic: TopicId, bench: Bench) -> None:
    product = bench.workbench.product
    people, push = product.around.people, product.advocacy
    world.topics.change(topic, {"area": "Billing"})
    new = people.decides(" Mara ", topic)
    assert [(each.name, each.owns) for each in people.find()] == [("Mara", "Billing")]
    assert push.nudge(topic).to == "Mara"  # type: ignore[union-attr]
    again = people.decides("MARA", topic).value
    assert again is not None and (again.name, again.added) == ("Mara", None)
    people.decides("", topic)
    assert world.topics.one(topic).owner == ""  # type: ignore[union-attr]
    assert new.inverse is not None
    new.inverse()
    assert people.find() == []
    assert people.decides("Mara", TopicId("gone")).value is None


def test_a_brief_takes_what_was_written_and_one_from_before_stays(world: World, topic: TopicId, bench: Bench) -> None:
    briefs = bench.workbench.product.brief
    before = briefs.make(topic, form=Form.BRIEF).value
    assert isinstance(before, Brief)
    words = {
        "costs": "An evening each quarter.", "undone": "The help pages.", "workaround": "Save them singly.",
        "others_do": "Others make a zip.", "solved_when": "Nobody writes.", "not_known": "Who never wrote.",
    }  # fmt: skip
    world.topics.change(topic, words)
    bench.workbench.product.around.people.decides("Mara", topic)
    again = briefs.one(before.id)
    assert again == before
    assert not any(text in briefs.text(before, ending) for text in words.values() for ending in (".md", ".html"))
    for form, left_out in ((Form.BRIEF, {"The help pages."}), (Form.RESOURCE, set())):
        made = briefs.make(topic, form=form).value
        assert isinstance(made, Brief)
        assert "from Mara" in made.markdown
        found = {text for text in words.values() if text in made.markdown and text in briefs.text(made, ".html")}
        assert set(words.values()) - found == left_out
        assert "asked yet" not in made.markdown.split("cheapest first")[1].split("What others do")[1]


def test_a_no_is_said_with_its_reason_before_it_is_pushed_again(world: World, topic: TopicId, bench: Bench) -> None:
    push, owed = bench.workbench.product.advocacy, bench.workbench.product.owed
    assert push.nudge(topic).warnings[0].startswith("No customer")  # type: ignore[union-attr]
    world.topics.link(world.say("acme"), topic)
    other = world.topics.create("Other", TopicKind.BUG, entry=world.say("blue")).value.topic.id
    for each in (topic, other):
        push.decide(each, Status.NO, decided_by="Mara", reason="The old page goes away")
    nudge = push.nudge(topic)
    assert nudge is not None
    assert nudge.warnings[0].startswith("The answer was no, says Mara: “The old page goes away.” That stands.")
    assert (owed.number(), owed.number(owed.parts(topic)), len(owed.waiting(owed.parts(topic)))) == (2, 1, 1)
