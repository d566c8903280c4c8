"""What can be done to the library as a whole, by its name: a button for a new snippet, and a menu of the rest."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from ui.commands.parts import Parts

NEW = "library.new"
COMMANDS = ("library.reports", "library.facts", "", "library.import", "library.export")


class Tools(QWidget):
    """Each runs its command."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.new_button, self.more_button = QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, words, icon in ((self.more_button, "Manage", "chevron-down"), (self.new_button, "New", "plus")):
            button.setText(words)
            button.setIcon(parts.icons.icon(icon))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            row.addWidget(button)
        command = parts.registry[NEW]
        keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
        self.new_button.setToolTip(f"{command.title} ({keys})")
        self.new_button.setAccessibleName(command.title)
        self.new_button.clicked.connect(lambda: parts.registry.run(NEW))
        self.more_button.setAccessibleName("Manage the library")
        self.more_button.clicked.connect(self._open)

    def menu(self) -> QMenu:
        """What can be done, each with its picture and its name."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in COMMANDS:
            if not name:
                menu.addSeparator()
                continue
            command = self._parts.registry[name]
            icon = self._parts.icons.icon(command.icon)
            menu.addAction(icon, command.title, lambda name=name: self._parts.registry.run(name))
        return menu

    def _open(self) -> None:
        self.menu().popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
