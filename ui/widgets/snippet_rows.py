"""The rows of snippets wherever they are listed: a model over frozen rows, and how a row is painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import Theme
from ui.widgets.why import language_name
from workbench.kernel.spans import Span, to_utf16
from workbench.library.model import Hit, Snippet
from workbench.packs.model import SnippetStatus

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PAD = 10
_State = QStyle.StateFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A snippet, what the query found in its title, and why it is here. ``keys``: shown in place of its shortcut.

    ``words``: what words of it begin with that was looked for, folded.
    """

    snippet: Snippet
    words: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    why: str = ""
    pinned: bool = False
    keys: str = ""


def row_of(hit: Hit, why: str = "") -> Row:
    """The row of a search result."""
    return Row(snippet=hit.snippet, words=hit.words, marks=hit.marks, why=why, pinned=hit.pinned)


class SnippetRows(QAbstractListModel):
    """Shown as they are given; the order changes only when other rows are given."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[Row, ...] = ()

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.snippet.title
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return _spoken(row)
        return None

    def show_rows(self, rows: Sequence[Row]) -> None:
        if tuple(rows) == self._rows:
            return
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()


def _spoken(row: Row) -> str:
    """Title, what is wrong with it, shortcut, language, and why it is here."""
    snippet = row.snippet
    shortcut = f";{snippet.shortcut}" if snippet.shortcut else ""
    language = language_name(snippet.language) if snippet.language else ""
    words = (snippet.title, _spent_word(snippet), shortcut, language, row.why, row.keys)
    return ", ".join(word for word in words if word)


def _spent_word(snippet: Snippet) -> str:
    """Stands in place of the shortcut of one that is not inserted any more."""
    if not snippet.spent(date.today()):
        return ""
    return "recalled" if snippet.status is SnippetStatus.RECALLED else "out of date"


class SnippetDelegate(QStyledItemDelegate):
    """Title with what was found in bold, shortcut at the end; ``why`` goes below, beside it."""

    def __init__(self, theme: Theme, *, tall: bool) -> None:
        super().__init__()
        self._theme = theme
        self._tall = tall

    def height(self) -> int:
        """Pixels of one row."""
        below = QFontMetrics(self._theme.fonts.caption()).height() if self._tall else 0
        return self._theme.fonts.line() + below + 12

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, option)
        box: QRect = option.rect.adjusted(_PAD, 6, -_PAD, -6)
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        line = QRect(box.left(), box.top(), box.width(), self._theme.fonts.line())
        # On two lines the shortcut stands on the second, so that the title has all of the first.
        second = line.translated(0, box.bottom() - line.bottom())
        rest = self._paint_shortcut(painter, second if self._tall else line, row, backwards=backwards)
        self._paint_title(painter, line if self._tall else rest, row, backwards=backwards)
        if self._tall:
            painter.setFont(self._theme.fonts.caption())
            painter.setPen(self._theme.colour("text.faint"))
            side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
            text = painter.fontMetrics().elidedText(row.why, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute, text)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        box = option.rect.adjusted(2, 1, -2, -1).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        state, radius = option.state, self._theme.tokens.radius.medium
        painter.setPen(Qt.PenStyle.NoPen)
        if state & _State.State_Selected:
            painter.setPen(self._theme.colour("line.selected"))
            painter.setBrush(self._theme.colour("surface.selection"))
        elif state & _State.State_MouseOver:
            painter.setBrush(self._theme.colour("surface.hover"))
        else:
            return
        painter.drawRoundedRect(box, radius, radius)

    def _paint_shortcut(self, painter: QPainter, line: QRect, row: Row, *, backwards: bool) -> QRect:
        """Paint it at the end; what is left of the line is for the title."""
        spent = _spent_word(row.snippet)
        shortcut = spent or row.keys or (f";{row.snippet.shortcut}" if row.snippet.shortcut else "")
        if not shortcut:
            return line
        painter.setFont(self._theme.fonts.caption() if spent else self._theme.fonts.mono())
        painter.setPen(self._theme.colour("tone.danger.ink" if spent else "text.faint"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(shortcut, Qt.TextElideMode.ElideRight, line.width() * 2 // 5)
        width = metrics.horizontalAdvance(text) + 1
        at = line.left() if backwards else line.right() - width + 1
        painter.drawText(QRect(at, line.top(), width, line.height()), Qt.AlignmentFlag.AlignCenter, text)
        return line.adjusted(width + 12, 0, 0, 0) if backwards else line.adjusted(0, 0, -width - 12, 0)

    def _paint_title(self, painter: QPainter, box: QRect, row: Row, *, backwards: bool) -> None:
        font = self._theme.fonts.body()
        title = row.snippet.title
        # Cut as if all were bold, so that what is bold never runs into the shortcut.
        text = QFontMetrics(self._theme.fonts.strong()).elidedText(title, Qt.TextElideMode.ElideRight, box.width())
        layout = QTextLayout(text, font)
        layout.setFormats([self._bold(title, mark) for mark in row.marks])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(1, box.width() * 2))
        layout.endLayout()
        left = box.right() - line.naturalTextWidth() if backwards else box.left()
        painter.setPen(self._theme.colour("text.primary"))
        layout.draw(painter, QPointF(left, box.top() + (box.height() - line.height()) / 2))

    def _bold(self, title: str, mark: Span) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        form = QTextCharFormat()
        form.setFont(self._theme.fonts.strong())
        made.start, made.length = to_utf16(title, mark)
        made.format = form
        return made
