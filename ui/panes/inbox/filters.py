"""Which conversations are listed: five words, one of which is on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QWidget

from ui.panes.inbox.words import Filter
from ui.theme.roles import set_role
from ui.widgets.flow_layout import FlowLayout


class Filters(QWidget):
    """``chosen``: a Filter was pressed. Arrow keys go from one to the next."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Which conversations")
        self.buttons: dict[Filter, QPushButton] = {}
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, 4, 4)
        for shown in Filter:
            button = QPushButton(shown.word)
            button.setCheckable(True)
            button.setAccessibleName(f"Show {shown.meaning}")
            button.setToolTip(f"Show {shown.meaning}" if shown is Filter.DUE else "")
            button.clicked.connect(lambda _checked=False, shown=shown: self.chosen.emit(shown))
            set_role(button, "chip")
            self._group.addButton(button)
            self.buttons[shown] = button
            flow.addWidget(button)
        self.mark(Filter.OPEN)

    def mark(self, shown: Filter) -> None:
        """Show which one is on, without asking for it."""
        self.buttons[shown].setChecked(True)
