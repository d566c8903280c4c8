"""How a topic stands: the decision of today, all before it, replies owed for it, and what shipping did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy import saying
from ui.panes.feedback.advocacy.decision_form import Answer, DecisionForm
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.lines import label, put_lines
from ui.panes.feedback.advocacy.place_form import PlaceForm
from ui.panes.feedback.topics.looks import number_of
from ui.theme.roles import set_role
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.times import exact
from workbench.feedback.advocacy.model import Decided, Missing, Outcome, Owed, Status, StatusEvent
from workbench.feedback.topics.model import Topic

_EARLIER = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """What is shown."""

    history: Sequence[StatusEvent]
    current: StatusEvent | None
    owed: Sequence[Owed]
    outcomes: Sequence[Outcome]
    today: date
    people: Sequence[str] = ()


class DecisionPart(QWidget):
    """A part of the page of a topic. ``owed_asked``: the replies that are owed for it are wanted."""

    owed_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._push, self._owed = parts.workbench.product.advocacy, parts.workbench.product.owed
        self._deeds = Deeds(parts, self)
        self._topic: Topic | None = None
        self._stand: Stand | None = None
        self._source = ""
        self._now, self._asked = label(""), label("caption")
        self._replies, self._let_go = label("secondary"), label("secondary")
        self.owed_button = QPushButton()
        self.decide_button, self.let_go_button = QPushButton("Decide"), QPushButton("Let go")
        self.form = DecisionForm()
        self.why_form = PlaceForm("Let it go", "Let go")
        self.why = self.why_form.line("Why it is not pushed any more", "The form it was about is gone")
        self._outcomes, self._earlier, self._owed_row = QVBoxLayout(), QVBoxLayout(), QWidget()
        self._lay_out()
        self._connect()

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """S asks how it stands, R shows the replies that are owed."""
        return {Qt.Key.Key_S: self.ask, Qt.Key.Key_R: self.go_to_owed}

    def show_topic(self, topic: Topic) -> None:
        """Show how ``topic`` stands; what is being written for another one is put away."""
        if self._topic is None or self._topic.id != topic.id:
            self.form.hide()
            self.why_form.hide()
            self._stand = None
        self._topic = topic

        def read() -> Stand:
            return Stand(
                history=self._push.history(topic.id),
                current=self._push.current(topic.id),
                owed=self._owed.of_topic(topic.id),
                outcomes=self._push.outcomes(topic.id),
                today=self._push.today(),
                people=[name for name, _ in self._push.people()],
            )

        self._deeds.read(read, self._show, key="topics.stand")

    def go_to_owed(self) -> None:
        """Go to the replies that are owed for it, where there are any."""
        if self._stand is not None and saying.waiting(self._stand.owed):
            self._ask_owed()

    def ask(self) -> None:
        """Ask how it stands now."""
        current = self._stand.current if self._stand is not None else None
        self.ask_for(current.status if current else Status.HEARD, "")

    def ask_for(self, status: Status, source_url: str) -> None:
        """Ask who decided ``status`` and why; ``source_url``: where it is seen."""
        self._source = source_url
        self.why_form.hide()
        stand, owner = self._stand, self._topic.owner if self._topic else ""
        people = [name for name in stand.people if name != owner] if stand else []
        self.form.ask(status, self._push.today(), [owner, *people] if owner else people)
        self._warn()

    def _warn(self) -> None:
        """Say the real reason before a topic that was declined stands open again."""
        stand = self._stand
        if stand is not None:
            status = self.form.status()
            self.form.caution(saying.raised_again(stand.current, status, saying.waiting(stand.owed)))

    def _show(self, stand: Stand) -> None:
        topic, current = self._topic, stand.current
        if topic is None:
            return
        self._stand = stand
        self._now.setText(saying.dated(current, stand.today) if current else "Heard. Nothing was decided yet.")
        self._now.setToolTip(exact(current.at) if current else "")
        _say(self._asked, saying.consulted(current) if current else "")
        self._show_owed(stand.owed)
        _say(self._let_go, f"Let go: {topic.let_go_why}" if topic.let_go_at else "")
        self.let_go_button.setText("Take up again" if topic.let_go_at else "Let go")
        earlier = [event for event in stand.history if current is None or event.id != current.id][:_EARLIER]
        put_lines(self._earlier, [self._earlier_line(event, stand.today) for event in earlier])
        put_lines(self._outcomes, [self._outcome_line(each, stand.today) for each in stand.outcomes[:_EARLIER]])

    def _show_owed(self, owed: Sequence[Owed]) -> None:
        """What is still owed leads there."""
        number = saying.waiting(owed)
        self.owed_button.setText(f"{number_of(number, 'reply', 'replies')} owed")
        self.owed_button.setVisible(bool(number))
        _say(self._replies, saying.replies(owed))
        self._owed_row.setVisible(bool(owed))

    def _ask_owed(self) -> None:
        if self._topic is not None:
            self.owed_asked.emit(self._topic.id)

    def _earlier_line(self, event: StatusEvent, today: date) -> QWidget:
        line = label("caption")
        line.setText(saying.dated(event, today))
        line.setToolTip(exact(event.at))
        return line

    def _outcome_line(self, found: Outcome, today: date) -> QWidget:
        line = label("secondary")
        line.setText(saying.outcome(found, today))
        if found.measured_on is not None or found.due_on > today:
            return line
        whole, button = QWidget(), QPushButton("Measure")
        button.clicked.connect(lambda: self._measure(found))
        flow = FlowLayout(whole, 8, 4)
        flow.addWidget(line)
        flow.addWidget(button)
        return whole

    def _measure(self, found: Outcome) -> None:
        self._deeds.do(lambda: self._push.measure(found.id), lambda _: "Measured.")

    def _answer(self, answer: Answer) -> None:
        topic, source = self._topic, self._source
        if topic is None:
            return

        def done(value: Decided | Missing) -> str:
            if isinstance(value, Missing):
                self.form.refuse(value)
                return ""
            self.form.leave()
            return _told(value)

        self._deeds.do(
            lambda: self._push.decide(
                topic.id, answer.status, decided_by=answer.decided_by, reason=answer.reason,
                revisit_on=answer.revisit_on, consulted=answer.consulted, source_url=source,
            ),
            done,
        )  # fmt: skip

    def _ask_why(self) -> None:
        topic = self._topic
        if topic is None:
            return
        if topic.let_go_at is not None:
            self._deeds.run(lambda: self._push.take_up(topic.id), lambda _: None)
            return
        self.form.hide()
        self.why.clear()
        self.why_form.open("Let it go", self.why)

    def _let_it_go(self) -> None:
        topic, why = self._topic, self.why.text()
        if topic is None:
            return
        if not why.strip():
            self.why_form.complain("It is not said why it is let go.")
            return
        self.why_form.leave()
        self._deeds.do(lambda: self._push.let_go(topic.id, why), lambda gone: "It is pushed no more." if gone else "")

    def _connect(self) -> None:
        self.decide_button.clicked.connect(self.ask)
        self.let_go_button.clicked.connect(self._ask_why)
        self.owed_button.clicked.connect(self._ask_owed)
        self.form.answered.connect(self._answer)
        self.form.chips.chosen.connect(self._warn)
        self.form.left.connect(self.decide_button.setFocus)
        self.why_form.meant.connect(self._let_it_go)
        self.why_form.left.connect(self.let_go_button.setFocus)

    def _lay_out(self) -> None:
        self.decide_button.setToolTip("Note how it stands now (S)")
        set_role(self.let_go_button, "quiet")
        head = QLabel("Decision")
        set_role(head, "strong")
        acts = FlowLayout(gap=8, row_gap=4)
        acts.addWidget(self.decide_button)
        acts.addWidget(self.let_go_button)
        for lines in (self._outcomes, self._earlier):
            lines.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        set_role(self.owed_button, "link")
        self.owed_button.setToolTip("Show the replies that are owed for this topic (R)")
        flow = FlowLayout(self._owed_row, 8, 2)
        flow.addWidget(self.owed_button)
        flow.addWidget(self._replies)
        for part in (head, self._now, self._asked, self._let_go, self._owed_row):
            column.addWidget(part)
        column.addLayout(self._outcomes)
        column.addLayout(self._earlier)
        column.addLayout(acts)
        column.addWidget(self.form)
        column.addWidget(self.why_form)


def _told(decided: Decided) -> str:
    parts = ["Kept."]
    if decided.owed:
        parts.append(f"{number_of(decided.owed, 'reply', 'replies')} owed now.")
    if decided.withdrawn:
        parts.append(f"{number_of(decided.withdrawn, 'reply', 'replies')} owed no more.")
    if decided.on_their_way:
        parts.append(f"{decided.on_their_way:n} with the earlier answer in the outbox: take them back there.")
    return " ".join(parts)


def _say(line: QLabel, words: str) -> None:
    line.setText(words)
    line.setVisible(bool(words))
