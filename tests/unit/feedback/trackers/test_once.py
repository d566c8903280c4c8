"""One issue, whatever happens on the way."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import stamina

from tests.fakes.trackers import Reply
from tests.servers.fault_proxy import FaultProxy
from tests.unit.conftest import Bench
from tests.unit.feedback.trackers.conftest import SETTLE, FastTrackers, Pushing, connected
from workbench.feedback.trackers.github import GitHub
from workbench.feedback.trackers.model import NothingNew, Preview
from workbench.feedback.trackers.port import IssueState, TrackerKind
from workbench.feedback.trackers.queue import PushQueue
from workbench.feedback.trackers.room import tracker_room
from workbench.feedback.trackers.states import State
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import Busy, Offline, WorkbenchError


@pytest.fixture(params=list(TrackerKind))
def kind(request: pytest.FixtureRequest) -> TrackerKind:
    found: TrackerKind = request.param
    return found


@pytest.fixture(autouse=True)
def at_once() -> Iterator[None]:
    with stamina.set_testing(True, attempts=1):
        yield


def round_(pushing: Pushing) -> None:
    with suppress(WorkbenchError):
        pushing.room.sync.round(pushing.account.id)


def test_what_was_seen_is_what_arrives(pushing: Pushing) -> None:
    preview = pushing.preview()
    pushing.room.issues.queue(preview)
    assert pushing.server.issues == [], "nothing leaves before a round"
    pushing.room.sync.round(pushing.account.id)
    stored = pushing.server.issues[0]
    assert (stored.title, stored.body) == (preview.title, preview.body)
    assert pushing.push().state is State.MADE
    assert pushing.issue().url == pushing.push().url
    assert pushing.issue().url.startswith(pushing.server.url)


@pytest.mark.parametrize("mode", ["lost", "cut", "late", "half", "html", "s429", "s503", "s500"])
def test_a_broken_way_makes_one_issue(pushing: Pushing, mode: str) -> None:
    with FaultProxy(pushing.server.port, mode="ok", delay=0.2) as proxy:
        pushing.account = connected(pushing.room, pushing.account.kind, proxy.url)
        pushing.queue()
        proxy.mode, proxy.hurts = mode, lambda request: request.startswith(b"POST")
        round_(pushing)
        time.sleep(0.4 if mode == "late" else 0)
        proxy.mode = "ok"
        round_(pushing)
        if mode not in {"s429", "s503"}:
            assert pushing.push().state is State.SENDING, "no second try before a copy can have arrived"
        for _ in range(4):
            pushing.clock.advance(SETTLE + timedelta(seconds=1))
            round_(pushing)
    assert len(pushing.server.issues) == 1
    assert pushing.push().state is State.MADE
    assert len(pushing.room.issues.issues(pushing.topic)) == 1


@pytest.mark.parametrize("seed", range(6))
def test_chance_makes_one_issue_and_one_comment(pushing: Pushing, seed: int) -> None:
    modes = ["lost", "cut", "half", "html", "s429", "s500", "late", "ok"]
    with FaultProxy(pushing.server.port, mode="ok", delay=0.1) as proxy:
        pushing.account = connected(pushing.room, pushing.account.kind, proxy.url)
        pushing.queue()
        for step in range(12):
            proxy.mode = modes[(seed * 3 + step * 5) % len(modes)]
            round_(pushing)
            time.sleep(0.15 if proxy.mode == "late" else 0)
            pushing.clock.advance(SETTLE + timedelta(seconds=1))
        proxy.mode = "ok"
        pushing.clock.advance(timedelta(hours=1))
        round_(pushing)
        assert len(pushing.server.issues) == 1
        pushing.say("dahlia", "Me too.")
        comment = pushing.room.issues.preview_comment(pushing.issue().id)
        assert isinstance(comment, Preview)
        pushing.room.issues.queue(comment)
        for step in range(12):
            proxy.mode = modes[(seed + step * 3) % len(modes)]
            round_(pushing)
            time.sleep(0.15 if proxy.mode == "late" else 0)
            pushing.clock.advance(SETTLE + timedelta(seconds=1))
        proxy.mode = "ok"
        pushing.clock.advance(timedelta(hours=1))
        round_(pushing)
        assert pushing.server.issues[0].comments == [comment.body]
        assert pushing.room.issues.preview_comment(pushing.issue().id) == NothingNew()


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("before", [True, False], ids=["before the wire", "after the wire"])
def test_a_killed_program_makes_one_issue(
    pushing: Pushing, bench: Bench, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    if pushing.account.kind is not TrackerKind.GITHUB:
        pytest.skip("the same for every tracker")
    pushing.queue()
    real = GitHub.make

    def dies(self: GitHub, title: str, body: str) -> object:
        if not before:
            real(self, title, body)
        raise Killed

    monkeypatch.setattr(GitHub, "make", dies)
    with pytest.raises(Killed):
        pushing.room.sync.round(pushing.account.id)
    monkeypatch.setattr(GitHub, "make", real)
    anew = tracker_room(
        bench.workbench.store, pushing.clock, Changes(), pushing.secrets, pushing.world.topics, FastTrackers()
    )
    pushing.room.close()
    pushing.room = anew
    round_(pushing)
    assert pushing.push().state is State.SENDING
    for _ in range(2):
        pushing.clock.advance(SETTLE + timedelta(seconds=1))
        round_(pushing)
    assert pushing.push().state is State.MADE
    assert len(pushing.server.issues) == 1


def test_a_limit_is_waited_for(pushing: Pushing) -> None:
    pushing.room.sync.round(pushing.account.id)
    pushing.queue()
    reached = Reply(429, {"message": "slow down"}, {"Retry-After": "600"})
    pushing.server.plan += [None, reached]
    if pushing.account.kind is TrackerKind.JIRA:
        pushing.server.plan.appendleft(None)
    round_(pushing)
    assert pushing.push().state is State.QUEUED and "busy" in pushing.push().reason
    assert pushing.room.sync.due_in(pushing.account.id) == timedelta(seconds=600)
    writes = pushing.server.writes()
    round_(pushing)
    assert pushing.server.writes() == writes
    pushing.clock.advance(timedelta(seconds=601))
    round_(pushing)
    assert pushing.push().state is State.MADE


def test_a_limit_on_reading_is_waited_for_too(pushing: Pushing) -> None:
    pushing.queue()
    pushing.server.plan.append(Reply(429, {}, {"Retry-After": "90"}))
    with pytest.raises(Busy):
        pushing.room.sync.round(pushing.account.id)
    assert pushing.room.sync.due_in(pushing.account.id) == timedelta(seconds=90)


def test_a_clock_that_was_set_back_lets_nothing_wait_for_it(pushing: Pushing) -> None:
    year = timedelta(days=365)
    with FaultProxy(pushing.server.port, mode="ok") as proxy:
        pushing.account = connected(pushing.room, pushing.account.kind, proxy.url)
        pushing.queue()
        proxy.mode, proxy.hurts = "s429", lambda request: request.startswith(b"POST")
        round_(pushing)
        pushing.clock.advance(-year)
        proxy.mode = "lost"
        assert pushing.room.sync.due_in(pushing.account.id) == timedelta(0)
        round_(pushing)
        assert len(pushing.server.issues) == 1 and pushing.push().state is State.SENDING
        proxy.mode = "ok"
        pushing.clock.advance(-year)
        assert (pushing.room.sync.due_in(pushing.account.id) or year) <= SETTLE
        for _ in range(2):
            round_(pushing)
            pushing.clock.advance(SETTLE + timedelta(seconds=1))
        round_(pushing)
        assert pushing.push().state is State.MADE and len(pushing.server.issues) == 1
        pushing.clock.advance(-year)
        pushing.server.close_issue(pushing.server.issues[0], done=True)
        assert pushing.room.sync.due_in(pushing.account.id) == timedelta(0)
        round_(pushing)
    assert pushing.issue().state is IssueState.CLOSED


class Ticking(FrozenClock):
    """Goes on a little each time somebody looks."""

    def now(self) -> datetime:
        self.advance(timedelta(microseconds=1))
        return super().now()


def test_what_is_due_is_due_now_and_not_in_a_moment(pushing: Pushing) -> None:
    clock = Ticking(pushing.clock.now())
    world = pushing.world
    anew = tracker_room(world.store, clock, Changes(), pushing.secrets, world.topics, FastTrackers())
    pushing.queue()
    assert anew.sync.due_in(pushing.account.id) == timedelta(0)
    anew.sync.round(pushing.account.id)
    world.write("UPDATE issue SET looked_at = NULL")
    assert anew.sync.due_in(pushing.account.id) == timedelta(0)
    anew.close()


def test_offline_it_waits_here(pushing: Pushing) -> None:
    with FaultProxy(pushing.server.port, mode="ok") as proxy:
        pushing.account = connected(pushing.room, pushing.account.kind, proxy.url)
        proxy.unplug()
        pushing.queue()
        with pytest.raises(Offline):
            pushing.room.sync.round(pushing.account.id)
        assert pushing.push().state is State.QUEUED
        assert "cannot be reached" in pushing.room.sync.status(pushing.account.id).title
        proxy.plug()
        pushing.room.sync.round(pushing.account.id)
    assert pushing.push().state is State.MADE
    assert pushing.room.sync.status(pushing.account.id).title == ""


def test_what_was_not_taken_waits_for_a_person(pushing: Pushing) -> None:
    pushing.queue()
    pushing.server.plan += [None] * (2 if pushing.account.kind is TrackerKind.JIRA else 1)
    pushing.server.plan.append(Reply(403, {"message": "no"}))
    pushing.room.sync.round(pushing.account.id)
    assert pushing.push().state is State.FAILED
    pushing.clock.advance(timedelta(days=1))
    round_(pushing)
    assert pushing.push().state is State.FAILED
    assert pushing.room.issues.retry(pushing.push().id)
    round_(pushing)
    assert pushing.push().state is State.MADE


def test_who_tries_again_what_had_arrived_makes_no_second(pushing: Pushing) -> None:
    push = pushing.queue()
    pushing.room.sync.round(pushing.account.id)
    pushing.world.write("UPDATE push SET state = 'ask', url = '' WHERE id = ?", push.id)
    pushing.world.write("DELETE FROM issue")
    assert pushing.room.issues.retry(push.id)
    pushing.room.sync.round(pushing.account.id)
    assert len(pushing.server.issues) == 1
    assert pushing.push().state is State.MADE and pushing.push().url == pushing.issue().url


def test_the_edge_of_the_first_try_stays(pushing: Pushing) -> None:
    queue = PushQueue(pushing.world.store, pushing.clock)
    push = pushing.queue()
    assert queue.begin(push.id, "3")
    queue.not_found(push.id)
    assert queue.begin(push.id, "9")
    found = queue.one(push.id)
    assert found is not None and (found.edge, found.attempts) == ("3", 2)


def test_what_was_taken_back_is_not_begun(pushing: Pushing) -> None:
    push = pushing.queue()
    assert pushing.room.issues.withdraw(push.id)
    assert not PushQueue(pushing.world.store, pushing.clock).begin(push.id, "3")
