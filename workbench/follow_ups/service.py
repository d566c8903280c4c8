"""Say when a customer hears from us again, move that day, and note that it was done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from workbench.certainty.checked import repo as checked
from workbench.certainty.checked.model import Checked, Outcome
from workbench.follow_ups import repo
from workbench.follow_ups.model import LONGEST, FollowUp, Waiting
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import one_line
from workbench.store import Store, Tx


class FollowUpService:
    """Nothing here says whose follow-up it is, and nothing counts them by a person."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def today(self) -> date:
        """The day it is where this machine stands."""
        return self._clock.now().astimezone().date()

    def add(self, ticket: TicketId, due: date, about: str) -> Receipt[FollowUp]:
        """Follow up on ``ticket`` by the day ``due``.

        Raises UserError where the day has passed, nothing is said of what it is about, or the ticket is not kept here.
        """
        new = self._made(ticket, due, about)

        def work(tx: Tx) -> None:
            _must_be_kept(tx, ticket)
            repo.put(tx, new)

        self._store.write(work, origin="follow_ups.add")
        return Receipt(
            value=new,
            label="Follow up",
            inverse=lambda: self._store.write(lambda tx: repo.drop(tx, new), origin="follow_ups.undo"),
        )

    def promise(self, ticket: TicketId, kind: OutKind, rule: str, sentence: str, due: date) -> Receipt[FollowUp]:
        """``sentence`` of a draft cannot be checked now: note it, and follow up by ``due``. Raises as `add` does."""
        new = self._made(ticket, due, sentence)
        note = Checked(id=new_id(), rule=rule, sentence=sentence, outcome=Outcome.CANNOT, at=new.made_at)

        def work(tx: Tx) -> Checked | None:
            _must_be_kept(tx, ticket)
            repo.put(tx, new)
            return checked.put(tx, ticket, kind, note)

        before = self._store.write(work, origin="follow_ups.promise")

        def back(tx: Tx) -> None:
            repo.drop(tx, new)
            checked.take_back(tx, ticket, kind, note.id, before)

        return Receipt(value=new, label="Follow up", inverse=lambda: self._store.write(back, origin="follow_ups.undo"))

    def move(self, id_: str, due: date) -> Receipt[FollowUp | None]:
        """Another day for it; None where it is not there any more. Raises UserError where the day has passed."""
        self._must_come(due)
        return self._changed(id_, "Move the follow-up", "follow_ups.move", lambda was: replace(was, due=due))

    def done(self, id_: str) -> Receipt[FollowUp | None]:
        """The customer has heard from us; None where it is not there any more."""
        at = self._clock.now()
        return self._changed(id_, "Follow-up done", "follow_ups.done", lambda was: replace(was, done_at=at))

    def of_ticket(self, ticket: TicketId) -> Sequence[FollowUp]:
        """The open ones of a conversation, earliest first."""
        return repo.of_ticket(self._store.read(), ticket)

    def waiting(self) -> Sequence[Waiting]:
        """Every open one, earliest first."""
        return repo.waiting(self._store.read(), None)

    def due(self) -> Sequence[Waiting]:
        """Those of today and of days before, earliest first."""
        return repo.waiting(self._store.read(), self.today())

    def _made(self, ticket: TicketId, due: date, about: str) -> FollowUp:
        self._must_come(due)
        words = one_line(about, LONGEST)
        if not words:
            raise UserError("It is not said what to follow up.", "A few words are enough.")
        return FollowUp(id=new_id(), ticket=ticket, due=due, about=words, made_at=self._clock.now())

    def _must_come(self, due: date) -> None:
        if due < self.today():
            raise UserError("That day has passed.", "Choose today or a later day.")

    def _changed(
        self, id_: str, label: str, origin: str, change: Callable[[FollowUp], FollowUp]
    ) -> Receipt[FollowUp | None]:
        def work(tx: Tx) -> tuple[FollowUp, FollowUp] | None:
            was = repo.one(tx, id_)
            if was is None:
                return None
            now = change(was)
            repo.put(tx, now)
            return was, now

        both = self._store.write(work, origin=origin)
        if both is None:
            return Receipt(value=None, label=label)
        was, now = both
        return Receipt(
            value=now,
            label=label,
            inverse=lambda: self._store.write(lambda tx: repo.put(tx, was), origin="follow_ups.undo"),
        )


def _must_be_kept(tx: Tx, ticket: TicketId) -> None:
    if not repo.is_kept(tx, ticket):
        raise UserError("This conversation is no longer on this machine.", "Nothing was noted.")
