"""`workbench feedback push` over a real socket: seen, sent once, said plainly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.trackers import TOKEN, FakeGitHub, Reply
from tests.unit.cli.test_cli import Ran, run
from tests.unit.feedback.topics.conftest import World
from workbench.app import open_workbench
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.trackers.port import TrackerKind
from workbench.secrets.port import Secret, SessionSecrets


@pytest.fixture
def server() -> Iterator[FakeGitHub]:
    made = FakeGitHub()
    yield made
    made.close()


@pytest.fixture
def home(tmp_path: Path, server: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> Path:
    secrets = SessionSecrets()
    monkeypatch.setattr("workbench.cli.opening.KeyringSecrets", lambda: secrets)
    home = tmp_path / "home"
    workbench = open_workbench(home, secrets=secrets)
    world = World(workbench.store, workbench.clock, workbench.product.topics)
    topic = world.topics.create("Export all invoices", TopicKind.REQUEST, "One click each.").value.topic.id
    world.topics.link(world.say("acme", "Where are my invoices?"), topic)
    workbench.product.trackers.accounts.sign_in(TrackerKind.GITHUB, server.url, "acme/shop", Secret(TOKEN), name="Shop")
    workbench.close()
    return home


def push(home: Path, *more: str) -> Ran:
    return run("--data-dir", str(home), "feedback", "push", "export all invoices", "--to", "shop", *more)


def test_a_dry_run_shows_the_text_and_sends_nothing(home: Path, server: FakeGitHub) -> None:
    ran = push(home, "--dry-run")
    assert ran.code == 0 and ran.out.startswith("Export all invoices\n\n## The problem")
    assert "Anybody can read" in ran.err and "Acme" not in ran.out
    assert server.writes() == 0


def test_it_is_there_once(home: Path, server: FakeGitHub) -> None:
    ran = push(home, "--names", "full")
    assert (ran.code, len(server.issues)) == (0, 1)
    assert f"{server.url}/acme/shop/issues/1" in ran.out and "Acme" in server.issues[0].body
    assert push(home, "--new").code == 2, "nothing is new"
    assert len(server.issues) == 1 and server.issues[0].comments == []


def test_what_waits_is_said(home: Path, server: FakeGitHub) -> None:
    server.plan += [None, Reply(429, {}, {"Retry-After": "60"})]
    ran = push(home)
    assert ran.code == 1 and "It is queued." in ran.err
    again = push(home)
    assert again.code == 1 and "waits to become an issue there already" in again.err
    assert server.issues == []


def test_what_is_not_here_is_named(home: Path) -> None:
    ran = run("--data-dir", str(home), "feedback", "push", "none", "--to", "shop")
    assert ran.code == 2 and "No topic is called “none”" in ran.err
    ran = run("--data-dir", str(home), "feedback", "push", "none", "--to", "elsewhere")
    assert ran.code == 2 and "There are: Shop." in ran.err
    assert run("--data-dir", str(home), "feedback").code == 0


def sync(home: Path) -> Ran:
    return run("--data-dir", str(home), "sync", "--once")


def test_a_round_sends_what_was_queued_and_reads_how_it_stands(home: Path, server: FakeGitHub) -> None:
    server.plan += [Reply(401, {})]
    assert push(home).code == 1 and server.issues == []
    ran = sync(home)
    assert (ran.code, ran.err, len(server.issues)) == (0, "", 1)
    assert "Shop: 1 pushed, 1 issues read." in ran.out
    assert sync(home).out == "Shop: 0 pushed, 0 issues read.\n", "read a moment ago, and nothing is queued"


def test_a_round_makes_nothing_that_nobody_queued(home: Path, server: FakeGitHub) -> None:
    assert sync(home).code == 0 and server.writes() == 0


def test_a_round_says_which_tracker_was_not_reached(home: Path, server: FakeGitHub) -> None:
    server.plan += [Reply(401, {}), Reply(401, {})]
    push(home)
    ran = sync(home)
    assert ran.code == 1 and ran.err.startswith("Shop: ") and "1 queued for a tracker." in ran.out
