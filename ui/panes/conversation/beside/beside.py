"""Above the messages, and by a key: what is agreed to say, goodwill, what one may do, and what is worth keeping."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.conversation.beside.lines import BesideLine, BesideRow, agreed, done
from ui.panes.conversation.beside.may_do import MayDoCard
from ui.widgets.days import day_name
from ui.widgets.small_form import Days, Field, Form, SmallForm
from ui.workers.undo import beside, note
from workbench.feedback.around.model import Boundary, Goodwill, GoodwillNoted, MayDo
from workbench.helpdesk.port import Author, OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TicketId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import in_marks
from workbench.tickets.model import Conversation

_SIDE = 16
_HEARD = (Kind.AROUND, Kind.OUTGOING, Kind.DRAFT)
_WEEKS = (timedelta(weeks=2), timedelta(weeks=4), timedelta(weeks=13))
_LOOK_BACK = (timedelta(weeks=1), timedelta(weeks=2), timedelta(weeks=4))


@dataclass(frozen=True, slots=True)
class Found:
    """What is kept beside a conversation."""

    boundaries: tuple[Boundary, ...] = ()
    notes: tuple[Goodwill, ...] = ()


class Beside(QWidget):
    """It takes no room where nothing is kept.

    ``left``: what was asked is answered or left, and the focus has nowhere to go back to. ``note_asked``: words are in
    the draft of an internal note. ``resting``: there is nothing to show any more.
    """

    left = Signal()
    note_asked = Signal(str)

    def __init__(self, parts: Parts, host: QWidget, near: Callable[[], QRect]) -> None:
        """``near``: the place in ``host`` under which something is asked."""
        super().__init__()
        self._parts, self._near = parts, near
        self._around = parts.workbench.product.around
        self._conversation: Conversation | None = None
        self.shown = Found()
        self.rows: list[BesideRow] = []
        self.form = SmallForm(parts.theme, host)
        self.card = MayDoCard(parts.theme, host)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 0, 26, 8)
        self._lines.setSpacing(4)
        self.setAccessibleName("Agreed and done")
        self.form.left.connect(self.left)
        self.card.left.connect(self.left)
        self.card.note_asked.connect(self.goodwill)
        parts.bridge.changed.connect(self._on_changed)
        self.setVisible(False)

    def bind(self) -> None:
        """Carry out the commands that belong here."""
        bind = self._parts.registry.bind
        bind("ticket.goodwill", self.goodwill)
        bind("ticket.boundary", self.boundary)
        bind("ticket.may_do", self.may_do)
        bind("ticket.keep_reply", self.keep_reply)
        bind("reply.learned", self.learned)

    def show_conversation(self, conversation: Conversation | None) -> None:
        """What is kept beside ``conversation``; what was being asked for another one is left."""
        before = self._conversation.id if self._conversation else None
        self._conversation = conversation
        if (conversation.id if conversation else None) != before:
            self.form.hide()
            self.card.hide()
            self._fill(Found())
        self.look()

    def look(self) -> None:
        """Read it anew."""
        ticket = self._ticket()
        if ticket is None:
            self._fill(Found())
            return
        care = self._around.care

        def read() -> tuple[TicketId, Found]:
            return ticket, Found(tuple(care.boundaries(ticket)), tuple(care.done_on(ticket)))

        self._parts.runner.run("read", read, self._came, key="conversation.beside")

    # What is asked

    def goodwill(self) -> None:
        """Note what was done for this customer."""
        ticket = self._ticket()
        if ticket is None:
            return
        fields = (
            Field(label="What you did for them", needed=True),
            Field(label="Why"),
            Field(label="Rule in the way, if there was one"),
        )

        def meant(texts: list[str], _day: date | None) -> None:
            care = self._around.care
            self._run(lambda: care.goodwill(texts[0], why=texts[1], rule=texts[2], ticket=ticket), self._noted)

        self._ask(Form(title="Goodwill", fields=fields, verb="Note", meant=meant))

    def boundary(self) -> None:
        """Agree on what is said to this customer, and until when."""
        ticket = self._ticket()
        if ticket is None:
            return
        today = self._today()
        days = Days(label="Until", today=today, likely=[today + each for each in _WEEKS], language=self._language())

        def meant(texts: list[str], day: date | None) -> None:
            if day is not None:
                words = f"Agreed until {day_name(day, today)}."
                self._run(lambda: self._around.care.bound(ticket, texts[0], day), lambda _: self._say(words))

        field = Field(label="The words that everyone can use with them", needed=True, tall=True)
        self._ask(Form(title="What we say to them", fields=(field,), verb="Agree", meant=meant, days=days))

    def may_do(self) -> None:
        """Show what one may do without asking."""
        if self._ticket() is None:
            return

        def came(card: list[MayDo]) -> None:
            if isValid(self) and self._ticket() is not None:
                self.card.show_lines(self._near(), card)

        self._parts.runner.run("read", lambda: list(self._around.kept.may_do()), came)

    def keep_reply(self) -> None:
        """Keep the last reply on this conversation as a good example."""
        conversation = self._conversation
        if conversation is None:
            return
        ours = [each for each in conversation.messages if each.author is Author.AGENT and not each.internal]
        if not ours:
            self._say("There is no reply on this conversation yet.")
            return
        text = ours[-1].text
        fields = (Field(label="What it is about"), Field(label="What is good about it"))

        def meant(texts: list[str], _day: date | None) -> None:
            kept = self._around.kept
            self._run(
                lambda: kept.keep(text, about=texts[0], why=texts[1], ticket=conversation.id),
                lambda _: self._say("Kept. It is found in Feedback, under Around.", undo=True),
            )

        self._ask(Form(title="Keep the last reply as an example", fields=fields, verb="Keep", meant=meant))

    def learned(self) -> None:
        """Note what was learned, with a day to look back at it."""
        today = self._today()
        fields = (Field(label="What you learned", needed=True), Field(label="To try because of it"))
        likely = [today + each for each in _LOOK_BACK]
        days = Days(label="Look back on", today=today, likely=likely, language=self._language())

        def meant(texts: list[str], day: date | None) -> None:
            people = self._around.people
            self._run(
                lambda: people.learned(texts[0], try_next=texts[1], look_back_on=day),
                lambda _: self._say("Noted. It is asked about once, on its day.", undo=True),
            )

        self._ask(Form(title="What did you learn?", fields=fields, verb="Note", meant=meant, days=days))

    # What is done

    def _ask(self, form: Form) -> None:
        self.card.hide()
        near = self._near().united(self.geometry()) if self.isVisible() else self._near()
        self.form.ask(near.adjusted(_SIDE, 0, -_SIDE, 0), form)

    def _noted(self, noted: GoodwillNoted) -> None:
        if noted.rule is None:
            self._say("Noted.", undo=True)
            return
        rule, care = noted.rule, self._around.care
        words = f"Noted. {in_marks(rule.rule)} was in the way {len(rule.notes)} times."
        self._parts.notices.say(
            words,
            "Make topic",
            lambda: self._run(lambda: care.rule_to_topic(rule), lambda _: self._say("A topic now.")),
        )

    def _hand_over(self, boundary: Boundary) -> None:
        def came(ticket: TicketId | None) -> None:
            if not isValid(self) or ticket is None:
                return
            if ticket == self._ticket():
                self.note_asked.emit(OutKind.NOTE.value)
                self._say("The note is written. Look it over, then add it.")
            else:
                self._say(f"The note is in the draft of ticket {boundary.number}.")

        self._parts.runner.run("write", lambda: self._around.care.hand_over(boundary.id), came, self._failed)

    def _run(self, deed: Callable[[], Receipt[Any]], say: Callable[[Any], object]) -> None:
        def over(receipt: Receipt[Any]) -> None:
            if isValid(self):
                note(self._parts.undo, beside(self._parts.runner, receipt))
                say(receipt.value)

        self._parts.runner.run("write", deed, over, self._failed)

    def _failed(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _say(self, words: str, *, undo: bool = False) -> None:
        if undo:
            self._parts.notices.say(words, "Undo", self._parts.undo.undo)
        else:
            self._parts.notices.say(words)

    # What is shown

    def _came(self, found: tuple[TicketId, Found]) -> None:
        if isValid(self) and found[0] == self._ticket():
            self._fill(found[1])

    def _fill(self, found: Found) -> None:
        if found != self.shown:
            self.shown = found
            for row in self.rows:
                row.hide()
                row.deleteLater()
            today = self._today()
            lines = [self._agreed(each, today) for each in found.boundaries]
            lines += [BesideLine("heart", done(each), self._goodwill_deeds(each)) for each in found.notes]
            self.rows = [BesideRow(self._parts, line) for line in lines]
            for row in self.rows:
                self._lines.addWidget(row)
        self.setVisible(bool(self.rows))

    def _agreed(self, boundary: Boundary, today: date) -> BesideLine:
        care, deeds = self._around.care, []
        if boundary.asked_at and not boundary.taken_at:
            deeds.append(("They took it", lambda: self._run(lambda: care.taken(boundary.id), lambda _: None)))
        elif not boundary.taken_at:
            deeds.append(("Hand over", lambda: self._hand_over(boundary)))
        deeds.append(
            ("End", lambda: self._run(lambda: care.unbound(boundary.id), lambda _: self._say("Ended.", undo=True)))
        )
        return BesideLine("users", agreed(boundary, today), tuple(deeds))

    def _goodwill_deeds(self, found: Goodwill) -> tuple[tuple[str, Callable[[], object]], ...]:
        care = self._around.care
        remove = lambda: self._run(lambda: care.take_back(found.id), lambda _: self._say("Removed.", undo=True))  # noqa: E731
        return (("Remove", remove),)

    def _ticket(self) -> TicketId | None:
        return self._conversation.id if self._conversation else None

    def _language(self) -> str:
        return self._conversation.language if self._conversation else ""

    def _today(self) -> date:
        return self._parts.workbench.product.advocacy.today()

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(kind in changes for kind in _HEARD):
            self.look()
