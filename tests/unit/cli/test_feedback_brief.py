"""``workbench feedback brief``, ``listening`` and ``meeting``: pages made without the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run
from tests.unit.feedback.topics.conftest import World
from workbench.app import open_workbench
from workbench.feedback.topics.model import TopicKind
from workbench.secrets.port import SessionSecrets


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = tmp_path / "home"
    workbench = open_workbench(folder, secrets=SessionSecrets())
    world = World(workbench.store, workbench.clock, workbench.product.topics)
    for title in ("Export all invoices", "Export to a sheet"):
        topic = world.topics.create(title, TopicKind.REQUEST, entry=world.say("acme", f"{title}, so slow")).value.topic
        world.topics.change(topic.id, {"area": "Billing"})
    workbench.close()
    return str(folder)


def test_a_brief_is_written_as_asked(home: str, tmp_path: Path) -> None:
    shown = run("--data-dir", home, "feedback", "brief", "all invoices")
    assert (shown.code, shown.out.startswith("# Export all invoices\n")) == (0, True)
    assert "[^1]: 1 account: ticket 0." in shown.out
    file = tmp_path / "brief.html"
    said = run("--data-dir", home, "feedback", "brief", "export ALL invoices", "-o", str(file))
    assert said.out.startswith(f"Written to {file}. Evidence: 1 entry, sha256 ")
    assert file.read_text("utf-8").startswith("<!doctype html>")
    other = tmp_path / "brief.txt"
    run(
        "--data-dir", home, "feedback", "brief", "all invoices", "--format", "html", "-o", str(other), "--names", "full"
    )
    assert "Acme, ticket 0" in other.read_text("utf-8")


def test_which_topic_is_meant_is_asked(home: str) -> None:
    both = run("--data-dir", home, "feedback", "brief", "export")
    assert (both.code, "2 topics have “export” in their titles." in both.err) == (2, True)
    none = run("--data-dir", home, "feedback", "brief", "login")
    assert (none.code, "No topic has “login” in its title." in none.err) == (2, True)


def test_lists_for_others(home: str) -> None:
    listening = run("--data-dir", home, "feedback", "listening")
    assert "## Billing\n\n> Export" in listening.out
    meeting = run("--data-dir", home, "feedback", "meeting", "billing", "--format", "html")
    assert "<h1>Billing: what customers need decided</h1>" in meeting.out
    assert run("--data-dir", home, "feedback", "meeting", "Login").err.startswith("No topic is in the area “Login”.")
