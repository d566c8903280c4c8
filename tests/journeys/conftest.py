"""The whole window over a real Workbench, driven by keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

from ui.app import Desktop
from workbench.app import open_workbench
from workbench.helpdesk.registry import Desks
from workbench.kernel.clock import Clock
from workbench.secrets.port import SessionSecrets


class Driver:
    """A person at the keyboard of one window."""

    def __init__(self, desktop: Desktop, qtbot: QtBot) -> None:
        self.desktop = desktop
        self.qtbot = qtbot
        self.window = desktop.window.main
        self.core = desktop.parts.workbench
        self.presses = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the focus is, as the system would give it: shortcuts first."""
        self.presses += 1
        QTest.keyClick(self.focus(), key, modifiers)
        self.settle()

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        for character in text:
            QTest.keyClicks(self.focus(), character)
        self.settle()

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def settle(self) -> None:
        QTest.qWait(20)

    def until(self, true: Callable[[], object], seconds: float = 10) -> None:
        self.qtbot.waitUntil(lambda: bool(true()), timeout=int(seconds * 1000))

    def editor(self) -> QPlainTextEdit:
        return next(each for each in self.window.findChildren(QPlainTextEdit) if each.isVisible())

    def message_with(self, words: str) -> QTextBrowser:
        return next(
            each for each in self.window.findChildren(QTextBrowser) if each.isVisible() and words in each.toPlainText()
        )


@pytest.fixture
def drive(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[..., Driver]]:
    opened: list[Desktop] = []

    def open_window(home: Path | None = None, desks: Desks | None = None, clock: Clock | None = None) -> Driver:
        workbench = open_workbench(home or tmp_path / "home", secrets=SessionSecrets(), clock=clock, desks=desks)
        desktop = Desktop(qapp, workbench)
        opened.append(desktop)
        desktop.open()
        desktop.window.main.resize(1360, 860)
        desktop.window.main.activateWindow()
        qtbot.waitUntil(lambda: not desktop.parts.registry.unbound(), timeout=10_000)
        return Driver(desktop, qtbot)

    yield open_window
    for desktop in opened:
        desktop.close()
