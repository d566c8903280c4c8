"""The first screen offers two ways to begin, by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.commands.parts import Parts
from ui.panes.welcome.pane import WelcomePane


def test_each_button_asks_for_its_way(parts: Parts, qtbot: QtBot) -> None:
    pane = WelcomePane(parts)
    qtbot.addWidget(pane)
    with qtbot.waitSignal(pane.practice_asked):
        pane.practice_button.click()
    with qtbot.waitSignal(pane.sign_in_asked):
        pane.sign_in_button.click()


def test_the_first_key_press_looks_around(parts: Parts, qtbot: QtBot) -> None:
    pane = WelcomePane(parts)
    qtbot.addWidget(pane)
    pane.show()
    pane.activateWindow()
    pane.setFocus()
    qtbot.waitUntil(pane.practice_button.hasFocus)
    with qtbot.waitSignal(pane.practice_asked):
        qtbot.keyClick(pane.practice_button, Qt.Key.Key_Space)


def test_all_of_it_fits_a_narrow_window(parts: Parts, qtbot: QtBot) -> None:
    pane = WelcomePane(parts)
    qtbot.addWidget(pane)
    pane.resize(380, 600)
    pane.show()
    for button in (pane.practice_button, pane.sign_in_button):
        right = button.mapTo(pane, button.rect().topRight()).x()
        assert 0 < right < 380
