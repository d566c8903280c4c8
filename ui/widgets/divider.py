"""A thin line between two areas; decoration only, so assistive technology is not told of it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

_Policy = QSizePolicy.Policy


class Divider(QWidget):
    """One pixel, across or (``Qt.Orientation.Vertical``) down."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__()
        self._across = orientation == Qt.Orientation.Horizontal
        if self._across:
            self.setSizePolicy(_Policy.Expanding, _Policy.Fixed)
        else:
            self.setSizePolicy(_Policy.Fixed, _Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(1, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Mid))
