"""A topic with customers behind it, and trackers on this machine to push it to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from tests.fakes.trackers import LOGIN, TOKEN, FakeGitHub, FakeGitLab, FakeJira, FakeTracker
from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.trackers.github import GitHub
from workbench.feedback.trackers.gitlab import GitLab
from workbench.feedback.trackers.jira import Jira
from workbench.feedback.trackers.model import Issue, Names, Preview, Push, Queued, TrackerAccount
from workbench.feedback.trackers.port import Tracker, TrackerKind
from workbench.feedback.trackers.registry import Connection
from workbench.feedback.trackers.room import TrackerRoom, tracker_room
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import EntryId, TopicId
from workbench.secrets.port import Secret, SessionSecrets

FAST = timedelta(seconds=1)
SETTLE = timedelta(seconds=120)


class FastTrackers:
    """The real adapters, that give up soon."""

    def connect(self, connection: Connection) -> Tracker:
        place = (connection.address, connection.project, connection.token)
        match connection.kind:
            case TrackerKind.GITHUB:
                return GitHub(*place, timeout=FAST)
            case TrackerKind.GITLAB:
                return GitLab(*place, timeout=FAST)
            case TrackerKind.JIRA:
                return Jira(*place, login=connection.login, sort=connection.sort, timeout=FAST)


@dataclass
class Pushing:
    """A room over a store, with one topic of three accounts and one tracker."""

    room: TrackerRoom
    world: World
    clock: FrozenClock
    server: FakeTracker
    account: TrackerAccount
    topic: TopicId
    secrets: SessionSecrets

    def say(self, client: str, words: str, **more: object) -> EntryId:
        entry = self.world.say(client, words, **more)  # type: ignore[arg-type]
        self.world.topics.link(entry, self.topic)
        return entry

    def preview(self, names: Names = Names.NONE, **more: object) -> Preview:
        found = self.room.issues.preview(self.topic, self.account.id, names, **more)  # type: ignore[arg-type]
        assert isinstance(found, Preview), found
        return found

    def queue(self) -> Push:
        preview = self.preview()
        assert self.room.issues.queue(preview).value == Queued(preview.id)
        return self.push()

    def push(self) -> Push:
        return self.room.issues.pushes(self.topic)[0]

    def issue(self) -> Issue:
        return self.room.issues.issues(self.topic)[0]


def connected(room: TrackerRoom, kind: TrackerKind, url: str) -> TrackerAccount:
    project = {"github": "acme/shop", "gitlab": "acme/web/shop", "jira": "SHOP"}[kind]
    login = LOGIN if kind is TrackerKind.JIRA else ""
    return room.accounts.sign_in(kind, url, project, Secret(TOKEN), login=login, name="Shop")


def made(kind: TrackerKind) -> FakeTracker:
    return {"github": FakeGitHub, "gitlab": FakeGitLab, "jira": FakeJira}[kind]()


@pytest.fixture
def world(bench: Bench, clock: FrozenClock) -> World:
    return World(bench.workbench.store, clock, bench.workbench.product.topics)


@pytest.fixture
def kind() -> TrackerKind:
    return TrackerKind.GITHUB


@pytest.fixture
def pushing(bench: Bench, world: World, clock: FrozenClock, kind: TrackerKind) -> Iterator[Pushing]:
    server = made(kind)
    secrets = SessionSecrets()
    room = tracker_room(bench.workbench.store, clock, Changes(), secrets, world.topics, FastTrackers())
    topic = world.topics.create("Export all invoices at once", TopicKind.REQUEST, "One click per invoice today.").value
    account = connected(room, kind, server.url)
    world.write("UPDATE tracker SET open_to_all = 0")  # for the company alone, so that everybody may be quoted
    pushing = Pushing(room, world, clock, server, account, topic.topic.id, secrets)
    world.client("acme", plan="Team")
    world.client("birch", plan="Team")
    world.client("cedar", plan="Business")
    pushing.say("acme", "Where is the button to get all receipts?", days_ago=3)
    pushing.say("birch", "Every quarter I lose an evening to this.", days_ago=2)
    pushing.say("cedar", "Our auditor needs one PDF.", days_ago=1)
    yield pushing
    pushing.room.close()
    server.close()
