"""On the page of a topic: what was learned by asking around, and who is still to be asked. A brief says both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.lines import label, put_lines
from ui.panes.feedback.advocacy.place_form import PlaceForm
from ui.theme.roles import set_role
from ui.widgets.days import day_name
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.times import exact
from workbench.feedback.around.model import Contact, LearningNote
from workbench.feedback.topics.model import Topic
from workbench.kernel.changes import ChangeSet, Kind

_MOST, _NAMED = 12, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is shown. ``everyone``: names of all who are on the list of people."""

    notes: Sequence[LearningNote]
    to_ask: Sequence[Contact]
    everyone: Sequence[str]


class LearnedPart(QWidget):
    """A part of the page of a topic."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._people = parts.workbench.product.around.people
        self._clock = parts.workbench.clock
        self._deeds = Deeds(parts, self)
        self._topic: Topic | None = None
        self._nothing, self._more, self.to_ask = label("secondary"), label("caption"), label("secondary")
        self.note_button = QPushButton("Note what you learned")
        self.form = PlaceForm("What did you learn?", "Keep")
        self.what = self.form.text("What you learned", "In a sentence. Ctrl+Enter keeps it")
        self.who = self.form.line("From whom", "A name, or nobody")
        self.try_next = self.form.line("To try", "What we try because of it, if anything")
        self._lines = QVBoxLayout()
        self._lay_out()
        self.note_button.clicked.connect(self.ask)
        self.form.meant.connect(self._keep)
        self.form.left.connect(self.note_button.setFocus)
        parts.bridge.changed.connect(self._on_changed)

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """L notes what was learned."""
        return {Qt.Key.Key_L: self.ask}

    def show_topic(self, topic: Topic) -> None:
        """Show what was learned for ``topic``; what is being written for another one is put away."""
        if self._topic is None or self._topic.id != topic.id:
            self.form.hide()
        self._topic = topic
        self._read()

    def ask(self) -> None:
        """Ask what was learned."""
        for field in (self.what, self.who, self.try_next):
            field.clear()
        self.form.open("What did you learn?", self.what)

    def _read(self) -> None:
        topic = self._topic
        if topic is None:
            return

        def read() -> Asked:
            return Asked(
                notes=self._people.notes(topic.id),
                to_ask=self._people.whom_to_ask(topic.id),
                everyone=[each.name for each in self._people.find()],
            )

        self._deeds.read(read, self._show, key="topics.learned")

    def _show(self, asked: Asked) -> None:
        completer = QCompleter(list(asked.everyone), self.who)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.who.setCompleter(completer)
        self._nothing.setText("Nothing noted yet. What others know of it is worth a line in a brief.")
        self._nothing.setVisible(not asked.notes)
        put_lines(self._lines, [self._line(note) for note in asked.notes[:_MOST]])
        more = len(asked.notes) - _MOST
        self._more.setText(f"{more:n} earlier")
        self._more.setVisible(more > 0)
        self._show_to_ask(asked)

    def _show_to_ask(self, asked: Asked) -> None:
        names = [f"{each.name} ({each.owns})" if each.owns else each.name for each in asked.to_ask[:_NAMED]]
        more = len(asked.to_ask) - len(names)
        if not asked.everyone:
            words = "Nobody is on the list of people yet: see Around."
        elif names:
            words = f"Not asked yet: {', '.join(names)}{f' and {more:n} more' if more else ''}."
        else:
            words = "Everyone on the list of people was asked."
        self.to_ask.setText(words)

    def _line(self, note: LearningNote) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        head, today = label("secondary"), self._clock.now().astimezone().date()
        day = day_name(note.at.astimezone().date(), today)
        head.setText(" · ".join(part for part in (note.contact_name, day) if part))
        head.setToolTip(exact(note.at))
        what = label("")
        what.setText(note.what)
        column.addWidget(what)
        if note.try_next:
            tried = label("secondary")
            tried.setText(_tried(note))
            column.addWidget(tried)
        below, button = QWidget(), QPushButton("Remove")
        button.setAccessibleName(f"Remove: {note.what}")
        button.clicked.connect(partial(self._remove, note))
        set_role(button, "link")
        row = FlowLayout(below, 8, 2)
        row.addWidget(head)
        row.addWidget(button)
        column.addWidget(below)
        return whole

    def _keep(self) -> None:
        topic, what = self._topic, self.what.toPlainText()
        if topic is None:
            return
        if not what.strip():
            self.form.complain("It is not said what you learned.")
            return
        who, try_next = self.who.text(), self.try_next.text()
        self.form.leave()
        self._deeds.do(
            lambda: self._people.learned_from(who, what, topic.id, try_next), lambda _: "Noted. The next brief says it."
        )

    def _remove(self, note: LearningNote) -> None:
        self._deeds.do(lambda: self._people.forget(note.id), lambda gone: "Removed." if gone else "")

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.AROUND in changes:
            self._read()

    def _lay_out(self) -> None:
        self.note_button.setToolTip("Note what you learned (L)")
        head = QLabel("What we learned")
        set_role(head, "strong")
        self._lines.setSpacing(2)
        acts = FlowLayout(gap=8, row_gap=4)
        acts.addWidget(self.note_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._nothing)
        column.addLayout(self._lines)
        column.addWidget(self._more)
        column.addWidget(self.to_ask)
        column.addLayout(acts)
        column.addWidget(self.form)


def _tried(note: LearningNote) -> str:
    if note.kept is None:
        return f"To try: {note.try_next}"
    return f"{'Tried and kept' if note.kept else 'Tried, and not kept'}: {note.try_next}"
