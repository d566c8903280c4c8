"""The rows of the library list: folders as headings, and the snippets under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from workbench.kernel.spans import Span
from workbench.library.model import Hit, Snippet

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A heading (``snippet`` is None) or a snippet. ``marks``: what the search found in the title."""

    id: str
    title: str
    snippet: Snippet | None = None
    marks: tuple[Span, ...] = ()
    folder: str = ""


def folder_name(folder: str) -> str:
    """A folder as a person reads it."""
    words = folder.replace("-", " ").replace("_", " ").replace("/", " / ").strip()
    return words[:1].upper() + words[1:] if words else "No folder"


def by_folder(snippets: Sequence[Snippet]) -> list[Row]:
    """Rows for a list that is read from top to bottom."""
    rows: list[Row] = []
    for folder, group in groupby(snippets, key=lambda snippet: snippet.folder):
        rows.append(Row(id=f"folder:{folder}", title=folder_name(folder)))
        rows += [Row(id=found.id, title=found.title, snippet=found) for found in group]
    return rows


def by_rank(hits: Sequence[Hit]) -> list[Row]:
    """Rows for the results of a search, best first; the folder stands in the row."""
    return [
        Row(
            id=hit.snippet.id,
            title=hit.snippet.title,
            snippet=hit.snippet,
            marks=hit.marks,
            folder=folder_name(hit.snippet.folder),
        )
        for hit in hits
    ]


class SnippetRows(QAbstractListModel):
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
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole and row.snippet:
            return row.snippet.context or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].snippet is None:
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def place(self, row_id: str) -> QModelIndex:
        """Where the row stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def first(self) -> QModelIndex:
        """The first snippet."""
        at = next((at for at, row in enumerate(self._rows) if row.snippet), -1)
        return self.index(at) if at >= 0 else QModelIndex()

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
