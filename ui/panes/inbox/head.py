"""Above the list: the search, the way to a new message, and which conversations are listed."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.inbox.filters import Filters
from ui.widgets.filter_line import FilterLine


class InboxHead(QWidget):
    """``search``, ``new`` and ``filters``; what they do is decided elsewhere."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.search = FilterLine(parts.icons, "Search")
        self.new = QToolButton()
        self.filters = Filters()
        command = parts.registry["inbox.new"]
        self.new.setIcon(parts.icons.icon(command.icon))
        self.new.setToolTip(f"{command.title} ({command.shortcut})")
        self.new.setAccessibleName(command.title)
        self.new.clicked.connect(lambda: parts.registry.run(command.id))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.search, 1)
        line.addWidget(self.new)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 12, 12, 8)
        self._column.setSpacing(8)
        self._column.addLayout(line)
        self._column.addWidget(self.filters)

    def add(self, widget: QWidget) -> None:
        """Put it between the filters and the list."""
        self._column.addWidget(widget)
