"""A label of a few lines at most that cuts what does not fit, and still tells all of it on hover and to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy

from ui.widgets.elided_label import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_LOST = 8  # letters that a line loses, as a rule, because a word goes to the next


class WrappedLabel(ElidedLabel):
    """As high as its words need it to be, up to ``lines``."""

    def __init__(self, lines: int = 2) -> None:
        self._lines = lines
        super().__init__()
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return self._needed(width) * self.fontMetrics().lineSpacing()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.fontMetrics().lineSpacing())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _room(self) -> int:
        lost = (self._lines - 1) * _LOST * self.fontMetrics().averageCharWidth()
        return max(self.contentsRect().width(), self.contentsRect().width() * self._lines - lost)

    def _needed(self, width: int) -> int:
        width -= self._beside()
        lost = _LOST * self.fontMetrics().averageCharWidth()
        words = self._width_of(self.full_text())
        fits = (lines for lines in range(1, self._lines) if words <= lines * width - (lines - 1) * lost)
        return next(fits, self._lines)
