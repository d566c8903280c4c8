"""Above the messages: by when the customer hears from us again, and about what; quiet until its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_tone
from ui.widgets.days import day_name
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.small_form import Days, Field, Form, SmallForm
from ui.workers.undo import beside, note
from workbench.follow_ups.days import likely
from workbench.follow_ups.model import LONGEST, FollowUp
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import TicketId
from workbench.kernel.receipt import Receipt
from workbench.tickets.model import Conversation

_SIDE = 16


class FollowUps(QWidget):
    """The open ones of the conversation that is shown; it takes no room where there are none.

    ``left``: what was asked for is answered or left, and the focus has nowhere to go back to.
    """

    left = Signal()

    def __init__(self, parts: Parts, host: QWidget, near: Callable[[], QRect]) -> None:
        """``near``: the place in ``host`` under which a day is asked for."""
        super().__init__()
        self._parts = parts
        self._near = near
        self._core = parts.workbench.follow_ups
        self._ticket: TicketId | None = None
        self._language = ""
        self._shown: tuple[object, ...] = ()
        self.rows: list[FollowUpRow] = []
        self.form = SmallForm(parts.theme, host)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(16, 0, 26, 8)  # to the edge of the cards, as the header
        self._lines.setSpacing(4)
        self.form.left.connect(self.left)
        self.setAccessibleName("Follow-ups")
        parts.bridge.changed.connect(self._on_changed)

    def show_conversation(self, conversation: Conversation | None) -> None:
        """Those of ``conversation``; what was being asked for another one is left."""
        ticket = conversation.id if conversation else None
        if ticket != self._ticket:
            self.form.hide()
        self._ticket, self._language = ticket, conversation.language if conversation else ""
        self.refresh()

    def refresh(self) -> None:
        """As they stand today."""
        today = self._core.today()
        found = self._core.of_ticket(self._ticket) if self._ticket else ()
        if (today, *found) != self._shown:
            self._shown = (today, *found)
            self._fill(found, today)
        self.setVisible(bool(found))

    def begin(self) -> None:
        """Ask for a new one."""
        if self._ticket is not None:
            self._ask(None)

    def _fill(self, found: Any, today: date) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [FollowUpRow(self._parts, each, today) for each in found]
        for row in self.rows:
            row.done_asked.connect(self._done)
            row.move_asked.connect(self._move)
            self._lines.addWidget(row)

    def _move(self, follow_up: FollowUp) -> None:
        self._ask(follow_up)

    def _ask(self, moved: FollowUp | None) -> None:
        """``moved``: it gets another day; None: a new one."""
        near = self._near().united(self.geometry()) if self.isVisible() else self._near()
        today = self._core.today()
        words = () if moved else (Field(label="What they will hear about", needed=True, longest=LONGEST),)
        days = Days(today=today, likely=likely(today), language=self._language)

        def meant(texts: list[str], day: date | None) -> None:
            if day is not None:
                self._mean(moved, texts[0] if texts else "", day)

        verb = "Move" if moved else "Follow up"
        self.form.ask(near.adjusted(_SIDE, 0, -_SIDE, 0), Form(fields=words, verb=verb, meant=meant, days=days))

    def _done(self, follow_up: FollowUp) -> None:
        self._run(lambda: self._core.done(follow_up.id), "Done.")

    def _mean(self, follow_up: FollowUp | None, about: str, day: date) -> None:
        ticket = self._ticket
        name = day_name(day, self._core.today())
        if follow_up is not None:
            self._run(lambda: self._core.move(follow_up.id, day), f"Moved to {name}.")
        elif ticket is not None:
            words = f"Follow up {name if name in ('today', 'tomorrow') else f'by {name}'}."
            self._run(lambda: self._core.add(ticket, day, about), words)

    def _run(self, deed: Callable[[], Receipt[Any]], say: str) -> None:
        def over(receipt: Receipt[Any]) -> None:
            if receipt.inverse is not None:
                note(self._parts.undo, beside(self._parts.runner, receipt))
                self._parts.notices.say(say, "Undo", self._parts.undo.undo)

        self._parts.runner.run("write", deed, over)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.FOLLOW_UP in changes:
            self.refresh()


class FollowUpRow(QWidget):
    """One of them on a line. ``done_asked`` and ``move_asked`` (FollowUp)."""

    done_asked = Signal(object)
    move_asked = Signal(object)

    def __init__(self, parts: Parts, follow_up: FollowUp, today: date) -> None:
        super().__init__()
        due = follow_up.due <= today
        self.label = ElidedLabel(said(follow_up, today))
        set_role(self.label, "secondary")
        if due:
            set_tone(self.label, "warning")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(parts.icons, "flag", "tone.warning.ink" if due else "text.secondary"))
        row.addWidget(self.label, 1)
        self.done, self.move_ = self._button("Done"), self._button("Move")
        self.done.clicked.connect(lambda _checked=False: self.done_asked.emit(follow_up))
        self.move_.clicked.connect(lambda _checked=False: self.move_asked.emit(follow_up))
        for button in (self.done, self.move_):
            button.setAccessibleName(f"{button.text()}: {follow_up.about}")
            row.addWidget(button)

    @staticmethod
    def _button(verb: str) -> QPushButton:
        button = QPushButton(verb)
        set_role(button, "link")
        return button


def said(follow_up: FollowUp, today: date) -> str:
    """By when, and about what."""
    name = day_name(follow_up.due, today)
    if follow_up.due < today:
        return f"Follow-up was due on {name}: {follow_up.about}"
    return f"Follow up {name if name in ('today', 'tomorrow') else f'by {name}'}: {follow_up.about}"
