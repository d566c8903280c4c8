"""A small group of the page: a heading, lines with what can be done to each, and fields that add one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.panes.feedback.sets.report import label
from ui.theme.roles import set_role
from ui.theme.tokens import Tokens
from ui.widgets.flow_layout import FlowLayout

_BESIDE = 2  # buttons that stand beside the words; more stand below them
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, and its deeds by the words on their buttons."""

    head: str
    more: str = ""
    deeds: tuple[tuple[str, Callable[[], object]], ...] = ()


class LineWidget(QWidget):
    """One line on screen, its buttons beside it."""

    def __init__(self, line: Line, gap: int) -> None:
        super().__init__()
        head, more = label(""), label("secondary")
        head.setText(line.head)
        more.setText(line.more)
        self.buttons = [_button(word, line.head, deed) for word, deed in line.deeds]
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(head)
        told.addWidget(more)
        if len(self.buttons) > _BESIDE:
            deeds = QWidget()
            flow = FlowLayout(deeds, gap, 0)
            for button in self.buttons:
                flow.addWidget(button)
            told.addWidget(deeds)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        row.addLayout(told, 1)
        more.setVisible(bool(line.more))  # once it has a parent: before, it would be a window of its own
        for button in self.buttons if len(self.buttons) <= _BESIDE else ():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)


class Group(QWidget):
    """``added``: the texts of the fields, when Enter or the button was pressed. They stay until it is kept."""

    added = Signal(list)

    def __init__(self, tokens: Tokens, title: str, empty: str, fields: Sequence[str] = (), add: str = "Add") -> None:
        super().__init__()
        self._empty, self._gap = empty, tokens.space.s
        self.shown: list[Line] = []
        self.lines: list[LineWidget] = []
        self.head, self.none = label("strong"), label("secondary")
        self.head.setText(title)
        self.none.setText(empty)
        if not empty:
            self.none.hide()  # never shown here: without a parent yet, it would be a window of its own
        self.fields = [_field(text, self) for text in fields]
        self.add = QPushButton(add)
        self.add.setAccessibleName(f"{add}: {title}")
        self.add.clicked.connect(self._add)
        self._column, self._form = QVBoxLayout(), QWidget()
        self._lay_out()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List them; what is being typed and where the focus is stay."""
        at = self._focused()
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self.shown = list(lines)
        self.lines = [LineWidget(each, self._gap) for each in lines]
        for made in self.lines:
            self._column.addWidget(made)
            made.show()
        self.none.setVisible(not lines and bool(self._empty))
        if at is not None:
            self._focus_again(*at)

    def show_form(self, wanted: bool) -> None:
        """Whether there is use for the fields."""
        self._form.setVisible(wanted and bool(self.fields))

    def say_empty(self, words: str) -> None:
        """What is said where there is no line."""
        self.none.setText(words)

    def clear(self) -> None:
        """Empty the fields, for what was in them is kept."""
        for each in self.fields:
            each.clear()
        if self.fields and any(each.hasFocus() for each in (*self.fields, self.add)):
            self.fields[0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Letters are letters in the fields; Enter adds."""
        if isinstance(event, QKeyEvent) and watched in self.fields:
            if event.type() == QEvent.Type.ShortcutOverride and not event.modifiers():
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in _ENTERS:
                self._add()
                return True
        return super().eventFilter(watched, event)

    def _focused(self) -> tuple[int, int] | None:
        """Which line, and which of its buttons, has the focus."""
        places = ((at, each.buttons) for at, each in enumerate(self.lines))
        return next(((at, n) for at, buttons in places for n, each in enumerate(buttons) if each.hasFocus()), None)

    def _focus_again(self, at: int, n: int) -> None:
        """The same place; where its line is gone, what took it, or the fields."""
        buttons = self.lines[min(at, len(self.lines) - 1)].buttons if self.lines else []
        if buttons:
            target = buttons[min(n, len(buttons) - 1)]
            target.show()  # else it would take no focus before the next layout
            target.setFocus()
        elif self.fields:
            self.fields[0].setFocus()

    def _add(self) -> None:
        self.added.emit([each.text() for each in self.fields])

    def _lay_out(self) -> None:
        self._column.setSpacing(self._gap)
        row = QHBoxLayout(self._form)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._gap)
        for at, field in enumerate(self.fields):
            row.addWidget(field, 2 if at == 0 else 1)
        row.addWidget(self.add)
        if not self.add.text():
            self.add.hide()
        if not self.fields:
            self._form.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._gap)
        column.addWidget(self.head)
        column.addWidget(self.none)
        column.addLayout(self._column)
        column.addWidget(self._form)
        self.none.setVisible(bool(self._empty))
        self._form.setVisible(bool(self.fields))


def _field(text: str, filters: QObject) -> QLineEdit:
    field = QLineEdit()
    field.setPlaceholderText(text)
    field.setAccessibleName(text)
    field.setToolTip(text)
    field.setMinimumWidth(60)
    field.installEventFilter(filters)
    return field


def _button(word: str, of: str, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(word)
    set_role(button, "quiet")
    button.setAccessibleName(f"{word}: {of}")
    button.clicked.connect(lambda _: deed())
    return button
