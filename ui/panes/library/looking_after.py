"""What in the library should be looked after, and the one act that mends each. About snippets, never about people."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStackedWidget, QTreeView

from ui.commands.parts import Parts
from ui.panes.library.pages import LibraryPage
from ui.widgets.empty_state import EmptyState
from workbench.kernel.changes import ChangeSet, Kind
from workbench.library.reports import Concern, Concerned

TITLES = {
    Concern.FLAGGED: "Flagged",
    Concern.DIFFERS: "Edited here, and changed in its pack",
    Concern.SPENT: "Recalled, or out of date",
    Concern.PROBLEM: "Something in the template is wrong",
    Concern.SUGGESTED: "Changed in most replies: a ready edit",
    Concern.REVIEW: "To be read again",
    Concern.SHORTCUT: "Shortcuts that clash",
    Concern.ALIKE: "Nearly the same words",
    Concern.UNUSED: "Unused for half a year",
}
_ENTRY = Qt.ItemDataRole.UserRole
_ALL_WELL = "No flag, no fault, nothing out of date, nothing twice."
_REST_MS = 300  # after the last of many changes, of which each would have the whole library read
_PART = 200  # are listed at a time; to make a row of each of very many would be felt
_OPENED = 12  # groups with more rows than this begin closed


class LookingAfterPage(LibraryPage):
    """``chosen`` (Concerned): the one to mend."""

    chosen = Signal(object)

    def __init__(self, parts: Parts) -> None:
        super().__init__("To look after", "Enter opens the snippet, or the ready edit.")
        self._parts = parts
        self._model = QStandardItemModel()
        self._left: dict[Concern, Sequence[Concerned]] = {}  # what is not listed yet
        self.view = QTreeView()
        self.view.setModel(self._model)
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(True)
        self.view.setIndentation(20)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setWordWrap(True)
        self.view.setAccessibleName("To look after")
        self.view.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.view.activated.connect(self._choose)
        self._stack = QStackedWidget()
        self._empty = EmptyState(parts.icons, "check-circle", "Nothing to look after", _ALL_WELL)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        self.column.addWidget(self._stack, 1)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_REST_MS)
        self._later.timeout.connect(self._look_again)
        parts.bridge.changed.connect(self._on_changed)

    def look(self) -> None:
        """Read the library and say what there is."""
        reports = self._parts.workbench.reports
        self._parts.runner.run("long", reports.all, self._show, key="library.reports")

    def entries(self) -> list[Concerned]:
        """What is listed, in order."""
        groups = (self._model.item(at) for at in range(self._model.rowCount()))
        rows = (group.child(at).data(_ENTRY) for group in groups for at in range(group.rowCount()))
        return [entry for entry in rows if entry is not None]

    def _show(self, found: Sequence[Concerned]) -> None:
        self._model.clear()
        self._left.clear()
        for concern, group in groupby(found, key=lambda each: each.concern):
            rows = list(group)
            heading = QStandardItem(f"{TITLES[concern]} ({len(rows):,})")
            heading.setSelectable(False)
            heading.setFont(self._parts.theme.fonts.strong())
            self._list(heading, rows)
            self._model.appendRow(heading)
            self.view.setExpanded(heading.index(), len(rows) <= _OPENED)
        self._stack.setCurrentWidget(self.view if found else self._empty)
        if found and self.view.hasFocus():
            self.view.setCurrentIndex(self._model.index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
        if isinstance(entry, Concerned):
            self.chosen.emit(entry)
        elif index.parent().isValid():
            self._list_more(index)
        else:
            self.view.setExpanded(index, not self.view.isExpanded(index))

    def _list(self, heading: QStandardItem, rows: Sequence[Concerned]) -> None:
        """Rows under ``heading``, so many at a time, and one that brings those that are left."""
        for each in rows[:_PART]:
            row = QStandardItem(f"{each.snippet.title}\n{each.why}")
            row.setData(each, _ENTRY)
            heading.appendRow(row)
        if len(rows) > _PART:
            self._left[rows[0].concern] = rows[_PART:]
            heading.appendRow(QStandardItem(f"Show {len(rows) - _PART:,} more"))

    def _list_more(self, index: QModelIndex) -> None:
        heading, at = self._model.itemFromIndex(index.parent()), index.row()
        concern = heading.child(0).data(_ENTRY).concern
        heading.removeRow(at)
        self._list(heading, self._left.pop(concern))
        self.view.setCurrentIndex(heading.child(at).index())

    def _on_changed(self, changes: ChangeSet) -> None:
        if self.isVisible() and any(kind in changes for kind in (Kind.SNIPPET, Kind.FACT, Kind.FLAG, Kind.PACK)):
            self._later.start()

    def _look_again(self) -> None:
        if self.isVisible():
            self.look()
