"""Links, merges and whatever is undone of them, in any order, beside a model that is too simple to be wrong."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from tests.unit.feedback.topics.conftest import World, open_world
from workbench.feedback.topics.model import AlreadyThere, Circle, Joined, Linked, PartAlready, TopicKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import EntryId, TopicId
from workbench.kernel.receipt import Receipt

CLIENTS = ("acme", "blue", "cyan", None)
State = tuple[dict[EntryId, TopicId], dict[TopicId, TopicId]]


class Merging(RuleBasedStateMachine):
    """``behind``: the topic each entry is linked to; ``into``: what each merged topic is merged into."""

    topics = Bundle("topics")
    entries = Bundle("entries")

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.world: World = open_world(Path(self._folder.name), FrozenClock(datetime(2026, 5, 4, 12, 0, tzinfo=UTC)))
        self.behind: dict[EntryId, TopicId] = {}
        self.into: dict[TopicId, TopicId] = {}
        self.client: dict[EntryId, str | None] = {}
        self.all: list[TopicId] = []
        self.last: tuple[Receipt[object], State] | None = None

    def teardown(self) -> None:
        self.world.store.close()
        self._folder.cleanup()

    @initialize(target=topics)
    def begin(self) -> object:
        self.all = [self.world.topics.create(f"topic {n}", TopicKind.BUG).value.topic.id for n in range(4)]
        return multiple(*self.all)

    @rule(target=entries, client=st.sampled_from(CLIENTS), agent=st.booleans())
    def say(self, client: str | None, agent: bool) -> EntryId:
        entry = self.world.say(client, speaker="agent" if agent else "customer")
        self.client[entry] = None if agent else client
        return entry

    @rule(entry=entries, topic=topics)
    def link(self, entry: EntryId, topic: TopicId) -> None:
        before, root = self._state(), self._root(topic)
        receipt = self.world.topics.link(entry, topic)
        if entry in self.behind and self._root(self.behind[entry]) == root:
            assert isinstance(receipt.value, AlreadyThere)
            return
        assert isinstance(receipt.value, Linked)
        self.behind[entry] = root
        self.last = (receipt, before)  # type: ignore[assignment]

    @rule(entry=entries)
    def unlink(self, entry: EntryId) -> None:
        before = self._state()
        receipt = self.world.topics.unlink(entry)
        assert receipt.value is (self.behind.pop(entry, None) is not None)
        if receipt.value:
            self.last = (receipt, before)  # type: ignore[assignment]

    @rule(source=topics, into=topics)
    def merge(self, source: TopicId, into: TopicId) -> None:
        before, receipt = self._state(), self.world.topics.merge(source, into)
        if source in self._up(into):
            assert isinstance(receipt.value, Circle)
        elif source in self.into:
            assert isinstance(receipt.value, PartAlready)
        else:
            assert isinstance(receipt.value, Joined)
            self.into[source] = into
            self.last = (receipt, before)  # type: ignore[assignment]

    @rule(topic=topics)
    def unmerge(self, topic: TopicId) -> None:
        """By the list that is always in view."""
        before = self._state()
        for part in self.world.topics.merged(self._root(topic)):
            if part.topic.id == topic:
                receipt = self.world.topics.unmerge(part.id)
                assert receipt.value is True
                del self.into[topic]
                self.last = (receipt, before)  # type: ignore[assignment]
                return
        assert topic not in self.into

    @rule()
    def undo(self) -> None:
        if self.last is not None and self.last[0].inverse is not None:
            receipt, (behind, into) = self.last
            self.last = None
            assert receipt.inverse is not None
            receipt.inverse()
            self.behind, self.into = dict(behind), dict(into)

    @rule(entry=consumes(entries))
    def erase(self, entry: EntryId) -> None:
        self.world.write("DELETE FROM entry WHERE id = ?", entry)
        self.behind.pop(entry, None)
        self.last = None

    @invariant()
    def counts_are_those_of_the_model(self) -> None:
        rows = {row.topic.id: row for row in self.world.topics.listed()}
        assert rows.keys() == {topic for topic in self.all if topic not in self.into}
        for root, row in rows.items():
            behind = {entry for entry, topic in self.behind.items() if self._root(topic) == root}
            clients = {self.client[entry] for entry in behind} - {None}
            assert row.accounts == len(clients) == self.world.topics.weight(root).accounts
            assert row.entries == len(behind)
            assert set(self.world.topics.entry_ids(root)) == behind
            assert {part.topic.id for part in self.world.topics.merged(root)} == {
                topic for topic in self.into if self._root(topic) == root
            }
        assert self.world.topics.topics_of(list(self.behind)) == {
            entry: self._root(topic) for entry, topic in self.behind.items()
        }

    @invariant()
    def words_are_indexed_as_they_are(self) -> None:
        reader = self.world.store.read()
        docs = {row["id"] for row in reader.rows("SELECT id FROM topic_doc")}
        assert len(docs) == len(self.all) + len(self.behind)
        gone = {row["id"] for row in reader.rows("SELECT id FROM topic_doc_gone")}
        assert {row["rowid"] for row in reader.rows("SELECT rowid FROM topic_fts")} - gone == docs

    @invariant()
    def what_stands_behind_nothing_is_listed(self) -> None:
        reader = self.world.store.read()
        rows = reader.rows("SELECT id FROM entry WHERE speaker = 'customer' AND practice = 0")
        loose = {row["entry_id"] for row in reader.rows("SELECT entry_id FROM entry_loose")}
        assert loose == {row["id"] for row in rows} - set(self.behind)

    def _state(self) -> State:
        return dict(self.behind), dict(self.into)

    def _up(self, topic: TopicId) -> list[TopicId]:
        found = [topic]
        while found[-1] in self.into:
            found.append(self.into[found[-1]])
        return found

    def _root(self, topic: TopicId) -> TopicId:
        return self._up(topic)[-1]


TestMerging = Merging.TestCase
TestMerging.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
