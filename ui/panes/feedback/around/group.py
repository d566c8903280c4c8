"""A small group of the page: a heading, lines with what can be done to each, and fields that add one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.panes.feedback.sets.report import label
from ui.theme.roles import Role, set_flush, set_role, set_tone
from ui.theme.tokens import Tokens
from ui.widgets.breakable import breakable
from ui.widgets.flow_layout import FlowLayout

T = TypeVar("T")
_BESIDE = 2  # buttons that stand beside the words; more stand below them
_FIRST, _MORE = 8, 25  # lines that are made at once, and when more are asked for
_LETTERS, _NARROW = 17, 44  # the least width of a field beside another, and of a line beside its buttons
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says, and its deeds by the words on their buttons. ``late``: its day has passed."""

    head: str
    more: str = ""
    deeds: tuple[tuple[str, Callable[[], object]], ...] = ()
    late: bool = False


class LineWidget(QWidget):
    """One line on screen, its buttons beside it, or below it where they are many or there is no room."""

    def __init__(self, line: Line, gap: int) -> None:
        super().__init__()
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(_words("", line.head))
        if line.more:
            more = _words("secondary", line.more)
            told.addWidget(more)
            if line.late:
                set_tone(more, "warning")
        self._many = len(line.deeds) > _BESIDE
        self.buttons = [_button(word, line.head, deed) for word, deed in line.deeds]
        self._deeds = QWidget()
        flow = FlowLayout(self._deeds, 2 * gap, 0)
        for button in self.buttons:
            flow.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addLayout(told, 1)
        self._row.addWidget(self._deeds)
        self._deeds.setVisible(bool(self.buttons))
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        down = self._many or self.width() < self.fontMetrics().averageCharWidth() * _NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(0 if down else 16)
        across = QSizePolicy.Policy.Preferred if down else QSizePolicy.Policy.Fixed
        self._deeds.setSizePolicy(across, QSizePolicy.Policy.Preferred)
        self._row.setAlignment(self._deeds, Qt.AlignmentFlag(0) if down else Qt.AlignmentFlag.AlignTop)


class Group(QWidget):
    """``added``: the texts of the fields, when Enter or the button was pressed. They stay until it is kept."""

    added = Signal(list)

    def __init__(self, tokens: Tokens, title: str, empty: str, fields: Sequence[str] = (), add: str = "Add") -> None:
        super().__init__()
        self._empty, self._gap = empty, tokens.space.s
        self.shown: list[Line] = []
        self._held: list[QWidget] = []
        self._things: Sequence[Any] = ()
        self._make: Callable[[Any], Line] = lambda line: line
        self.lines: list[LineWidget] = []
        self.head, self.none = label("strong"), label("secondary")
        self.head.setText(title)
        self.head.setVisible(False)  # without a parent yet, it would be a window of its own
        self.none.setText(empty)
        if not empty:
            self.none.hide()  # never shown here: without a parent yet, it would be a window of its own
        self.fields = [_field(text, self) for text in fields]
        self.add = QPushButton(add)
        self.add.setAccessibleName(f"{add}: {title}")
        self.add.clicked.connect(self._add)
        self.more = QPushButton()
        self.more.clicked.connect(self._show_more)
        self._most = _FIRST
        self._column, self._form = QVBoxLayout(), QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._form)
        self._lay_out()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """List them; see `show_things`."""
        self.show_things(lines, lambda line: line)

    def show_things(self, things: Sequence[T], make: Callable[[T], Line]) -> None:
        """List things, the first ones at once; what is being typed and where the focus is stay.

        ``make`` is called for what is to be seen: of very many few are.
        """
        at = self._focused()
        for old in self._held:
            old.hide()
            old.deleteLater()
        self._held.clear()
        self.shown, self.lines = [], []
        self._things, self._make = things, make
        self._fill()
        self.none.setVisible(not things and bool(self._empty))
        if at is not None:
            self._focus_again(*at)

    def _fill(self) -> None:
        """Make the lines that are to be seen and are not there yet, and lay them out once."""
        coming = [self._make(each) for each in self._things[len(self.lines) : self._most]]
        left = len(self._things) - len(self.lines) - len(coming)
        if coming:
            holder = QWidget()
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(self._gap)
            made = [LineWidget(each, self._gap) for each in coming]
            for line in made:
                column.addWidget(line)
            self.shown += coming
            self.lines += made
            self._held.append(holder)
            self._column.addWidget(holder)
        self.more.setText(f"Show {_MORE:n} more of {left:n}" if left > _MORE else f"Show {left:n} more")
        self.more.setVisible(left > 0)

    def _show_more(self) -> None:
        at = len(self.lines)
        self._most += _MORE
        self._fill()
        if buttons := self.lines[at].buttons if at < len(self.lines) else []:
            buttons[0].show()  # else it would take no focus before the next layout
            buttons[0].setFocus()

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

    def first(self) -> QWidget | None:
        """Where the keys go first; None where there is nothing to press or to fill in."""
        line = next((line.buttons[0] for line in self.lines if line.buttons), None)
        return line or (self.fields[0] if self.fields and not self._form.isHidden() else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields stand one below the other where they are too narrow to be read side by side."""
        super().resizeEvent(event)
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _LETTERS * (len(self.fields) + 1)
        down = narrow and len(self.fields) > 1
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)
        self._row.setAlignment(self.add, Qt.AlignmentFlag.AlignLeading if down else Qt.AlignmentFlag(0))

    def _lay_out(self) -> None:
        self._column.setSpacing(self._gap)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(self._gap)
        for at, field in enumerate(self.fields):
            self._row.addWidget(field, 2 if at == 0 else 1)
        self._row.addWidget(self.add)
        if not self.add.text():
            self.add.hide()
        set_role(self.more, "link")
        set_flush(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._gap)
        column.addWidget(self.head)
        column.addWidget(self.none)
        column.addLayout(self._column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._form)
        self.more.hide()
        self.head.setVisible(bool(self.head.text()))
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


def _words(role: Role, text: str) -> QLabel:
    """Words that wrap, and never hold the page wider than it is."""
    made = label(role)
    made.setText(breakable(text))
    made.setSizePolicy(QSizePolicy.Policy.Ignored, made.sizePolicy().verticalPolicy())
    return made


def _button(word: str, of: str, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(word)
    set_role(button, "link")
    set_flush(button)
    button.setAccessibleName(f"{word}: {of}")
    button.clicked.connect(lambda _: deed())
    return button
