"""Paints a row of the outbox: state, customer, when, subject, first line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.outbox.model import Row
from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State
from ui.widgets.row_paint import paint_ground
from ui.widgets.rows import ROW, Index
from ui.widgets.times import ago
from workbench.helpdesk.port import OutKind
from workbench.outbox.model import Outgoing
from workbench.outbox.words import first_words, kind_of, mark_of

_PAD, _GAP = 12, 4
_State = QStyle.StateFlag
_Leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_Trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class OutgoingDelegate(QStyledItemDelegate):
    """Three lines for each: who and when, state and subject, first words."""

    def __init__(self, icons: Icons, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._now = icons.theme, now
        self._pills = PillPainter(icons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._theme.fonts.line()
        if index.data(ROW).outgoing is None:
            return QSize(0, line + 20)
        return QSize(0, 2 * _PAD + 2 * line + 2 * _GAP + self._pill_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if row.outgoing is None:
            box = option.rect.adjusted(_PAD + 4, 8, -_PAD, -4)
            self._write(painter, box, row.title, self._theme.fonts.caption(), "text.faint", bottom=True)
        else:
            paint_ground(painter, option, self._theme)
            self._paint_outgoing(painter, option, row.outgoing)
        painter.restore()

    def _pill_height(self) -> int:
        return self._pills.size(State(word="M")).height()

    def _paint_outgoing(self, painter: QPainter, option: QStyleOptionViewItem, outgoing: Outgoing) -> None:
        fonts, line = self._theme.fonts, self._theme.fonts.line()
        box = option.rect.adjusted(_PAD + 4, _PAD, -_PAD - 4, -_PAD)
        head = QRect(box.left(), box.top(), box.width(), line)
        age = ago(outgoing.delivered_at or outgoing.queued_at, self._now())
        room = QFontMetrics(fonts.caption()).horizontalAdvance(age) + 8
        painter.setFont(fonts.caption())
        painter.setPen(self._theme.colour("text.faint"))
        painter.drawText(head, _Trailing, age)
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        name = head.adjusted(room, 0, 0, 0) if backwards else head.adjusted(0, 0, -room, 0)
        self._write(painter, name, outgoing.customer or f"#{outgoing.ticket_number}", fonts.strong(), "text.primary")
        second = QRect(box.left(), head.bottom() + 1 + _GAP, box.width(), self._pill_height())
        self._paint_state(painter, second, outgoing, backwards=backwards)
        last = QRect(box.left(), second.bottom() + 1 + _GAP, box.width(), line)
        about = first_words(outgoing)
        about = f"{kind_of(outgoing)}: {about}" if outgoing.kind is OutKind.NOTE else about
        self._write(painter, last, about, fonts.body(), "text.secondary")

    def _paint_state(self, painter: QPainter, box: QRect, outgoing: Outgoing, *, backwards: bool) -> None:
        mark = mark_of(outgoing.state)
        state = State(word=mark.word, tone=mark.tone, icon=mark.icon)
        size = self._pills.size(state)
        left = box.right() - size.width() + 1 if backwards else box.left()
        ratio = painter.device().devicePixelRatio()
        place = QRect(left, box.top(), size.width(), size.height())
        self._pills.paint(painter, place, state, ratio, mirrored=backwards)
        gap = size.width() + 8
        words = box.adjusted(0, 0, -gap, 0) if backwards else box.adjusted(gap, 0, 0, 0)
        self._write(painter, words, outgoing.ticket_subject, self._theme.fonts.body(), "text.primary")

    def _write(self, painter: QPainter, box: QRect, text: str, font: QFont, ink: str, *, bottom: bool = False) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colour(ink))
        shown = QFontMetrics(font).elidedText(" ".join(text.split()), Qt.TextElideMode.ElideRight, box.width())
        where = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom if bottom else _Leading
        painter.drawText(box, where, shown)
