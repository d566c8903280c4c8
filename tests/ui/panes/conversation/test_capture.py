from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.panes.conversation.conftest import card_of, ticket
from ui.commands.actions import Actions
from ui.commands.parts import Parts
from ui.panes.conversation.browser import Words
from ui.panes.conversation.capture import CaptureBubble
from ui.panes.conversation.pane import ConversationPane
from workbench.feedback.model import FeedbackKind
from workbench.kernel.ids import MessageId


def select(pane: ConversationPane, parts: Parts, words: str = "charged my card twice") -> Words:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    own = card_of(pane, words).own
    cursor = own.document().find(words)
    assert cursor.hasSelection()
    own.setFocus()
    own.setTextCursor(cursor)
    return own


def bubble(pane: ConversationPane) -> CaptureBubble:
    assert pane._bubble is not None
    return pane._bubble


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_three_keys_keep_the_words(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    actions = Actions(parts.registry, pane)
    pane.addActions(actions.all())
    own = select(pane, parts)
    qtbot.waitUntil(own.hasFocus)
    press(Qt.Key.Key_F)
    qtbot.waitUntil(lambda: pane._bubble is not None and pane._bubble.hasFocus())
    press(Qt.Key.Key_B, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(parts.workbench.feedback.listed()) == 1)
    (entry,) = parts.workbench.feedback.listed()
    assert (entry.kind, entry.verbatim, entry.note) == (FeedbackKind.BUG, "charged my card twice", "")
    qtbot.waitUntil(own.hasFocus)
    assert not bubble(pane).isVisible()
    assert parts.notices.said[-1][:2] == ("Noted as bug.", "Undo")
    parts.notices.said[-1][2]()
    assert not parts.workbench.feedback.listed()


@pytest.mark.parametrize(("letter", "kind"), list(zip("brkcf", FeedbackKind, strict=True)))
def test_each_kind_has_its_letter(
    pane: ConversationPane, parts: Parts, qtbot: Any, letter: str, kind: FeedbackKind
) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    QTest.keyClicks(QApplication.focusWidget(), letter)
    assert bubble(pane).kind() is kind
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [entry.kind for entry in parts.workbench.feedback.listed()] == [kind])


def test_the_letters_are_the_bubble_s_while_it_is_open(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    ran: list[str] = []
    for command in ("ticket.reply", "inbox.next", "inbox.previous"):
        parts.registry.bind(command, lambda command=command: ran.append(command))
    pane.addActions(Actions(parts.registry, pane).all())
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_R, Qt.Key.Key_K, Qt.Key.Key_J, Qt.Key.Key_E)
    assert ran == []
    assert bubble(pane).kind() is FeedbackKind.KUDOS


def test_enter_without_a_kind_says_what_is_missing(pane: ConversationPane, parts: Parts) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_Return)
    assert bubble(pane).hint.text() == "Choose what it is first: B, R, K, C, F."
    assert not parts.workbench.feedback.listed()


def test_esc_leaves_nothing_and_gives_the_focus_back(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    own = select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_B, Qt.Key.Key_Escape)
    qtbot.waitUntil(own.hasFocus)
    assert not bubble(pane).isVisible()
    assert not parts.workbench.feedback.listed()
    parts.registry.run("feedback.capture")
    assert bubble(pane).kind() is None


def test_a_note_may_be_added_and_enter_keeps_once(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    press(Qt.Key.Key_B)
    bubble(pane).note.setFocus()
    QTest.keyClicks(bubble(pane).note, "third one this week, back soon")
    assert bubble(pane).kind() is FeedbackKind.BUG
    for _ in range(2):
        QTest.keyClick(bubble(pane).note, Qt.Key.Key_Return)
    over: list[object] = []
    parts.runner.run("write", lambda: None, over.append)
    qtbot.waitUntil(lambda: bool(over))
    assert len(parts.notices.said) == 1
    assert [entry.note for entry in parts.workbench.feedback.listed()] == ["third one this week, back soon"]
    assert bubble(pane).hint.text() == "Bug. Enter keeps it."


def test_words_that_are_kept_already_are_told_in_place(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    for _ in range(2):
        parts.registry.run("feedback.capture")
        press(Qt.Key.Key_B, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: not bubble(pane)._busy)
    assert bubble(pane).isVisible()
    assert bubble(pane).hint.text() == "These words are kept as bug already."
    assert len(parts.workbench.feedback.listed()) == 1


def test_words_that_are_not_the_customer_s_are_refused_kindly(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    own = select(pane, parts)
    parts.registry.run("feedback.capture")
    bubble(pane).open_at(own.rect(), MessageId("another"), "not said", own)
    press(Qt.Key.Key_B, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bubble(pane).hint.text().startswith("Only words of the customer's"))
    assert not parts.workbench.feedback.listed()


def test_a_click_elsewhere_closes_the_bubble(pane: ConversationPane, parts: Parts, qtbot: Any) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    pane.header.status.setFocus()
    qtbot.waitUntil(lambda: not bubble(pane).isVisible())


def test_another_conversation_takes_the_bubble_away(pane: ConversationPane, parts: Parts) -> None:
    select(pane, parts)
    parts.registry.run("feedback.capture")
    pane.show_ticket(ticket(parts.workbench, "1002"))
    assert not bubble(pane).isVisible()


def test_without_their_words_there_is_nothing_to_note(pane: ConversationPane, parts: Parts) -> None:
    pane.show_ticket(ticket(parts.workbench, "1001"))
    own = card_of(pane, "Both charges have settled").own
    own.moveCursor(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
    assert parts.registry.run("feedback.capture")
    assert pane._bubble is None
    assert parts.notices.said[-1][0].startswith("Select words of the customer")


def test_the_bubble_stays_within_a_small_window(pane: ConversationPane, parts: Parts) -> None:
    pane.resize(320, 330)
    select(pane, parts)
    parts.registry.run("feedback.capture")
    assert pane.rect().contains(bubble(pane).geometry())
