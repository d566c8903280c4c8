"""Lists of rows that change while they are looked at: the model, and the view as every room shows it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QListView

from ui.widgets.filter_line import asks_search
from ui.widgets.toast import set_resting

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class Row(Protocol):
    """Anything with an ``id`` of its own that can be compared."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Row)


class Rows(QAbstractListModel, Generic[R]):
    """Only what differs is replaced, so selection and scroll survive a change. The role ``ROW`` gives the row."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[R] = []

    def spoken(self, row: R) -> str:
        """The row in words, for who cannot see it."""
        raise NotImplementedError

    def can_be_chosen(self, _row: R) -> bool:
        """Whether it is more than a heading."""
        return True

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and not self.can_be_chosen(self._rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def place(self, row_id: str) -> QModelIndex:
        """Where the row stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def near(self, at: int) -> QModelIndex:
        """What can be chosen at ``at`` or next to it; invalid where nothing can."""
        places = [each for each, row in enumerate(self._rows) if self.can_be_chosen(row)]
        best = min(places, key=lambda each: abs(each - at), default=-1)
        return self.index(best) if best >= 0 else QModelIndex()

    def show_rows(self, rows: Sequence[R]) -> None:
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


class RowsView(QListView):
    """A list of rows as every room shows it. ``name``: what it is called aloud."""

    def __init__(self, rows: Rows[Any], delegate: QAbstractItemDelegate, name: str) -> None:
        super().__init__()
        self.setModel(rows)
        self.setItemDelegate(delegate)
        self.setAccessibleName(name)
        set_resting(self)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_search(event):  # Qt would look for a row that begins with it
            event.ignore()
        else:
            super().keyPressEvent(event)

    def choose(self, place: QModelIndex) -> None:
        """Make it the one that is chosen, where it is valid."""
        if place.isValid():
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
