"""The first thing a new person sees: what the program is for, and two ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import Role, set_role, set_surface

_MEASURE = 68  # letters
_MARK = 56


class WelcomePane(QScrollArea):
    """``practice_asked`` and ``sign_in_asked``: the way that was chosen."""

    practice_asked = Signal()
    sign_in_asked = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Welcome")
        self._parts = parts
        self.practice_button = QPushButton("Look around with the practice desk")
        self.sign_in_button = QPushButton("Connect Request Tracker")
        self._measured = QWidget()
        self._lay_out()
        self._parts.theme.changed.connect(self._hold_measure)
        self._hold_measure()
        self.practice_button.clicked.connect(self.practice_asked)
        self.sign_in_button.clicked.connect(self.sign_in_asked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.practice_button.setFocus()

    def _hold_measure(self) -> None:
        """Lines that are not longer than can be read with ease."""
        self._measured.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        middle = self._measured
        column = QVBoxLayout(middle)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(8)
        column.addStretch(2)
        mark = QLabel()
        mark.setPixmap(self._parts.icons.app_icon().pixmap(_MARK, _MARK))
        column.addWidget(mark)
        column.addSpacing(12)
        column.addWidget(_label("Support Workbench", "heading"))
        column.addWidget(
            _label("Answer customers quickly and surely: read, write and send, online or not.", "secondary")
        )
        column.addSpacing(24)
        set_role(self.practice_button, "primary")
        for button, words in (
            (self.practice_button, "Made-up conversations, marked as practice. One action takes them all away."),
            (self.sign_in_button, "Your own conversations. You need the address of your helpdesk and a token."),
        ):
            button.setMinimumHeight(2 * self._parts.theme.fonts.line() + 8)
            button.setAccessibleDescription(words)
            column.addWidget(button)
            column.addWidget(_label(words, "caption"))
            column.addSpacing(16)
        column.addWidget(_label("Practice data never leaves this computer.", "caption"))
        column.addStretch(3)
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addStretch(1)
        side.addWidget(middle, 1000)
        side.addStretch(1)
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_surface(outer, "window")


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
