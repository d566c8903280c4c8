"""A page in the right half of the library: a title, a way back, and what it is about below."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.roles import set_role, set_surface


class LibraryPage(QWidget):
    """``left``: Esc, or the button that closes it."""

    left = Signal()

    def __init__(self, title: str, sentence: str) -> None:
        super().__init__()
        self.title, self.sentence = QLabel(title), QLabel(sentence)
        self.head = QHBoxLayout()
        self.column = QVBoxLayout(self)
        close = QPushButton("Close")
        set_role(self.title, "title")
        set_role(self.sentence, "secondary")
        for label in (self.title, self.sentence):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.head.setSpacing(8)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(close)
        self.column.setContentsMargins(24, 16, 24, 16)
        self.column.setSpacing(12)
        self.column.addLayout(self.head)
        self.column.addWidget(self.sentence)
        close.clicked.connect(self.left)
        set_surface(self, "pane")
        self.setAccessibleName(title)

    def event(self, event: QEvent) -> bool:
        escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if escape and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
