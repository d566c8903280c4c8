"""Paints a row of the inbox: who and when, what about, the first words, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.inbox.marks import marks_of
from ui.panes.inbox.model import ROW, Index
from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter
from ui.widgets.times import ago
from workbench.tickets.model import TicketRow

_SIDE, _TOP, _GAP, _DOT = 16, 10, 2, 8
_Leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_Trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_RightToLeft = Qt.LayoutDirection.RightToLeft


class TicketDelegate(QStyledItemDelegate):
    """Every row is as high as every other, whatever is in it."""

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._now = icons.theme, now
        self._pills = PillPainter(icons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * _TOP + 3 * self._theme.fonts.line() + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TicketRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        self._paint_ground(painter, option)
        line = self._theme.fonts.line()
        box = option.rect.adjusted(_SIDE + 4, _TOP, -_SIDE, -_TOP)
        lines = [QRect(box.left(), box.top() + n * (line + _GAP), box.width(), line) for n in range(3)]
        if row.unread:
            self._paint_dot(painter, option, lines[0])
        self._paint_head(painter, option, lines[0], row)
        fonts = self._theme.fonts
        self._write(painter, lines[1], row.subject or "No subject", fonts.body(), "text.primary")
        rest = self._paint_marks(painter, option, lines[2], row)
        self._write(painter, rest, row.preview, fonts.body(), "text.secondary")
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        painter.setPen(self._theme.colour("line.soft"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            painter.setPen(self._theme.colour("accent.focus" if focused else "line.selected"))
            painter.setBrush(self._theme.colour("surface.selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(self._theme.colour("surface.hover"))
        else:
            return
        radius = self._theme.tokens.radius.medium
        box = option.rect.adjusted(4, 1, -4, -2).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)

    def _paint_dot(self, painter: QPainter, option: QStyleOptionViewItem, head: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent.base"))
        edge = head.right() + _DOT if option.direction == _RightToLeft else head.left() - _DOT
        painter.drawEllipse(QPointF(edge, head.center().y() + 1), _DOT / 2 - 0.5, _DOT / 2 - 0.5)

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: TicketRow) -> None:
        fonts = self._theme.fonts
        age = ago(row.active_at, self._now())
        taken = QFontMetrics(fonts.caption()).horizontalAdvance(age) + 8
        painter.setFont(fonts.caption())
        painter.setPen(self._theme.colour("text.faint"))
        painter.drawText(box, _Trailing, age)
        room = box.adjusted(taken, 0, 0, 0) if option.direction == _RightToLeft else box.adjusted(0, 0, -taken, 0)
        self._write(painter, room, row.customer, fonts.strong() if row.unread else fonts.body(), "text.primary")

    def _paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, box: QRect, row: TicketRow) -> QRect:
        """Paint the marks; what is left of the line."""
        backwards = option.direction == _RightToLeft
        ratio = painter.device().devicePixelRatio()
        for mark in marks_of(row):
            size = self._pills.size(mark)
            left = box.right() - size.width() + 1 if backwards else box.left()
            place = QRect(left, box.center().y() - size.height() // 2 + 1, size.width(), size.height())
            self._pills.paint(painter, place, mark, ratio, mirrored=backwards)
            gap = size.width() + 6
            box = box.adjusted(0, 0, -gap, 0) if backwards else box.adjusted(gap, 0, 0, 0)
        return box

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str) -> None:
        if box.width() <= 0:
            return
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, _Leading, shown)
