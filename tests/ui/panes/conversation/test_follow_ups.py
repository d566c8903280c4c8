"""Follow-ups in the conversation, and what was checked before a reply was sent, by keyboard."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.conversation.follow_ups import said
from ui.panes.conversation.pane import ConversationPane
from workbench.certainty.checked.model import Outcome
from workbench.follow_ups.days import next_working_day
from workbench.follow_ups.model import FollowUp
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import SystemClock
from workbench.tickets.model import Conversation


@pytest.fixture
def pane(mettes: ConversationPane) -> ConversationPane:
    return mettes


def lines(pane: ConversationPane) -> list[str]:
    return [row.label.full_text() for row in pane.follow_ups.rows]


def test_there_is_nothing_to_see_until_there_is_one(pane: ConversationPane) -> None:
    assert pane.follow_ups.isHidden()


def test_a_key_asks_what_and_when_and_enter_makes_it(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    today = parts.workbench.follow_ups.today()
    assert parts.registry.run("ticket.follow_up")
    form = pane.follow_ups.form
    about = form.fields[0]
    qtbot.waitUntil(about.hasFocus)
    QTest.keyClick(about, Qt.Key.Key_Return)
    assert form.isVisible(), "it is not said what"
    QTest.keyClicks(about, "Whether the second charge is gone")
    QTest.keyClick(about, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    (made,) = parts.workbench.follow_ups.of_ticket(mette.id)
    assert (made.due, made.about) == (next_working_day(today), "Whether the second charge is gone")
    assert lines(pane) == [said(made, today)]
    assert form.isHidden()
    assert pane.thread_view.hasFocus(), "the focus is back where it was"


def test_done_and_another_day_can_be_undone(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    core = parts.workbench.follow_ups
    day = core.today() + timedelta(days=3)
    core.add(mette.id, day, "The charge")
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    pane.follow_ups.rows[0].move_.click()
    form = pane.follow_ups.form
    assert form.fields == []
    qtbot.waitUntil(form.day_line.choices[0].hasFocus)
    QTest.keyClicks(form.day_line.choices[0], "+")
    QTest.keyClicks(form.day_line.field, "9")
    QTest.keyClick(form.day_line.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: core.of_ticket(mette.id)[0].due == core.today() + timedelta(days=9))
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    qtbot.waitUntil(lambda: core.of_ticket(mette.id)[0].due == day)
    qtbot.waitUntil(lambda: lines(pane) == [said(core.of_ticket(mette.id)[0], core.today())])
    pane.follow_ups.rows[0].done.click()
    qtbot.waitUntil(pane.follow_ups.isHidden)
    qtbot.waitUntil(parts.undo.canUndo)
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)


def test_esc_leaves_nothing_and_letters_are_the_forms_own(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.registry.run("ticket.follow_up")
    form = pane.follow_ups.form
    about = form.fields[0]
    qtbot.waitUntil(about.hasFocus)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    event.ignore()
    form.event(event)
    assert event.isAccepted()
    QTest.keyClick(about, Qt.Key.Key_Escape)
    assert form.isHidden() and pane.follow_ups.isHidden()
    assert parts.workbench.follow_ups.of_ticket(mette.id) == []


def test_another_conversation_shows_its_own(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.workbench.follow_ups.add(mette.id, parts.workbench.follow_ups.today(), "The charge")
    qtbot.waitUntil(lambda: len(lines(pane)) == 1)
    pane.show_ticket(conversation(parts, "Export to CSV").id)
    assert pane.follow_ups.isHidden()
    pane.show_ticket(mette.id)
    assert lines(pane) == ["Follow up today: The charge"]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (date(2026, 5, 1), "Follow-up was due on Friday: The charge"),
        (date(2026, 5, 5), "Follow up tomorrow: The charge"),
        (date(2026, 5, 8), "Follow up by Friday: The charge"),
    ],
)
def test_a_follow_up_is_told_by_the_name_of_its_day(due: date, words: str, mette: Conversation) -> None:
    follow_up = FollowUp(id="a", ticket=mette.id, due=due, about="The charge", made_at=SystemClock().now())
    assert said(follow_up, date(2026, 5, 4)) == words


def test_what_was_checked_stands_under_the_reply(
    pane: ConversationPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.workbench.checked.note(mette.id, OutKind.REPLY, "should", "It should be gone.", Outcome.IS)
    parts.workbench.outbox.queue(mette.id, OutKind.REPLY, "It is gone.", hold=timedelta(hours=1))
    qtbot.waitUntil(lambda: any(card.checked for card in pane.thread_view.cards()))
    (card,) = [card for card in pane.thread_view.cards() if card.checked and card.checked.isVisible()]
    assert card.checked and card.checked.accessibleName() == "Checked before sending:\n“It should be gone.”: it is"
