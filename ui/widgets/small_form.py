"""Asks for a few words, and for a day where one is needed, on a sheet near what it is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ui.theme.roles import set_role, set_tone
from ui.theme.theme import Theme
from ui.widgets.day_line import DayLine
from ui.widgets.overlay import Overlay

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LETTERS, _SIDE, _LINES = 64, 8, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """``label`` says what belongs there; ``needed``: it is not meant without; ``tall``: several lines.

    ``secret``: nobody reads along; ``longest``: letters.
    """

    label: str
    text: str = ""
    needed: bool = False
    tall: bool = False
    secret: bool = False
    longest: int = 32767


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """A day is asked for. ``likely``: the choices, the first one taken; ``label``: what happens on it."""

    today: date
    likely: Sequence[date]
    label: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What is asked, of fields, a day, or both. ``more``: what is to be known first.

    ``meant``: hears the texts in the order of the fields, and the day where one was asked for.
    """

    fields: Sequence[Field]
    verb: str
    meant: Callable[[list[str], date | None], object]
    days: Days | None = None
    title: str = ""
    more: str = ""


class SmallForm(Overlay):
    """Esc leaves nothing, Enter means it; the focus goes back where it was.

    ``left``: there is nowhere to go back to.
    """

    left = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._form: Form | None = None
        self._before: QWidget | None = None
        self.title = QLabel()
        self.title.setWordWrap(True)
        set_role(self.title, "strong")
        self.more = QLabel()
        self.more.setWordWrap(True)
        set_role(self.more, "secondary")
        self.fields: list[QLineEdit | QPlainTextEdit] = []
        self._day_label = QLabel()
        set_role(self._day_label, "secondary")
        self.day_line = DayLine()
        self.save, self._close = QPushButton(), QPushButton("Close")
        self._column, self._texts = QVBoxLayout(self), QVBoxLayout()
        self._lay_out()
        self.hide()

    def ask(self, near: QRect, form: Form) -> None:
        """Ask under ``near``, a place in the host."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._form = form
        self.setAccessibleName(form.title or form.verb)
        self.setAccessibleDescription(form.more)
        self.title.setText(form.title)
        self.title.setVisible(bool(form.title))
        self.more.setText(form.more)
        self.more.setVisible(bool(form.more))
        self.save.setText(form.verb)
        self._fill(form)
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, max(near.width(), self._room()) - 2 * _SIDE)
        width = min(width, self._room() - 2 * _SIDE)
        self.lie_near(near, QSize(width, self._height_for(width)))
        if self.fields:
            self.fields[0].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.day_line.take_focus()

    def leave(self) -> None:
        """Close it; what was typed is gone."""
        if self.isHidden():
            return
        before, self._before = self._before, None
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()
        else:
            self.left.emit()

    def event(self, event: QEvent) -> bool:
        # What is typed here is no command of the window, and Ctrl+Enter sends no reply.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = bool(event.text()) and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            if plain or event.key() in (*_ENTERS, Qt.Key.Key_Escape):
                event.accept()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter means it also where Enter begins a line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _means(event):
            self._mean()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTERS and not self._close.hasFocus():
            self._mean()
        else:
            super().keyPressEvent(event)

    def _mean(self) -> None:
        form = self._form
        if form is None:
            return
        texts = [_text(each).strip() for each in self.fields]
        missing = [at for at, field in enumerate(form.fields) if field.needed and not texts[at]]
        for at, each in enumerate(self.fields):
            set_tone(each, "danger" if at in missing else "")
        day = self.day_line.day() if form.days else None
        if missing:
            self.fields[missing[0]].setFocus()
        elif form.days and day is None:
            self.day_line.complain()
        else:
            self.leave()
            form.meant(texts, day)

    def _fill(self, form: Form) -> None:
        for old in self.fields:
            self._texts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.fields = [self._made(field) for field in form.fields]
        for each in self.fields:
            self._texts.addWidget(each)
        self.day_line.setVisible(form.days is not None)
        self._day_label.setVisible(form.days is not None and bool(form.days.label))
        if form.days:
            self._day_label.setText(form.days.label)
            self.day_line.ask(form.days.today, form.days.language, form.days.likely)
        parts = [*self.fields, *(self.day_line.choices if form.days else ()), self.save, self._close]
        for before, part in pairwise(parts):
            QWidget.setTabOrder(before, part)

    def _made(self, field: Field) -> QLineEdit | QPlainTextEdit:
        made: QLineEdit | QPlainTextEdit
        if field.tall:
            made = QPlainTextEdit(field.text)
            made.setTabChangesFocus(True)
            made.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 16)
            made.installEventFilter(self)
        else:
            made = QLineEdit(field.text)
            made.setMaxLength(field.longest)
            made.setEchoMode(QLineEdit.EchoMode.Password if field.secret else QLineEdit.EchoMode.Normal)
        made.setPlaceholderText(field.label)
        made.setAccessibleName(field.label)
        return made

    def _room(self) -> int:
        return self._host.width()

    def _height_for(self, width: int) -> int:
        self.ensurePolished()
        self._column.activate()
        return max(self._column.totalHeightForWidth(width), self._column.totalMinimumSize().height())

    def _lay_out(self) -> None:
        set_role(self.save, "primary")
        set_role(self._close, "quiet")
        self.save.clicked.connect(self._mean)
        self._close.clicked.connect(self.leave)
        self.day_line.entered.connect(self._mean)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.save)
        acts.addWidget(self._close)
        acts.addStretch(1)
        self._texts.setSpacing(8)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(8)
        self._column.addWidget(self.title)
        self._column.addWidget(self.more)
        self._column.addLayout(self._texts)
        self._column.addWidget(self._day_label)
        self._column.addWidget(self.day_line)
        self._column.addLayout(acts)


def _means(event: QKeyEvent) -> bool:
    return event.key() in _ENTERS and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()
