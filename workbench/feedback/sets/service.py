"""Questions of customers beside what they asked, named sets of them, and how whole sets end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from workbench.feedback.sets import counts, deeds, ends, keep, repo
from workbench.feedback.sets.model import AlreadyListed, NamedSet, OfTicket, Question, Raised, State
from workbench.feedback.sets.page import Narrow, SetPage, page
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold, normalise, one_line
from workbench.store import Store, Tx

_LONGEST = 300


class SetService:
    """Whole sets of questions on this machine. Nothing here knows who of us did what."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    # One conversation

    def of(self, ticket: TicketId) -> OfTicket:
        """The questions of the whole set that ``ticket`` is the latest part of, asks that were ticked among them."""
        reader = self._store.read()
        mine = [whole for whole in keep.wholes_of(reader, ticket) if ticket in whole.tickets]
        apart = repo.is_apart(reader, ticket)
        if not mine:
            return OfTicket(apart=apart)
        whole = mine[-1]
        return OfTicket(
            questions=whole.questions,
            goal=whole.goal,
            earlier=tuple(each for each in whole.tickets if each != ticket),
            outcome=ends.outcome(whole, self._clock.now()),
            apart=apart,
        )

    def foreseen(self, ticket: TicketId) -> Sequence[Question]:
        """What was added to a conversation because it will be asked: open, or done since our last reply."""
        return repo.foreseen(self._store.read(), ticket)

    def add(self, ticket: TicketId, text: str, raised: Raised = Raised.CUSTOMER) -> Receipt[Question | AlreadyListed]:
        """Put a question on the list of a conversation. Raises UserError where it is empty or no ticket is here."""
        words = one_line(normalise(text), _LONGEST).strip()
        if not words:
            raise UserError("The question is empty.", "Write it in a few words.")
        there = next((each for each in self.of(ticket).questions if fold(each.text) == fold(words)), None)
        if there is not None:
            return Receipt(value=AlreadyListed(there), label="Add question")
        made = Question(
            id=new_id(), ticket=ticket, text=words, raised=raised, state=State.OPEN, raised_at=self._clock.now()
        )
        self._write(lambda tx: deeds.add(tx, made), "sets.add")
        return Receipt(value=made, label="Add question", inverse=lambda: self._write(lambda tx: repo.drop(tx, made)))

    def mark(self, question: Question, state: State) -> Receipt[Question]:
        """Keep how a question stands: one of the list as `of` gives it."""
        done = None if state is State.OPEN else self._clock.now()
        now = replace(question, id=question.id or new_id(), state=state, done_at=done)
        self._write(lambda tx: deeds.mark(tx, now, fresh=not question.id), "sets.mark")
        return Receipt(value=now, label="Mark question", inverse=lambda: self._back(question, now))

    def tick(self, question: Question, ticked: bool) -> Receipt[Question]:
        """Say that the reply which is being written answers a question, or that it does not.

        It stays open until that reply has arrived. Raises UserError where it is no longer on the list.
        """
        at = self._clock.now() if ticked else None
        if not self._write(lambda tx: repo.tick(tx, question, at), "sets.tick"):
            raise UserError("The question is no longer on the list.", "Add it once more where it is needed.")
        return Receipt(
            value=replace(question, ticked=ticked),
            label="Mark question",
            inverse=lambda: self._write(lambda tx: repo.tick(tx, question, None if ticked else self._clock.now())),
        )

    def take_off(self, question: Question) -> Receipt[bool]:
        """Take what was typed off the list; whether it could be: an ask is taken off over the reply."""
        if not question.id or question.message or question.step:
            return Receipt(value=False, label="Take off question")
        self._write(lambda tx: repo.drop(tx, question), "sets.take_off")

        def back(tx: Tx) -> None:
            repo.add(tx, question)
            if question.ticked:
                repo.tick(tx, question, self._clock.now())

        return Receipt(value=True, label="Take off question", inverse=lambda: self._write(back))

    def choose(self, ticket: TicketId, goal: str | None) -> Receipt[None]:
        """Let a conversation go by a named set, whose steps become its questions; None: by none."""
        now = self._clock.now()
        mine = self.of(ticket)
        had = [each for each in mine.questions if each.goal]
        undo = self._write(lambda tx: deeds.choose(tx, ticket, goal, had, now), "sets.choose")
        return Receipt(value=None, label="Choose set", inverse=lambda: self._write(undo))

    def set_apart(self, ticket: TicketId, apart: bool) -> Receipt[None]:
        """Say that a conversation is about something else than what was written before, or that it may not be."""
        at = self._clock.now() if apart else None
        self._write(lambda tx: repo.set_apart(tx, ticket, at), "sets.apart")
        return Receipt(value=None, label="Set apart", inverse=lambda: self.set_apart(ticket, not apart))

    # Named sets

    def named(self) -> Sequence[NamedSet]:
        """Those that can be chosen, by name."""
        return repo.named(self._store.read())

    def keep_named(self, name: str, steps: Sequence[str], goal: str | None = None) -> Receipt[NamedSet]:
        """Make a named set, or change ``goal``. A step keeps its name's past where its words stay.

        Raises UserError where name or steps are empty, or the name is another's.
        """
        now = self._clock.now()
        clean = deeds.clean(name, steps)
        before = repo.one_named(self._store.read(), goal) if goal else None
        made = self._write(lambda tx: deeds.keep_named(tx, before, *clean, now), "sets.named")

        def back() -> object:
            if before is None:
                return self._write(lambda tx: repo.end_named(tx, made.id, now))
            return self._write(lambda tx: deeds.put_back(tx, before, now))

        return Receipt(value=made, label="Keep set", inverse=back)

    def end_named(self, goal: str) -> Receipt[bool]:
        """Let a named set be chosen no longer; what goes by it stays. Whether it was here."""
        now = self._clock.now()
        done = self._write(lambda tx: repo.end_named(tx, goal, now), "sets.end")
        return Receipt(
            value=done, label="Remove set", inverse=lambda: self._write(lambda tx: repo.end_named(tx, goal, None))
        )

    # All of them

    def settle(self) -> bool:
        """Reckon some of what changed since; whether there is more. Call until there is none, then read the page."""
        return self._store.write(keep.settle, origin="sets.settle")

    def page(self, narrow: Narrow | None = None) -> SetPage:
        """What is said of whole sets, as far as they are reckoned; of the practice desk where there is no other."""
        reader, now = self._store.read(), self._clock.now()
        practice = not counts.real_there(reader)
        counted = counts.Counted(reader, now, practice=practice)
        left = counts.left(reader, now, practice=practice)
        made = page(counted.tallies, left, counted.coverage, repo.names(reader), narrow or Narrow())
        return replace(made, practice=practice, since=counted.since, unread=keep.waiting(reader))

    # Inside

    def _back(self, was: Question, now: Question) -> None:
        if was.id:
            self._write(lambda tx: deeds.mark(tx, was, fresh=False), "sets.mark")
        else:
            self._write(lambda tx: repo.drop(tx, now), "sets.mark")

    def _write(self, work: Callable[[Tx], deeds.T], origin: str = "sets.undo") -> deeds.T:
        return self._store.write(work, origin=origin)
