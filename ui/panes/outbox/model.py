"""The rows of the outbox: what needs a decision, what waits, and what went out lately, each under a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.outbox.model import Outgoing
from workbench.outbox.states import State
from workbench.outbox.words import first_words, mark_of

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_GROUPS = (
    ("Needs you", {State.FAILED, State.ASK}),
    ("Waits", {State.QUEUED, State.SENDING}),
    ("Sent lately", {State.SENT}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A heading (``outgoing`` is None, ``title`` its words) or something that goes out."""

    id: str
    title: str = ""
    outgoing: Outgoing | None = None


def rows_of(listed: Sequence[Outgoing]) -> list[Row]:
    """Rows with their headings."""
    rows: list[Row] = []
    for title, states in _GROUPS:
        if group := [found for found in listed if found.state in states]:
            rows.append(Row(id=title, title=title))
            rows += [Row(id=found.id, outgoing=found) for found in group]
    return rows


class OutgoingRows(QAbstractListModel):
    """Only what differs is replaced, so selection and scroll survive a change."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.title if row.outgoing is None else _spoken(row.outgoing)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].outgoing is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def place(self, row_id: str) -> QModelIndex:
        """Where the row stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def near(self, at: int) -> QModelIndex:
        """What can be chosen at ``at`` or next to it."""
        places = [each for each, row in enumerate(self._rows) if row.outgoing is not None]
        best = min(places, key=lambda each: abs(each - at), default=-1)
        return self.index(best) if best >= 0 else QModelIndex()

    def show_rows(self, rows: Sequence[Row]) -> None:
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


def _spoken(outgoing: Outgoing) -> str:
    words = (mark_of(outgoing.state).word, outgoing.customer, outgoing.ticket_subject, first_words(outgoing))
    return ", ".join(word for word in words if word)
