"""What is typed while a reply is written goes into the reply: never to a command, never nowhere."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.commands.actions import Actions
from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from workbench.helpdesk.port import OutKind
from workbench.packs.model import Field, PackSnippet

RATE = Field(name="rate", label="VAT rate")
DAY = Field(name="day", label="Day")
WITH_CURSOR = "Hi,\n\nVAT is {{field.rate}} from {{field.day}}.\n\n{{cursor}}\n\nRobin\n"
WITHOUT = "VAT is {{field.rate}} from {{field.day}}.\n\nRobin\n"


@pytest.fixture
def solved(parts: Parts) -> list[str]:
    return []


@pytest.fixture
def known(parts: Parts) -> None:
    add = parts.workbench.editing.add
    add(PackSnippet(id="vatc", title="With a cursor", shortcut="vatc", body=WITH_CURSOR, fields=(RATE, DAY)))
    add(PackSnippet(id="vatn", title="Without", shortcut="vatn", body=WITHOUT, fields=(RATE, DAY)))


@pytest.fixture
def writing(parts: Parts, known: None, pane: ComposerPane, solved: list[str]) -> ComposerPane:
    """A reply being written, with the shortcuts of the window round it."""
    parts.registry.bind("ticket.done", lambda: solved.append("done"))
    pane.addActions(Actions(parts.registry, pane).all())
    pane.begin(OutKind.REPLY)
    return pane


def type_(text: str) -> None:
    for letter in text:
        QTest.keyClicks(QApplication.focusWidget(), letter)


def tab() -> None:
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)


@pytest.mark.parametrize(
    ("shortcut", "expected"),
    [
        ("vatc", "Hi,\n\nVAT is 21 from May.\n\nPlease see\n\nRobin"),
        ("vatn", "VAT is 21 from MayPlease see.\n\nRobin"),
    ],
)
def test_tab_after_the_last_blank_goes_on_in_the_words(
    writing: ComposerPane, solved: list[str], shortcut: str, expected: str
) -> None:
    type_(f";{shortcut}")
    tab()
    type_("21")
    tab()
    type_("May")
    tab()
    type_("Please see")
    assert writing.editor.text().strip() == expected
    assert not solved


def test_a_second_tab_leaves_and_no_tab_stops_at_a_mere_word(writing: ComposerPane, qtbot: QtBot) -> None:
    type_(";vatc")
    tab()
    type_("21")
    tab()
    type_("May")
    tab()
    assert writing.editor.hasFocus()
    qtbot.waitUntil(lambda: "Draft saved" in writing.desk.strip.parts_shown(), timeout=4000)
    tab()
    assert not writing.editor.hasFocus(), "Tab traps nobody"
    assert QApplication.focusWidget() is not writing.desk.strip._draft


def test_a_letter_anywhere_in_the_composer_is_no_command(writing: ComposerPane, solved: list[str]) -> None:
    type_("words")
    for button in (writing.desk.strip._send, writing.desk.head):
        part = next(
            each for each in (button, *button.findChildren(type(writing.desk.strip._draft))) if each.isVisible()
        )
        part.setFocus()
        assert part.hasFocus()
        type_("e")
    assert not solved


def test_a_letter_is_a_command_again_when_nothing_is_being_written(writing: ComposerPane, solved: list[str]) -> None:
    writing.turn_to(None)
    writing.setFocus()
    type_("e")
    assert solved == ["done"]


def test_what_is_not_found_can_be_written(writing: ComposerPane, qtbot: QtBot) -> None:
    wanted: list[str] = []
    writing.inserting.new_asked.connect(wanted.append)
    writing.inserting.open_panel()
    type_("qqzzxx")
    panel = writing.inserting.panel
    qtbot.waitUntil(panel._none.isVisible)
    assert panel._none.text() == "No snippet has “qqzzxx”. Ctrl+N writes one."
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert wanted == ["qqzzxx"]
    assert panel.isHidden()
