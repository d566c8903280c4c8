"""Asks for a day in one line: days that are often meant as choices, and a field for any other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.roles import set_role, set_tone
from ui.widgets.days import day_in_letter, day_name
from ui.widgets.flow_layout import FlowLayout
from workbench.library.template.days import WRONG, read_day

_LETTERS = 13
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PASSED = "That day has passed."


class DayLine(QWidget):
    """``changed``: another day, or none that can be read. ``entered``: Enter in the field.

    The first choice is taken until another is pressed or something is typed. A digit begins to type.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._today = date.min
        self._language = ""
        self._days: tuple[date, ...] = ()
        self.choices: list[QPushButton] = []
        self._group = QButtonGroup(self)
        self._row = QWidget()
        self._flow = FlowLayout(self._row, 6, 6)
        self.field = QLineEdit()
        self._hint = QLabel()
        self._lay_out()

    def ask(self, today: date, language: str, likely: Sequence[date]) -> None:
        """Ask anew. ``language``: in whose order figures are read; ``likely``: the choices, the first one taken."""
        self._today, self._language, self._days = today, language, tuple(likely)
        for old in self.choices:
            self._group.removeButton(old)
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.choices = [self._choice(day) for day in self._days]
        self._flow.removeWidget(self.field)
        for widget in (*self.choices, self.field):
            self._flow.addWidget(widget)
        self.field.clear()
        self.field.setFixedWidth(self.field.fontMetrics().averageCharWidth() * _LETTERS + 24)
        self.choices[0].setChecked(True)
        self._tell()

    def day(self) -> date | None:
        """The day that is meant; None where what is typed names none that is still to come."""
        if self.field.text().strip():
            typed = read_day(self.field.text(), self._today, self._language)
            return typed if typed is not None and typed >= self._today else None
        return next((day for day, each in zip(self._days, self.choices, strict=True) if each.isChecked()), None)

    def take_focus(self) -> None:
        """Go to what is chosen."""
        self.choices[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def complain(self) -> None:
        """Say what is wrong with what is typed, and go there."""
        self._tell(wrong=True)
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and (event.text().isdigit() or event.text() == "+") and not self.field.hasFocus():
            self.field.setFocus()
            self.field.setText(event.text())
            self._on_typed()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() in _ENTERS:
            if event.type() == QEvent.Type.ShortcutOverride:  # with Ctrl it would send the reply
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _choice(self, day: date) -> QPushButton:
        week = day - self._today == timedelta(days=7)
        word = "In a week" if week else day_name(day, self._today)
        button = QPushButton(word[:1].upper() + word[1:])
        button.setCheckable(True)
        button.setToolTip(day_in_letter(day, self._today, ""))
        set_role(button, "chip")
        button.clicked.connect(self._on_chosen)
        strong = QFont(button.font())
        strong.setBold(True)  # as it is once it is taken, which its own size does not reckon with
        grows = QFontMetrics(strong).horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(word)
        button.setMinimumWidth(button.sizeHint().width() + max(0, grows))
        self._group.addButton(button)
        return button

    def _on_chosen(self) -> None:
        self.field.clear()
        self._tell()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._group.setExclusive(False)  # else one would have to stay
        for each in self.choices:
            each.setChecked(False)
        self._group.setExclusive(True)
        if not self.field.text().strip() and self.choices:
            self.choices[0].setChecked(True)
        self._tell()
        self.changed.emit()

    def _tell(self, *, wrong: bool = False) -> None:
        """The day in full; what is wrong only once somebody means it."""
        day = self.day()
        said = day_in_letter(day, self._today, "") if day else ""
        if wrong and day is None:
            read = read_day(self.field.text(), self._today, self._language)
            said = WRONG if read is None else _PASSED
        set_tone(self._hint, "danger" if wrong and day is None else "")
        self._hint.setText(said)

    def _lay_out(self) -> None:
        self.field.setPlaceholderText("another day")
        self.field.setAccessibleName("Another day")
        self.field.textEdited.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setWordWrap(True)
        set_role(self._hint, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._row)
        column.addWidget(self._hint)
