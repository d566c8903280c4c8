"""A desk with customers, and topics that their words stand behind."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.advocacy.model import Channel, Decided, Missing, Status, Step, Told
from workbench.feedback.advocacy.owed import OwedService
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.topics.model import Joined, TopicKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import EntryId, TicketId, TopicId


@dataclass
class Push:
    """Short words for what tests do."""

    bench: Bench
    world: World
    advocacy: AdvocacyService
    owed: OwedService

    def topic(self, title: str = "Export all invoices", *entries: EntryId) -> TopicId:
        made = self.world.topics.create(title, TopicKind.REQUEST).value.topic.id
        for entry in entries:
            self.world.topics.link(entry, made)
        return made

    def link(self, entry: EntryId, topic: TopicId) -> None:
        self.world.topics.link(entry, topic)

    def merge(self, source: TopicId, into: TopicId) -> str:
        answer = self.world.topics.merge(source, into).value
        assert isinstance(answer, Joined)
        return answer.merge

    def on_ticket(self, entry: EntryId, ticket: TicketId) -> EntryId:
        self.world.write("UPDATE entry SET ticket_id = ? WHERE id = ?", ticket, entry)
        return entry

    def tell(self, topic: TopicId, told: str = "Mara", **more: object) -> Step:
        answer = self.advocacy.tell(topic, told, Channel.CHAT, **more).value  # type: ignore[arg-type]
        assert isinstance(answer, Told)
        return answer.step

    def decide(self, topic: TopicId, status: Status, **more: object) -> Decided:
        more = {"decided_by": "Mara", "reason": "The old report stays as it is."} | more
        answer = self.advocacy.decide(topic, status, **more).value  # type: ignore[arg-type]
        assert not isinstance(answer, Missing)
        return answer


@pytest.fixture
def world(bench: Bench, clock: FrozenClock) -> World:
    return World(bench.workbench.store, clock, bench.workbench.product.topics)


@pytest.fixture
def push(bench: Bench, world: World) -> Push:
    product = bench.workbench.product
    return Push(bench, world, product.advocacy, product.owed)
