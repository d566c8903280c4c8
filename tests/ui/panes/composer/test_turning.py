"""The variant of a snippet in its place, the tone that is usual, and the customer's words at hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind
from workbench.library.variants import number_of, shown_as
from workbench.packs.model import Field, PackSnippet, Variant
from workbench.settings.schema import TONE
from workbench.tickets.model import Conversation

_Ctrl, _Shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WOMBAT = PackSnippet(
    id="w",
    title="Wombat",
    shortcut="wom",
    language="en",
    body="Dear {{customer.first_name}}, {{field.what}} is on its way.",
    fields=(Field(name="what", label="What"),),
    variants=(
        Variant(language="en", tone="brief", body="{{field.what}}: on its way."),
        Variant(language="de", body="Hallo {{customer.first_name}}, {{field.what}} ist unterwegs."),
    ),
)
FULL, BRIEF, GERMAN = (
    "Dear Mette, {{What}} is on its way.",
    "{{What}}: on its way.",
    "Hallo Mette, {{What}} ist unterwegs.",
)


@pytest.fixture
def writing(pane: ComposerPane, parts: Parts) -> ComposerPane:
    parts.workbench.editing.add(WOMBAT)
    pane.begin(OutKind.REPLY)
    return pane


def turn(pane: ComposerPane) -> bool:
    """Press Ctrl+L as a window with shortcuts has it; whether the editor keeps it."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_L, _Ctrl)
    event.ignore()
    QGuiApplication.sendEvent(pane.editor, event)
    if event.isAccepted():
        QTest.keyClick(pane.editor, Qt.Key.Key_L, _Ctrl)
    return event.isAccepted()


def test_ctrl_l_right_after_an_insertion_takes_the_next_variant_in_its_place(writing: ComposerPane) -> None:
    QTest.keyClicks(writing.editor, "Well. ;wom ")
    assert writing.editor.text() == f"Well. {FULL}"
    assert writing.desk.strip.said() == "English, 1 of 3. Ctrl+L takes the next."
    assert turn(writing)
    assert writing.editor.text() == f"Well. {BRIEF}"
    assert "brief, 2 of 3" in writing.desk.strip.said()
    assert turn(writing)
    assert writing.editor.text() == f"Well. {GERMAN}"
    assert turn(writing)
    assert writing.editor.text() == f"Well. {FULL}"


def test_a_turn_is_one_step_of_undo_and_can_be_taken_again_from_there(writing: ComposerPane) -> None:
    QTest.keyClicks(writing.editor, ";wom ")
    turn(writing)
    writing.editor.undo()
    assert writing.editor.text() == FULL
    assert turn(writing)
    assert writing.editor.text() == BRIEF
    writing.editor.undo()
    writing.editor.undo()
    assert writing.editor.text() == ";wom"


def test_what_was_answered_in_the_form_stays(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    snippet = parts.workbench.library.by_shortcut("wom")
    assert snippet is not None
    writing.inserting.insert(snippet, ask=True)
    form = writing.inserting.form
    QTest.keyClicks(form.rows.rows[0].answer, "Your chair")
    QTest.keyClick(form.rows.rows[0].answer, Qt.Key.Key_Return, _Ctrl)
    assert writing.editor.text() == "Dear Mette, Your chair is on its way."
    assert turn(writing)
    assert writing.editor.text() == "Your chair: on its way."


@pytest.mark.parametrize("before", ["typed in it", "elsewhere", "no variants", "nothing"])
def test_elsewhere_the_key_is_that_of_a_link(writing: ComposerPane, before: str, parts: Parts) -> None:
    if before == "no variants":
        parts.workbench.editing.add(PackSnippet(id="n", title="None", shortcut="nnn", language="en", body="Plain."))
        QTest.keyClicks(writing.editor, ";nnn ")
    elif before != "nothing":
        QTest.keyClicks(writing.editor, "Well. ;wom ")
    if before == "typed in it":
        QTest.keyClicks(writing.editor, "chair")
    if before == "elsewhere":
        writing.editor.go_to(2)
    assert not turn(writing)


def test_another_draft_has_no_insertion_to_turn(writing: ComposerPane) -> None:
    QTest.keyClicks(writing.editor, ";wom ")
    text = writing.editor.text()
    writing.begin(OutKind.NOTE)
    writing.editor.load(text, 0)
    assert not turn(writing)


def test_the_usual_tone_is_taken_and_one_taken_by_hand_stays_with_the_ticket(
    writing: ComposerPane, parts: Parts, mette: Conversation, other: Conversation, qtbot: QtBot
) -> None:
    parts.workbench.settings.set(TONE, " Brief")
    qtbot.waitUntil(lambda: writing.inserting.context().tone == "brief")
    QTest.keyClicks(writing.editor, ";wom ")
    assert writing.editor.text() == BRIEF
    turn(writing)  # German
    turn(writing)  # plain again
    writing.editor.exchange("", 0)
    QTest.keyClicks(writing.editor, ";wom ")
    assert writing.editor.text() == FULL, "the tone that was taken by hand"
    writing.show_conversation(other)
    writing.begin(OutKind.REPLY)
    assert writing.inserting.context().tone == "brief"
    writing.show_conversation(mette)
    writing.begin(OutKind.REPLY)
    assert writing.inserting.context().tone == ""


def test_a_tone_taken_in_the_panel_stays_too(writing: ComposerPane, parts: Parts, qtbot: QtBot) -> None:
    assert parts.registry.run("reply.snippets")
    panel = writing.inserting.panel
    qtbot.waitUntil(panel.query.hasFocus)
    QTest.keyClicks(panel.query, "wombat")
    qtbot.waitUntil(lambda: panel.titles() == ["Wombat"])
    QTest.keyClick(panel.query, Qt.Key.Key_L, _Ctrl)
    QTest.keyClick(panel.query, Qt.Key.Key_Return)
    assert writing.editor.text() == BRIEF
    assert writing.inserting.context().tone == "brief"


def test_a_variant_is_known_by_its_words(parts: Parts, writing: ComposerPane) -> None:
    snippet = parts.workbench.library.by_shortcut("wom")
    assert snippet is not None
    assert [number_of(snippet, shown_as(snippet, number)) for number in range(3)] == [0, 1, 2]


LONG = "\n".join(f"This is sentence number {n} of what they wrote." for n in range(12))


def test_the_customer_s_words_are_at_hand_anywhere(writing: ComposerPane, parts: Parts) -> None:
    writing.inserting.options.hear(LONG)
    QTest.keyClicks(writing.editor, "You wrote ")
    assert parts.registry.run("reply.their_words")
    options = writing.inserting.options
    assert len(options.shown()) == 12
    QTest.keyClick(writing.editor, Qt.Key.Key_Down)
    QTest.keyClick(writing.editor, Qt.Key.Key_Return)
    assert writing.editor.text() == "You wrote “This is sentence number 1 of what they wrote.”"
    assert not options.shown()
    writing.editor.undo()
    assert writing.editor.text() == "You wrote "


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_A, Qt.Key.Key_Left])
def test_the_customer_s_words_go_when_something_else_is_done(writing: ComposerPane, parts: Parts, key: Qt.Key) -> None:
    QTest.keyClicks(writing.editor, "ab")
    parts.registry.run("reply.their_words")
    assert writing.inserting.options.shown()
    QTest.keyClick(writing.editor, key)
    assert not writing.inserting.options.shown()


def test_where_the_customer_wrote_no_sentence_it_says_so(writing: ComposerPane, parts: Parts) -> None:
    writing.inserting.options.hear("Hi.")
    parts.registry.run("reply.their_words")
    assert writing.desk.strip.said() == "The customer has written no sentence yet."
