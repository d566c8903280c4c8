"""Every number of a brief is what is counted over the frozen ids, by SQL that knows nothing of how it was made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.feedback.topics.conftest import World, open_world
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.brief.model import Brief
from workbench.feedback.brief.service import BriefService
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import FrozenClock, to_text

NOW = datetime(2026, 5, 6, 12, 0, tzinfo=UTC)  # a Wednesday


@dataclass
class Said:
    client: str | None
    days: float
    agent: bool
    minutes: int | None
    ticket: str


SAID = st.builds(
    Said,
    client=st.sampled_from([None, "a", "b", "c", "d", "e"]),
    days=st.floats(-3, 100),
    agent=st.booleans(),
    minutes=st.one_of(st.none(), st.integers(0, 200)),
    ticket=st.sampled_from(["1", "2", "3"]),
)
KINDS = st.lists(
    st.tuples(st.sampled_from(["", "Free", "Team"]), st.sampled_from(["present", "present", "left", "prospect"])),
    min_size=5, max_size=5,
)  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(tmp_path_factory.mktemp("numbers"), FrozenClock(NOW))
    yield made
    made.store.close()


RUN = count()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(SAID, max_size=25), kinds=KINDS, back=st.sampled_from([0, 0, 20]))
def test_each_number_is_counted_over_the_frozen_ids(
    world: World, said: list[Said], kinds: list[tuple[str, str]], back: int
) -> None:
    run = next(RUN)
    for name, (plan, side) in zip("abcde", kinds, strict=True):
        world.client(f"{name}{run}", plan=plan, left_on="2026-01-01" if side == "left" else None,
                     prospect=side == "prospect")  # fmt: skip
    topic = world.topics.create("t", TopicKind.REQUEST).value.topic.id
    for each in said:
        client = each.client and f"{each.client}{run}"
        entry = world.say(client, days_ago=each.days, speaker="agent" if each.agent else "customer",
                          minutes=each.minutes, ticket=each.ticket)  # fmt: skip
        world.topics.link(entry, topic)
    until = NOW - timedelta(days=back)
    brief = (
        BriefService(world.store, world.clock, AdvocacyService(world.store, world.clock)).make(topic, until=until).value
    )
    assert isinstance(brief, Brief)
    _check(world, brief, until)


def _check(world: World, brief: Brief, until: datetime) -> None:
    reader = world.store.read()
    frozen = json.dumps(list(brief.entries))
    assert reader.value("SELECT count(*) FROM entry WHERE id IN (SELECT value FROM json_each(?)) AND said_at > ?",
                        [frozen, to_text(until)]) == 0  # fmt: skip
    reread = BriefService(world.store, world.clock, AdvocacyService(world.store, world.clock)).one(brief.id)
    assert reread is not None
    linked = set(re.findall(r"\]\(#([a-z0-9-]+)\)", brief.markdown))
    assert linked == {number.name for number in reread.numbers}
    plans = 0
    for number in reread.numbers:
        assert set(number.entries) <= set(brief.entries)
        assert f"[{number.words}](#{number.name})" in brief.markdown
        counted = _counted(world, number.name, json.dumps(list(number.entries)))
        whole = _counted(world, number.name, frozen, until)
        assert counted == whole == _value(number.words), number
        plans += whole if number.name.startswith("plan-") else 0
        if number.name == "accounts":
            assert sorted(number.entries) == _entries_of_present(world, frozen)
    accounts = next((_value(each.words) for each in reread.numbers if each.name == "accounts"), 0)
    assert plans in (0, accounts)


def _entries_of_present(world: World, ids: str) -> list[str]:
    rows = world.store.read().rows(PRESENT.replace("count(DISTINCT c.id)", "e.id") + " ORDER BY e.id", {"ids": ids})
    return [row["id"] for row in rows]


def _value(words: str) -> float:
    figure = float(words.split(maxsplit=1)[0].replace(",", ""))
    return round(figure * 60) if "hour" in words else figure


CLIENTS = "SELECT count(DISTINCT c.id) FROM entry e JOIN voice v ON v.id = e.voice_id JOIN client c ON c.id = v.client_id WHERE e.id IN (SELECT value FROM json_each(:ids)) AND e.speaker = 'customer'"
PRESENT = CLIENTS + " AND c.left_on IS NULL AND c.prospect = 0"
ENTRIES = "FROM entry e WHERE e.id IN (SELECT value FROM json_each(:ids))"
SQL = {
    "accounts": PRESENT,
    "left": CLIENTS + " AND c.left_on IS NOT NULL",
    "prospects": CLIENTS + " AND c.left_on IS NULL AND c.prospect = 1",
    "messages": f"SELECT count(*) {ENTRIES} AND e.speaker = 'customer'",
    "own": f"SELECT count(*) {ENTRIES} AND e.speaker = 'agent'",
    "conversations": f"SELECT count(DISTINCT e.ticket_number) {ENTRIES} AND e.speaker = 'customer'",
    "time": f"SELECT coalesce(sum(e.minutes), 0) {ENTRIES}",
}
BETWEEN = " AND e.said_at >= :start AND e.said_at < :end"


def _counted(world: World, name: str, ids: str, until: datetime | None = None) -> float:
    """What the number is, counted over ``ids``; with ``until`` by its definition, else over just its own entries."""
    reader = world.store.read()
    if name in SQL:
        found = reader.value(SQL[name], {"ids": ids})
        if name == "time" and found >= 60:
            return round(round(found / 60, 1) * 60)
        return float(found)
    if name.startswith("plan-"):
        plans = reader.rows(
            f"SELECT c.plan, count(DISTINCT c.id) AS n {PRESENT.partition(')')[2]} GROUP BY c.plan", {"ids": ids}
        )
        ranked = sorted(plans, key=lambda row: (-row["n"], row["plan"] == "", row["plan"]))
        return float(ranked[int(name[5:]) - 1 if until else 0]["n"])
    if until is None:
        return float(reader.value(PRESENT, {"ids": ids}))
    monday = datetime(until.year, until.month, until.day, tzinfo=UTC) - timedelta(days=until.weekday())
    spans = {"first": (-11, -7), "last": (-3, 1)}
    start, end = (monday + timedelta(weeks=each) for each in spans.get(name, (0, 1)))
    if name.startswith("week-"):
        start = datetime.fromisoformat(name[5:]).replace(tzinfo=UTC)
        end = start + timedelta(weeks=1)
    return float(reader.value(PRESENT + BETWEEN, {"ids": ids, "start": to_text(start), "end": to_text(end)}))


def test_weeks_do_not_add_up_to_accounts(world: World) -> None:
    topic = world.topics.create("t", TopicKind.REQUEST).value.topic.id
    for days in (1, 10, 20, 30):
        world.topics.link(world.say("loud", days_ago=days), topic)
    brief = BriefService(world.store, world.clock, AdvocacyService(world.store, world.clock)).make(topic).value
    assert isinstance(brief, Brief)
    assert "**[1 account](#accounts)** ([4 messages](#messages)" in brief.markdown
    weekly = [number for number in brief.numbers if number.name.startswith("week-")]
    assert sum(int(each.words) for each in weekly) == 4
