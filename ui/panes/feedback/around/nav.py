"""The list of pages of Around: each with what is on it, and how much of it waits for its day."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State
from ui.widgets.row_paint import paint_ground, write_line
from ui.widgets.rows import ROW, Index, Rows

_PAD, _GAP = 10, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """``waits``: such as *2 late*; "" where nothing does."""

    id: str
    title: str
    about: str
    waits: str = ""


class PageRows(Rows[PageRow]):
    """The pages, as a list."""

    def spoken(self, row: PageRow) -> str:
        return ", ".join(part for part in (row.title, row.waits, row.about) if part)


class PageDelegate(QStyledItemDelegate):
    """Rows of one height: the title with what waits at the far side, and a quieter line."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._theme = icons.theme
        self._pills = PillPainter(icons)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, 2 * _PAD + self._head() + _GAP + _height(self._theme.fonts.caption()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: PageRow = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        paint_ground(painter, option, self._theme, line=False)
        box = option.rect.adjusted(_PAD + 4, _PAD, -_PAD - 4, -_PAD)
        head = QRect(box.left(), box.top(), box.width(), self._head())
        if row.waits:
            head = self._paint_waits(painter, head, row.waits, option)
        write_line(self._theme, painter, head, row.title, "text.primary", self._theme.fonts.strong())
        caption = _height(self._theme.fonts.caption())
        below = QRect(box.left(), box.bottom() - caption + 1, box.width(), caption)
        write_line(self._theme, painter, below, row.about, "text.secondary", self._theme.fonts.caption())
        painter.restore()

    def _paint_waits(self, painter: QPainter, box: QRect, words: str, option: QStyleOptionViewItem) -> QRect:
        """What waits, at the far side; the room that is left."""
        state, backwards = (
            State(word=words, tone="warning", icon="clock"),
            option.direction == Qt.LayoutDirection.RightToLeft,
        )
        size = self._pills.size(state)
        wide = min(size.width(), box.width() // 2)
        place = QRect(box.left() if backwards else box.right() - wide + 1, box.top(), wide, size.height())
        self._pills.paint(painter, place, state, painter.device().devicePixelRatio(), mirrored=backwards)
        return box.adjusted(wide + 8, 0, 0, 0) if backwards else box.adjusted(0, 0, -wide - 8, 0)

    def _head(self) -> int:
        return max(_height(self._theme.fonts.strong()), self._pills.size(State(word="M")).height())


def _height(font: QFont) -> int:
    return QFontMetrics(font).height()
