"""A layout that wraps: chips stand in a row and go on in the next one when the row is full."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from shiboken6 import isValid


class FlowLayout(QLayout):
    """Rows from the reading side; ``gap`` and ``row_gap`` in pixels. What is hidden takes no room."""

    # Qt still asks while Python is taking the window apart; then there is nothing to lay out.
    _items: list[QLayoutItem] = []
    _gap = _row_gap = 0

    def __init__(self, parent: QWidget | None = None, gap: int = 8, row_gap: int = 8) -> None:
        super().__init__(parent)
        self._items = []
        self._gap, self._row_gap = gap, row_gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return self._with_margins(QSize(width, max((size.height() for size in sizes), default=0)))

    def minimumSize(self) -> QSize:
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if isValid(item) and not item.isEmpty()]

    def _with_margins(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items in ``rect`` (or only reckon) and return the height they take."""
        around = self.contentsMargins()
        inner = rect.marginsRemoved(around)
        y = 0
        for row in self._rows(inner.width()):
            height = max(box.height() for _, box in row)
            if move:
                for item, box in row:
                    item.setGeometry(self._placed(inner, box.translated(0, y + (height - box.height()) // 2)))
            y += height + self._row_gap
        return max(0, y - self._row_gap) + around.top() + around.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QRect]]]:
        """Items with their boxes, each row from 0; what is wider than the row is cut to it."""
        rows: list[list[tuple[QLayoutItem, QRect]]] = []
        x = 0
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if not rows or x + size.width() > width:
                rows.append([])
                x = 0
            rows[-1].append((item, QRect(QPoint(x, 0), size)))
            x += size.width() + self._gap
        return rows

    def _placed(self, inner: QRect, box: QRect) -> QRect:
        owner = self.parentWidget()
        if owner is not None and owner.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            box.moveLeft(inner.width() - box.x() - box.width())
        return box.translated(inner.topLeft())
