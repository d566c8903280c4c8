"""``workbench feedback topics``, also beside an open window; and words of the command line that are odd."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run
from tests.unit.conftest import Bench
from tests.unit.feedback.topics.conftest import World
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.topics.model import TopicKind
from workbench.feedback.topics.service import TopicService


@pytest.fixture
def home(bench: Bench) -> str:
    """Three topics, in a folder that a window has open all the time."""
    world = World(bench.workbench.store, bench.clock, bench.workbench.product.topics)
    export = world.topics.create("Export all invoices", TopicKind.REQUEST, "One each.").value.topic.id
    for client in ("acme", "birch"):
        world.topics.link(world.say(client, "Where are my receipts?"), export)
    bench.clock.advance(-bench.clock.now().resolution)
    world.topics.create("Charged twice", TopicKind.BUG, entry=world.say("acme", "Twice!", days_ago=9))
    dark = world.topics.create("A dark look", TopicKind.REQUEST, entry=world.say("elm", "So bright", days_ago=20))
    push = bench.workbench.product.advocacy
    push.decide(dark.value.topic.id, Status.NO, decided_by="Jon", reason="We keep to one look for now.")
    push.tell(export, "Jon", Channel.CHAT, said="I see")
    return str(bench.workbench.home)


def listed(home: str, *words: str) -> list[str]:
    return run("--data-dir", home, "feedback", "topics", *words).out.splitlines()


def test_topics_are_listed_as_the_window_lists_them(home: str) -> None:
    assert listed(home) == [
        "Raised          2 accounts  Export all invoices",
        "Heard            1 account  Charged twice",
        "No               1 account  A dark look",
    ]
    assert run("--data-dir", home, "feedback", "quiet").code == run("--data-dir", home, "feedback", "owed").code == 0


def test_they_are_found_by_their_words_and_by_how_they_stand(home: str) -> None:
    assert [line[28:] for line in listed(home, "receipts")] == ["Export all invoices"]
    assert [line[28:] for line in listed(home, "--status", "no", "--status", "heard")] == [
        "Charged twice",
        "A dark look",
    ]
    for words in ('"', "NEAR(", "words:*", "*", "no such words"):
        found = run("--data-dir", home, "feedback", "topics", words)
        assert (found.code, found.out) == (1, "No topic fits.\n"), words


def test_other_programs_read_a_line_of_json_each(home: str, bench: Bench) -> None:
    first, *others = [json.loads(line) for line in listed(home, "--jsonl")]
    assert isinstance(bench.workbench.product.topics, TopicService) and len(others) == 2
    assert bench.workbench.product.topics.one(first["id"]) is not None
    assert {name: first[name] for name in ("title", "status", "accounts", "entries", "they_know", "practice")} == {
        "title": "Export all invoices", "status": "raised", "accounts": 2, "entries": 2, "they_know": True,
        "practice": False,
    }  # fmt: skip
    assert run("--data-dir", home, "feedback", "topics", "--jsonl", "nothing like it").out == ""


ODD = (
    (["brief", "\udcff"], "is not text"),
    (["people", "--add", "\udcff"], "is not text"),
    (["listening", "a", "\udcff"], "is not text"),
    (["month", "--month", "0001-01"], "is no month"),
    (["month", "--month", "9999-12"], "is no month"),
    (["meeting", " "], "not said which area"),
    (["sets", "--ticket", ""], "no ticket with the number"),
)


def test_odd_words_are_answered_in_a_sentence(tmp_path: Path) -> None:
    for words, said in ODD:
        answer = run("--data-dir", str(tmp_path / "home"), "feedback", *words)
        assert answer.code == 2 and said in answer.err, words
