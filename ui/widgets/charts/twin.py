"""The table of a chart: the same numbers to read, to go through with the arrows and to copy."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.widgets.charts.model import Chartable
from ui.widgets.charts.words import HAPPENED, NOTE, Grid, grid
from ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex
_ALONE = QModelIndex()
_FROM_LEFT = "\N{LEFT-TO-RIGHT MARK}"
_WIDEST = 32  # letters of a column
_FORMULA = tuple("=+-@＝＋－＠")


def as_tsv(lines: list[list[str]]) -> str:
    """Lines of cells parted by tabs, as spreadsheets take them; what would be run as a formula has an apostrophe."""
    return "\n".join("\t".join(_harmless(" ".join(cell.split())) for cell in line) for line in lines)


class TableModel(QAbstractTableModel):
    """The numbers of a chart with their names."""

    def __init__(self, data: Chartable) -> None:
        super().__init__()
        self.grid: Grid = grid(data)

    def show_data(self, data: Chartable) -> None:
        self.beginResetModel()
        self.grid = grid(data)
        self.endResetModel()

    def rowCount(self, parent: Index = _ALONE) -> int:
        return 0 if parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: Index = _ALONE) -> int:
        return 0 if parent.isValid() else len(self.grid.head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _in_order(self.grid.lines[index.row()][index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self.grid.lines[index.row()][index.column()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.grid.head[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return self._side(section)
        return None

    def _side(self, column: int) -> Qt.AlignmentFlag:
        """Numbers stand with their ends below each other, words with their beginnings."""
        words = not column or self.grid.head[column] in {NOTE, HAPPENED}
        side = Qt.AlignmentFlag.AlignLeading if words else Qt.AlignmentFlag.AlignTrailing
        return side | Qt.AlignmentFlag.AlignVCenter


class Table(QTableView):
    """Shows a chart as a table. ``activated_point``: Enter or a double click on a cell that tells of a point."""

    activated_point = Signal(int)

    def __init__(self, data: Chartable) -> None:
        super().__init__()
        self._model = TableModel(data)
        self.setModel(self._model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.activated.connect(lambda index: self.activated_point.emit(self._point(index)))
        self._hold_columns()
        self.show_data(data)

    def show_data(self, data: Chartable) -> None:
        self._model.show_data(data)
        self.setAccessibleName(data.title)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._hold_columns()

    def go_to(self, point: int) -> None:
        """Put the keyboard on the cell that tells of ``point``."""
        if 0 <= point < len(self._model.grid.home):
            self.setCurrentIndex(self._model.index(*self._model.grid.home[point]))

    def current_point(self) -> int:
        """The point that the keyboard is at; -1 for none."""
        return self._point(self.currentIndex())

    def tsv(self) -> str:
        """The selected cells; all of the table with its head where at most one is selected, or all are."""
        chosen = [index for index in self.selectedIndexes() if index.isValid()]
        whole = self._model.rowCount() * self._model.columnCount()
        if len(chosen) in {0, 1, whole}:
            return as_tsv([list(self._model.grid.head), *(list(line) for line in self._model.grid.lines)])
        places = {(index.row(), index.column()) for index in chosen}
        rows, columns = sorted({row for row, _ in places}), sorted({column for _, column in places})
        lines = self._model.grid.lines
        return as_tsv([[lines[row][at] if (row, at) in places else "" for at in columns] for row in rows])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.tsv())
        else:
            super().keyPressEvent(event)

    def _hold_columns(self) -> None:
        self.horizontalHeader().setMaximumSectionSize(self.fontMetrics().averageCharWidth() * _WIDEST)

    def _point(self, index: QModelIndex) -> int:
        return self._model.grid.points[index.row()][index.column()] if index.isValid() else -1


def _in_order(cell: str) -> str:
    """Keep per cents behind their number also where words are read from the right."""
    return f"{_FROM_LEFT}{cell}{_FROM_LEFT}" if cell.endswith("%") else cell


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
