"""What stands where there is nothing to show: what it means, and the one thing that can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.roles import Role, set_role
from ui.widgets.glyph import Glyph

if TYPE_CHECKING:
    from ui.theme.icons import Icons

_LETTERS_WIDE = 44


class EmptyState(QWidget):
    """Icon, title, a sentence, and a button when ``action`` has a verb; ``acted``: it was pressed."""

    acted = Signal()

    def __init__(self, icons: Icons, icon: str, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self._glyph = Glyph(icons, icon, "text.faint", 2.0)
        self._title = self._label(title, "title")
        self._sentence = self._label(sentence, "secondary")
        self._button = QPushButton(action)
        if not action:  # shown before it has a parent it would be a window of its own
            self._button.hide()
        self._button.clicked.connect(self.acted)
        self._middle = QWidget()
        self._lay_out(icons)
        icons.theme.changed.connect(self._hold_measure)
        self._hold_measure()

    def show_texts(self, title: str, sentence: str, action: str = "") -> None:
        """Say something else in the same place."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._button.setText(action)
        self._button.setVisible(bool(action))

    def button(self) -> QPushButton:
        return self._button

    def _lay_out(self, icons: Icons) -> None:
        space = icons.theme.tokens.space
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, space.l, 0, space.l)
        column.setSpacing(space.xs)
        column.addStretch(2)
        column.addWidget(self._glyph, 0, centre)
        column.addSpacing(space.s)
        column.addWidget(self._title)
        column.addWidget(self._sentence)
        column.addSpacing(space.m)
        column.addWidget(self._button, 0, centre)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.l, 0, space.l, 0)
        row.addStretch(1)
        row.addWidget(self._middle, 1000)
        row.addStretch(1)

    def _hold_measure(self) -> None:
        """Keep the sentence to a width that is read at a glance."""
        self._middle.setMaximumWidth(self.fontMetrics().averageCharWidth() * _LETTERS_WIDE)

    @staticmethod
    def _label(text: str, role: Role) -> QLabel:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        set_role(label, role)
        return label
