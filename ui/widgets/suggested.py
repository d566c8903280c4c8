"""The strip of snippets that the customer's words call for, apart from what is pinned, used or searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.divider import Divider
from ui.widgets.snippet_rows import Row, SnippetDelegate, SnippetRows
from workbench.library.model import Snippet

_DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)


class Suggested(QWidget):
    """``chosen`` (which, from 0): use it. Alt and its number do the same. Hidden while there are none."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._snippets: Sequence[Snippet] = ()
        self._rows = SnippetRows()
        self._view = QListView()
        self._delegate = SnippetDelegate(theme, tall=False)
        self._lay_out()
        self.hide()

    def snippets(self) -> Sequence[Snippet]:
        return self._snippets

    def show_snippets(self, snippets: Sequence[Snippet]) -> None:
        """These are suggested, or none."""
        self._snippets = snippets
        self._rows.show_rows([Row(snippet=each, keys=f"Alt+{nth}") for nth, each in enumerate(snippets, start=1)])
        self._view.setFixedHeight(self._delegate.height() * len(snippets) + 2)

    def _pressed(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    def _lay_out(self) -> None:
        title = QLabel("For this ticket")
        set_role(title, "caption")
        title.setContentsMargins(10, 0, 10, 0)
        self._view.setModel(self._rows)
        self._view.setItemDelegate(self._delegate)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setSelectionMode(QListView.SelectionMode.NoSelection)
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("Suggested for this ticket")
        self._view.setMouseTracking(True)
        self._view.clicked.connect(self._pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 6)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(self._view)
        column.addWidget(Divider())


def nth_meant(event: QKeyEvent) -> int | None:
    """Which of the suggested ones Alt and a digit mean, from 0; None for other keys."""
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = Qt.Key(event.key())
    return _DIGITS.index(key) if held == Qt.KeyboardModifier.AltModifier and key in _DIGITS else None
