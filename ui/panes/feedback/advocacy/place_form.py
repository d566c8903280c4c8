"""A small form in place: Enter keeps, Esc leaves, and what is missing is said under it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.roles import ToneName, set_role, set_surface, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.into_view import bring_into_view

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 2


class Chips(QWidget):
    """One of a few, side by side. ``chosen``: another one."""

    chosen = Signal()

    def __init__(self, name: str, choices: Sequence[tuple[StrEnum, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[StrEnum, QPushButton] = {}
        flow = FlowLayout(self, 4, 4)
        for value, word in choices:
            chip = QPushButton(word)
            chip.setCheckable(True)
            chip.setAccessibleName(f"{name}: {word}")
            set_role(chip, "chip")
            chip.clicked.connect(self.chosen)
            self._group.addButton(chip)
            self.buttons[value] = chip
            flow.addWidget(chip)

    def value(self) -> StrEnum | None:
        """What is chosen; None where nothing is."""
        return next((value for value, chip in self.buttons.items() if chip.isChecked()), None)

    def choose(self, value: StrEnum | None) -> None:
        """Choose it; nothing for None."""
        self._group.setExclusive(False)
        for each, chip in self.buttons.items():
            chip.setChecked(each is value)
        self._group.setExclusive(True)


class PlaceForm(QFrame):
    """``meant``: it is to be kept; ``left``: it was put away. Fields are added from top to bottom."""

    meant = Signal()
    left = Signal()

    def __init__(self, title: str, keep: str, leave: str = "Cancel") -> None:
        super().__init__()
        set_surface(self, "card")
        self._title, self._warning, self._hint = QLabel(title), QLabel(), QLabel()
        set_role(self._title, "strong")
        tones: Sequence[tuple[QLabel, ToneName]] = ((self._warning, "warning"), (self._hint, "danger"))
        for label, tone in tones:
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            set_tone(label, tone)
            label.hide()
        self.keep_button, self.leave_button = QPushButton(keep), QPushButton(leave)
        set_role(self.keep_button, "primary")
        set_role(self.leave_button, "quiet")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        self._column.addWidget(self._warning)
        self._column.addWidget(self._hint)
        acts = FlowLayout(gap=8, row_gap=8)
        acts.addWidget(self.keep_button)
        acts.addWidget(self.leave_button)
        self._column.addLayout(acts)
        self.keep_button.clicked.connect(self.meant)
        self.leave_button.clicked.connect(self.leave)
        self.hide()

    def open(self, title: str, first: QWidget) -> None:
        """Show it, with the focus in ``first``."""
        self._title.setText(title)
        self.complain("")
        self.show()
        first.setFocus()
        bring_into_view(self)

    def leave(self) -> None:
        """Put it away."""
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def complain(self, words: str) -> None:
        """Say what is missing; "" for nothing."""
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        if words:
            bring_into_view(self)

    def warn(self, words: str) -> None:
        """Say what is to be known before it is kept; "" for nothing. It stays while it is open."""
        self._warning.setText(words)
        self._warning.setVisible(bool(words))
        if words and self.isVisible():
            bring_into_view(self)

    def put(self, widget: QWidget, label: str = "") -> QWidget:
        """Add a field under its label; both as one widget, to be hidden together."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        if label:
            above = QLabel(label)
            set_role(above, "caption")
            above.setBuddy(widget)
            column.addWidget(above)
            if not widget.accessibleName():
                widget.setAccessibleName(label)
        column.addWidget(widget)
        widget.installEventFilter(self)
        self._column.insertWidget(self._column.count() - 2, whole)
        return whole

    def line(self, label: str, placeholder: str = "") -> QLineEdit:
        """A field of one line."""
        field = QLineEdit()
        field.setPlaceholderText(placeholder)
        self.put(field, label)
        return field

    def text(self, label: str, placeholder: str = "") -> QPlainTextEdit:
        """A field of some lines, in which Ctrl+Enter keeps."""
        field = QPlainTextEdit()
        field.setPlaceholderText(placeholder)
        field.setTabChangesFocus(True)
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 20)
        self.put(field, label)
        return field

    def event(self, event: QEvent) -> bool:
        """While it is open, single letters do not mean the room's deeds."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or event.key() in _ENTERS and self.leave_button.hasFocus():
            self.leave()
        elif event.key() in _ENTERS:
            self.meant.emit()
        # Whatever else comes here was typed beside a field: it stays here.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in _ENTERS and isinstance(watched, QLineEdit | QPlainTextEdit):
            held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and (held or isinstance(watched, QLineEdit)):
                self.meant.emit()
                return True
        return super().eventFilter(watched, event)


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() in (*_ENTERS, Qt.Key.Key_Escape) or (len(event.text()) == 1 and event.text().isprintable())
