"""Rows that ask for the fields of a snippet, each in the way that suits its kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.roles import set_role, set_tone
from ui.widgets.times import long_day
from workbench.library.template.days import read_day
from workbench.library.template.fields import misfit
from workbench.packs.model import Field, FieldType

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = 3
_LETTERS = 12
_CHOOSE = "Choose …"
_SUCH_DAYS = "2027-01-31, or +3 for three days from now"


class FieldRow(QWidget):
    """One question: label, the way to answer, and what is wrong with the answer.

    ``changed``: the answer is another. ``entered``: Enter, which leads on to the next row.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, field: Field, language: str, value: str = "") -> None:
        super().__init__()
        self.field = field
        self._language = language
        self._locale = QLocale(language) if language else QLocale()
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        set_role(self._hint, "caption")
        self.answer = self._made(value or field.default)
        self.answer.setAccessibleName(field.label)
        self.answer.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if field.type is not FieldType.YES_NO:
            label = QLabel(field.label if field.required else f"{field.label} (optional)")
            label.setWordWrap(True)
            label.setBuddy(self.answer)
            column.addWidget(label)
        column.addWidget(self.answer)
        column.addWidget(self._hint)
        self._say("", wrong=False)

    def value(self) -> str:
        """The answer as it goes into the text."""
        if isinstance(self.answer, QCheckBox):
            return "yes" if self.answer.isChecked() else "no"
        if isinstance(self.answer, QComboBox):
            return self.answer.currentText() if self.answer.currentIndex() > 0 else ""
        if isinstance(self.answer, QPlainTextEdit):
            return self.answer.toPlainText().strip()
        assert isinstance(self.answer, QLineEdit)
        typed = self.answer.text().strip()
        if self.field.type is FieldType.DATE and (found := self._day(typed)):
            return long_day(found, self._language)
        return typed

    def wrong(self) -> str:
        """Why the answer does not fit; empty for a fitting one, and for none."""
        value = self.value()
        if self.field.type is FieldType.YES_NO:
            return ""
        typed = self._typed() if self.field.type is FieldType.DATE else value
        return misfit(self.field, typed, self._language) if value else ""

    def complain(self, words: str) -> None:
        """Say what is wrong under the row."""
        self._say(words, wrong=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.answer and event.type() == QEvent.Type.FocusOut:
            self._say(self.wrong(), wrong=True)
        if watched is self.answer and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() in _ENTERS and plain and not isinstance(self.answer, QPlainTextEdit):
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)

    def _made(self, value: str) -> QWidget:
        match self.field.type:
            case FieldType.YES_NO:
                box = QCheckBox(self.field.label)
                box.setChecked(value == "yes")
                box.toggled.connect(self._on_changed)
                return box
            case FieldType.CHOICE:
                choice = QComboBox()
                choice.addItems([_CHOOSE, *self.field.options])
                # A long option must not make the form wider than its room.
                choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
                choice.setMinimumContentsLength(_LETTERS)
                choice.setCurrentIndex(self.field.options.index(value) + 1 if value in self.field.options else 0)
                choice.currentIndexChanged.connect(self._on_changed)
                return choice
            case FieldType.LONG:
                long = QPlainTextEdit(value)
                long.setTabChangesFocus(True)
                long.setFixedHeight(long.fontMetrics().lineSpacing() * _LINES + 16)
                long.textChanged.connect(self._on_changed)
                return long
            case _:
                line = QLineEdit(value)
                if self.field.type is FieldType.DATE:
                    line.setPlaceholderText(_SUCH_DAYS)
                line.textChanged.connect(self._on_changed)
                return line

    def _on_changed(self) -> None:
        said = ""
        if self.field.type is FieldType.DATE and (found := self._day(self._typed())):
            said = f"{self._locale.dayName(found.isoweekday())}, {long_day(found, self._language)}"
        self._say(said, wrong=False)
        self.changed.emit()

    def _typed(self) -> str:
        return self.answer.text().strip() if isinstance(self.answer, QLineEdit) else ""

    def _day(self, typed: str) -> date | None:
        return read_day(typed, date.today(), self._language)

    def _say(self, words: str, *, wrong: bool) -> None:
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        set_tone(self._hint, "danger" if wrong else "")
        if isinstance(self.answer, QLineEdit):
            set_tone(self.answer, "danger" if wrong and words else "")


class FieldRows(QWidget):
    """Rows below each other; Enter leads from one to the next. ``done``: Enter in the last one."""

    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FieldRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)

    def ask(self, fields: Sequence[Field], language: str, values: Mapping[str, str]) -> None:
        """Ask for ``fields``; ``values``: what is known already."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [FieldRow(field, language, values.get(field.name, "")) for field in fields]
        for row in self.rows:
            self._column.addWidget(row)
            row.changed.connect(self.changed)
            row.entered.connect(self._on_entered)

    def values(self) -> dict[str, str]:
        """The answers by name of the field; what is not answered is left out."""
        return {row.field.name: value for row in self.rows if (value := row.value())}

    def faulty(self) -> FieldRow | None:
        """The first row whose answer does not fit, which says so."""
        for row in self.rows:
            if wrong := row.wrong():
                row.complain(wrong)
                return row
        return None

    def _on_entered(self) -> None:
        row = self.sender()
        at = self.rows.index(row) if row in self.rows else -1
        if 0 <= at < len(self.rows) - 1:
            self.rows[at + 1].answer.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.done.emit()
