"""The letter of something that a customer asks, painted wherever it stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme.theme import Theme


def paint_letter(
    painter: QPainter, theme: Theme, box: QRect, letter: str, *, answered: bool, suggested: bool = False
) -> None:
    """Filled where answered, dashed where the words suggest an answer, a plain square where open."""
    tokens, edge = theme.tokens, QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    ink = QColor(tokens.text.primary)
    pen = QPen(QColor(tokens.text.secondary), 1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if answered:
        ink, pen = QColor(tokens.text.on_accent), QPen(QColor(tokens.accent.base), 1)
        painter.setBrush(QColor(tokens.accent.base))
    elif suggested:
        ink, pen = QColor(tokens.tone.accent.ink), QPen(QColor(tokens.tone.accent.ink), 1.5)
        pen.setDashPattern([2.0, 1.6])
        painter.setBrush(QColor(tokens.tone.accent.soft))
    painter.setPen(pen)
    painter.drawRoundedRect(edge, 3, 3)
    painter.setFont(theme.fonts.caption())
    painter.setPen(ink)
    painter.drawText(edge, Qt.AlignmentFlag.AlignCenter, letter)
