"""Who was told of a topic and what they said, newest first; whether they know; what is next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy import saying
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.lines import label, put_lines
from ui.panes.feedback.advocacy.nudge_box import NudgeBox
from ui.panes.feedback.advocacy.place_form import PlaceForm
from ui.panes.feedback.advocacy.step_form import StepForm, Telling
from ui.theme.roles import set_flush, set_role
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.times import exact
from workbench.feedback.advocacy.model import Missing, Nudge, Step, Told
from workbench.feedback.advocacy.words import answered_no
from workbench.feedback.topics.model import Topic
from workbench.kernel.text import in_marks, one_line

_MOST, _LETTERS = 12, 200


@dataclass(frozen=True, slots=True)
class Trail:
    """What is shown. ``no``: that it was declined, with the reason; else empty."""

    steps: Sequence[Step]
    they_know: bool
    today: date
    no: str


class TrailPart(QWidget):
    """A part of the page of a topic."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._push = parts.workbench.product.advocacy
        self._deeds = Deeds(parts, self)
        self._topic: Topic | None = None
        self._answered: Step | None = None
        self._steps: Sequence[Step] = ()
        self._no = ""
        self._known, self._more = label("secondary"), label("caption")
        self.tell_button, self.nudge_button = QPushButton("Note who was told"), QPushButton("Push")
        self.form, self.nudge = StepForm(), NudgeBox(parts)
        self.answer_form = PlaceForm("What did they answer?", "Keep")
        self.answer = self.answer_form.text("Their words", "Ctrl+Enter keeps it")
        self._lines = QVBoxLayout()
        self._lay_out()
        self._connect()

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """T notes who was told, A what they answered, P gives words to push with."""
        return {Qt.Key.Key_T: self.ask, Qt.Key.Key_A: self.ask_answer, Qt.Key.Key_P: self.push}

    def show_topic(self, topic: Topic) -> None:
        """Show the trail of ``topic``; what is being written for another one is put away."""
        if self._topic is None or self._topic.id != topic.id:
            for part in (self.form, self.answer_form, self.nudge):
                part.hide()
        self._topic = topic
        self._deeds.read(
            lambda: Trail(
                self._push.trail(topic.id),
                self._push.they_know(topic.id),
                self._push.today(),
                answered_no(self._push.current(topic.id)),
            ),
            self._show,
            key="topics.trail",
        )

    def ask(self, told: str = "", words: str = "") -> None:
        """Ask who was told."""
        for part in (self.answer_form, self.nudge):
            part.hide()
        self.form.ask(self._push.today(), self._push.people(), told=told or self._first_told(), words=words)
        self.form.warn(f"{self._no} That stands, also when somebody is told again." if self._no else "")

    def ask_answer(self, step: Step | None = None) -> None:
        """Ask what they answered: of ``step``, or of the newest without an answer."""
        step = step or next((each for each in self._steps if not each.said), None)
        if step is None:
            self.ask()
            return
        self.form.hide()
        self._answered = step
        self.answer.setPlainText(step.said)
        self.answer_form.open(f"What did {step.told} answer?", self.answer)

    def push(self) -> None:
        """Give words to push with."""
        topic = self._topic
        if topic is None:
            return

        def show(nudge: Nudge | None) -> None:
            if nudge is not None and self._topic is not None and self._topic.id == topic.id:
                self.form.hide()
                self.nudge.show_nudge(topic.title, nudge)

        self._deeds.read(lambda: self._push.nudge(topic.id), show, key="topics.nudge")

    def _first_told(self) -> str:
        """Who decides it, until they were told."""
        owner = self._topic.owner if self._topic is not None else ""
        return "" if any(step.told.casefold() == owner.casefold() for step in self._steps) else owner

    def _show(self, trail: Trail) -> None:
        self._steps, self._no = trail.steps, trail.no
        owner = self._topic.owner if self._topic is not None else ""
        self._known.setText(saying.who_knows(trail.steps, owner, they_know=trail.they_know))
        put_lines(self._lines, [self._line(step, trail.today) for step in trail.steps[:_MOST]])
        more = len(trail.steps) - _MOST
        self._more.setText(f"{more:n} earlier" if more > 0 else "")
        self._more.setVisible(more > 0)

    def _line(self, step: Step, today: date) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        head = label("")
        head.setText(saying.step_head(step, today))
        head.setToolTip(exact(step.at))
        column.addWidget(head)
        said = in_marks(one_line(step.said, _LETTERS)) if step.said else "No answer yet"
        for words in (one_line(step.words, _LETTERS), said, saying.step_next(step, today)):
            if words:
                line = label("secondary")
                line.setText(words)
                column.addWidget(line)
        acts = QWidget()
        flow = FlowLayout(acts, 12, 4)
        for word, wanted, deed in (
            ("Add answer", not step.said, partial(self.ask_answer, step)),
            ("Done", step.waits, lambda: self._run(lambda: self._push.done(step.id), "Done.")),
            ("Remove", self._can_go(step), lambda: self._run(lambda: self._push.remove_step(step.id), "Removed.")),
        ):
            if wanted:
                flow.addWidget(_act(word, step, deed))
        column.addWidget(acts)
        if not flow.count():
            acts.hide()
        return whole

    def _can_go(self, step: Step) -> bool:
        """The newest, as long as nobody answered: the trail before it is what was built on since."""
        return step is self._steps[0] and not step.said

    def _run(self, deed: Callable[[], Any], words: str) -> None:
        self._deeds.do(deed, lambda value: words if value else "")

    def _tell(self, telling: Telling) -> None:
        topic = self._topic
        if topic is None:
            return

        def done(value: Told | Missing) -> str:
            if isinstance(value, Missing):
                self.form.refuse(value)
                return ""
            self.form.leave()
            return "Kept. The topic is raised." if value.raised else "Kept."

        self._deeds.do(
            lambda: self._push.tell(
                topic.id, telling.told, telling.how, role=telling.role, words=telling.words, said=telling.said,
                next_action=telling.next_action, next_on=telling.next_on,
            ),
            done,
        )  # fmt: skip

    def _keep_answer(self) -> None:
        step, words = self._answered, self.answer.toPlainText().strip()
        if step is None:
            return
        if not words:
            self.answer_form.complain("It is not said what they answered.")
            return
        self.answer_form.leave()
        self._run(lambda: self._push.answered(step.id, words), "Kept. They know.")

    def _connect(self) -> None:
        self.tell_button.clicked.connect(lambda _=False: self.ask())
        self.nudge_button.clicked.connect(self.push)
        self.form.answered.connect(self._tell)
        self.nudge.told.connect(self.ask)
        self.answer_form.meant.connect(self._keep_answer)
        for part in (self.form, self.answer_form):
            part.left.connect(self.tell_button.setFocus)
        self.nudge.left.connect(self.nudge_button.setFocus)

    def _lay_out(self) -> None:
        self.tell_button.setToolTip("Note who was told (T)")
        self.nudge_button.setToolTip("Words to push it with (P)")
        set_role(self.nudge_button, "quiet")
        head = QLabel("Who was told")
        set_role(head, "strong")
        acts = FlowLayout(gap=8, row_gap=4)
        acts.addWidget(self.tell_button)
        acts.addWidget(self.nudge_button)
        self._lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(self._known)
        column.addLayout(acts)
        for form in (self.form, self.answer_form, self.nudge):
            column.addWidget(form)
        column.addLayout(self._lines)
        column.addWidget(self._more)


def _act(word: str, step: Step, deed: Callable[[], object]) -> QPushButton:
    button = QPushButton(word)
    button.setAccessibleName(f"{word}: {step.told}")
    button.clicked.connect(lambda _=False: deed())
    set_role(button, "link")
    set_flush(button)
    return button
