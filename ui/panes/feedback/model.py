"""The rows of the feedback list: entries, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.panes.feedback.kinds import look_of
from workbench.feedback.model import Entry

ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class Entries(QAbstractListModel):
    """Only what differs is replaced, so selection and scroll survive a change."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Entry] = []

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == ENTRY:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{look_of(entry.kind).word}: {entry.verbatim} {entry.customer_name}"
        return None

    def place(self, entry_id: str) -> QModelIndex:
        """Where the entry stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == entry_id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def show_rows(self, rows: Sequence[Entry]) -> None:
        """Show these from now on."""
        steps = SequenceMatcher(None, [r.id for r in self._rows], [r.id for r in rows], autojunk=False).get_opcodes()
        for tag, start, end, new_start, new_end in reversed(steps):
            if tag in {"delete", "replace"}:
                self.beginRemoveRows(QModelIndex(), start, end - 1)
                del self._rows[start:end]
                self.endRemoveRows()
            if tag in {"insert", "replace"}:
                self.beginInsertRows(QModelIndex(), start, start + new_end - new_start - 1)
                self._rows[start:start] = rows[new_start:new_end]
                self.endInsertRows()
        for at, row in enumerate(rows):
            if self._rows[at] != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))
