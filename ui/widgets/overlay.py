"""A raised sheet that lies over the window near something, and stays inside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme

_GAP = 6
_EDGE = 8
_USEFUL = 330  # high enough for a list with what is above and below it
_LINES = 16  # as much in large text


def spot(room: QSize, size: QSize, near: QRect, *, backwards: bool = False, over: bool = False) -> QPoint:
    """The corner for a sheet of ``size`` in ``room``: under ``near``, or above it where that has more room.

    ``over``: above it where it fits there, for below is something to be seen.
    """
    below, above = room.height() - near.bottom() - _GAP, near.top() - _GAP
    under = below >= size.height() + _EDGE or below >= above
    under = under and not (over and above >= size.height() + _EDGE)
    y = near.bottom() + 1 + _GAP if under else near.top() - _GAP - size.height()
    x = near.right() - size.width() + 1 if backwards else near.left()
    return QPoint(
        max(_EDGE, min(x, room.width() - size.width() - _EDGE)),
        max(_EDGE, min(y, room.height() - size.height() - _EDGE)),
    )


class Overlay(QWidget):
    """Paints its own ground and edge. It is a part of the window, so it works where there are no free windows."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        theme.changed.connect(self.update)

    def lie_near(self, near: QRect, size: QSize, *, over: bool = False) -> None:
        """Show it near ``near``, a place in the coordinates of the host, at ``size`` as far as there is room.

        ``over``: see `spot`.
        """
        window = self._host.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        room = window.size()
        size = size.boundedTo(room - QSize(2 * _EDGE, 2 * _EDGE))
        self.resize(size)
        corner = self._host.mapTo(window, near.topLeft())
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.move(spot(room, size, QRect(corner, near.size()), backwards=backwards, over=over))
        self.show()
        self.raise_()

    def lie_over(self, area: QRect, size: QSize) -> None:
        """Show it over ``area``, a place in the coordinates of the host, from its lower edge up.

        It is no higher than needed, for what stands above the area is being read meanwhile.
        """
        window = self._host.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        room = window.size() - QSize(2 * _EDGE, 2 * _EDGE)
        high = min(size.height(), max(area.height(), _USEFUL, _LINES * self.fontMetrics().height()), room.height())
        self.resize(min(size.width(), room.width()), high)
        corner = self._host.mapTo(window, area.topRight() if self.isRightToLeft() else area.topLeft())
        left = corner.x() - self.width() + 1 if self.isRightToLeft() else corner.x()
        bottom = self._host.mapTo(window, area.bottomLeft()).y() + 1
        x = max(_EDGE, min(left, window.width() - self.width() - _EDGE))
        self.move(x, max(_EDGE, min(bottom, window.height() - _EDGE) - high))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line.field))
        painter.setBrush(QColor(tokens.surface.raised))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.radius.large, tokens.radius.large)
