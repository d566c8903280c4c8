"""``workbench feedback quiet`` and ``owed``: what waits for us, without the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.test_cli import run
from workbench.app import open_workbench
from workbench.feedback.advocacy.model import Channel, Status
from workbench.feedback.model import Captured, FeedbackKind
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import Author
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery


@pytest.fixture
def home(tmp_path: Path) -> str:
    folder = tmp_path / "home"
    assert run("--data-dir", str(folder), "practice").code == 0
    return str(folder)


def test_nothing_waits_at_first(home: str) -> None:
    assert run("--data-dir", home, "feedback", "quiet").out == "No topic has gone quiet.\n"
    assert run("--data-dir", home, "feedback", "owed").out == "No reply is owed.\n"


def test_quiet_topics_and_owed_replies_are_listed(home: str) -> None:
    workbench = open_workbench(Path(home), secrets=SessionSecrets())
    row = workbench.tickets.page(TicketQuery(status=None, words="1001")).rows[0]
    conversation = workbench.tickets.open(row.id)
    assert conversation is not None
    message = next(each for each in conversation.messages if each.author is Author.CUSTOMER)
    answer = workbench.feedback.capture(message.id, message.text[:20], FeedbackKind.BUG).value
    assert isinstance(answer, Captured)
    topics, push = workbench.product.topics, workbench.product.advocacy
    topic = topics.create("Charged twice", TopicKind.BUG, entry=answer.entry.id).value.topic.id
    push.tell(topic, "Mara", Channel.CHAT)
    workbench.close()
    quiet = run("--data-dir", home, "feedback", "quiet").out
    assert "Raised       Charged twice" in quiet
    assert "Nobody has said they know." in quiet
    workbench = open_workbench(Path(home), secrets=SessionSecrets())
    workbench.product.advocacy.decide(topic, Status.SHIPPED)
    owes = bool(workbench.product.owed.waiting())  # where entries know their voice
    workbench.close()
    owed = run("--data-dir", home, "feedback", "owed").out
    assert owed.endswith("1 reply owed.\n" if owes else "No reply is owed.\n")
