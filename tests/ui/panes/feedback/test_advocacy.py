"""Pushing on screen, by the keyboard: decide, tell, answer, push, replies owed, gone quiet."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.unit.feedback.topics.conftest import World
from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.decision import DecisionPart
from ui.panes.feedback.advocacy.trail import TrailPart
from ui.panes.feedback.advocacy.waiting_rows import Waiting, WaitingRows
from ui.panes.feedback.owed.section import OwedSection
from ui.panes.feedback.pane import FeedbackPane
from ui.panes.feedback.quiet.section import QuietSection
from ui.panes.feedback.topics.section import TopicsSection
from ui.widgets.pill import State
from workbench.feedback.advocacy.model import Channel, OwedState, Status
from workbench.feedback.advocacy.owed import MOST
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId, TopicId
from workbench.tickets.model import TicketQuery


@pytest.fixture
def ticket(parts: Parts) -> TicketId:
    return parts.workbench.tickets.page(TicketQuery(status=None)).rows[0].id


@pytest.fixture
def topic(world: World, ticket: TicketId) -> TopicId:
    entry = world.say("acme", "Every quarter I lose an evening to this.")
    world.write("UPDATE entry SET ticket_id = ? WHERE id = ?", ticket, entry)
    return world.topics.create("Export all invoices", TopicKind.REQUEST, entry=entry).value.topic.id


@pytest.fixture
def pane(on_topic: FeedbackPane) -> FeedbackPane:
    return on_topic


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def said(parts: Parts) -> list[str]:
    return [text for text, _, _ in parts.notices.said]  # type: ignore[attr-defined]


def waits(qtbot: QtBot, true: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(true()))


def test_t_notes_who_was_told_and_raises_the_topic(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    push = parts.workbench.product.advocacy
    trail = section.page.part(TrailPart)
    waits(qtbot, lambda: "Nobody was told yet." in words(trail))
    QTest.keyClick(section.view, Qt.Key.Key_T)
    assert trail.form.told.hasFocus()
    QTest.keyClicks(trail.form.told, "Mara")
    QTest.keyClick(trail.form.told, Qt.Key.Key_Return)
    waits(qtbot, lambda: push.trail(topic))
    waits(qtbot, lambda: "Mara · in a talk · today" in words(trail))
    assert "They were told; nobody has said they know." in words(trail)
    waits(qtbot, lambda: said(parts)[-1:] == ["Kept. The topic is raised."])
    waits(qtbot, section.page.marks.status.isVisible)
    parts.undo.undo()
    waits(qtbot, lambda: not push.trail(topic))


def in_view(section: TopicsSection, widget: QWidget) -> bool:
    """Whether all of it is on the part of the page that is seen."""
    seen, page = section.page.viewport(), widget.mapTo(section.page.viewport(), widget.rect().topLeft())
    return page.y() >= 0 and page.y() + widget.height() <= seen.height()


def test_what_a_key_opens_on_the_page_comes_into_view(section: TopicsSection, world: World, qtbot: QtBot) -> None:
    section.page.problem.setPlainText("\n".join("A long problem." for _ in range(30)))
    trail, decision = section.page.part(TrailPart), section.page.part(DecisionPart)
    QTest.keyClick(section.view, Qt.Key.Key_T)
    waits(qtbot, lambda: in_view(section, trail.form))
    QTest.keyClick(trail.form.told, Qt.Key.Key_Escape)
    section.page.verticalScrollBar().setValue(0)
    QTest.keyClick(section.view, Qt.Key.Key_S)
    waits(qtbot, lambda: in_view(section, decision.form))
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    section.page.verticalScrollBar().setValue(0)
    QTest.keyClick(section.view, Qt.Key.Key_P)
    waits(qtbot, lambda: trail.nudge.isVisible() and in_view(section, trail.nudge))


def test_enter_goes_to_their_words_and_keeps_the_chosen_one_in_view(
    section: TopicsSection, world: World, topic: TopicId, qtbot: QtBot
) -> None:
    for at in range(12):
        world.topics.link(world.say(f"client {at}", f"Every quarter I lose evening {at} to this."), topic)
    words_of = section.page.words
    waits(qtbot, lambda: section.page.entries.rowCount() == 13)

    def chosen_is_seen() -> bool:
        place = words_of.visualRect(words_of.currentIndex())
        top = words_of.mapTo(section.page.viewport(), place.topLeft()).y()
        return top >= 0 and top + place.height() <= section.page.viewport().height()

    QTest.keyClick(section.view, Qt.Key.Key_Return)
    assert words_of.hasFocus()
    waits(qtbot, chosen_is_seen)
    for _ in range(12):
        QTest.keyClick(words_of, Qt.Key.Key_Down)
    assert words_of.currentIndex().row() == 12
    waits(qtbot, chosen_is_seen)


def test_enter_on_a_bar_goes_to_the_words_it_was_counted_from(section: TopicsSection, qtbot: QtBot) -> None:
    page = section.page
    waits(qtbot, lambda: page.page() is not None and page.entries.rowCount() == 1 and page.page().weight.accounts == 1)
    weeks = page.page().weight.weeks
    full = next(at for at, (_, number) in enumerate(weeks) if number)
    page.bars.canvas.setFocus()
    page.bars.activated.emit((full + 1) % len(weeks))
    assert page.bars.canvas.hasFocus(), "nobody wrote in that week"
    page.bars.canvas.go_to(full)
    QTest.keyClick(page.bars.canvas, Qt.Key.Key_Return)
    assert page.words.hasFocus()


def test_a_writes_down_what_they_answered(section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot) -> None:
    push = parts.workbench.product.advocacy
    push.tell(topic, "Mara", Channel.CHAT)
    trail = section.page.part(TrailPart)
    waits(qtbot, lambda: "No answer yet" in words(trail))
    QTest.keyClick(section.view, Qt.Key.Key_A)
    assert trail.answer.hasFocus()
    QTest.keyClicks(trail.answer, "Seen it, not this sprint")
    QTest.keyClick(trail.answer, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    waits(qtbot, lambda: push.they_know(topic))
    waits(qtbot, lambda: "They know: Mara answered." in words(trail))
    waits(qtbot, lambda: "“Seen it, not this sprint”" in words(trail))


def test_an_action_without_a_day_is_not_kept_and_esc_leaves_nothing(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    push = parts.workbench.product.advocacy
    trail = section.page.part(TrailPart)
    QTest.keyClick(section.view, Qt.Key.Key_T)
    QTest.keyClick(trail.form.told, Qt.Key.Key_Return)
    waits(qtbot, lambda: "It is not said who was told." in words(trail.form))
    QTest.keyClicks(trail.form.told, "Mara")
    QTest.keyClicks(trail.form.next_action, "Ask again")
    assert trail.form.day.isVisible()
    QTest.keyClicks(trail.form.day.field, "yesterday")
    QTest.keyClick(trail.form.next_action, Qt.Key.Key_Return)
    assert trail.form.isVisible()
    QTest.keyClick(trail.form.told, Qt.Key.Key_Escape)
    assert not trail.form.isVisible()
    assert push.trail(topic) == []


def test_s_decides_and_says_what_is_missing(section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot) -> None:
    push = parts.workbench.product.advocacy
    part = section.page.part(DecisionPart)
    waits(qtbot, lambda: "Heard. Nothing was decided yet." in words(part))
    QTest.keyClick(section.view, Qt.Key.Key_S)
    QTest.keyClick(part.form.chips.buttons[Status.NO], Qt.Key.Key_Space)
    QTest.keyClick(part.form.decider, Qt.Key.Key_Return)
    waits(qtbot, lambda: "It is not said who decided. The reason is missing" in words(part.form))
    assert push.history(topic) == []
    QTest.keyClicks(part.form.decider, "Mara")
    QTest.keyClicks(part.form.reason, "The old report stays as it is.")
    QTest.keyClick(part.form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    waits(qtbot, lambda: push.current(topic) is not None)
    waits(qtbot, lambda: "No, says Mara: The old report stays as it is." in words(part))
    assert "Support was not asked" in words(part)
    assert part.owed_button.text() == "1 reply owed"
    waits(qtbot, lambda: said(parts)[-1:] == ["Kept. 1 reply owed now."])
    parts.undo.undo()
    waits(qtbot, lambda: (now := push.current(topic)) is not None and now.status is Status.HEARD)
    waits(qtbot, lambda: "Today · No, says Mara" in words(part))


def test_not_now_asks_for_the_day_on_which_it_returns(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    push = parts.workbench.product.advocacy
    part = section.page.part(DecisionPart)
    QTest.keyClick(section.view, Qt.Key.Key_S)
    assert not part.form.day.isVisible()
    QTest.keyClick(part.form.chips.buttons[Status.NOT_NOW], Qt.Key.Key_Space)
    assert part.form.day.isVisible()
    QTest.keyClicks(part.form.decider, "Mara")
    QTest.keyClicks(part.form.reason, "Billing is rebuilt first.")
    QTest.keyClicks(part.form.day.field, "+20")
    QTest.keyClick(part.form.day.field, Qt.Key.Key_Return)
    waits(qtbot, lambda: push.current(topic) is not None)
    current = push.current(topic)
    assert current is not None and current.revisit_on == push.today() + timedelta(days=20)


def test_it_is_let_go_with_a_reason_and_taken_up_again(
    section: TopicsSection, world: World, topic: TopicId, qtbot: QtBot
) -> None:
    part = section.page.part(DecisionPart)
    waits(qtbot, lambda: part._topic is not None)
    QTest.keyClick(part.let_go_button, Qt.Key.Key_Space)
    QTest.keyClick(part.why, Qt.Key.Key_Return)
    assert "It is not said why it is let go." in words(part.why_form)
    QTest.keyClicks(part.why, "The form is gone")
    QTest.keyClick(part.why, Qt.Key.Key_Return)
    waits(qtbot, lambda: "Let go: The form is gone" in words(part))
    QTest.keyClick(part.let_go_button, Qt.Key.Key_Space)
    waits(qtbot, lambda: (one := world.topics.one(topic)) is not None and one.let_go_at is None)


def test_p_gives_words_that_are_noted_only_when_somebody_says_so(
    section: TopicsSection, parts: Parts, topic: TopicId, qtbot: QtBot
) -> None:
    push = parts.workbench.product.advocacy
    push.tell(topic, "Mara", Channel.CHAT)
    trail = section.page.part(TrailPart)
    mails: list[QUrl] = []
    trail.nudge._write_mail = mails.append
    QTest.keyClick(section.view, Qt.Key.Key_P)
    waits(qtbot, trail.nudge.isVisible)
    assert "What is the answer: yes, no with the reason" in trail.nudge.text.toPlainText()
    assert "No new account since the last time." in words(trail.nudge)
    QTest.keyClick(trail.nudge.copy_button, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == trail.nudge.text.toPlainText()
    QTest.keyClick(trail.nudge.mail_button, Qt.Key.Key_Space)
    mail = QUrl.fromPercentEncoding(mails[0].toEncoded())
    assert mail == "mailto:?subject=Export all invoices&body=" + trail.nudge.text.toPlainText().replace("\n", "\r\n")
    assert len(push.trail(topic)) == 1
    QTest.keyClick(trail.nudge.told_button, Qt.Key.Key_Space)
    assert trail.form.told.text() == "Mara"
    assert trail.form.words.toPlainText().startswith("“Export all invoices”, which")
    assert len(push.trail(topic)) == 1
    QTest.keyClick(trail.form.told, Qt.Key.Key_Return)
    waits(qtbot, lambda: len(push.trail(topic)) == 2)


@pytest.fixture
def owed(pane: FeedbackPane, parts: Parts, topic: TopicId, qtbot: QtBot) -> OwedSection:
    parts.workbench.product.advocacy.decide(topic, Status.SHIPPED, reason="All invoices come as one file.")
    found = pane.show_section("owed")
    assert isinstance(found, OwedSection)
    waits(qtbot, lambda: found.rows.rowCount() == 1)
    found.view.setFocus()
    return found


def test_enter_asks_whether_it_is_live_then_drafts_and_goes_there(
    pane: FeedbackPane, owed: OwedSection, parts: Parts, ticket: TicketId, qtbot: QtBot
) -> None:
    gone: list[str] = []
    pane.reply_asked.connect(gone.append)
    QTest.keyClick(owed.view, Qt.Key.Key_Return)
    waits(qtbot, owed.live_form.isVisible)
    assert "Is “Export all invoices” live for Acme?" in words(owed.live_form)
    assert parts.workbench.drafts.load(ticket, OutKind.REPLY) is None
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    waits(qtbot, lambda: gone)
    draft = parts.workbench.drafts.load(ticket, OutKind.REPLY)
    assert gone == [ticket]
    assert draft is not None and "All invoices come as one file." in draft.text
    waits(qtbot, lambda: said(parts)[-1:] == ["The reply is in the draft. It leaves when you send it."])
    waits(qtbot, lambda: [each.state for each in parts.workbench.product.owed.waiting()] == [OwedState.DRAFTED])


def test_what_is_not_live_yet_stays_owed(owed: OwedSection, parts: Parts, ticket: TicketId, qtbot: QtBot) -> None:
    QTest.keyClick(owed.view, Qt.Key.Key_Return)
    waits(qtbot, owed.live_form.isVisible)
    QTest.keyClick(owed.live_form, Qt.Key.Key_Escape)
    waits(qtbot, lambda: said(parts)[-1:] == ["It stays owed until it is live for them."])
    assert parts.workbench.drafts.load(ticket, OutKind.REPLY) is None
    assert len(parts.workbench.product.owed.waiting()) == 1


def test_more_come_where_the_end_of_the_list_comes_near(
    owed: OwedSection, parts: Parts, world: World, topic: TopicId, qtbot: QtBot
) -> None:
    event = parts.workbench.product.advocacy.current(topic)
    entries = [world.say(f"client-{n}", "I would like that too.") for n in range(MOST + 20)]
    world.write(
        "INSERT INTO reply_owed (id, topic_id, status_event_id, voice_id, entry_id)"
        " SELECT 'z' || e.id, ?, ?, e.voice_id, e.id FROM entry e JOIN json_each(?) j ON j.value = e.id",
        topic, event.id if event else "", json.dumps(entries),
    )  # fmt: skip
    owed._ask()
    waits(qtbot, lambda: owed.rows.rowCount() == MOST)
    bar = owed.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    waits(qtbot, lambda: owed.rows.rowCount() == MOST + 21)
    assert f"{MOST + 21} replies owed." in words(owed) and "are shown" not in words(owed)


def test_s_skips_with_a_reason_and_undo_brings_it_back(owed: OwedSection, parts: Parts, qtbot: QtBot) -> None:
    QTest.keyClick(owed.view, Qt.Key.Key_S)
    assert owed.why.hasFocus()
    QTest.keyClick(owed.why, Qt.Key.Key_Return)
    assert "It is not said why it is skipped." in words(owed.skip_form)
    QTest.keyClicks(owed.why, "Told on the phone")
    QTest.keyClick(owed.why, Qt.Key.Key_Return)
    waits(qtbot, owed.empty.isVisible)
    parts.undo.undo()
    waits(qtbot, lambda: owed.rows.rowCount() == 1)


def test_enter_in_the_quiet_list_goes_to_the_topic(
    pane: FeedbackPane, section: TopicsSection, parts: Parts, topic: TopicId, world: World, qtbot: QtBot
) -> None:
    other = world.topics.create("Login by phone", TopicKind.BUG).value.topic.id
    quiet = pane.show_section("quiet")
    assert isinstance(quiet, QuietSection)
    assert quiet.empty.isVisible()
    parts.workbench.product.advocacy.tell(other, "Jon", Channel.TALK)
    waits(qtbot, lambda: quiet.rows.rowCount() == 1)
    assert quiet.rows.data(quiet.rows.index(0)) == (
        "Login by phone, Raised, Nothing is planned next, Nobody has said they know · last told: Jon"
    )
    quiet.view.setFocus()
    QTest.keyClick(quiet.view, Qt.Key.Key_Return)
    waits(qtbot, lambda: (page := section.page.page()) is not None and page.row.topic.id == other)
    assert section.isVisible()


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    model = WaitingRows()
    qtmodeltester.check(model)
    row = Waiting(id="1", title="Export", state=State(word="No"), about="“Where?”", beside="", thing=None)
    model.show_rows([row])
    assert model.rowCount() == 1
