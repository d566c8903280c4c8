"""A small line in place in which a topic is found or named: what it may be comes while typing, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.feedback.kind_row import HELD, KindRow
from ui.theme.roles import set_role, set_surface
from ui.widgets.one_line import OneLine
from workbench.feedback.topics.model import Suggestion, TopicKind
from workbench.kernel.ids import TopicId

_MOST = 5
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT = Qt.KeyboardModifier.AltModifier


class Asking(Enum):
    """What the line is for."""

    PICK = "pick"  # one that is there
    EITHER = "either"  # one that is there, or Enter for a new one
    NAME = "name"  # a new one; those that are there are shown, so that it is not made twice


class TopicPicker(QFrame):
    """``chosen`` (id): a topic by its digit or with Enter; ``named`` (title, kind): a new one; ``closed``: put away."""

    chosen = Signal(str)
    named = Signal(str, object)
    closed = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._asking, self._about = Asking.PICK, ""
        self._but: Sequence[TopicId] = ()
        self._practice: bool | None = None
        self._found: Sequence[Suggestion] = ()
        self._prompt, self.line, self.list, self._hint = QLabel(), QLineEdit(), QListWidget(), QLabel()
        self.kinds = KindRow(parts.icons)
        self._lay_out()
        self.line.textChanged.connect(self._ask)
        self.line.installEventFilter(self)
        for button in self.kinds.buttons.values():
            button.installEventFilter(self)
            button.clicked.connect(self.line.setFocus)
        self.list.itemClicked.connect(lambda _: self._choose(self.list.currentRow()))
        self.hide()

    def open(
        self, prompt: str, asking: Asking, *, about: str = "", but: Sequence[TopicId] = (),
        practice: bool | None = None, kind: TopicKind = TopicKind.REQUEST,
    ) -> None:  # fmt: skip
        """Ask for a topic. ``about``: what is suggested for while nothing is typed; ``kind``: chosen for a new one."""
        self._asking, self._about, self._but, self._practice = asking, about, but, practice
        self._prompt.setText(prompt)
        self.line.setAccessibleName(prompt)
        self.line.clear()
        self.kinds.choose(kind)
        self._show(())
        self.show()
        self.line.setFocus()
        self._ask()

    def close_line(self) -> None:
        """Put it away; nothing was done."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()  # while this is asked, single letters are letters
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._do_key(event)
        elif isinstance(event, QKeyEvent) and event.key() in (*_ENTERS, Qt.Key.Key_Escape):
            if event.type() == QEvent.Type.KeyPress:  # on one of the kinds
                self._do_key(event)
            event.accept()
            return True
        return super().eventFilter(watched, event)

    def _do_key(self, event: QKeyEvent) -> bool:
        key, free = Qt.Key(event.key()), not self.line.text() or bool(event.modifiers() & _ALT)
        if key == Qt.Key.Key_Escape:
            self.close_line()
        elif self._asking is Asking.NAME and self.kinds.take(event):
            pass
        elif key in _MOVES:
            self.list.setCurrentRow(min(max(self.list.currentRow() + _MOVES[key], -1), self.list.count() - 1))
        elif key in _ENTERS:
            self._enter()
        elif free and event.text().isdecimal() and 1 <= int(event.text()) <= len(self._found):
            self._choose(int(event.text()) - 1)
        else:
            return False
        return True

    def _enter(self) -> None:
        title = self.line.text().strip()
        if self.list.currentRow() >= 0:
            self._choose(self.list.currentRow())
        elif self._asking is Asking.NAME and title:
            self.hide()
            self.named.emit(title, self.kinds.kind())
        elif self._asking is Asking.EITHER:
            self._asking = Asking.NAME  # Enter once more makes it, so that none is made where one was looked for
            self._say()

    def _choose(self, at: int) -> None:
        if 0 <= at < len(self._found):
            self.hide()
            self.chosen.emit(self._found[at].topic)

    def _ask(self) -> None:
        text, but, practice = self.line.text() or self._about, self._but, self._practice
        topics = self._parts.workbench.product.topics
        self._parts.runner.run(
            "read", lambda: topics.suggest(text, _MOST, practice=practice, but=but), self._show, key="feedback.suggest"
        )

    def _show(self, found: Sequence[Suggestion]) -> None:
        if not isValid(self):  # the window may have gone while it was looked for
            return
        self._found = found
        self.list.clear()
        for at, each in enumerate(found, start=1):
            why = f"  ({', '.join(each.shared)})" if each.shared else ""
            self.list.addItem(f"{at}  {each.title}{why}")
            self.list.item(at - 1).setData(
                Qt.ItemDataRole.AccessibleTextRole, f"{at}: {each.title}. Shared words: {', '.join(each.shared)}"
            )
        self.list.setCurrentRow(-1)
        rows = sum(self.list.sizeHintForRow(at) for at in range(len(found)))
        self.list.setFixedHeight(rows + 2)
        self.list.setVisible(bool(found))
        self._say()

    def _say(self) -> None:
        named = self._asking is Asking.NAME
        self.kinds.setVisible(named)
        self.line.setPlaceholderText("The problem in a few words" if named else "Search topics")
        hints = []
        if self._found and named:
            hints.append(
                "There already: a digit opens it" if not self._about else "There already: take it by its digit"
            )
        elif self._found:
            hints.append("A digit takes it")
        elif not named:
            hints.append("No topic has such words yet" if self.line.text() or self._about else "")
        if self._asking is Asking.EITHER:
            hints.append("Enter names a new one so" if self.line.text().strip() else "Enter names a new one")
        if named:
            hints += [f"{HELD} and a letter for the kind", "Enter makes the topic"]
        self._hint.setText(" · ".join(hint for hint in (*hints, "Esc leaves it") if hint))

    def _lay_out(self) -> None:
        set_surface(self, "card")
        set_role(self._prompt, "strong")
        set_role(self._hint, "caption")
        self._hint.setWordWrap(True)
        self._prompt.setWordWrap(True)
        self.list.setItemDelegate(OneLine(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("Suggested topics")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        widgets: tuple[QWidget, ...] = (self._prompt, self.line, self.kinds, self.list, self._hint)
        for widget in widgets:
            column.addWidget(widget)
