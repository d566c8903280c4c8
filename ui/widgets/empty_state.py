"""What stands where there is nothing to show: what it means, and the one thing that can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.roles import Role, set_role
from ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.theme.icons import Icons

_LETTERS_WIDE = 44
_MARGIN = 16


class EmptyState(QWidget):
    """Icon, title, a sentence, and a button when ``action`` has a verb; ``acted``: it was pressed."""

    acted = Signal()

    def __init__(self, icons: Icons, icon: str, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._glyph = Glyph(icons, icon, "text.faint", 2.0)
        self._title = self._label(title, "title")
        self._sentence = self._label(sentence, "secondary")
        self._button = QPushButton(action)
        self._button.setVisible(bool(action))
        self._button.clicked.connect(self.acted)
        self._lay_out(icons)

    def show_texts(self, title: str, sentence: str, action: str = "") -> None:
        """Say something else in the same place."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))

    def button(self) -> QPushButton:
        return self._button

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_measure()

    def _lay_out(self, icons: Icons) -> None:
        space = icons.theme.tokens.space
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column = QVBoxLayout(self)
        self._column.setSpacing(space.xs)
        self._column.addStretch(2)
        self._column.addWidget(self._glyph, 0, centre)
        self._column.addSpacing(space.s)
        self._column.addWidget(self._title)
        self._column.addWidget(self._sentence)
        self._column.addSpacing(space.m)
        self._column.addWidget(self._button, 0, centre)
        self._column.addStretch(3)

    def _hold_measure(self) -> None:
        """Keep the sentence to a width that is read at a glance."""
        measure = self.fontMetrics().averageCharWidth() * _LETTERS_WIDE
        beside = max(_MARGIN, (self.width() - measure) // 2)
        self._column.setContentsMargins(beside, _MARGIN, beside, _MARGIN)

    @staticmethod
    def _label(text: str, role: Role) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_role(label, role)
        return label
