"""The exact text before it leaves the house: read, changed where a person wants to, then queued or left."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
)

from ui.theme.icons import Icons
from ui.theme.roles import Role, set_role, set_surface
from ui.widgets.notice import Notice
from workbench.feedback.trackers.model import Names, Preview

_NAMES = {
    Names.NONE: "Customers are not named",
    Names.INITIALS: "Customers by their initials",
    Names.FULL: "Customers by their names",
}
_LINES = 14


class PushSheet(QFrame):
    """``queued``: the Preview as it is to go; ``names_chosen``: make it anew with other names; ``left``: no."""

    queued = Signal(object)
    names_chosen = Signal(object)
    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._preview: Preview | None = None
        self._head = _label("strong")
        self.names = QComboBox()
        self.title, self.body = QLineEdit(), QPlainTextEdit()
        self.warnings = Notice(icons)
        self.queue_button, self.cancel_button = QPushButton("Queue"), QPushButton("Cancel")
        self._lay_out()
        self.names.activated.connect(lambda at: self.names_chosen.emit(list(_NAMES)[at]))
        self.queue_button.clicked.connect(lambda _=False: self._queue())
        self.cancel_button.clicked.connect(self.left)
        self.body.installEventFilter(self)

    def show_preview(self, preview: Preview, where: str) -> None:
        """``where``: the tracker's name. What was typed into the one before is gone."""
        is_new = self._preview is None
        self._preview = preview
        self._head.setText(f"What goes to {where}" if preview.issue is None else f"A comment for {where}")
        self.names.setCurrentIndex(list(_NAMES).index(preview.names))
        self.title.setVisible(preview.issue is None)
        self.title.setText(preview.title)
        self.body.setPlainText(preview.body)
        if preview.warnings:
            self.warnings.show_notice("\n".join(preview.warnings), "warning", closable=False)
        else:
            self.warnings.hide()
        self.show()
        if is_new:
            self.body.setFocus()

    def leave(self) -> None:
        self._preview = None
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter queues, Esc leaves, Tab goes on."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._queue()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _queue(self) -> None:
        if self._preview is not None:
            typed = replace(self._preview, title=self.title.text(), body=self.body.toPlainText())
            self.queued.emit(typed)

    def _lay_out(self) -> None:
        set_surface(self, "card")
        self.names.setAccessibleName("How customers are named")
        for words in _NAMES.values():
            self.names.addItem(words)
        self.title.setAccessibleName("Title of the issue")
        self.body.setAccessibleName("Text that goes out")
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(self.fontMetrics().lineSpacing() * _LINES)
        set_role(self.queue_button, "primary")
        self.queue_button.setToolTip("Queue (Ctrl+Enter)")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._head, self.names, self.warnings, self.title, self.body):
            column.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.queue_button)
        column.addLayout(buttons)
        self.hide()


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
