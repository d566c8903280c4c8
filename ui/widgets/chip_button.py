"""A button as a chip: a shape, a word, and something small behind it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.glyph import Glyph


class ChipButton(QPushButton):
    """``tail``: a key cap, an arrow. It is as wide as its parts."""

    def __init__(self, icons: Icons, icon: str, word: str, tail: QWidget) -> None:
        super().__init__()
        set_role(self, "chip")
        self._glyph, self._word = Glyph(icons, icon), QLabel(word)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(6)
        for part in (self._glyph, self._word, tail):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            row.addWidget(part)

    def show_chip(self, icon: str, ink: str, word: str) -> None:
        """Show another shape and word."""
        self._glyph.show_icon(icon, ink)
        self._word.setText(word)
        self.updateGeometry()

    def word(self) -> str:
        return self._word.text()

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
