"""A chip that becomes a line when it is pressed: a word is typed in its place, with those that are known offered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from ui.theme.icons import Icons
from ui.widgets.pill import State
from ui.widgets.pill_button import PillButton

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST = 32  # letters


class PillLine(QWidget):
    """``changed`` (text): another word was typed, "" for none. Enter keeps it, Esc leaves it, going elsewhere keeps."""

    changed = Signal(str)

    def __init__(self, icons: Icons, about: str, state: State, placeholder: str) -> None:
        super().__init__()
        self.pill, self.line = PillButton(icons, about, state), QLineEdit()
        self._kept = ""
        self._known: Sequence[str] = ()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(about)
        self.line.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.pill)
        row.addWidget(self.line)
        self.line.installEventFilter(self)

    def show_kept(self, text: str, state: State, known: Sequence[str]) -> None:
        """Show what is kept, and remember what is offered. What is being typed stays."""
        self._kept, self._known = text, known
        self.pill.show_state(state)

    def ask(self) -> None:
        """Ask for it in place."""
        completer = QCompleter(list(self._known), self.line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.line.setCompleter(completer)
        self.line.setText(self._kept)
        self.line.setFixedWidth(self.fontMetrics().averageCharWidth() * _WIDEST)
        self.pill.hide()
        self.line.show()
        self.line.setFocus()
        self.line.selectAll()

    def leave(self) -> None:
        """Show the chip again; what was typed is not kept by this."""
        self.line.hide()
        self.pill.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # single letters are letters here
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in (*_ENTERS, Qt.Key.Key_Escape):
                if event.key() in _ENTERS:
                    self._keep()
                self.leave()
                self.pill.setFocus()
                return True
        if watched is self.line and event.type() == QEvent.Type.FocusOut and not self._is_completing():
            self._keep()
            self.leave()
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        typed = self.line.text().strip()
        if not self.line.isHidden() and typed != self._kept:
            self.changed.emit(typed)

    def _is_completing(self) -> bool:
        completer = self.line.completer()
        shown = completer.popup() if completer is not None else None
        return shown is not None and shown.isVisible()
