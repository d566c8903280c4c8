"""The strip of snippets that the customer's words call for, apart from what is pinned, used or searched."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.divider import Divider
from ui.widgets.snippet_rows import Row, SnippetDelegate, SnippetRows
from workbench.library.model import ReplyContext, Snippet


class Suggested(QWidget):
    """``came``: it holds others now. ``chosen`` (which, from 0): insert it. Alt and its number do the same."""

    came = Signal()
    chosen = Signal(int)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._snippets: Sequence[Snippet] = ()
        self._rows = SnippetRows()
        self._view = QListView()
        self._delegate = SnippetDelegate(parts.theme, tall=False)
        self._lay_out()
        self.hide()

    def snippets(self) -> Sequence[Snippet]:
        return self._snippets

    def look(self, context: ReplyContext) -> None:
        """Look what fits ``context``; nothing is shown until that is known."""
        self._snippets = ()
        library = self._parts.workbench.library
        self._parts.runner.run("read", lambda: library.suggested(context), self._show, key="snippets.suggested")

    def _show(self, snippets: Sequence[Snippet]) -> None:
        self._snippets = snippets
        self._rows.show_rows([Row(snippet=each, keys=f"Alt+{nth}") for nth, each in enumerate(snippets, start=1)])
        self._view.setFixedHeight(self._delegate.height() * len(snippets) + 2)
        self.came.emit()

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
