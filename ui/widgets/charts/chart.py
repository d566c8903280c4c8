"""A chart with its name, a sentence that says all of it, and its table one key away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QStackedLayout, QWidget

from ui.theme.roles import set_role
from ui.widgets.charts.canvas import Canvas
from ui.widgets.charts.model import Chartable, count_of
from ui.widgets.charts.twin import Table
from ui.widgets.charts.words import sentence
from ui.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from ui.theme.theme import Theme

SWAP = "Ctrl+T"


class Chart(QWidget):
    """Bars, a line or shares: what ``data`` is says which. It stands on the surface *pane*, which its patterns show.

    ``activated``: the point whose number was clicked or entered, counted as in the model, so that it can show what
    it was counted from. Shares count part by part, row by row: ``Shares.place`` says which.
    """

    activated = Signal(int)

    def __init__(self, theme: Theme, data: Chartable) -> None:
        super().__init__()
        self.theme = theme
        self.data = data
        self.canvas = Canvas(theme, data)
        self.table = Table(data)
        self.swap_button = QPushButton()
        self._title, self._sentence = WrappedLabel(lines=3), WrappedLabel(lines=4)
        self._pages = QStackedLayout()
        self._lay_out()
        self.canvas.activated.connect(self.activated)
        self.table.activated_point.connect(self.activated)
        self.swap_button.clicked.connect(self.swap)
        QShortcut(QKeySequence(SWAP), self, self.swap, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.show_data(data)

    def show_data(self, data: Chartable) -> None:
        """Show something else in the same place; as a table where it is one now."""
        self.data = data
        self.canvas.show_data(data)
        self.table.show_data(data)
        self._title.show_text(data.title)
        self._title.setVisible(bool(data.title))
        self._sentence.show_text(sentence(data))
        filled = bool(count_of(data))
        self._sentence.setVisible(filled)  # for nothing, the words stand where the chart would
        self.swap_button.setVisible(filled)
        if not filled:
            self._pages.setCurrentWidget(self.canvas)
        self._name_swap()

    def is_table(self) -> bool:
        return self._pages.currentWidget() is self.table

    def swap(self) -> None:
        """Change between chart and table; the keyboard stays at its point."""
        if not count_of(self.data):
            return
        shown: Canvas | Table = self.canvas if self.is_table() else self.table
        inside = self.canvas.hasFocus() or self.table.hasFocus()
        if isinstance(shown, Table):
            shown.go_to(self.canvas.current)
        else:
            shown.go_to(self.table.current_point())
        self._pages.setCurrentWidget(shown)
        if inside:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._name_swap()

    def _name_swap(self) -> None:
        self.swap_button.setText("Show chart" if self.is_table() else "Show table")
        keys = QKeySequence(SWAP).toString(QKeySequence.SequenceFormat.NativeText)
        self.swap_button.setToolTip(f"{self.swap_button.text()} ({keys})")

    def _lay_out(self) -> None:
        space = self.theme.tokens.space
        set_role(self.swap_button, "link")
        set_role(self._title, "strong")
        set_role(self._sentence, "caption")
        sheet = QGridLayout(self)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setHorizontalSpacing(space.m)
        sheet.setVerticalSpacing(space.xs)
        sheet.addWidget(self._title, 0, 0)
        sheet.addWidget(self.swap_button, 0, 1, Qt.AlignmentFlag.AlignTop)
        sheet.addWidget(self._sentence, 1, 0, 1, 2)
        sheet.setRowMinimumHeight(2, space.xs)
        sheet.addLayout(self._pages, 3, 0, 1, 2)
        self._pages.addWidget(self.canvas)  # it is shown at once; without a parent it would be a window of its own
        self._pages.addWidget(self.table)
        sheet.setColumnStretch(0, 1)
        sheet.setRowStretch(3, 1)
        QWidget.setTabOrder(self.canvas, self.table)
        QWidget.setTabOrder(self.table, self.swap_button)
