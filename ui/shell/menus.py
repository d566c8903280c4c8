"""The menu bar, made from the registry."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar

from ui.commands.actions import Actions
from ui.commands.registry import Registry

_ORDER = ("Workbench", "Conversation", "Reply", "Library", "Go", "View", "Help")


def fill(bar: QMenuBar, registry: Registry, actions: Actions) -> None:
    """Give ``bar`` a menu for each group of commands, in the order they are declared."""
    menus: dict[str, QMenu] = {title: bar.addMenu(title) for title in _ORDER}
    for command in registry:
        if command.menu:
            menus[command.menu].addAction(actions[command.id])
