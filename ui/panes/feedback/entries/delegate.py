"""Paints an entry of feedback in the list: kind, age, the customer's words, who said it where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.feedback.kinds import look_of
from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State
from ui.widgets.row_paint import paint_ground
from ui.widgets.rows import ROW, Index
from ui.widgets.times import ago
from workbench.feedback.model import Entry, Speaker

_PAD, _GAP, _LINES = 12, 4, 2
_State = QStyle.StateFlag


class EntryDelegate(QStyledItemDelegate):
    """Rows of fixed height, so that a long list scrolls evenly."""

    def __init__(self, icons: Icons, now: Callable[[], datetime], *, said: bool = False) -> None:
        """``said``: tell when it was said, not when it was noted."""
        super().__init__()
        self._said = said
        self._icons, self._theme, self._now = icons, icons.theme, now
        self._pills = PillPainter(icons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        caption = QFontMetrics(self._theme.fonts.caption()).height()
        head = self._pills.size(State(word="M")).height()
        return QSize(0, 2 * _PAD + head + caption + _LINES * self._line() + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, self._theme)
        box = option.rect.adjusted(_PAD + 4, _PAD, -_PAD - 4, -_PAD)
        head = self._paint_head(painter, QRect(box), entry, option)
        words = QRect(box.left(), box.top() + head + _GAP, box.width(), _LINES * self._line())
        self._paint_words(painter, words, entry.verbatim)
        self._paint_foot(painter, QRect(box), entry)
        painter.restore()

    def _line(self) -> int:
        return round(self._theme.fonts.line() * 1.15)

    def _paint_head(self, painter: QPainter, box: QRect, entry: Entry, option: QStyleOptionViewItem) -> int:
        look = look_of(entry.kind)
        state = State(word=look.word, tone=look.tone, icon=look.icon)
        size = self._pills.size(state)
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        left = box.right() - size.width() + 1 if backwards else box.left()
        ratio = painter.device().devicePixelRatio()
        place = QRect(left, box.top(), size.width(), size.height())
        self._pills.paint(painter, place, state, ratio, mirrored=backwards)
        painter.setFont(self._theme.fonts.caption())
        painter.setPen(self._theme.colour("text.faint"))
        row = QRect(box.left(), box.top(), box.width(), size.height())
        painter.drawText(
            row,
            _far(option) | Qt.AlignmentFlag.AlignVCenter,
            ago(entry.said_at if self._said else entry.captured_at, self._now()),
        )
        return size.height()

    def _paint_words(self, painter: QPainter, box: QRect, words: str) -> None:
        """As many lines as there is room for; the last one tells when there is more."""
        font = self._theme.fonts.body()
        metrics = QFontMetrics(font)
        text = " ".join(words.split())
        units = text.encode("utf-16-le")  # as Qt counts: an emoji is two
        layout = QTextLayout(text, font)
        wrap = QTextOption()
        wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(wrap)
        painter.setFont(font)
        painter.setPen(self._theme.colour("text.primary"))
        layout.beginLayout()
        for at in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(box.width())
            start, end = line.textStart(), line.textStart() + line.textLength()
            raw = units[start * 2 :] if at == _LINES - 1 else units[start * 2 : end * 2]
            part = raw.decode("utf-16-le", "replace").rstrip()
            row = QRect(box.left(), box.top() + at * self._line(), box.width(), self._line())
            side = Qt.AlignmentFlag.AlignRight if _is_backwards(text) else Qt.AlignmentFlag.AlignLeft
            shown = metrics.elidedText(part, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(row, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, shown)
        layout.endLayout()

    def _paint_foot(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        painter.setFont(self._theme.fonts.caption())
        painter.setPen(self._theme.colour("text.faint"))
        metrics = painter.fontMetrics()
        who = "What we saw" if entry.speaker is Speaker.AGENT else entry.customer_name
        parts = (who, f"#{entry.ticket_number}" if entry.ticket_number else "", entry.ticket_subject)
        words = " · ".join(part for part in parts if part)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading, shown)


def _far(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    backwards = option.direction == Qt.LayoutDirection.RightToLeft
    return (Qt.AlignmentFlag.AlignLeft if backwards else Qt.AlignmentFlag.AlignRight) | Qt.AlignmentFlag.AlignAbsolute


def _is_backwards(text: str) -> bool:
    """Whether the text is read from right to left, by its first letter."""
    return "\u0590" <= next((letter for letter in text if letter.isalpha()), "a") <= "\u08ff"
