"""The palette offers what can be done now, runs it once the focus is back, and leaves no trace."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.dialogs.palette import CommandPalette
from ui.dialogs.palette_rows import COMMAND, CommandRows


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.setCentralWidget(QLineEdit())
    made.show()
    made.activateWindow()
    made.centralWidget().setFocus()
    qtbot.waitUntil(made.centralWidget().hasFocus)
    return made


@pytest.fixture
def palette(parts: Parts, window: QMainWindow) -> CommandPalette:
    return CommandPalette(parts, window)


def titles(palette: CommandPalette) -> list[str]:
    return [palette.rows.index(at).data(COMMAND).title for at in range(palette.rows.rowCount())]


def test_the_model_keeps_qts_rules(parts: Parts, qtmodeltester: ModelTester) -> None:
    model = CommandRows()
    qtmodeltester.check(model)
    model.show_rows(list(parts.registry))
    model.show_rows([])
    assert model.rowCount() == 0


def test_only_what_can_be_done_now_is_offered(parts: Parts, palette: CommandPalette, window: QMainWindow) -> None:
    parts.registry.bind("go.library", lambda: None)
    parts.registry.bind("reply.send", lambda: None)
    palette.open_over(window)
    assert titles(palette) == ["Go to Library"]
    palette.dismiss()
    parts.registry.facts.set("reply.open", True)
    palette.open_over(window)
    assert titles(palette) == ["Go to Library", "Send"]


def test_enter_runs_the_chosen_command_when_the_focus_is_back(
    parts: Parts, palette: CommandPalette, window: QMainWindow, qtbot: QtBot
) -> None:
    had_focus: list[bool] = []
    parts.registry.bind("go.library", lambda: had_focus.append(window.centralWidget().hasFocus()))
    palette.open_over(window)
    qtbot.waitUntil(palette.query.hasFocus)
    qtbot.keyClicks(palette.query, "lib")
    qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: had_focus == [True])
    assert palette.isHidden()


def test_escape_closes_at_once_and_gives_the_focus_back(
    palette: CommandPalette, window: QMainWindow, qtbot: QtBot
) -> None:
    palette.open_over(window)
    qtbot.keyClicks(palette.query, "lib")
    qtbot.keyClick(palette.query, Qt.Key.Key_Escape)
    assert palette.isHidden()
    qtbot.waitUntil(window.centralWidget().hasFocus)


def test_arrows_go_round(parts: Parts, palette: CommandPalette, window: QMainWindow, qtbot: QtBot) -> None:
    for name in ("go.inbox", "go.library", "go.outbox"):
        parts.registry.bind(name, lambda: None)
    palette.open_over(window)
    qtbot.keyClick(palette.query, Qt.Key.Key_Up)
    assert palette.view.currentIndex().row() == 2
    qtbot.keyClick(palette.query, Qt.Key.Key_Down)
    assert palette.view.currentIndex().row() == 0


def test_it_says_when_nothing_is_called_so(palette: CommandPalette, window: QMainWindow, qtbot: QtBot) -> None:
    palette.open_over(window)
    qtbot.keyClicks(palette.query, "zzzz")
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.query, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_it_goes_when_the_person_goes_elsewhere(palette: CommandPalette, window: QMainWindow, qtbot: QtBot) -> None:
    palette.open_over(window)
    qtbot.waitUntil(palette.query.hasFocus)
    window.centralWidget().setFocus()
    qtbot.waitUntil(palette.isHidden)


@pytest.mark.parametrize("width", [400, 900])
def test_it_stays_inside_the_window(palette: CommandPalette, window: QMainWindow, width: int) -> None:
    window.resize(width, 500)
    palette.open_over(window)
    host: QWidget = window
    assert host.rect().contains(palette.geometry())
