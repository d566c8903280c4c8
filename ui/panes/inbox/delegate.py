"""Paints a row of the inbox: who and when, what about, first words, and how it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.inbox.model import ROW, Index, TicketRows
from ui.panes.inbox.words import channel, marks, plain
from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State
from ui.widgets.times import ago
from workbench.tickets.model import TicketRow

_GUTTER, _SIDE, _PAD, _LEAD, _GAP = 28, 12, 9, 3, 8
_State = QStyle.StateFlag
_Left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_Right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


class TicketDelegate(QStyledItemDelegate):
    """Three lines of fixed height. Unread is told by a dot and by weight."""

    def __init__(self, icons: Icons, rows: TicketRows, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._rows, self._now = icons.theme, rows, now
        self._pills = PillPainter(icons)
        self._fonts: dict[str, tuple[QFont, QFontMetrics]] = {}
        icons.theme.changed.connect(self._fonts.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.height())

    def height(self) -> int:
        """Pixels of every row."""
        return 2 * _PAD + 2 * (self._line() + _LEAD) + max(self._line(), self._pill_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TicketRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each text reads in its own direction; where it stands follows the window's.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_ground(painter, option)
        if row.unread:
            self._paint_dot(painter, option)
        self._paint_words(painter, option, row)
        painter.restore()

    def _line(self) -> int:
        return self._font("body")[1].height()

    def _pill_height(self) -> int:
        return self._pills.size(State(word="M")).height()

    def _font(self, use: str) -> tuple[QFont, QFontMetrics]:
        if use not in self._fonts:
            font: QFont = getattr(self._theme.fonts, use)()
            self._fonts[use] = (font, QFontMetrics(font))
        return self._fonts[use]

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        rect = option.rect
        painter.setPen(self._theme.colour("line.soft"))
        painter.drawLine(rect.left() + _SIDE, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        painter.setPen(Qt.PenStyle.NoPen)
        ring = 1
        if option.state & _State.State_Selected:
            focused = bool(option.state & _State.State_HasFocus) and bool(option.state & _State.State_Active)
            ring = self._theme.tokens.stroke.focus if focused else 1
            pen = painter.pen()
            pen.setStyle(Qt.PenStyle.SolidLine)
            pen.setWidth(ring)
            pen.setColor(self._theme.colour("accent.focus" if focused else "line.selected"))
            painter.setPen(pen)
            painter.setBrush(self._theme.colour("surface.selection"))
        elif option.state & _State.State_MouseOver:
            painter.setBrush(self._theme.colour("surface.hover"))
        else:
            return
        half = ring / 2
        box = rect.adjusted(4, 1, -4, -2).toRectF().adjusted(half, half, -half, -half)
        radius = self._theme.tokens.radius.medium
        painter.drawRoundedRect(box, radius, radius)

    def _paint_dot(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        middle = option.rect.top() + _PAD + self._line() / 2 + 0.5
        across = option.rect.left() + _GUTTER / 2 + 2
        if _backwards(option):
            across = option.rect.right() - _GUTTER / 2 - 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent.base"))
        painter.drawEllipse(QPointF(across, middle), 4, 4)

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, row: TicketRow) -> None:
        line, top = self._line(), option.rect.top() + _PAD
        wide = QRect(option.rect.left() + _GUTTER, top, option.rect.width() - _GUTTER - _SIDE, line)
        place = QStyle.visualRect(option.direction, option.rect, wide)
        said = channel(row)
        age = ago(row.active_at, self._now())
        age = f"{said} · {age}" if said else age
        near, far = (_Right, _Left) if _backwards(option) else (_Left, _Right)
        used = self._write(painter, place, far, age, "caption", "text.secondary" if row.unread else "text.faint")
        weight = "strong" if row.unread else "body"
        self._write(painter, _less(place, used, option), near, plain(row.customer), weight)
        place.translate(0, line + _LEAD)
        self._write(painter, place, near, plain(row.subject) or "No subject", weight)
        place.translate(0, line + _LEAD)
        place.setHeight(max(line, self._pill_height()))
        used = self._paint_marks(painter, place, option, row)
        self._write(painter, _less(place, used, option), near, plain(row.preview), "body", "text.secondary")

    def _paint_marks(self, painter: QPainter, place: QRect, option: QStyleOptionViewItem, row: TicketRow) -> int:
        """Pills at the far end, as many as leave half of the line; the pixels they take."""
        used = 0
        for state in marks(row, self._rows.shown, self._now().astimezone().date()):
            size = self._pills.size(state)
            if used and used + size.width() > place.width() // 2:
                break
            box = QRect(place.right() + 1 - used - size.width(), place.top(), size.width(), size.height())
            box.moveTop(place.top() + (place.height() - size.height()) // 2)
            box = QStyle.visualRect(option.direction, place, box)
            ratio = painter.device().devicePixelRatio()
            self._pills.paint(painter, box, state, ratio, mirrored=_backwards(option))
            used += size.width() + 4
        return used

    def _write(
        self,
        painter: QPainter,
        box: QRect,
        where: Qt.AlignmentFlag,
        text: str,
        use: str,
        ink: str = "text.primary",
    ) -> int:
        """Write on one line, cut where there is no room; the pixels it takes."""
        font, metrics = self._font(use)
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, where | Qt.TextFlag.TextSingleLine, shown)
        return metrics.horizontalAdvance(shown)


def _less(place: QRect, used: int, option: QStyleOptionViewItem) -> QRect:
    """``place`` without ``used`` pixels at its far end."""
    gap = used + _GAP if used else 0
    return place.adjusted(gap, 0, 0, 0) if _backwards(option) else place.adjusted(0, 0, -gap, 0)


def _backwards(option: QStyleOptionViewItem) -> bool:
    return option.direction == Qt.LayoutDirection.RightToLeft
