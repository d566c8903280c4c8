"""What the tray says, and what closing the window means with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from ui.app import Desktop
from ui.commands.parts import Parts
from ui.panes.settings.pane import SettingsPane
from ui.shell.tray import Tray, waiting_words
from workbench.outbox.states import State
from workbench.settings.schema import STAY, TRAY

# Only the offscreen platform lacks it.
pytestmark = pytest.mark.qt_log_ignore("No such signal QPlatformNativeInterface", "This plugin does not support")


@pytest.mark.parametrize(
    ("counts", "online", "words"),
    [
        ({}, True, "Everything is sent"),
        ({}, False, "Everything is sent"),
        ({State.QUEUED: 1}, False, "1 reply waits for the network"),
        ({State.QUEUED: 1, State.SENDING: 1}, False, "2 replies wait for the network"),
        ({State.QUEUED: 2}, True, "2 replies on the way"),
        ({State.FAILED: 1}, True, "1 reply needs a look"),
        (
            {State.FAILED: 1, State.ASK: 1, State.QUEUED: 1},
            False,
            "2 replies need a look, 1 reply waits for the network",
        ),
    ],
)
def test_it_says_how_what_was_written_stands(counts: dict[State, int], online: bool, words: str) -> None:
    assert waiting_words(counts, online=online) == words


def test_where_there_is_no_tray_there_is_nothing(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: False))
    tray = Tray(parts)
    assert not tray.shown()
    parts.workbench.settings.set(STAY, True)
    assert not tray.shown()


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))


@pytest.mark.usefixtures("with_tray")
def test_it_comes_and_goes_with_its_setting(parts: Parts, qtbot: QtBot) -> None:
    owner = QObject()
    tray = Tray(parts, owner)
    assert tray.shown()
    assert tray.words() == ["Find a snippet", "Open the window", "Everything is sent", "Quit"]
    parts.workbench.settings.set(TRAY, False)
    qtbot.waitUntil(lambda: not tray.shown())
    parts.workbench.settings.set(TRAY, True)
    qtbot.waitUntil(tray.shown)
    tray.close()


@pytest.fixture
def desktop(
    workbench: object, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, with_tray: None
) -> Iterator[Desktop]:
    made = Desktop(qapp, workbench)  # type: ignore[arg-type]
    yield made
    made.close()


def test_closing_the_window_ends_it_unless_it_is_to_stay(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.open()
    main = desktop.window.main
    left: list[bool] = []
    main.closing.connect(lambda: left.append(True))
    desktop.parts.workbench.settings.set(STAY, True)
    main.close()
    assert main.isHidden()
    assert left == []
    desktop.parts.registry.run("app.window")
    assert main.isVisible()
    desktop.parts.workbench.settings.set(STAY, False)
    main.close()
    assert left == [True]


def test_quit_ends_it_from_the_tray_too(desktop: Desktop) -> None:
    desktop.open()
    main = desktop.window.main
    left: list[bool] = []
    main.closing.connect(lambda: left.append(True))
    desktop.parts.workbench.settings.set(STAY, True)
    main.close()
    assert main.isHidden()
    assert left == []
    desktop.parts.registry.run("app.quit")
    assert left == [True]


def test_quit_ends_it_though_closing_would_only_hide_it(desktop: Desktop) -> None:
    desktop.open()
    main = desktop.window.main
    left: list[bool] = []
    main.closing.connect(lambda: left.append(True))
    desktop.parts.workbench.settings.set(STAY, True)
    desktop.parts.registry.run("app.quit")
    assert left == [True]


def test_it_begins_with_the_search_alone_and_the_window_comes_as_it_was_left(desktop: Desktop, qtbot: QtBot) -> None:
    workbench = desktop.parts.workbench
    workbench.settings.remember("window", {"room": "library"})
    desktop.open(palette=True)
    main, palette = desktop.window.main, desktop.window.standby.palette()
    assert main.isHidden()
    assert palette.isVisible()
    assert palette.about_words() == ""
    palette.dismiss()
    desktop.parts.registry.run("app.window")
    assert main.isVisible()
    assert main.windowTitle().startswith("Library")


def test_what_was_never_shown_forgets_nothing(desktop: Desktop) -> None:
    left = {"room": "library", "inbox": {"ticket": "t1"}}
    desktop.parts.workbench.settings.remember("window", left)
    desktop.open(palette=True)
    desktop.parts.registry.run("app.quit")
    assert desktop.parts.workbench.settings.recall("window") == left


def test_without_a_tray_the_window_lies_in_the_task_bar(desktop: Desktop, qtbot: QtBot) -> None:
    desktop.parts.workbench.settings.set(TRAY, False)
    qtbot.waitUntil(lambda: not desktop.window.standby.tray.shown())
    desktop.open(palette=True)
    assert desktop.window.main.isMinimized()
    assert desktop.window.standby.palette().isVisible()


def test_the_open_conversation_is_whom_it_is_for(desktop: Desktop, qtbot: QtBot) -> None:
    from workbench.tickets.model import TicketQuery

    desktop.open()
    row = desktop.parts.workbench.tickets.page(TicketQuery()).rows[0]
    desktop.window.main.open_ticket(row.id)
    desktop.parts.registry.run("palette.snippets")
    assert row.number in desktop.window.standby.palette().about_words()


def test_nobody_is_offered_to_stay_in_a_tray_that_is_not_there(
    parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = [False]
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: there[0]))
    pane = SettingsPane(parts)
    qtbot.addWidget(pane)
    pane.show()
    stay = pane.rows[STAY.key]
    assert not stay.control.isEnabled()
    assert "no tray" in stay.control.accessibleDescription()
    there[0] = True
    pane.hide()
    pane.show()
    assert stay.control.isEnabled()
    parts.workbench.settings.set(TRAY, False)
    qtbot.waitUntil(lambda: not stay.control.isEnabled())
    assert stay.control.accessibleDescription() == "It needs the icon in the tray."
