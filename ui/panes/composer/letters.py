"""Who writes means words: a letter beside them is no command, whichever button of the composer has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_WITH_LETTERS = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Letters(QObject):
    """Keeps letters from the window's shortcuts while a draft is open."""

    def __init__(self, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._pane = pane
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            letter = event.text() != "" and event.text().isprintable() and not event.modifiers() & ~_WITH_LETTERS
            if letter and self._pane.page() is not None:
                event.accept()
                return True
        return super().eventFilter(watched, event)
