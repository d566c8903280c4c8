"""On the page of a topic: ideas, the cheapest first, with what each takes in a plain word; moved by the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.lines import label, put_lines
from ui.panes.feedback.advocacy.place_form import Chips, PlaceForm
from ui.theme.roles import set_role
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.into_view import bring_into_view
from workbench.feedback.around.model import Effort, TopicIdea
from workbench.feedback.topics.model import Topic
from workbench.kernel.changes import ChangeSet, Kind

_EFFORTS = {
    Effort.HOURS: "Hours",
    Effort.A_DAY: "A day",
    Effort.DAYS: "Days",
    Effort.WEEKS: "Weeks",
    Effort.MONTHS: "Months",
    Effort.NOT_KNOWN: "Not known",
}
_UNKNOWN = "What it takes is not known"
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class IdeaLine(QWidget):
    """An idea: its number, its words, what it takes; and below it what can be done with it."""

    def __init__(self, at: int, idea: TopicIdea, deeds: Sequence[tuple[str, Callable[[], None]]]) -> None:
        super().__init__()
        self.idea = idea
        self.buttons: list[QPushButton] = []
        words, below = label(""), QWidget()
        words.setText(f"{at:n}. {idea.text}")
        takes = label("secondary")
        takes.setText(f"Takes {idea.effort}" if idea.effort in _EFFORTS and idea.effort else idea.effort or _UNKNOWN)
        takes.setWordWrap(False)
        flow = FlowLayout(below, 8, 2)
        flow.addWidget(takes)
        for word, deed in deeds:
            button = QPushButton(word)
            button.setAccessibleName(f"{word}: {idea.text}")
            button.clicked.connect(lambda _=False, deed=deed: deed())
            set_role(button, "link")
            flow.addWidget(button)
            self.buttons.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(words)
        column.addWidget(below)


class IdeasPart(QWidget):
    """A part of the page of a topic."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._ideas = parts.workbench.product.around.ideas
        self._deeds = Deeds(parts, self)
        self._topic: Topic | None = None
        self._changing: TopicIdea | None = None
        self._wanted = ""
        self.lines: list[IdeaLine] = []
        self._told = label("secondary")
        self.add_button = QPushButton("Add an idea")
        self.form = PlaceForm("An idea", "Keep")
        self.text = self.form.text("The idea", "A way to solve it, in a sentence. Ctrl+Enter keeps it")
        self.effort = Chips("What it takes", list(_EFFORTS.items()))
        self.form.put(self.effort, "What it takes")
        self._column = QVBoxLayout()
        self._lay_out()
        self.add_button.clicked.connect(self.ask)
        self.form.meant.connect(self._keep)
        self.form.left.connect(self.add_button.setFocus)
        parts.bridge.changed.connect(self._on_changed)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """I notes an idea."""
        return {Qt.Key.Key_I: self.ask}

    def show_topic(self, topic: Topic) -> None:
        """Show the ideas for ``topic``; what is being written for another one is put away."""
        if self._topic is None or self._topic.id != topic.id:
            self.form.hide()
        self._topic = topic
        self._read()

    def ask(self) -> None:
        """Ask for an idea."""
        self._open(None, "An idea")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On an idea Alt and an arrow move it, Delete removes it."""
        line = watched.property("idea") if isinstance(watched, QPushButton) else None
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and line is not None:
            by = _MOVES.get(Qt.Key(event.key()), 0) if event.modifiers() & Qt.KeyboardModifier.AltModifier else 0
            if by or event.key() == Qt.Key.Key_Delete:
                idea = self.lines[line].idea
                self._move(idea, by) if by else self._remove(idea)
                return True
        return super().eventFilter(watched, event)

    def _open(self, idea: TopicIdea | None, title: str) -> None:
        self._changing = idea
        self.text.setPlainText(idea.text if idea else "")
        known = idea is not None and idea.effort in _EFFORTS
        self.effort.choose(Effort(idea.effort) if known and idea else None if idea else Effort.NOT_KNOWN)
        self.form.open(title, self.text)

    def _read(self) -> None:
        if (topic := self._topic) is not None:
            self._deeds.read(lambda: self._ideas.listed(topic.id), self._show, key="topics.ideas")

    def _show(self, ideas: Sequence[TopicIdea]) -> None:
        focused = next((line.idea.id for line in self.lines if any(b.hasFocus() for b in line.buttons)), "")
        last = len(ideas) - 1
        self.lines = []
        for at, idea in enumerate(ideas):
            deeds = [
                ("Change", partial(self._open, idea, "Change the idea")),
                *([("Up", partial(self._move, idea, -1))] if at else []),
                *([("Down", partial(self._move, idea, 1))] if at < last else []),
                ("Remove", partial(self._remove, idea)),
            ]
            line = IdeaLine(at + 1, idea, deeds)
            for button in line.buttons:
                button.setProperty("idea", at)
                button.installEventFilter(self)
            self.lines.append(line)
        put_lines(self._column, self.lines)
        told = {0: "None yet. A brief has at least two, the cheapest first.", 1: "Only one so far: a brief says so."}
        self._told.setText(told.get(len(ideas), ""))
        self._told.setVisible(len(ideas) in told)
        self._keep_focus(self._wanted or focused)

    def _keep_focus(self, idea: str) -> None:
        """Whoever moves an idea goes with it."""
        if idea and (line := next((each for each in self.lines if each.idea.id == idea), None)) is not None:
            line.buttons[0].setFocus()
            bring_into_view(line)
        self._wanted = ""

    def _keep(self) -> None:
        topic, idea, words = self._topic, self._changing, self.text.toPlainText()
        if topic is None:
            return
        if not words.strip():
            self.form.complain("The idea is empty.")
            return
        chosen = self.effort.value()
        effort = str(chosen) if chosen is not None else idea.effort if idea else ""
        self.form.leave()
        if idea is None:
            self._deeds.do(lambda: self._ideas.add(topic.id, words, effort), lambda _: "Kept. The next brief has it.")
        else:
            self._deeds.do(lambda: self._ideas.change(idea.id, words, effort), lambda done: "Kept." if done else "")

    def _move(self, idea: TopicIdea, by: int) -> None:
        if (topic := self._topic) is not None:
            self._wanted = idea.id
            self._deeds.do(lambda: self._ideas.move(topic.id, idea.id, by), lambda _: "")

    def _remove(self, idea: TopicIdea) -> None:
        at = next((at for at, line in enumerate(self.lines) if line.idea.id == idea.id), 0)
        beside = [*self.lines[at + 1 :], *reversed(self.lines[:at])]
        self._wanted = beside[0].idea.id if beside else ""
        self._deeds.do(lambda: self._ideas.remove(idea.id), lambda done: "Removed." if done else "")
        if not beside:
            self.add_button.setFocus()

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.AROUND in changes:
            self._read()

    def _lay_out(self) -> None:
        self.add_button.setToolTip("Add an idea (I)")
        head = QLabel("Ideas, cheapest first")
        head.setToolTip("Alt and an arrow move the one that has the focus")
        set_role(head, "strong")
        acts = FlowLayout(gap=8, row_gap=4)
        acts.addWidget(self.add_button)
        self._column.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._told)
        column.addLayout(self._column)
        column.addLayout(acts)
        column.addWidget(self.form)
