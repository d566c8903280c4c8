"""The rows of the inbox, a page at a time. What is shown changes in place, so that selection and scroll survive."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.panes.inbox.marks import spoken
from ui.widgets.times import ago, exact
from workbench.tickets.model import Page, TicketRow

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class TicketRows(QAbstractListModel):
    """``more`` gives the page after a place; it is asked for when the end of the list comes near."""

    def __init__(self, more: Callable[[str], Page], now: Callable[[], datetime]) -> None:
        super().__init__()
        self._more = more
        self._now = now
        self._rows: list[TicketRow] = []
        self._after: str | None = None

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.subject}\n{row.customer}, {exact(row.active_at)}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(row, ago(row.active_at, self._now()))
        return None

    def canFetchMore(self, parent: Index = _NONE) -> bool:
        return not parent.isValid() and self._after is not None

    def fetchMore(self, parent: Index = _NONE) -> None:
        if self._after is None:
            return
        page = self._more(self._after)
        known = {row.id for row in self._rows}
        new = [row for row in page.rows if row.id not in known]
        self._after = page.after
        if new:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(new) - 1)
            self._rows += new
            self.endInsertRows()

    def ids(self) -> list[str]:
        return [row.id for row in self._rows]

    def place(self, ticket: str) -> QModelIndex:
        """Where a ticket stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == ticket), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def show_page(self, page: Page) -> None:
        """Show this from now on, from the top."""
        self._after = page.after
        self._become(page.rows)

    def keep_in_place(self, page: Page) -> int:
        """Change the rows that are shown without moving any; the number of rows that would come or move."""
        fresh = {row.id: row for row in page.rows}
        for at, row in enumerate(self._rows):
            if row.id in fresh and fresh[row.id] != row:
                self._rows[at] = fresh[row.id]
                self.dataChanged.emit(self.index(at), self.index(at))
        shown = [row.id for row in self._rows]
        return sum(1 for at, row in enumerate(page.rows) if at >= len(shown) or shown[at] != row.id)

    def _become(self, rows: Sequence[TicketRow]) -> None:
        old, new = self.ids(), [row.id for row in rows]
        for tag, start, end, first, last in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
            if tag in {"delete", "replace"}:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            if tag in {"insert", "replace"}:
                self.beginInsertRows(QModelIndex(), start, start + last - first - 1)
                self._rows[start:start] = rows[first:last]
                self.endInsertRows()
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
