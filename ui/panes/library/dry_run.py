"""What would come in, item by item: one line each, and below it what is to be known of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from ui.theme.roles import set_role
from ui.widgets.rows import Index
from workbench.library.importing.plan import Action, Row

WORDS = {
    Action.ADD: "new", Action.UPDATE: "changed", Action.SAME: "here already", Action.SKIP: "left out",
    Action.TELL: "about the file",
}  # fmt: skip
_MOST_NOTES = 8
_MOST_MAPPED = 8
_LINES = 3  # of the detail that stay free, so that the list does not move


class PlannedRows(QStringListModel):
    """The rows of a plan. Qt counts them; their words are made when they are asked for, however many there are."""

    def __init__(self) -> None:
        super().__init__()
        self._planned: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._planned = rows
        self.setStringList([""] * len(rows))

    def row(self, index: Index) -> Row | None:
        """The row at ``index``; None where there is none."""
        return self._planned[index.row()] if index.isValid() else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return "   ".join((_what(row), *row.notes[:1]))
        return said(row) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def said(self) -> list[str]:
        """Every row in full."""
        return [said(row) for row in self._planned]


class DryRun(QWidget):
    """A list that is as quick with 60,000 items as with six, for all its rows are of one height."""

    def __init__(self) -> None:
        super().__init__()
        self._model = PlannedRows()
        self.view, self.detail = QListView(), QLabel()
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(True)
        self.view.setAccessibleName("What would come in")
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._show_detail)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.setWordWrap(True)
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self.detail.setMinimumHeight(self.detail.fontMetrics().lineSpacing() * _LINES)
        set_role(self.detail, "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.view, 1)
        column.addWidget(self.detail)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these; the first is chosen."""
        self._model.show_rows(rows)
        self.view.setCurrentIndex(self._model.index(0))
        self._show_detail(self.view.currentIndex())

    def shown(self) -> list[str]:
        """What is listed, in full."""
        return self._model.said()

    def _show_detail(self, current: QModelIndex, _before: object = None) -> None:
        row = self._model.row(current)
        if row is None:
            self.detail.clear()
            return
        lines = [
            f"{row.called}: {_state(row)}.",
            *row.notes[:_MOST_NOTES],
            *([f"And {len(row.notes) - _MOST_NOTES} more."] if len(row.notes) > _MOST_NOTES else []),
            *([f"Placeholders: {_pairs(row.mapped)}."] if row.mapped else []),
        ]
        self.detail.setText("\n".join(lines))


def said(row: Row) -> str:
    """A row with all its notes, and what its placeholders become."""
    return "\n".join((_what(row), *(f"    {note}" for note in (*row.notes, *row.mapped))))


def _pairs(mapped: Sequence[str]) -> str:
    more = len(mapped) - _MOST_MAPPED
    return ", ".join(mapped[:_MOST_MAPPED]) + (f", and {more} more" if more > 0 else "")


def _what(row: Row) -> str:
    return f"{row.called}  ({_state(row)})"


def _state(row: Row) -> str:
    return f"{WORDS[row.action]}{', to look at' if row.look else ''}"
