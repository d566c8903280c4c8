"""The shortcut sheet is made from the registry, and About tells version and licences."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.commands.local_keys import LOCAL_KEYS
from ui.commands.parts import Parts
from ui.dialogs.about import AboutDialog
from ui.dialogs.shortcuts import ShortcutSheet, _told_apart
from ui.panes.composer.snippet_panel import _FOOT
from workbench import __version__


def test_every_command_with_a_shortcut_has_a_line(parts: Parts, qtbot: QtBot) -> None:
    sheet = ShortcutSheet(parts)
    qtbot.addWidget(sheet)
    assert set(sheet.lines) == {each.id for each in (*parts.registry, *LOCAL_KEYS) if each.shortcuts}


def test_typing_narrows_it_and_escape_closes(parts: Parts, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    sheet = ShortcutSheet(parts, window)
    sheet.open_over(window)
    qtbot.keyClicks(sheet.query, "bold")
    assert [name for name, line in sheet.lines.items() if line.isVisible()] == ["reply.bold"]
    qtbot.keyClick(sheet.query, Qt.Key.Key_Escape)
    qtbot.keyClick(sheet.query, Qt.Key.Key_Escape)
    qtbot.waitUntil(sheet.isHidden)


@pytest.mark.parametrize(
    ("typed", "found"),
    [(";", "here.complete"), ("language", "here.variant"), ("ctrl+l", "here.variant"), ("pin", "here.pin")],
)
def test_keys_of_one_place_are_found_as_well(parts: Parts, qtbot: QtBot, typed: str, found: str) -> None:
    sheet = ShortcutSheet(parts)
    qtbot.addWidget(sheet)
    sheet.show()
    qtbot.keyClicks(sheet.query, typed)
    assert found in [name for name, line in sheet.lines.items() if line.isVisible()]


def test_what_the_sheet_says_of_the_panel_is_what_the_panel_takes(parts: Parts) -> None:
    listed = {keys for each in LOCAL_KEYS if each.menu == "In the list of snippets" for keys in each.shortcuts}
    assert {keys for keys, _ in _FOOT} <= listed


def test_two_enter_keys_are_shown_once() -> None:
    assert _told_apart(("Ctrl+Return", "Ctrl+Enter")) == ["Ctrl+Return"]
    assert _told_apart(("G, I", "Ctrl+1")) == ["G, I", "Ctrl+1"]


def test_about_tells_version_licence_and_libraries(qtbot: QtBot) -> None:
    about = AboutDialog()
    qtbot.addWidget(about)
    said = [label.text() for label in about.findChildren(QLabel)]
    assert f"Version {__version__}" in said and "Qt for Python" in said and "LGPL-3.0" in said
    assert any("Apache License 2.0" in text for text in said)
