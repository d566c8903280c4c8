"""The library room: snippets by folder at the left, the chosen one in full at the right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.library.delegate import SnippetDelegate
from ui.panes.library.detail import SnippetDetail
from ui.panes.library.editing.page import NEW
from ui.panes.library.exporting import ExportLine
from ui.panes.library.model import Row, SnippetRows
from ui.panes.library.presenter import LibraryPresenter
from ui.panes.library.tools import Tools
from ui.panes.library.workroom import Workroom
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine, asks_search
from ui.widgets.flag_line import FlagLine
from ui.widgets.list_detail import ListDetail
from ui.widgets.rich_copy import copied
from ui.widgets.rows import ROW, RowsView
from workbench.kernel.errors import WorkbenchError
from workbench.library.model import ReplyContext


class LibraryPane(QWidget):
    """Carries out the commands of the library; ``library.search`` is what the search keys of the window mean here.

    ``reply_asked``: what was mended from a reply is done with.
    """

    reply_asked = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.presenter = LibraryPresenter(parts, self)
        self.rows = SnippetRows()
        self.search = FilterLine(parts.icons, "Search snippets")
        self.workroom = Workroom(parts)
        self._delegate = SnippetDelegate(parts.theme, self.workroom.edit.unsaved.holds)
        self.view = RowsView(self.rows, self._delegate, "Snippets")
        self.view.setUniformItemSizes(True)  # of very many rows only what is in view is asked for its height
        self.detail = SnippetDetail(parts)
        self.exporting = ExportLine(parts)
        self.flag_line = FlagLine(parts.theme, self)
        self._tools = Tools(parts)
        self._wanted = ""
        self._from_reply = False
        self._refreshing = False
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

    def open_editor(self, snippet_id: str, *, for_reply: str = "") -> None:
        """Edit this snippet; ``for_reply``: the ticket of the reply from which one comes and to which one goes back."""
        if snippet := self.workroom.snippet(snippet_id):
            self._want(snippet_id)
            self.detail.show_snippet(snippet)
            self._come_from(for_reply)
            self.workroom.open_editor(snippet)

    def _come_from(self, ticket: str) -> None:
        self._from_reply = bool(ticket)
        if ticket:
            self.workroom.edit.live.prefer(ticket)

    def new_from(self, text: str) -> None:
        """Write a new one that begins with ``text``."""
        self.workroom.open_new(replace(NEW, body=text) if text.strip() else NEW)

    def new_called(self, title: str, *, for_reply: str = "") -> None:
        """Write a new one with this title; ``for_reply`` as in `open_editor`."""
        self._come_from(for_reply)
        self.workroom.open_new(replace(NEW, title=title))

    def keep_words(self) -> WorkbenchError | None:
        """Bring what was not saved in the editor to the disk, to be there again; why not, where that is so."""
        return self.workroom.edit.unsaved.write()

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        heading = QLabel("Library")
        set_role(heading, "heading")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(heading, 1)
        head.addWidget(self._tools)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.search)
        top.addWidget(self.exporting)
        column.addLayout(top)
        column.addWidget(self.view, 1)
        set_surface(self._right, "pane")
        self._right.addWidget(self._empty)
        self._right.addWidget(self.detail)
        self._right.addWidget(self.workroom)
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
        self.detail.deed_asked.connect(self._do)
        self.flag_line.flagged.connect(self.workroom.deeds.flag)
        self.flag_line.closed.connect(self.view.setFocus)
        self.workroom.opened.connect(self._show_workroom)
        self.workroom.left.connect(self._leave_workroom)
        self.workroom.shown.connect(self._want)
        self.workroom.edit.unsaved.changed.connect(self.view.viewport().update)
        self._bind()

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        bind("library.search", self._search)
        bind("library.new", lambda: self.new_from(""))
        bind("library.facts", self.workroom.open_facts)
        bind("library.reports", self.workroom.open_looking_after)
        bind("library.import", self.workroom.open_import)
        bind("library.export", self.exporting.ask)
        for deed in ("edit", "history", "flag"):
            bind(f"library.{deed}", lambda deed=deed: self._do(deed))  # type: ignore[misc]

    def _do(self, deed: str) -> None:
        """Do to the chosen snippet what a button, the menu or a command asks."""
        self._from_reply = False
        snippet = self.detail.snippet()
        if snippet is None:
            return
        deeds = self.workroom.deeds
        at_once = {
            "settle": deeds.settle,
            "keep_mine": deeds.keep_mine,
            "delete": deeds.delete,
            "recall": deeds.recall,
            "use_again": deeds.use_again,
        }
        if deed in at_once:
            at_once[deed](snippet)
            return
        match deed:
            case "edit":
                self.workroom.open_editor(snippet)
            case "duplicate":
                self.workroom.open_new(deeds.duplicate(snippet))
            case "history":
                self.workroom.open_history(snippet)
            case "hold_until":
                self.workroom.open_editor(snippet)
                self.workroom.edit.details.ask_until()
            case "flag":
                near = self.detail.more_button
                corner = near.mapTo(self, near.rect().bottomLeft())
                self.flag_line.open_near(QRect(max(0, corner.x() - 440), corner.y(), 460, 1), snippet)

    def _show_workroom(self) -> None:
        self._right.setCurrentWidget(self.workroom)
        self._both.show_detail()

    def _leave_workroom(self) -> None:
        self._right.setCurrentWidget(self.detail)
        if self._from_reply:
            self._from_reply = False
            self.reply_asked.emit()
            return
        self._show_current()
        self.view.setFocus()

    def _want(self, snippet_id: str) -> None:
        """Go to this one as soon as it is in the list."""
        self._wanted = snippet_id
        place = self.rows.place(snippet_id)
        if place.isValid():
            self.view.choose(place)

    def _show_rows(self, rows: list[Row]) -> None:
        kept = self.detail.snippet()
        wanted = self._wanted or (kept.id if kept else "")
        searching = bool(self.presenter.query)
        self._refreshing = True
        self.rows.show_rows(rows)
        place = self.rows.place(wanted) if wanted and (self._wanted or not searching) else QModelIndex()
        if self._wanted and place.isValid():
            self._wanted = ""
        self.view.choose(place if place.isValid() else self.rows.near(0))
        if searching:
            self.view.scrollToTop()
        self._refreshing = False
        self._show_current()

    def _show_current(self) -> None:
        row: Row | None = self.view.currentIndex().data(ROW)
        working = self._right.currentWidget() is self.workroom
        if row is not None and row.snippet is not None:
            self.detail.show_snippet(row.snippet)
        if self._refreshing or (working and not self.view.hasFocus()):
            return
        self._from_reply = False
        if row is not None and row.snippet is not None:
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
        if snippet := self.detail.shown():
            library = self._parts.workbench.library
            filled = library.fill(snippet, ReplyContext())
            self._parts.notices.say(copied(snippet, filled, library.spent(snippet)))
