"""How much stands behind a topic: facts, each counted as a person would count it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.feedback.topics.conftest import World
from tests.unit.feedback.topics.test_topics import topic
from workbench.feedback.topics.model import WEEKS
from workbench.feedback.topics.weight import Saying, Side, monday_of, tally, weigh, window
from workbench.kernel.ids import ClientId, EntryId

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)  # a Monday


def saying(client: str | None, days_ago: float = 0, **more: object) -> Saying:
    values = {"entry": EntryId("e"), "said_at": NOW - timedelta(days=days_ago), "client": client}
    return Saying(**(values | more))  # type: ignore[arg-type]


def test_an_account_is_counted_once_however_often_it_wrote() -> None:
    weight = weigh([saying("acme", days) for days in range(0, 70, 7)], NOW)
    assert weight.accounts == 1
    assert sum(number for _, number in weight.weeks) == 10  # what the sum of weeks would have claimed


def test_plans_add_up_to_the_accounts() -> None:
    weight = weigh([saying("a", plan="Team"), saying("a", plan="Team"), saying("b", plan="Free"), saying("c")], NOW)
    assert weight.by_plan == (("Free", 1), ("Team", 1), ("", 1))
    assert sum(number for _, number in weight.by_plan) == weight.accounts == 3


def test_who_left_and_who_never_bought_raise_no_count_of_customers() -> None:
    weight = weigh([saying("a"), saying("b", side=Side.LEFT, plan="Team"), saying("c", side=Side.PROSPECT)], NOW)
    assert (weight.accounts, weight.left, weight.prospects) == (1, 1, 1)
    assert weight.by_plan == (("", 1),)
    assert weight.weeks[-1][1] == weight.last_weeks == 1


def test_what_an_agent_saw_makes_nobody_an_account() -> None:
    theirs = [saying("a", 3, minutes=10, conversation="1")]
    alone, beside = weigh(theirs, NOW), weigh([*theirs, saying("me", by_agent=True, conversation="9")], NOW)
    assert beside.observations == 1
    assert (beside.accounts, beside.entries, beside.conversations, beside.weeks) == (
        alone.accounts, alone.entries, alone.conversations, alone.weeks,
    )  # fmt: skip


def test_what_was_said_later_is_not_counted() -> None:
    weight = weigh([saying("a", 1), saying("b", -1)], NOW)
    assert weight.accounts == weight.entries == 1
    assert weight.last_said == NOW - timedelta(days=1)


def test_the_window_is_twelve_weeks_and_its_ends_are_set_beside_each_other() -> None:
    assert window(NOW)[-1] == date(2026, 5, 4)
    first = [saying("a", 77), saying("a", 70), saying("b", 60), saying("old", 85)]
    last = [saying("a"), saying("c", 7), saying("d", 14), saying("e", 21), saying("mid", 35)]
    weight = weigh([*first, *last], NOW)
    assert (weight.first_weeks, weight.last_weeks) == (2, 4)
    assert weight.growing
    assert len(weight.weeks) == WEEKS
    assert weight.weeks[0] == (date(2026, 2, 16), 1)


def test_time_is_what_was_noted() -> None:
    weight = weigh(
        [saying("a", minutes=20, conversation="1"), saying("b", conversation="1"), saying("c", minutes=5)], NOW
    )
    assert (weight.minutes, weight.timed, weight.entries, weight.conversations) == (25, 2, 3, 1)


def test_a_topic_without_words_has_an_empty_weight() -> None:
    weight = weigh([], NOW)
    assert (weight.accounts, weight.first_said, weight.by_plan) == (0, None, ())


SAYINGS = st.lists(
    st.builds(
        Saying,
        entry=st.uuids().map(str).map(EntryId),
        said_at=st.integers(0, 200).map(lambda hours: NOW - timedelta(hours=11 * hours)),
        client=st.sampled_from([None, "a", "b", "c", "d"]).map(lambda each: ClientId(each) if each else None),
        by_agent=st.booleans(),
    ),
    max_size=40,
)


@given(SAYINGS)
def test_list_and_page_say_the_same(sayings: list[Saying]) -> None:
    short, long = tally(sayings), weigh(sayings, NOW)
    assert (short.accounts, short.left, short.prospects) == (long.accounts, long.left, long.prospects)
    assert short.entries == long.entries + long.observations
    assert tuple((monday, short.weeks.get(monday, 0)) for monday in window(NOW)) == long.weeks
    assert long.accounts <= long.entries
    assert max(number for _, number in long.weeks) <= long.accounts
    assert all(monday.weekday() == 0 for monday in short.weeks)
    assert all(monday_of(each.said_at) <= monday_of(NOW) for each in sayings)


def test_facts_come_out_of_the_store(world: World) -> None:
    world.client("acme", plan="Team")
    world.client("gone", plan="Team", left_on="2026-04-01")
    world.client("lead", prospect=True)
    said = [
        world.say("acme", days_ago=80, minutes=12, ticket="7"),
        world.say("acme", voice="other", ticket="7"),
        world.say("gone", days_ago=3),
        world.say("lead"),
        world.say("acme", speaker="agent"),
        world.say(None),
    ]
    made = topic(world, "Billing", *said)
    weight = world.topics.weight(made.id)
    assert (weight.accounts, weight.left, weight.prospects, weight.observations) == (1, 1, 1, 1)
    assert (weight.entries, weight.conversations, weight.minutes, weight.timed) == (5, 4, 12, 1)
    assert weight.by_plan == (("Team", 1),)
    assert world.topics.weight_of(said, NOW) == weight
    frozen = world.topics.entry_ids(made.id, NOW - timedelta(days=1))
    assert set(frozen) == {said[0], said[2]}
    assert world.topics.weight_of(frozen, NOW - timedelta(days=1)).accounts == 1


def test_a_list_is_right_whoever_wrote_past_it(world: World) -> None:
    entry = world.say("acme")
    made = topic(world, "Billing", entry, world.say("blue"))
    assert world.store.read().value("SELECT count(*) FROM topic_stale") == 0

    def shown() -> tuple[int, int, int]:
        rows = [world.topics.row(made.id)]
        world.topics.settle()
        rows.append(world.topics.row(made.id))
        assert rows[0] == rows[1] is not None  # counted now, and as it is kept
        return rows[0].accounts, rows[0].left, rows[0].entries

    assert shown() == (2, 0, 2)
    world.client("acme", left_on="2026-05-01")
    assert shown() == (1, 1, 2)
    world.write("UPDATE entry SET speaker = 'agent' WHERE id = ?", entry)
    assert shown() == (1, 0, 2)
    world.write("UPDATE voice SET client_id = 'client-acme' WHERE client_id = 'client-blue'")
    assert shown() == (0, 1, 2)
    world.write("DELETE FROM entry WHERE id = ?", entry)
    assert shown() == (0, 1, 1)
    world.topics.settle()
    assert shown() == (0, 1, 1)
    assert world.store.read().value("SELECT count(*) FROM topic_stale") == 0
