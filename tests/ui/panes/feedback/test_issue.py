"""A topic becomes an issue from its page: nothing leaves that was not seen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.fakes.trackers import TOKEN, FakeGitHub
from tests.ui.conftest import SaidNotices
from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.decision import DecisionPart
from ui.panes.feedback.issue.part import IssuePart
from ui.panes.feedback.topics.section import TopicsSection
from ui.panes.settings.trackers_card import TrackersCard
from ui.workers.tracker_ticker import TrackerTicker
from workbench.feedback.advocacy.model import Status
from workbench.feedback.topics.model import Topic, TopicKind
from workbench.feedback.trackers.model import TrackerAccount
from workbench.feedback.trackers.port import TrackerKind
from workbench.feedback.trackers.states import State
from workbench.secrets.port import Secret


@pytest.fixture
def server() -> Iterator[FakeGitHub]:
    made = FakeGitHub()
    yield made
    made.close()


@pytest.fixture
def account(parts: Parts, server: FakeGitHub) -> TrackerAccount:
    room = parts.workbench.product.trackers
    return room.accounts.sign_in(TrackerKind.GITHUB, server.url, "acme/shop", Secret(TOKEN))


@pytest.fixture
def topic(parts: Parts) -> Topic:
    workbench = parts.workbench
    world = World(workbench.store, workbench.clock, workbench.product.topics)
    made = world.topics.create("Export all invoices", TopicKind.REQUEST, "One click each.").value.topic
    world.topics.link(world.say("acme", "Where are my invoices?"), made.id)
    return made


@pytest.fixture
def part(parts: Parts, topic: Topic, qtbot: QtBot) -> IssuePart:
    made = IssuePart(parts)
    qtbot.addWidget(made.widget())
    made.widget().resize(600, 700)
    made.show_topic(topic)
    return made


def test_without_a_tracker_there_is_nothing_to_see(part: IssuePart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(part.presenter.came, raising=False, timeout=500):  # it may have come before
        pass
    assert part.widget().isHidden()


def test_it_is_seen_changed_queued_and_sent(
    account: TrackerAccount, part: IssuePart, parts: Parts, topic: Topic, server: FakeGitHub, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(part.push_buttons))
    part.push_buttons[account.id].click()
    qtbot.waitUntil(part.sheet.isVisible)
    assert "1 account" in part.sheet.body.toPlainText() and part.sheet.title.text() == topic.title
    assert server.issues == []
    part.sheet.title.setText("As I would say it")
    qtbot.keyClick(part.sheet.body, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(part.push_lines) == 1)
    assert part.sheet.isHidden() and server.issues == []
    ticker = TrackerTicker(parts.workbench, parts.runner, parts.bridge)
    ticker.start()
    qtbot.waitUntil(lambda: len(part.issue_lines) == 1 and not part.push_lines)
    ticker.stop()
    assert [stored.title for stored in server.issues] == ["As I would say it"]


def test_escape_leaves_nothing(
    account: TrackerAccount, part: IssuePart, parts: Parts, topic: Topic, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(part.push_buttons))
    part.push_buttons[account.id].click()
    qtbot.waitUntil(part.sheet.isVisible)
    qtbot.keyClick(part.sheet.body, Qt.Key.Key_Escape)
    assert part.sheet.isHidden()
    assert parts.workbench.product.trackers.issues.pushes(topic.id) == []


def test_names_are_chosen_and_the_text_is_another(account: TrackerAccount, part: IssuePart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(part.push_buttons))
    part.push_buttons[account.id].click()
    qtbot.waitUntil(part.sheet.isVisible)
    assert "Acme" not in part.sheet.body.toPlainText()
    part.sheet.names.setCurrentIndex(2)
    part.sheet.names.activated.emit(2)
    qtbot.waitUntil(lambda: "Acme" in part.sheet.body.toPlainText())
    assert "names customers" in part.sheet.warnings.text()


def test_an_address_is_linked_or_refused_in_place(
    account: TrackerAccount, part: IssuePart, server: FakeGitHub, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: bool(part.push_buttons))
    part.url.setText("https://elsewhere.example/x")
    part.link_button.click()
    qtbot.waitUntil(lambda: "owner/repository/issues/12" in part._fault.text())
    part.url.setText(f"{server.url}/acme/shop/issues/3")
    qtbot.keyClick(part.url, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(part.issue_lines) == 1)
    assert part.url.text() == ""


def test_a_closed_issue_asks_and_can_be_left(
    account: TrackerAccount, part: IssuePart, parts: Parts, topic: Topic, server: FakeGitHub, qtbot: QtBot
) -> None:
    server.close_issue(server.add("Theirs", ""), done=True)
    room = parts.workbench.product.trackers
    room.issues.link(topic.id, f"{server.url}/acme/shop/issues/1")
    room.sync.round(account.id)
    qtbot.waitUntil(lambda: bool(part.issue_lines) and not part.issue_lines[0].decline_button.isHidden())
    part.issue_lines[0].decline_button.click()
    qtbot.waitUntil(lambda: bool(part.issue_lines) and part.issue_lines[0].decline_button.isHidden())


def test_what_an_issue_suggests_is_decided_by_a_person_and_says_where_it_is_seen(
    account: TrackerAccount, parts: Parts, topic: Topic, server: FakeGitHub, qtbot: QtBot
) -> None:
    server.close_issue(server.add("Theirs", ""), done=False)
    room, advocacy = parts.workbench.product.trackers, parts.workbench.product.advocacy
    section = TopicsSection(parts)
    qtbot.addWidget(section)
    section.resize(1100, 800)
    section.show()
    section.open_topic(topic.id)
    part, decision = section.page.part(IssuePart), section.page.part(DecisionPart)
    room.issues.link(topic.id, f"{server.url}/acme/shop/issues/1")
    room.sync.round(account.id)
    qtbot.waitUntil(lambda: bool(part.issue_lines) and not part.issue_lines[0].accept_button.isHidden())
    assert part.issue_lines[0].accept_button.text() == "Set status to No"
    part.issue_lines[0].accept_button.click()
    qtbot.waitUntil(decision.form.isVisible)
    assert decision.form.chips.value() == "no" and advocacy.current(topic.id) is None
    decision.form.keep_button.click()
    qtbot.waitUntil(lambda: "decided" in " ".join(label.text() for label in decision.form.findChildren(QLabel)))
    assert advocacy.current(topic.id) is None, "a reason and a decider are needed as for every no"
    decision.form.decider.setText("Mara")
    decision.form.reason.setPlainText("The old report does the same.")
    decision.form.keep_button.click()
    qtbot.waitUntil(lambda: advocacy.current(topic.id) is not None)
    event = advocacy.current(topic.id)
    assert event is not None and event.source_url == f"{server.url}/acme/shop/issues/1"
    qtbot.waitUntil(lambda: bool(part.issue_lines) and part.issue_lines[0].accept_button.isHidden())
    decision.ask()
    decision.form.chips.choose(Status.SHIPPED)
    decision.form.keep_button.click()
    qtbot.waitUntil(lambda: len(advocacy.history(topic.id)) == 2)
    assert advocacy.history(topic.id)[0].source_url == "", "what is decided otherwise is not seen there"


def test_a_failed_one_can_be_tried_again(
    account: TrackerAccount, part: IssuePart, parts: Parts, topic: Topic, server: FakeGitHub, qtbot: QtBot
) -> None:
    room = parts.workbench.product.trackers
    preview = room.issues.preview(topic.id, account.id)
    push = room.issues.queue(preview).value.id  # type: ignore[arg-type, union-attr]
    parts.workbench.store.write(lambda tx: tx.run("UPDATE push SET state = 'failed', reason = 'Issues are off.'"))
    part.presenter.open(topic.id)
    qtbot.waitUntil(lambda: bool(part.push_lines) and not part.push_lines[0].retry_button.isHidden())
    part.push_lines[0].retry_button.click()
    qtbot.waitUntil(lambda: room.issues.one(push) is not None and room.issues.one(push).state is State.QUEUED)  # type: ignore[union-attr]


def test_a_tracker_is_set_up_checked_and_removed(parts: Parts, server: FakeGitHub, qtbot: QtBot) -> None:
    card = TrackersCard(parts)
    qtbot.addWidget(card)
    card.show()
    card.add_button.click()
    card.form.address.setText(server.url)
    card.form.connect_button.click()
    assert "no project" in card.form.notice.text()
    card.form.project.setText("acme/shop")
    card.form.token.setText("wrong-token-wrong")
    card.form.connect_button.click()
    qtbot.waitUntil(lambda: "does not take your token" in card.form.notice.text())
    card.form.token.setText(TOKEN)
    qtbot.keyClick(card.form.token, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(card.rows) == 1 and card.form.isHidden())
    assert card.form.token.text() == ""
    row = next(iter(card.rows.values()))
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    row.check_button.click()
    qtbot.waitUntil(lambda: notices.said[-1][0] == "acme/shop answers.")
    row.remove_button.click()
    assert card.rows, "the first press asks"
    row.confirmed()
    qtbot.waitUntil(lambda: not card.rows)
