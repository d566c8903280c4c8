"""The rows of the command palette, and how they are painted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.commands.registry import Command
from ui.theme.icons import Icons

COMMAND = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_PAD = 12
_Leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_Trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


class CommandRows(QAbstractListModel):
    """Commands that are offered; the whole list changes with every letter."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[Command] = []

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        command = self._rows[index.row()]
        if role == COMMAND:
            return command
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.title}, {keys_of(command)}" if command.shortcut else command.title
        return None

    def show_rows(self, rows: Sequence[Command]) -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()


def keys_of(command: Command) -> str:
    """The shortcut as the platform writes it."""
    return QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class CommandDelegate(QStyledItemDelegate):
    """Icon, title, and the shortcut at the far side, so that it is learnt by looking."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons, self._theme = icons, icons.theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.fonts.line() + 16)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(COMMAND)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(option.direction)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            painter.setPen(self._theme.colour("line.selected") if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("surface.selection" if chosen else "surface.hover"))
            radius = self._theme.tokens.radius.medium
            box = option.rect.adjusted(4, 1, -4, -1).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, radius, radius)
        self._paint_words(painter, option, command)
        painter.restore()

    def _paint_words(self, painter: QPainter, option: QStyleOptionViewItem, command: Command) -> None:
        box = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        side = self._theme.fonts.line()
        backwards = option.direction == Qt.LayoutDirection.RightToLeft
        mark = QRect(box.right() - side + 1 if backwards else box.left(), box.center().y() - side // 2 + 1, side, side)
        if command.icon:
            ratio = painter.device().devicePixelRatio()
            painter.drawPixmap(mark.topLeft(), self._icons.pixmap(command.icon, side, "text.secondary", ratio))
        keys = keys_of(command)
        painter.setFont(self._theme.fonts.caption())
        painter.setPen(self._theme.colour("text.secondary"))
        painter.drawText(box, _Trailing, keys)
        before, after = side + 10, painter.fontMetrics().horizontalAdvance(keys) + 12
        words = box.adjusted(after, 0, -before, 0) if backwards else box.adjusted(before, 0, -after, 0)
        painter.setFont(self._theme.fonts.body())
        painter.setPen(self._theme.colour("text.primary"))
        metrics = QFontMetrics(self._theme.fonts.body())
        painter.drawText(words, _Leading, metrics.elidedText(command.title, Qt.TextElideMode.ElideRight, words.width()))
