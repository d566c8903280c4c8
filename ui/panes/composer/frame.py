"""The sheet that is written on: its edge shows the focus, its ground whether the customer will see it."""

from __future__ import annotations

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme


class Sheet(QWidget):
    """A ground with round corners; tinted for a note, ringed while the words have the focus."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._note = self._focused = False
        theme.changed.connect(self.update)

    def show_note(self, note: bool) -> None:
        self._note = note
        self.update()

    def show_focus(self, there: bool) -> None:
        self._focused = there
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        width = tokens.stroke.focus if self._focused else tokens.stroke.line
        edge = tokens.accent.focus if self._focused else tokens.tone.warning.ink if self._note else tokens.line.field
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.surface.note if self._note else tokens.surface.field))
        inset = width / 2
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, tokens.radius.large, tokens.radius.large)
