"""What the customer asks, over the reply: by keyboard, ticked by the agent alone, said once by Send."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.panes.composer.conftest import conversation
from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind
from workbench.outbox.states import State
from workbench.settings.schema import SAY_OPEN_ASKS, UNDO_SECONDS
from workbench.tickets.model import Conversation


@pytest.fixture
def four(parts: Parts) -> Conversation:
    return conversation(parts, "A few things before")


@pytest.fixture
def writing(pane: ComposerPane, parts: Parts, four: Conversation, qtbot: QtBot) -> ComposerPane:
    parts.workbench.settings.set(SAY_OPEN_ASKS, True)
    pane.show_conversation(four)
    pane.begin(OutKind.REPLY)
    qtbot.waitUntil(lambda: letters(pane) == ["A", "B", "C", "D"])
    return pane


def letters(pane: ComposerPane) -> list[str]:
    return [chip.ask.letter for chip in pane.desk.asks.chips]


def ticked(pane: ComposerPane) -> list[str]:
    return [chip.ask.letter for chip in pane.desk.asks.chips if chip.isChecked()]


def suggested(pane: ComposerPane) -> list[str]:
    return [chip.ask.letter for chip in pane.desk.asks.chips if chip.suggested]


def queued(parts: Parts) -> list[str]:
    return [found.id for found in parts.workbench.outbox.listed() if found.state is State.QUEUED]


def test_the_questions_stand_over_the_reply_in_order(writing: ComposerPane, qtbot: QtBot) -> None:
    chips = writing.desk.asks.chips
    assert chips[0].ask.text.startswith("First, can both shops share")
    assert chips[3].accessibleName().startswith("D, open: If we find after two weeks")
    assert writing.desk.asks.isVisible()
    qtbot.waitUntil(lambda: "A, B, C, D open" in writing.desk.strip.parts_shown())


def test_every_part_of_the_strip_stands_in_it(writing: ComposerPane) -> None:
    strip = writing.desk.strip
    assert all(strip.isAncestorOf(part) for part in strip._parts()), "one without a place would be a window"


def test_a_key_ticks_and_ticks_off(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("reply.ask_b")
    qtbot.waitUntil(lambda: ticked(writing) == ["B"])
    qtbot.waitUntil(lambda: "A, C, D open" in writing.desk.strip.parts_shown())
    parts.registry.run("reply.ask_b")
    qtbot.waitUntil(lambda: ticked(writing) == [])


def test_the_row_is_walked_and_ticked_by_keyboard(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.registry.run("reply.asks")
    assert writing.desk.asks.chips[0].hasFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ticked(writing) == ["B"])
    assert writing.desk.asks.chips[1].hasFocus(), "the keyboard stays where it was"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert writing.editor.hasFocus()


def test_the_words_suggest_and_never_tick(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    QTest.keyClicks(writing.editor, "The labels on the shelves scan as they are. ")
    qtbot.waitUntil(lambda: suggested(writing) == ["C"])
    assert ticked(writing) == []
    assert "A, B, C, D open" in writing.desk.strip.parts_shown()
    parts.registry.run("reply.ask_suggested")
    qtbot.waitUntil(lambda: ticked(writing) == ["C"])
    assert suggested(writing) == []


def test_what_is_no_question_goes_and_comes_back(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    writing.desk.asks.chips[3].setFocus()
    QTest.keyClick(writing.desk.asks.chips[3], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C"])
    parts.undo.undo()
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C", "D"])


def foresee(writing: ComposerPane, parts: Parts, words: str) -> None:
    parts.registry.run("reply.foresee")
    assert writing.desk.asks.line.hasFocus()
    QTest.keyClicks(writing.desk.asks.line, words)
    QTest.keyClick(writing.desk.asks.line, Qt.Key.Key_Return)


def test_a_question_that_will_come_is_added_ticked_and_taken_off(
    writing: ComposerPane, parts: Parts, four: Conversation, qtbot: QtBot
) -> None:
    sets = parts.workbench.product.sets
    foresee(writing, parts, "How is the old printer set up?")
    assert writing.editor.hasFocus()
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C", "D", "E"])
    chip = writing.desk.asks.chips[4]
    assert chip.accessibleName() == "E, open, not asked yet: How is the old printer set up?"
    qtbot.waitUntil(lambda: "A, B, C, D, E open" in writing.desk.strip.parts_shown())
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: ticked(writing) == ["E"])
    [kept] = sets.foreseen(four.id)
    assert (kept.raised, kept.state, kept.ticked) == ("foreseen", "open", True), "it counts when the reply has left"
    QTest.keyClick(writing.desk.asks.chips[4], Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C", "D"])
    parts.undo.undo()
    qtbot.waitUntil(lambda: ticked(writing) == ["E"])


def test_one_that_is_there_is_not_added_twice_and_undo_takes_the_new_one(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    foresee(writing, parts, "And the printer?")
    qtbot.waitUntil(lambda: len(letters(writing)) == 5)
    foresee(writing, parts, "and the PRINTER?")
    qtbot.waitUntil(lambda: writing.desk.strip.said() == "“And the printer?” is on the list already.")
    assert len(letters(writing)) == 5
    parts.undo.undo()
    qtbot.waitUntil(lambda: len(letters(writing)) == 4)


def test_esc_adds_nothing_and_the_words_suggest_what_was_foreseen(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    parts.registry.run("reply.foresee")
    QTest.keyClicks(writing.desk.asks.line, "Something")
    QTest.keyClick(writing.desk.asks.line, Qt.Key.Key_Escape)
    assert writing.editor.hasFocus() and not writing.desk.asks.line.isVisible()
    foresee(writing, parts, "Does the receipt printer work without a network?")
    qtbot.waitUntil(lambda: len(letters(writing)) == 5)
    QTest.keyClicks(writing.editor, "The receipt printer works without a network. ")
    qtbot.waitUntil(lambda: suggested(writing) == ["E"])
    parts.registry.run("reply.ask_suggested")
    qtbot.waitUntil(lambda: ticked(writing) == ["E"])


def test_another_conversation_puts_the_line_away_and_a_note_has_none(
    writing: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    parts.registry.run("reply.foresee")
    QTest.keyClicks(writing.desk.asks.line, "Half of a qu")
    writing.show_conversation(mette)
    writing.begin(OutKind.NOTE)
    assert writing.desk.asks.line.isHidden()
    parts.registry.run("reply.foresee")
    assert writing.desk.asks.line.isHidden()
    assert writing.desk.strip.said() == "Questions stand over a reply, not over a note."


def test_where_nothing_is_asked_one_can_be_foreseen(
    pane: ComposerPane, parts: Parts, mette: Conversation, qtbot: QtBot
) -> None:
    pane.show_conversation(mette)
    pane.begin(OutKind.REPLY)
    qtbot.wait(100)
    before = len(letters(pane))
    foresee(pane, parts, "When does the money arrive?")
    qtbot.waitUntil(lambda: len(letters(pane)) == before + 1)
    assert pane.desk.asks.isVisible()


def test_a_press_on_the_cross_dismisses_and_on_the_words_ticks(writing: ComposerPane, qtbot: QtBot) -> None:
    chip = writing.desk.asks.chips[3]
    chip.setFocus()
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(chip, left, pos=chip._close_box().center())
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C"])
    QTest.mouseClick(writing.desk.asks.chips[0], left, pos=QPoint(40, 8))
    qtbot.waitUntil(lambda: ticked(writing) == ["A"])


def test_send_says_once_what_is_left_open_and_then_sends(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    parts.workbench.settings.set(UNDO_SECONDS, 10)
    writing.editor.exchange("Both are fine.", 0)
    for letter in "ac":
        parts.registry.run(f"reply.ask_{letter}")
    qtbot.waitUntil(lambda: ticked(writing) == ["A", "C"])
    parts.registry.run("reply.send")
    assert writing.desk.strip.said() == "2 of 4 not answered: B, D. Send again to leave them open."
    assert queued(parts) == []
    with qtbot.waitSignal(writing.queued):
        parts.registry.run("reply.send")
    kept = {ask.letter: ask.stand.value for ask in parts.workbench.asks.of_reply(queued(parts)[0])}  # type: ignore[arg-type]
    assert kept == {"A": "answered", "B": "open", "C": "answered", "D": "open"}


def test_taking_the_reply_back_brings_the_ticks_back(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    writing.editor.exchange("Both are fine.", 0)
    for letter in "abcd":
        parts.registry.run(f"reply.ask_{letter}")
    qtbot.waitUntil(lambda: ticked(writing) == ["A", "B", "C", "D"])
    qtbot.waitUntil(lambda: not any("open" in part for part in writing.desk.strip.parts_shown()))
    with qtbot.waitSignal(writing.queued):
        parts.registry.run("reply.send")
    parts.registry.run("reply.undo_send")
    qtbot.waitUntil(lambda: ticked(writing) == ["A", "B", "C", "D"])


def test_of_one_ask_send_says_nothing(pane: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    pane.show_conversation(conversation(parts, "Export to CSV"))
    pane.begin(OutKind.REPLY)
    qtbot.waitUntil(lambda: len(letters(pane)) == 1)
    pane.editor.exchange("It is attached.", 0)
    with qtbot.waitSignal(pane.queued):
        parts.registry.run("reply.send")


def test_a_note_answers_nobody(writing: ComposerPane, qtbot: QtBot) -> None:
    writing.begin(OutKind.NOTE)
    assert not writing.desk.asks.isVisible()
    writing.begin(OutKind.REPLY)
    qtbot.waitUntil(lambda: letters(writing) == ["A", "B", "C", "D"])


def test_where_it_is_narrow_the_letters_stay(writing: ComposerPane, qtbot: QtBot) -> None:
    writing.resize(300, 500)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    qtbot.waitUntil(lambda: writing.desk.asks.height() < 60)
    assert all(chip._width == 0 and chip.toolTip() for chip in writing.desk.asks.chips)


def test_answered_suggested_and_open_look_different_without_colour(
    writing: ComposerPane, parts: Parts, qtbot: QtBot
) -> None:
    QTest.keyClicks(writing.editor, "The labels on the shelves scan as they are. ")
    qtbot.waitUntil(lambda: suggested(writing) == ["C"])
    parts.registry.run("reply.ask_a")
    qtbot.waitUntil(lambda: ticked(writing) == ["A"])
    greys = set()
    for chip in writing.desk.asks.chips[:3]:
        picture = chip.grab(chip._letter_box()).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
        greys.add(bytes(picture.constBits()))  # type: ignore[arg-type]
    assert len(greys) == 3
