"""Around: what could be done today, our two, people, promises, what to look back on, and pages to hand on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.around.customers import Agreed, KeptReplies, MayDoGroup, Quotes
from ui.panes.feedback.around.group import Group, Line
from ui.panes.feedback.around.presenter import AroundPresenter, Shown
from ui.panes.feedback.around.surveys import Surveys
from ui.panes.feedback.sets.report import label
from ui.theme.roles import set_role, set_surface, set_tone
from ui.widgets.days import day_name
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.small_form import Form, SmallForm
from workbench.feedback.around.model import GoodwillNoted, LearningNote, Promise, RuleInTheWay, TodayItem
from workbench.feedback.topics.model import Topic
from workbench.kernel.text import in_marks

NOBODY = "Nobody yet. Who owns what, and who to ask."
NOBODY_FITS = "Nobody on the list fits. Add them, or ask somebody who knows."
_MEASURE = 90
_SETTLED = 5  # promises of which it is known what became of them, the newest


class AroundSection(QWidget):
    """``topic_asked``, ``ticket_asked``: what is to be opened; ``snippet_asked``: a snippet of a text is wanted."""

    topic_asked = Signal(str)
    ticket_asked = Signal(str)
    snippet_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.presenter = AroundPresenter(parts, self)
        self.around = self.presenter.around
        self.heading, self.fault = label("heading"), label("")
        tokens = parts.theme.tokens
        self.purpose = Group(
            tokens, "What we are there for", "", ["In a sentence of your own; it stands above every chart"], "Keep"
        )
        self.today = Group(tokens, "Today you could", "Nothing is owed.")
        self.two = Group(tokens, "Our two", "Nothing is pinned. A topic is pinned on its page; at most two are.")
        self.people = Group(tokens, "People", NOBODY, ["Name", "Owns or decides", "Reached by"])
        self.promises = Group(
            tokens, "Promises", "Nothing was promised yet.", ["Who promised", "What", "Until"], "Note"
        )
        self.notes = Group(
            tokens, "Notes to look back on", "No note is due.", ["What you learned", "To try", "Look back on"], "Note"
        )
        self.goodwill = Group(
            tokens, "Goodwill", "", ["What you did for a customer", "Why", "Rule in the way, if any"], "Note"
        )
        self.parked = Group(tokens, "Parked ideas", "Nothing is parked.", ["An idea, for when you choose"], "Park")
        self.pages = Group(tokens, "This month", "")
        self.form = SmallForm(parts.theme, self)
        self.surveys = Surveys(parts, self.presenter, self._ask)
        self.may_do = MayDoGroup(parts, self.presenter, self._ask)
        self.agreed, self.quotes = Agreed(parts, self.presenter), Quotes(parts, self.presenter)
        self.kept = KeptReplies(parts, self.presenter)
        self.groups = (
            self.today, self.two, self.people, self.promises, self.surveys, self.notes, self.parked, self.may_do,
            self.goodwill, self.agreed, self.quotes, self.kept, self.pages, self.purpose,
        )  # fmt: skip
        self.jumps = QWidget()
        self._inside, self._scroll = QWidget(), QScrollArea()
        self._lay_out()
        self._connect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((line.buttons[0] for line in self.today.lines if line.buttons), self.people.fields[0])
        first.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.show(False)

    def _show(self, shown: Shown) -> None:
        self.fault.hide()
        field = self.purpose.fields[0]
        if not field.hasFocus():
            field.setText(shown.purpose)
        pending = [each for each in shown.promises if not each.kept_at and not each.broken_at]
        settled = [each for each in shown.promises if each.kept_at or each.broken_at][:_SETTLED]
        self.today.show_lines([self._could(each) for each in shown.could])
        self.two.show_lines([self._pin(each) for each in shown.pinned])
        self.people.say_empty(NOBODY_FITS if self.people.fields[0].text() else NOBODY)
        self.people.show_lines([
            Line(each.name, " · ".join(part for part in (each.owns, each.organisation, each.reach) if part),
                 (("Remove", partial(self._remove, each.id)),))
            for each in shown.people
        ])  # fmt: skip
        self.promises.show_lines([self._promise(each, shown) for each in (*pending, *settled)])
        self.notes.show_lines([self._note(each) for each in shown.look_back])
        self.goodwill.show_lines([self._rule(each) for each in shown.rules])
        self.parked.show_lines([
            Line(each.text, f"Since {day_name(each.at.astimezone().date(), shown.today)}",
                 (("Let go", partial(self._unpark, each.id)),))
            for each in shown.parked
        ])  # fmt: skip
        self.surveys.show_surveys(shown)
        self.may_do.show_card(shown.may_do)
        self.agreed.show_agreed(shown.agreed)
        self.quotes.show_permissions(shown.permissions)
        self.kept.show_replies(shown.kept)

    def _ask(self, group: Group, form: Form) -> None:
        """Ask under what was pressed, or under the heading of ``group``."""
        pressed = QApplication.focusWidget()
        at = pressed if pressed is not None and group.isAncestorOf(pressed) else group.head
        self.form.ask(QRect(at.mapTo(self, QPoint()), at.size()), form)

    def _jump(self, group: Group) -> None:
        """Bring a group to the top, and the keys to it."""
        self._scroll.verticalScrollBar().setValue(group.y() - self._parts.theme.tokens.space.m)
        first = next((line.buttons[0] for line in group.lines if line.buttons), None)
        target = first or (group.fields[0] if group.fields and group.fields[0].isVisible() else None)
        if target is not None:
            target.setFocus()

    def _could(self, item: TodayItem) -> Line:
        deeds = [("Open topic", lambda: self.topic_asked.emit(item.topic))]
        if item.ticket:
            deeds.insert(0, ("Open conversation", lambda: self.ticket_asked.emit(item.ticket)))
        return Line(item.about, "", tuple(deeds))

    def _pin(self, topic: Topic) -> Line:
        return Line(
            topic.title,
            topic.problem or "No problem written yet.",
            (
                ("Open topic", lambda: self.topic_asked.emit(topic.id)),
                ("Unpin", lambda: self._do(lambda: self.around.pages.unpin(topic.id))),
            ),
        )

    def _promise(self, promise: Promise, shown: Shown) -> Line:
        day = f"until {day_name(promise.due_on, shown.today)}" if promise.due_on else "no day was said"
        if promise.kept_at or promise.broken_at:
            at = day_name((promise.kept_at or promise.broken_at or promise.at).astimezone().date(), shown.today)
            return Line(f"{promise.who}: {promise.what}", f"{'Kept' if promise.kept_at else 'Broken'}, {at}")
        late = promise.due_on is not None and promise.is_late(shown.today)
        more = f"Its day has passed: {day.removeprefix('until ')}" if late else day[:1].upper() + day[1:]
        service = self.around.promises
        return Line(
            f"{promise.who}: {promise.what}",
            " · ".join(part for part in (more, promise.topic_title) if part),
            (
                ("Kept", lambda: self._do(lambda: service.kept(promise.id))),
                ("Broken", lambda: self._do(lambda: service.broken(promise.id))),
            ),
        )

    def _note(self, note: LearningNote) -> Line:
        answers = (("Kept it", True), ("Did not", False), ("Neither", None))
        source = f"From {note.contact_name}" if note.contact_name else ""
        return Line(
            note.try_next or note.what,
            " · ".join(part for part in (note.what if note.try_next else "", source, note.topic_title) if part),
            tuple((word, partial(self._look_back, note, kept)) for word, kept in answers),
        )

    def _remove(self, contact: str) -> None:
        self._do(lambda: self.around.people.remove(contact))

    def _unpark(self, idea: str) -> None:
        self._do(lambda: self.around.people.unpark(idea))

    def _look_back(self, note: LearningNote, kept: bool | None) -> None:
        self._do(lambda: self.around.people.looked(note.id, kept=kept))

    def _rule(self, rule: RuleInTheWay) -> Line:
        return Line(
            f"{in_marks(rule.rule)} was in the way {len(rule.notes)} times.",
            "As a topic it can be pushed until somebody answers.",
            (("Make topic", lambda: self._do(lambda: self.around.care.rule_to_topic(rule))),),
        )

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.failed.connect(self._say_fault)
        people, promises, care, pages = (
            self.around.people, self.around.promises, self.around.care, self.around.pages
        )  # fmt: skip
        day = self.presenter.day
        self.purpose.added.connect(lambda f: self._do(lambda: pages.set_purpose(f[0])))
        self.people.added.connect(lambda f: self._do(lambda: people.keep(f[0], owns=f[1], reach=f[2]), self.people))
        self.promises.added.connect(lambda f: self._do(lambda: promises.promise(f[0], f[1], day(f[2])), self.promises))
        self.notes.added.connect(
            lambda f: self._do(lambda: people.learned(f[0], try_next=f[1], look_back_on=day(f[2])), self.notes)
        )
        self.goodwill.added.connect(lambda f: self._do(lambda: care.goodwill(f[0], why=f[1], rule=f[2]), self.goodwill))
        self.parked.added.connect(lambda f: self._do(lambda: people.park(f[0]), self.parked))
        self.people.fields[0].textChanged.connect(self.presenter.find)
        self.form.left.connect(self.setFocus)
        for part in (self.agreed, self.kept):
            part.ticket_asked.connect(self.ticket_asked)
        self.kept.snippet_asked.connect(self.snippet_asked)
        self.pages.show_lines([
            Line("What we did this month", "What changed, what customers said, and promises kept.",
                 (("Copy", lambda: self.presenter.page(pages.month, self._copy)),)),
            Line("Kudos digest", "Customers' own words of the last 30 days, for the company.",
                 (("Copy", lambda: self.presenter.page(self.presenter.digest, self._copy)),
                  ("Copy for the public",
                   lambda: self.presenter.page(lambda at: self.presenter.digest(at, public=True), self._copy)))),
        ])  # fmt: skip

    def _do(self, work: object, group: Group | None = None) -> None:
        def done(answer: object) -> None:
            if group is not None:
                group.clear()
            if isinstance(answer, GoodwillNoted) and answer.rule is None:
                self._parts.notices.say("Noted.")

        self.presenter.keep(work, done)  # type: ignore[arg-type]

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.notices.say("Copied as Markdown.")

    def _say_fault(self, title: str, cure: str) -> None:
        self.fault.setText(f"{title} {cure}".strip())
        self.fault.show()

    def _fill_jumps(self) -> None:
        """All that is here, in words that lead to it."""
        flow = FlowLayout(self.jumps, 12, 4)
        for group in self.groups:
            button = QPushButton(group.head.text())
            set_role(button, "link")
            button.setAccessibleName(f"Go to: {group.head.text()}")
            button.clicked.connect(partial(self._jump, group))
            flow.addWidget(button)

    def _lay_out(self) -> None:
        set_surface(self, "pane")
        space = self._parts.theme.tokens.space
        self.heading.setText("Around feedback")
        set_tone(self.fault, "danger")
        self.fault.hide()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(space.l, space.m, space.l, space.l)
        column.setSpacing(space.l)
        self._fill_jumps()
        for part in (self.heading, self.jumps, self.fault, *self.groups):
            column.addWidget(part)
        column.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inside)
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
