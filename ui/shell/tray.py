"""The icon in the tray: what can be asked of it, and whether replies wait. Does nothing where there is no tray."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.commands.parts import Parts
from workbench.kernel.changes import ChangeSet, Kind
from workbench.outbox.states import State
from workbench.settings.schema import TRAY

_COMMANDS = (("palette.snippets", "Find a snippet"), ("app.window", "Open the window"))


class Tray(QObject):
    """Shown while the setting says so and the desktop has a place for it."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._icon: QSystemTrayIcon | None = None
        self._waiting = QAction()
        self._waiting.setEnabled(False)
        self._menu = QMenu()
        self._fill()
        parts.bridge.changed.connect(self._on_changed)
        parts.registry.facts.watch(self._count)
        self._fit()

    def shown(self) -> bool:
        return self._icon is not None and self._icon.isVisible()

    def words(self) -> list[str]:
        """What stands in its menu."""
        return [action.text() for action in self._menu.actions() if not action.isSeparator()]

    def close(self) -> None:
        if self._icon is not None:
            self._icon.hide()
            self._icon = None

    def _fill(self) -> None:
        registry = self._parts.registry
        for command, title in _COMMANDS:
            self._menu.addAction(title, partial(registry.run, command))
        self._menu.addSeparator()
        self._menu.addAction(self._waiting)
        self._menu.addSeparator()
        self._menu.addAction("Quit", partial(registry.run, "app.quit"))

    def _fit(self) -> None:
        wanted = self._parts.workbench.settings.get(TRAY) and QSystemTrayIcon.isSystemTrayAvailable()
        if not wanted:
            self.close()
            return
        if self._icon is None:
            self._icon = QSystemTrayIcon(self._parts.icons.app_icon(), self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._on_activated)
            self._icon.show()
        self._count()

    def _count(self) -> None:
        """Only while somebody can see it."""
        if self._icon is None:
            return
        words = waiting_words(self._parts.workbench.outbox.counts(), online=self._parts.registry.facts.hold({"online"}))
        self._waiting.setText(words)
        self._icon.setToolTip(f"Support Workbench\n{words}")

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.Trigger:
            self._parts.registry.run("app.window")

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SETTING in changes:
            self._fit()
        if Kind.OUTGOING in changes:
            self._count()


def waiting_words(counts: Mapping[State, int], *, online: bool) -> str:
    """How what was written stands: first what needs the person, then what goes by itself."""
    look = counts.get(State.FAILED, 0) + counts.get(State.ASK, 0)
    waiting = counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0)
    parts = []
    if look:
        parts.append(f"{_replies(look)} {'needs' if look == 1 else 'need'} a look")
    if waiting and online:
        parts.append(f"{_replies(waiting)} on the way")
    elif waiting:
        parts.append(f"{_replies(waiting)} {'waits' if waiting == 1 else 'wait'} for the network")
    return ", ".join(parts) or "Everything is sent"


def _replies(number: int) -> str:
    return "1 reply" if number == 1 else f"{number} replies"
