"""Small parts of a finding's card: labels, the ground of a ready wording, and buttons with the cap of their key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.roles import Role, set_role, set_surface
from ui.theme.theme import Theme
from ui.widgets.key_cap import KeyCap


def label(role: Role = "", text: str = "") -> QLabel:
    """Plain text that wraps."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(True)
    if role:
        set_role(made, role)
    return made


class KeyButton(QWidget):
    """A button beside the cap of its key; the widget is as wide as both."""

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__()
        self.button = QPushButton()
        self._key = key
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.button)
        row.addWidget(KeyCap(theme, key))

    def say(self, verb: str) -> None:
        self.button.setText(verb)
        self.button.setAccessibleName(f"{verb} ({self._key})")


class Wording(QWidget):
    """A wording on a ground of its own, under a line that says when it is true."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._words = label("caption"), label()
        ground = QWidget()
        set_surface(ground, "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(ground)

    def show_wording(self, title: str, words: str) -> None:
        self._title.setText(title)
        self._words.setText(words)

    def words(self) -> str:
        return self._words.text()
