"""Commands as Qt actions: enabled while their facts hold, with their shortcuts, in their menus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from ui.commands.registry import Command, Registry


class Actions(QObject):
    """One QAction for each command."""

    def __init__(self, registry: Registry, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._registry = registry
        self._actions = {command.id: self._action(command) for command in registry}
        registry.facts.watch(self.refresh)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def all(self) -> list[QAction]:
        return list(self._actions.values())

    def refresh(self) -> None:
        """Enable what is offered just now."""
        for command_id, action in self._actions.items():
            action.setEnabled(self._registry.enabled(command_id))

    def _action(self, command: Command) -> QAction:
        action = QAction(command.title, self)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setAutoRepeat(command.repeats)
        action.triggered.connect(lambda: self._registry.run(command.id))
        return action
