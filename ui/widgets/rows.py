"""Lists of rows that change while they are looked at: the model, and the view as every room shows it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QListView

from ui.widgets.filter_line import asks_search
from ui.widgets.toast import set_resting

ROW = Qt.ItemDataRole.UserRole
_STEPS = {"j": 1, "k": -1}
Index = QModelIndex | QPersistentModelIndex
_PLAIN = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
_COMPARED = 2_000


class Row(Protocol):
    """Anything with an ``id`` of its own that can be compared."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=Row)


class Rows(QStringListModel, Generic[R]):
    """Only what differs is replaced, so selection and scroll survive a change. The role ``ROW`` gives the row.

    Qt's own model counts the rows: a view asks for their number once for each row it lays out, and that of 60,000 rows
    takes a tenth of the time when no Python is asked. What stands in them is kept here.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[R] = []
        self._coming: Sequence[R] = ()
        # Connected before any view is: whoever hears of rows finds them here.
        self.rowsInserted.connect(self._put_in)
        self.rowsRemoved.connect(self._take_out)

    def spoken(self, row: R) -> str:
        """The row in words, for who cannot see it."""
        raise NotImplementedError

    def can_be_chosen(self, _row: R) -> bool:
        """Whether it is more than a heading."""
        return True

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
        if not index.isValid() or not self.can_be_chosen(self._rows[index.row()]):
            return Qt.ItemFlag.NoItemFlags
        return _PLAIN

    def place(self, row_id: str) -> QModelIndex:
        """Where the row stands; invalid where it does not."""
        at = next((at for at, row in enumerate(self._rows) if row.id == row_id), -1)
        return self.index(at) if at >= 0 else QModelIndex()

    def near(self, at: int) -> QModelIndex:
        """What can be chosen at ``at`` or next to it; invalid where nothing can."""
        count = len(self._rows)
        for away in range(max(at + 1, count - at)):
            for each in (at - away, at + away):
                if 0 <= each < count and self.can_be_chosen(self._rows[each]):
                    return self.index(each)
        return QModelIndex()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these from now on."""
        for tag, start, end, new_start, new_end in reversed(_steps([r.id for r in self._rows], [r.id for r in rows])):
            if tag in {"delete", "replace"}:
                self.removeRows(start, end - start)
            if tag in {"insert", "replace"}:
                self._coming = rows[new_start:new_end]
                self.insertRows(start, new_end - new_start)
        for at, row in enumerate(rows):
            if (was := self._rows[at]) is not row and was != row:
                self._rows[at] = row
                self.dataChanged.emit(self.index(at), self.index(at))

    def _put_in(self, _parent: Index, first: int, _last: int) -> None:
        self._rows[first:first] = self._coming
        self._coming = ()

    def _take_out(self, _parent: Index, first: int, last: int) -> None:
        del self._rows[first : last + 1]


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """What makes ``new`` of ``old``, as of SequenceMatcher; ends that are alike cost nothing, and very many are not
    compared one by one.
    """
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    ends, new_ends = len(old) - tail, len(new) - tail
    if max(ends, new_ends) - head > _COMPARED:
        return [("replace" if ends > head else "insert", head, ends, head, new_ends)]
    matcher = SequenceMatcher(None, old[head:ends], new[head:new_ends], autojunk=False)
    return [
        (tag, head + i, head + j, head + k, head + m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"
    ]


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
        elif event.text() in _STEPS and not event.modifiers():
            self.choose(self._beyond(_STEPS[event.text()]))
        else:
            super().keyPressEvent(event)

    def _beyond(self, by: int) -> QModelIndex:
        """The next row in this direction that can be chosen."""
        at = self.currentIndex().row() + by
        while 0 <= at < self.model().rowCount():
            place = self.model().index(at, 0)
            if place.flags() & Qt.ItemFlag.ItemIsSelectable:
                return place
            at += by
        return QModelIndex()

    def choose(self, place: QModelIndex) -> None:
        """Make it the one that is chosen, where it is valid."""
        if place.isValid():
            self.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)
