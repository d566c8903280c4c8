"""The library room: snippets by folder at the left, the chosen one in full at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.library.delegate import SnippetDelegate
from ui.panes.library.detail import SnippetDetail
from ui.panes.library.model import Row, SnippetRows
from ui.panes.library.presenter import LibraryPresenter
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine, asks_search
from ui.widgets.list_detail import ListDetail
from ui.widgets.rows import ROW, RowsView


class LibraryPane(QWidget):
    """Carries out ``library.search``, which the search keys of the window mean while it is on the screen."""

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.presenter = LibraryPresenter(parts, self)
        self.rows = SnippetRows()
        self.search = FilterLine(parts.icons, "Search snippets")
        self._delegate = SnippetDelegate(parts.theme)
        self.view = RowsView(self.rows, self._delegate, "Snippets")
        self.detail = SnippetDetail(parts)
        self._empty = EmptyState(parts.icons, "library", "", "")
        self._right = QStackedWidget()
        self._left = QWidget()
        self._both = ListDetail(self._left, self._right, two_from=88, list_least=34)
        self._lay_out()
        self._connect()
        self.presenter.ask("")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.view.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and asks_search(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_search(event):
            self._search()
        elif event.key() == Qt.Key.Key_Escape and self._both.is_reading() and self._both.is_narrow():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        heading = QLabel("Library")
        set_role(heading, "heading")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addWidget(heading)
        top.addWidget(self.search)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        set_surface(self._right, "pane")
        self._right.addWidget(self._empty)
        self._right.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)

    def _connect(self) -> None:
        self.presenter.rows_came.connect(self._show_rows)
        self.search.textChanged.connect(self.presenter.ask)
        self.search.left.connect(self.view.setFocus)
        self.search.entered_list.connect(self.view.setFocus)
        self.search.chosen.connect(self._read)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.activated.connect(self._read)
        self.view.clicked.connect(self._read)
        self._both.narrowed.connect(self.detail.show_back)
        self.detail.back_asked.connect(self._go_back)
        self.detail.copy_asked.connect(self._copy)
        self._parts.theme.changed.connect(self.view.doItemsLayout)
        self._parts.registry.bind("library.search", self._search)

    def _show_rows(self, rows: list[Row]) -> None:
        kept = self.detail.snippet()
        searching = bool(self.presenter.query)
        self.rows.show_rows(rows)
        place = self.rows.place(kept.id) if kept and not searching else QModelIndex()
        self.view.choose(place if place.isValid() else self.rows.near(0))
        if searching:
            self.view.scrollToTop()
        self._show_current()

    def _show_current(self) -> None:
        row: Row | None = self.view.currentIndex().data(ROW)
        if row is not None and row.snippet is not None:
            self.detail.show_snippet(row.snippet)
            self._right.setCurrentWidget(self.detail)
            return
        if self.presenter.query:
            self._empty.show_texts("Nothing found", "Every word must be in the title, text, tags or shortcut.")
        else:
            self._empty.show_texts("No snippets yet", "The starter replies come in a moment.")
        self._right.setCurrentWidget(self._empty)
        if self._both.is_narrow() and not self.rows.rowCount():
            self._both.show_detail()  # which says why there are none

    def _search(self) -> None:
        self._go_back()
        self.search.setFocus()
        self.search.selectAll()

    def _read(self) -> None:
        if self.view.currentIndex().isValid():
            self._both.show_detail()

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()

    def _copy(self) -> None:
        if snippet := self.detail.snippet():
            QGuiApplication.clipboard().setText(self.presenter.text_of(snippet))
            self._parts.notices.say(f"“{snippet.title}” is copied.")
