"""Rows of what waits for us: a title with its state, what it is about, and what is to be known."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State
from ui.widgets.row_paint import paint_ground, write_line
from ui.widgets.rows import ROW, Index, Rows

_PAD, _GAP = 12, 4
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """``state``: its chip; ``about`` and ``beside``: two lines below the title; ``thing``: what it stands for."""

    id: str
    title: str
    state: State
    about: str
    beside: str
    thing: object


class WaitingRows(Rows[Waiting]):
    """What waits, as a list."""

    def spoken(self, row: Waiting) -> str:
        return ", ".join(part for part in (row.title, row.state.word, row.about, row.beside) if part)


class WaitingDelegate(QStyledItemDelegate):
    """Rows of one height: chip and title, then two quieter lines."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._theme = icons.theme
        self._pills = PillPainter(icons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        body, caption = self._height(self._theme.fonts.body()), self._height(self._theme.fonts.caption())
        return QSize(0, 2 * _PAD + self._head() + body + caption + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Waiting = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        paint_ground(painter, option, self._theme)
        box = option.rect.adjusted(_PAD + 4, _PAD, -_PAD - 4, -_PAD)
        self._paint_head(painter, QRect(box.left(), box.top(), box.width(), self._head()), row, option)
        body, top = self._height(self._theme.fonts.body()), box.top() + self._head() + _GAP
        write_line(
            self._theme,
            painter,
            QRect(box.left(), top, box.width(), body),
            row.about,
            "text.primary",
            self._theme.fonts.body(),
        )
        caption = self._height(self._theme.fonts.caption())
        write_line(
            self._theme,
            painter,
            QRect(box.left(), top + body + _GAP, box.width(), caption),
            row.beside,
            "text.faint",
            self._theme.fonts.caption(),
        )
        painter.restore()

    def _paint_head(self, painter: QPainter, box: QRect, row: Waiting, option: QStyleOptionViewItem) -> None:
        """The title, and its chip at the far side."""
        size, backwards = self._pills.size(row.state), option.direction == Qt.LayoutDirection.RightToLeft
        wide = min(size.width(), box.width() // 2)
        left = box.left() if backwards else box.right() - wide + 1
        place = QRect(left, box.top(), wide, size.height())
        ratio = painter.device().devicePixelRatio()
        self._pills.paint(painter, place, row.state, ratio, mirrored=backwards)
        room = box.adjusted(wide + 2 * _GAP, 0, 0, 0) if backwards else box.adjusted(0, 0, -wide - 2 * _GAP, 0)
        write_line(self._theme, painter, room, row.title, "text.primary", self._theme.fonts.strong())

    def _head(self) -> int:
        return max(self._height(self._theme.fonts.strong()), self._pills.size(State(word="M")).height())

    @staticmethod
    def _height(font: QFont) -> int:
        return QFontMetrics(font).height()
