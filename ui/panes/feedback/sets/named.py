"""Named sets: the goals of customers, and the steps to each; made and changed in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.feedback.sets.report import label
from ui.theme.roles import set_role, set_tone
from ui.widgets.elided_label import ElidedLabel
from workbench.feedback.sets.model import NamedSet
from workbench.feedback.sets.said import LETTERS
from workbench.kernel.text import in_marks

_LINES, _MEASURE = 5, 70
_WHAT = (
    "A named set is a goal that many customers have, with the steps to it: A, B, C, D. A conversation that goes by it "
    "has these steps for its questions."
)


class NamedLine(QWidget):
    """One named set: its goal, its steps, and what can be done with it."""

    edit_asked = Signal(object)
    remove_asked = Signal(object)

    def __init__(self, named: NamedSet) -> None:
        super().__init__()
        self.named = named
        self.edit, self.remove = QPushButton("Edit"), QPushButton("Remove")
        for button, deed in ((self.edit, "Edit"), (self.remove, "Remove")):
            set_role(button, "quiet")
            button.setAccessibleName(f"{deed} {in_marks(named.name)}")
        name, steps = ElidedLabel(), ElidedLabel()
        name.show_text(named.name)
        set_role(name, "strong")
        lettered = zip(LETTERS, named.steps, strict=False)
        steps.show_text(" · ".join(f"{letter} {step.name}" for letter, step in lettered))
        set_role(steps, "secondary")
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(name)
        told.addWidget(steps)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(told, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)
        self.edit.clicked.connect(lambda: self.edit_asked.emit(named))
        self.remove.clicked.connect(lambda: self.remove_asked.emit(named))


class NamedSets(QScrollArea):
    """``keep_asked`` (name, steps, id or None); ``remove_asked`` (NamedSet); ``closed``: back to the page."""

    keep_asked = Signal(str, list, object)
    remove_asked = Signal(object)
    closed = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._theme = parts.theme
        self._goal: str | None = None
        self.lines: list[NamedLine] = []
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self.head, self.fault = label("strong"), label("")
        self.name, self.steps = QLineEdit(), QPlainTextEdit()
        self.keep, self.cancel = QPushButton("Keep"), QPushButton("Clear")
        self._inside = QWidget()
        self._lay_out()
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.clear)
        self.name.returnPressed.connect(self.steps.setFocus)
        self.name.textChanged.connect(self._on_typed)
        self.steps.textChanged.connect(self._on_typed)
        for part in (self.name, self.steps):
            part.installEventFilter(self)
        parts.theme.changed.connect(self._fit)
        self.clear()
        self._fit()

    def show_sets(self, named: Sequence[NamedSet]) -> None:
        """List them; what is being typed stays."""
        if [line.named for line in self.lines] == list(named):
            return
        for old in self.lines:
            old.hide()
            old.deleteLater()
        self.lines = [NamedLine(each) for each in named]
        for line in self.lines:
            line.edit_asked.connect(self.edit)
            line.remove_asked.connect(self.remove_asked)
            self._column.addWidget(line)
        self._list.setVisible(bool(self.lines))

    def edit(self, named: NamedSet) -> None:
        """Put a set where it can be changed."""
        self._goal = named.id
        self.name.setText(named.name)
        self.steps.setPlainText("\n".join(step.name for step in named.steps))
        self.head.setText(f"Change {in_marks(named.name)}")
        self.name.setFocus()

    def clear(self) -> None:
        """Begin a new one."""
        self._goal = None
        self.name.clear()
        self.steps.clear()
        self.head.setText("New set")
        self.show_fault("", "")

    def show_fault(self, title: str, cure: str) -> None:
        """Why it was not kept; "" takes that away."""
        self.fault.setText(f"{title} {cure}".strip())
        self.fault.setVisible(bool(title))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc goes back to the page; Ctrl+Enter keeps; letters are letters here."""
        if watched in (self.name, self.steps) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and not event.modifiers():
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if (
                event.type() == QEvent.Type.KeyPress
                and control
                and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            ):
                self._keep()
                return True
        return super().eventFilter(watched, event)

    def _keep(self) -> None:
        self.keep_asked.emit(self.name.text(), self.steps.toPlainText().splitlines(), self._goal)

    def _on_typed(self) -> None:
        self.show_fault("", "")
        self.cancel.setEnabled(bool(self.name.text() or self.steps.toPlainText() or self._goal))

    def _lay_out(self) -> None:
        space = self._theme.tokens.space
        what = label("secondary")
        what.setText(_WHAT)
        self.name.setPlaceholderText("The goal, as the customer would say it: connect a domain")
        self.name.setAccessibleName("Goal")
        self.steps.setPlaceholderText("The steps, each on a line of its own")
        self.steps.setAccessibleName("Steps, each on a line of its own")
        self.steps.setTabChangesFocus(True)
        self.keep.setToolTip("Keep (Ctrl+Enter)")
        set_role(self.keep, "primary")
        set_role(self.cancel, "quiet")
        set_tone(self.fault, "danger")
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(space.s)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.cancel)
        buttons.addStretch()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(space.l, space.m, space.l, space.l)
        column.setSpacing(space.s)
        for part in (what, self._list, self.head, self.name, self.steps, self.fault):
            column.addWidget(part)
        column.addLayout(buttons)
        column.addStretch(1)
        self._list.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inside)

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.steps.setFixedHeight(metrics.lineSpacing() * _LINES + 16)
        self._inside.setMaximumWidth(metrics.averageCharWidth() * _MEASURE)
