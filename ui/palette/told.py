"""A word that stays for a moment where the palette was: what was copied. It never takes the focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.commands.parts import Parts
from ui.widgets.glyph import Glyph

_STAYS_MS = 1800
_Flag = Qt.WindowType


class Told(QWidget):
    """Made once and shown again and again."""

    def __init__(self, parts: Parts) -> None:
        flags = _Flag.ToolTip | _Flag.FramelessWindowHint | _Flag.WindowDoesNotAcceptFocus | _Flag.WindowStaysOnTopHint
        super().__init__(None, flags)
        self._theme = parts.theme
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 16, 10)
        row.setSpacing(8)
        row.addWidget(Glyph(parts.icons, "check-circle", "tone.success.ink"))
        row.addWidget(self._words)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._goes = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._goes.timeout.connect(self.hide)

    def tell(self, words: str, where: QRect) -> None:
        """Show ``words`` at the upper middle of ``where``, on the screen."""
        self._words.setText(words)
        self.adjustSize()
        self.move(where.center() - QPoint(self.width() // 2, where.height() // 2))
        self.show()
        self._goes.start()

    def text(self) -> str:
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setPen(QColor(tokens.line.field))
        painter.setBrush(QColor(tokens.surface.raised))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
