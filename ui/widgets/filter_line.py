"""The field above a list that narrows it; its keys lead into the list and back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit

if TYPE_CHECKING:
    from ui.theme.icons import Icons

_DOWN = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)


class FilterLine(QLineEdit):
    """Esc clears, or emits ``left`` when there is nothing to clear.

    Down emits ``entered_list``, Enter ``chosen``. What is typed comes as ``textChanged``.
    """

    left = Signal()
    entered_list = Signal()
    chosen = Signal()

    def __init__(self, icons: Icons, placeholder: str, name: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.addAction(icons.icon("search", "text.faint"), QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(icons.icon("close"), self.tr("Clear"), self)
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.returnPressed.connect(self.chosen)

    def event(self, event: QEvent) -> bool:
        # Esc belongs to the field while it has the focus, whatever the window uses it for.
        if event.type() == QEvent.Type.ShortcutOverride and _key(event) == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        elif event.key() in _DOWN:
            self.entered_list.emit()
        else:
            super().keyPressEvent(event)

    def _step_back(self) -> None:
        if self.text():
            self.clear()
        else:
            self.left.emit()


def _key(event: QEvent) -> int:
    return event.key() if isinstance(event, QKeyEvent) else 0
