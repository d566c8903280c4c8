"""Paints a row of the library list: a folder's heading, or title and shortcut of a snippet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.panes.library.model import Row, state_word
from ui.theme.theme import Theme
from ui.widgets.row_paint import paint_ground
from ui.widgets.rows import ROW, Index
from workbench.kernel.spans import to_utf16
from workbench.library.model import Snippet

_PAD, _GAP = 12, 12
_READ_FORWARD = "\N{LEFT-TO-RIGHT MARK}"  # a shortcut is typed so, whichever way the window reads
_State = QStyle.StateFlag


class SnippetDelegate(QStyledItemDelegate):
    """Rows of one line of text; results of a search have their folder below. ``unsaved``: whether words of it are."""

    def __init__(self, theme: Theme, unsaved: Callable[[str], bool] = lambda _id: False) -> None:
        super().__init__()
        self._theme = theme
        self._unsaved = unsaved

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = self._theme.fonts.line()
        row: Row = index.data(ROW)
        return QSize(0, line + 12 + (QFontMetrics(self._theme.fonts.caption()).height() if row.folder else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.snippet is None:
            self._paint_heading(painter, option, row.title)
        else:
            paint_ground(painter, option, self._theme, line=False)
            self._paint_snippet(painter, option, row, row.snippet)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, title: str) -> None:
        painter.setFont(self._theme.fonts.caption())
        painter.setPen(self._theme.colour("text.faint"))
        box = option.rect.adjusted(_PAD, 8, -_PAD, -4)
        flags = Qt.AlignmentFlag.AlignBottom | _side(option)
        painter.drawText(box, flags, painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, box.width()))

    def _paint_snippet(self, painter: QPainter, option: QStyleOptionViewItem, row: Row, snippet: Snippet) -> None:
        box = option.rect.adjusted(_PAD, 6, -_PAD, -6)
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        line = QRect(box.topLeft(), QSize(box.width(), self._theme.fonts.line()))
        painter.setPen(self._theme.colour("text.faint"))
        state = "not saved" if self._unsaved(snippet.id) else state_word(snippet, date.today())
        shortcut = f"{_READ_FORWARD};{snippet.shortcut}" if snippet.shortcut else ""
        words = line
        # The shortcut is to be learnt, so it is whole before what is said in words beside it.
        for font, said in ((self._theme.fonts.mono(), shortcut), (self._theme.fonts.caption(), state)):
            painter.setFont(font)
            words = _at_end(painter, words, said, line.width() * 2 // 5, backwards=backwards)
        painter.setPen(self._theme.colour("text.primary"))
        self._paint_title(painter, words, row, backwards=backwards)
        if row.folder:
            painter.setFont(self._theme.fonts.caption())
            painter.setPen(self._theme.colour("text.faint"))
            painter.drawText(box, Qt.AlignmentFlag.AlignBottom | _side(option), row.folder)

    def _paint_title(self, painter: QPainter, box: QRect, row: Row, *, backwards: bool) -> None:
        """The title, with what was searched for in bold."""
        metrics = QFontMetrics(self._theme.fonts.strong() if row.marks else self._theme.fonts.body())
        text = metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, box.width())
        bold = QTextCharFormat()
        bold.setFont(self._theme.fonts.strong())
        marks = []
        for mark in row.marks:
            found = QTextLayout.FormatRange()
            found.start, found.length = to_utf16(row.title, mark)
            found.format = bold
            marks.append(found)
        layout = QTextLayout(text, self._theme.fonts.body())
        layout.setFormats(marks)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1, box.width()))
        layout.endLayout()
        left = box.right() - line.naturalTextWidth() if backwards else box.left()
        layout.draw(painter, QPoint(int(left), box.top() + (box.height() - metrics.height()) // 2).toPointF())


def _at_end(painter: QPainter, line: QRect, said: str, most: int, *, backwards: bool) -> QRect:
    """Write ``said`` at the end of ``line``, no longer than ``most``; what is left of it."""
    if not said:
        return line
    room = min(painter.fontMetrics().horizontalAdvance(said) + 2, most)
    ends = QRect(line.left() if backwards else line.right() - room + 1, line.top(), room, line.height())
    cut = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room)
    painter.drawText(ends, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cut)
    return line.adjusted(room + _GAP, 0, 0, 0) if backwards else line.adjusted(0, 0, -room - _GAP, 0)


def _side(option: QStyleOptionViewItem) -> Qt.AlignmentFlag:
    backwards = option.direction == Qt.LayoutDirection.RightToLeft
    return (Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
