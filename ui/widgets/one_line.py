"""Rows of a plain list that are as wide as the list: what does not fit is cut with an ellipsis, and told on hover."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from ui.widgets.tips import tip

Index = QModelIndex | QPersistentModelIndex


class OneLine(QStyledItemDelegate):
    """Asks for no width of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        wide = super().sizeHint(option, index).width() > option.rect.width()
        QToolTip.showText(event.globalPos(), tip(index.data(Qt.ItemDataRole.DisplayRole) or "") if wide else "", view)
        return True
