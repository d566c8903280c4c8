"""What customers want to know, in whole sets, and how such a set ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.kernel.ids import MessageId, TicketId
from workbench.kernel.text import in_marks


class State(StrEnum):
    """How a question stands. Only a person's act makes it anything but open."""

    OPEN = "open"
    ANSWERED = "answered"
    VERIFIED = "verified"
    NOT_NEEDED = "not_needed"

    @property
    def word(self) -> str:
        return self.value.replace("_", " ")


class Raised(StrEnum):
    """Who came up with a question: the customer, or we, who saw that it would come."""

    CUSTOMER = "customer"
    FORESEEN = "foreseen"


class Way(StrEnum):
    """How people wrote. What is neither chat nor email is counted and not compared."""

    CHAT = "chat"
    EMAIL = "email"
    OTHER = "other"


class Outcome(StrEnum):
    """How a whole set stands. GOING: not settled; WAITING: it is our turn, so the customer has not left."""

    COMPLETE = "complete"
    MIDWAY = "midway"
    NEVER = "never"
    WAITING = "waiting"
    GOING = "going"

    @property
    def word(self) -> str:
        return _WORDS[self]


_WORDS = {
    Outcome.COMPLETE: "complete",
    Outcome.MIDWAY: "left midway",
    Outcome.NEVER: "never started",
    Outcome.WAITING: "waiting on us",
    Outcome.GOING: "still going",
}
ENDS = (Outcome.COMPLETE, Outcome.MIDWAY, Outcome.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step of a named set, of which steps are kept in their order. ``id`` is empty before it is kept."""

    id: str = ""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSet:
    """A goal of customers, and the steps to it: A, B, C, D. ``conversations`` go by it so far."""

    id: str
    name: str
    steps: tuple[Step, ...]
    conversations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question of a set. ``id``: empty where it is an ask of which no more is known than its tick.

    ``raised_at`` and ``done_at`` say when; ``message``: the customer's, where it was taken from an ask. ``goal`` and
    ``step``: of a named set. ``looked_at``: a person has said how it stands, or typed it. ``ticked``: the
    reply that is being written answers it, which counts once that has arrived.
    """

    id: str
    ticket: TicketId
    text: str
    raised: Raised
    state: State
    raised_at: datetime
    done_at: datetime | None = None
    message: MessageId | None = None
    goal: str | None = None
    step: str | None = None
    looked_at: bool = True
    ticked: bool = False

    @property
    def done(self) -> bool:
        return self.state is not State.OPEN

    def open_at(self, at: datetime) -> bool:
        """Whether it had come up and was not done at that time."""
        return self.raised_at <= at and (self.done_at is None or self.done_at > at)


@dataclass(frozen=True, slots=True)
class Turn:
    """A message that both sides see. ``ours``: we wrote it."""

    at: datetime
    ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A ticket as far as sets go by it: its messages in their order, and its questions.

    ``closed``: it is solved or closed. ``asks_on``: what the customer wrote last holds an ask that no reply of ours
    has met. ``apart``: somebody said that it is about something else than what was written before.
    """

    ticket: TicketId
    way: Way
    closed: bool
    turns: tuple[Turn, ...]
    questions: tuple[Question, ...] = ()
    asks_on: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A customer's whole set: its questions in order, and the talks that it takes, the first one first.

    ``way`` is that of the first talk, ``last_way`` of the last; ``closed`` and ``asks_on`` are of the last.
    """

    tickets: tuple[TicketId, ...]
    way: Way
    last_way: Way
    turns: tuple[Turn, ...]
    questions: tuple[Question, ...]
    closed: bool
    asks_on: bool

    @property
    def began_at(self) -> datetime:
        return self.turns[0].at

    @property
    def last_at(self) -> datetime:
        return self.turns[-1].at

    @property
    def goal(self) -> str | None:
        """The named set that it goes by, where it goes by one."""
        return next((each.goal for each in self.questions if each.goal), None)

    @property
    def rounds(self) -> int:
        """How often it was our turn and we wrote; messages in a row are one."""
        pairs = zip((None, *self.turns[:-1]), self.turns, strict=True)
        return sum(turn.ours and (before is None or not before.ours) for before, turn in pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfTicket:
    """What stands beside a conversation: the whole set that it is the latest part of.

    ``earlier``: the other conversations of it. ``outcome`` is None where nothing is listed.
    """

    questions: tuple[Question, ...] = ()
    goal: str | None = None
    earlier: tuple[TicketId, ...] = ()
    outcome: Outcome | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A whole set as it is counted. ``outcome`` is what it is once settled.

    ``settled_at`` is None while it is our turn. ``listed``: it has a list of questions. ``left_step`` and
    ``left_place``: the step, or the place among the questions, that was open first.
    """

    person: str
    practice: bool
    whole: Whole
    outcome: Outcome
    listed: bool
    settled_at: datetime | None
    left_step: str | None = None
    left_place: int | None = None
    reopened: bool = False


@dataclass(frozen=True, slots=True)
class AlreadyListed:
    """The question is on the list."""

    question: Question

    @property
    def words(self) -> str:
        return f"{in_marks(self.question.text)} is on the list already."
