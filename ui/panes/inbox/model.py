"""The rows of the inbox: loaded page by page, changed by id so that selection and scroll survive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.panes.inbox.words import Filter, plain, spoken
from ui.widgets.times import ago, exact
from ui.widgets.tips import tip
from workbench.tickets.model import TicketRow

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_Role = Qt.ItemDataRole


class TicketRows(QAbstractListModel):
    """``more_wanted``: the end of what is loaded is near and there is more."""

    more_wanted = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._rows: list[TicketRow] = []
        self._at: dict[str, int] = {}
        self._waits = False
        self.after: str | None = None
        self.shown = Filter.OPEN

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == _Role.DisplayRole:
            return f"{plain(row.customer)}: {plain(row.subject)}"
        if role == _Role.AccessibleTextRole:
            now = self._now()
            return spoken(row, self.shown, ago(row.active_at, now), now.astimezone().date())
        return tip(plain(row.subject), exact(row.active_at)) if role == _Role.ToolTipRole else None

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self.after is not None and not self._waits

    def fetchMore(self, parent: Index) -> None:
        if self.canFetchMore(parent):
            self._waits = True
            self.more_wanted.emit()

    @property
    def rows(self) -> Sequence[TicketRow]:
        return self._rows

    def place(self, ticket: str) -> int:
        """Where the ticket stands; -1 where it does not."""
        return self._at.get(ticket, -1)

    def show_rows(self, rows: Iterable[TicketRow], after: str | None, shown: Filter) -> None:
        """Another list: what was there is forgotten."""
        self.beginResetModel()
        self._rows, self.after, self.shown, self._waits = list(rows), after, shown, False
        self._index()
        self.endResetModel()

    def add_rows(self, rows: Iterable[TicketRow], after: str | None) -> None:
        """The next page. A ticket that is there already (it moved meanwhile) stays where it is."""
        new = [row for row in rows if row.id not in self._at]
        self.after, self._waits = after, False
        self._insert(len(self._rows), new)

    def arrange(self, rows: Sequence[TicketRow]) -> None:
        """Make the list these rows, taking away, reordering, adding and changing only what differs."""
        wanted = {row.id: row for row in rows}
        self._remove_but(wanted.keys())
        self._reorder([row.id for row in rows if row.id in self._at])
        start = 0
        while start < len(rows):
            end = start
            while end < len(rows) and rows[end].id not in self._at:
                end += 1
            self._insert(start, rows[start:end])
            start = end + 1
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _remove_but(self, wanted: Iterable[str]) -> None:
        kept = set(wanted)
        end = len(self._rows)
        while end > 0:
            start = end
            while start > 0 and self._rows[start - 1].id not in kept:
                start -= 1
            if start < end:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            end = start - 1
        self._index()

    def _reorder(self, order: Sequence[str]) -> None:
        if order == [row.id for row in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in before]
        self._rows = [self._rows[self._at[id_]] for id_ in order]
        self._index()
        self.changePersistentIndexList(before, [self.index(self._at[id_]) for id_ in ids])
        self.layoutChanged.emit()

    def _insert(self, at: int, rows: Sequence[TicketRow]) -> None:
        if rows:
            self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
            self._rows[at:at] = rows
            self._index(at)
            self.endInsertRows()

    def _index(self, start: int = 0) -> None:
        if not start:
            self._at.clear()
        self._at.update((self._rows[at].id, at) for at in range(start, len(self._rows)))
