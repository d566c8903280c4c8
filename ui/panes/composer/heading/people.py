"""Customers who wrote before, in a short list under the line in which one is typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout

from ui.theme.theme import Theme
from ui.widgets.overlay import Overlay
from workbench.kernel.text import one_line
from workbench.tickets.unsent.address import Person, written
from workbench.tickets.unsent.model import Known

_WIDTH, _PAD = 460, 5
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_LETTERS = 90


class People(Overlay):
    """``chosen`` (str): how the customer is written in the line. Never takes the focus."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, line: QLineEdit) -> None:
        super().__init__(theme, line)
        self._line = line
        self._found: Sequence[Known] = ()
        self._model = QStringListModel()
        self._view = QListView()
        self._view.setModel(self._model)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("Customers")
        self._view.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._view)
        self.setAccessibleName("Customers")
        line.installEventFilter(self)

    def show_people(self, found: Sequence[Known]) -> None:
        """List them, the first one chosen; nothing for none."""
        self._found = found
        self._model.setStringList([_shown(each) for each in found])
        if not found or not self._line.hasFocus():
            self.hide()
            return
        self._view.setCurrentIndex(self._model.index(0))
        height = max(1, self._view.sizeHintForRow(0)) * len(found) + 2 * _PAD
        self.lie_near(self._line.rect(), QSize(min(_WIDTH, max(200, self._line.width())), height))

    def names(self) -> list[str]:
        """What is listed."""
        return self._model.stringList()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not self.isHidden():
            return self._take(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _take(self, key: Qt.Key) -> bool:
        here = self._view.currentIndex()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            by = 1 if key == Qt.Key.Key_Down else -1
            self._view.setCurrentIndex(self._model.index((here.row() + by) % self._model.rowCount()))
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in _TAKES and here.isValid():
            self._choose(here)
        else:
            return False
        return True

    def _choose(self, index: QModelIndex) -> None:
        self.hide()
        known = self._found[index.row()]
        self.chosen.emit(written(Person(email=known.email, name=known.name)))


def _shown(known: Known) -> str:
    parts = (known.name, known.email if known.email != known.name else "", known.company)
    return one_line(" · ".join(part for part in parts if part), _LETTERS)
