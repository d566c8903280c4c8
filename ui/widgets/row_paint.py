"""What rows of every list have in common on the screen: their ground, and words that end in an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from ui.theme.theme import Theme

_State = QStyle.StateFlag


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, theme: Theme, *, line: bool = True) -> None:
    """The ground of a row that is selected or under the mouse, and with ``line`` the line below it."""
    if line:
        painter.setPen(theme.colour("line.soft"))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
    painter.setPen(Qt.PenStyle.NoPen)
    if option.state & _State.State_Selected:
        focused = option.state & _State.State_HasFocus
        painter.setPen(theme.colour("accent.focus" if focused else "line.selected"))
        painter.setBrush(theme.colour("surface.selection"))
    elif option.state & _State.State_MouseOver:
        painter.setBrush(theme.colour("surface.hover"))
    else:
        return
    radius = theme.tokens.radius.medium
    box = option.rect.adjusted(4, 1, -4, -1).toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, radius, radius)


def write_line(theme: Theme, painter: QPainter, box: QRect, words: str, colour: str, font: QFont) -> None:
    """``words`` on one line of ``box``, cut with an ellipsis where they are too long for it."""
    painter.setFont(font)
    painter.setPen(theme.colour(colour))
    shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, shown)
