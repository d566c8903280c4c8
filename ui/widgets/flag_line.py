"""One line that asks what is wrong with a snippet; Enter flags it, also without a word."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.overlay import Overlay
from workbench.library.model import Snippet

_WIDTH, _LONGEST = 460, 500
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FlagLine(Overlay):
    """``flagged`` (Snippet, what is wrong). ``closed``: it went away and the caret is wanted back."""

    flagged = Signal(object, str)
    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._snippet: Snippet | None = None
        self._title = ElidedLabel()
        self.note = QLineEdit()
        self.note.setMaxLength(_LONGEST)
        self.note.setPlaceholderText("What is wrong, if a word helps")
        self.note.setAccessibleName("What is wrong with the snippet")
        self.note.installEventFilter(self)
        hint = QLabel("Enter flags it for who looks after it. Esc leaves nothing.")
        set_role(hint, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.note)
        column.addWidget(hint)

    def open_near(self, near: QRect, snippet: Snippet) -> None:
        self._snippet = snippet
        self._title.show_text(f"Flag “{snippet.title}”")
        self.note.clear()
        self.lie_near(near, QSize(min(_WIDTH, near.width()), self.sizeHint().height()))
        self.note.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.note and isinstance(event, QKeyEvent) and event.key() in (*_ENTERS, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if event.key() in _ENTERS:
                    self._flag()
                self._leave()
                return True
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _flag(self) -> None:
        if self._snippet is not None:
            self.flagged.emit(self._snippet, self.note.text())

    def _leave(self) -> None:
        self.hide()
        self.closed.emit()
