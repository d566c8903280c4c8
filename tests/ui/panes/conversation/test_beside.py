"""Beside a conversation: what is agreed and handed over, goodwill, the card of what one may do, and what is learned."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.conftest import SaidNotices
from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.conversation.beside.may_do import NOTHING
from ui.panes.conversation.pane import ConversationPane
from workbench.feedback.topics.model import TopicKind
from workbench.helpdesk.port import OutKind
from workbench.tickets.model import Conversation


@pytest.fixture
def pane(mettes: ConversationPane) -> ConversationPane:
    return mettes


def lines(pane: ConversationPane) -> list[str]:
    return [row.label.full_text() for row in pane.beside.rows]


def press(pane: ConversationPane, word: str) -> None:
    next(button for row in pane.beside.rows for button in row.buttons if button.text() == word).click()


def type_in(field: QLineEdit | QPlainTextEdit, words: str) -> None:
    QTest.keyClicks(field, words)


def test_there_is_nothing_to_see_until_something_is_kept(pane: ConversationPane) -> None:
    assert pane.beside.isHidden()


def test_goodwill_is_noted_in_a_line_and_undone(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    assert parts.registry.run("ticket.goodwill")
    form = pane.beside.form
    qtbot.waitUntil(form.fields[0].hasFocus)
    QTest.keyClick(form.fields[0], Qt.Key.Key_Return)
    assert form.isVisible(), "it is not said what"
    type_in(form.fields[0], "Gave a free month")
    type_in(form.fields[1], "We were down")
    QTest.keyClick(form.fields[1], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: lines(pane) == ["Goodwill: Gave a free month · We were down"])
    assert form.isHidden() and pane.thread_view.hasFocus(), "the focus is back where it was"
    parts.undo.undo()
    qtbot.waitUntil(pane.beside.isHidden)
    assert parts.workbench.product.around.care.done_on(mette.id) == []


def test_a_rule_that_was_named_before_is_offered_as_a_topic(pane: ConversationPane, parts: Parts, qtbot: QtBot) -> None:
    notices = parts.notices
    assert isinstance(notices, SaidNotices)
    for _ in range(2):
        parts.registry.run("ticket.goodwill")
        for field, words in zip(pane.beside.form.fields, ("Refund", "Fair", "No refund after a week"), strict=True):
            type_in(field, words)
        QTest.keyClick(pane.beside.form.fields[2], Qt.Key.Key_Return)
        before = len(notices.said)
        qtbot.waitUntil(lambda before=before: len(notices.said) > before)  # type: ignore[misc]
    words, action, run = notices.said[-1]
    assert "“No refund after a week” was in the way 2 times" in words and action == "Make topic"
    assert run is not None
    run()
    topics = parts.workbench.product.topics
    qtbot.waitUntil(lambda: [row.topic.kind for row in topics.listed()] == [TopicKind.RULE_IN_THE_WAY])


def test_what_is_agreed_is_read_and_handed_over_by_a_note(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.registry.run("ticket.boundary")
    form = pane.beside.form
    qtbot.waitUntil(form.fields[0].hasFocus)
    type_in(form.fields[0], "We answer in writing.")
    QTest.keyClick(form.fields[0], Qt.Key.Key_Return)
    assert form.isVisible(), "Enter begins a line here"
    QTest.keyClick(form.fields[0], Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    assert "“We answer in writing.”" in lines(pane)[0]
    with qtbot.waitSignal(pane.edit_asked) as asked:
        press(pane, "Hand over")
    assert asked.args == ["note"]
    draft = parts.workbench.drafts.load(mette.id, OutKind.NOTE)
    assert draft is not None and "> We answer in writing." in draft.text
    qtbot.waitUntil(lambda: lines(pane)[0].endswith("is not sent yet"))
    parts.workbench.outbox.queue(mette.id, OutKind.NOTE, draft.text, hold=timedelta(seconds=30), meant=True)
    qtbot.waitUntil(lambda: lines(pane)[0].endswith("handed over today"))
    shown = pane.presenter.conversation
    qtbot.waitUntil(lambda: any("Will you take it from here" in each.text for each in _messages(pane)))
    assert shown is not None
    press(pane, "They took it")
    qtbot.waitUntil(lambda: lines(pane)[0].endswith("taken over today"))
    press(pane, "End")
    qtbot.waitUntil(pane.beside.isHidden)


def _messages(pane: ConversationPane):  # type: ignore[no-untyped-def]
    assert pane.presenter.conversation is not None
    return pane.presenter.conversation.messages


def test_the_card_is_there_by_a_key_and_leads_to_a_note(pane: ConversationPane, parts: Parts, qtbot: QtBot) -> None:
    card = pane.beside.card
    parts.registry.run("ticket.may_do")
    qtbot.waitUntil(card.isVisible)
    assert [line.text() for line in card.lines] == [NOTHING]
    QTest.keyClick(card.note, Qt.Key.Key_Escape)
    assert card.isHidden() and pane.thread_view.hasFocus()
    parts.workbench.product.around.kept.allow("Refund an order", "Up to what was paid")
    parts.registry.run("ticket.may_do")
    qtbot.waitUntil(card.isVisible)
    assert [line.text() for line in card.lines] == ["Refund an order", "Up to what was paid"]
    card.note.click()
    assert card.isHidden() and pane.beside.form.isVisible()


def test_another_conversation_closes_what_was_asked(pane: ConversationPane, parts: Parts) -> None:
    parts.registry.run("ticket.goodwill")
    type_in(pane.beside.form.fields[0], "Gave")
    pane.show_ticket(conversation(parts, "Export to CSV stops").id)
    assert pane.beside.form.isHidden()


def test_the_last_reply_is_kept_as_an_example(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    kept = parts.workbench.product.around.kept
    parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "The second charge is gone.", hold=timedelta(seconds=30))
    qtbot.waitUntil(lambda: any("The second charge" in each.text for each in _messages(pane)))
    parts.registry.run("ticket.keep_reply")
    type_in(pane.beside.form.fields[0], "Refunds")
    QTest.keyClick(pane.beside.form.fields[0], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [each.about for each in kept.replies()] == ["Refunds"])
    assert "The second charge is gone." in kept.replies()[0].text


def test_what_was_learned_has_a_day_to_look_back(pane: ConversationPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("reply.learned")
    type_in(pane.beside.form.fields[0], "Ask for the number first")
    QTest.keyClick(pane.beside.form.fields[0], Qt.Key.Key_Return)
    people = parts.workbench.product.around.people
    qtbot.waitUntil(lambda: len(people.notes()) == 1)
    assert people.notes()[0].look_back_on == parts.workbench.product.advocacy.today() + timedelta(weeks=1)
