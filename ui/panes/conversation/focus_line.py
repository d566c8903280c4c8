"""The line below the header, which shows that the keys scroll the thread."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme


class FocusLine(QWidget):
    """Thin; with the focus, a ring's width in the colour of the ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._focused = theme, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_focus(self, focused: bool) -> None:
        self._focused = focused
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(1, self._theme.tokens.stroke.focus)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._focused:
            painter.fillRect(self.rect(), self._theme.colour("accent.focus"))
        else:
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line.soft"))
