"""The buttons over the list: what is to be looked after, facts, what comes in, and a new snippet."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from ui.commands.parts import Parts

COMMANDS = ("library.reports", "library.facts", "library.import", "library.new")


class Tools(QWidget):
    """Each runs its command."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for name in COMMANDS:
            command = parts.registry[name]
            button = QToolButton()
            button.setIcon(parts.icons.icon(command.icon))
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(f"{command.title} ({keys})" if keys else command.title)
            button.setAccessibleName(command.title)
            button.clicked.connect(lambda _checked=False, name=name: parts.registry.run(name))
            row.addWidget(button)
