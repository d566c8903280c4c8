"""People, notes, promises and goodwill, and the answers that deeds on them give. Nothing says who of us did it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workbench.feedback.topics.model import Topic
from workbench.kernel.ids import EntryId, TicketId, TopicId, VoiceId
from workbench.kernel.text import in_marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Somebody who can be asked. ``owns``: what they own or decide; ``reach``: how they are reached."""

    id: str
    name: str
    organisation: str = ""
    owns: str = ""
    reach: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides a topic now, "" for nobody; ``added``: their id, where they have come on the list with it."""

    name: str
    added: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningNote:
    """What was learned, from ``contact`` and for ``topic`` where either is known.

    ``try_next``: what is tried because of it, looked back at on ``look_back_on``. ``looked_at``: it was asked about,
    once; ``kept``: None where the answer was neither.
    """

    id: str
    what: str
    contact: str | None = None
    contact_name: str = ""
    topic: TopicId | None = None
    topic_title: str = ""
    try_next: str = ""
    look_back_on: date | None = None
    kept: bool | None = None
    looked_at: datetime | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """An idea that is parked until somebody looks."""

    id: str
    text: str
    at: datetime


class Effort(StrEnum):
    """What an idea takes, as somebody would say it; never a figure. From the least to the most."""

    HOURS = "hours"
    A_DAY = "a day"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    NOT_KNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicIdea:
    """A way to solve a topic. ``effort``: one of `Effort`, or what was written before there were those."""

    id: str
    text: str
    effort: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """``who`` promised ``what``, until ``due_on`` where a day was said. At most one of kept and broken is set."""

    id: str
    who: str
    what: str
    due_on: date | None = None
    topic: TopicId | None = None
    topic_title: str = ""
    survey: str | None = None
    at: datetime
    kept_at: datetime | None = None
    broken_at: datetime | None = None

    def is_late(self, today: date) -> bool:
        """Whether its day is past and nobody has said what became of it."""
        return not self.kept_at and not self.broken_at and self.due_on is not None and self.due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class DueAround:
    """How many promises are late, and how many notes are to be looked back at."""

    promises: int
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A question to many. It can be opened only on a promise with a day.

    ``answers``: how many came, as a whole; ``done_with``: what was done with them, "" where nobody has said.
    """

    id: str
    question: str
    at: datetime
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    answers: int = 0
    done_with: str = ""
    promises: tuple[Promise, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def stood_behind(self) -> bool:
        """Whether somebody has promised, with a day, to act on it, and the promise is not settled."""
        return any(each.due_on and not each.kept_at and not each.broken_at for each in self.promises)


@dataclass(frozen=True, slots=True)
class NobodyStandsBehind:
    """The survey stays closed: nobody has promised, with a day, to act on what it finds."""

    survey: Survey

    @property
    def words(self) -> str:
        return "Nobody has promised to act on what it finds. Note who, what, and by when; then it can be opened."


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodwill:
    """What was done for a customer, and why. ``rule``: the one that stood in the way, "" where none did."""

    id: str
    what: str
    why: str = ""
    rule: str = ""
    ticket: TicketId | None = None
    ticket_number: str = ""
    topic: TopicId | None = None
    practice: bool = False
    at: datetime


@dataclass(frozen=True, slots=True)
class RuleInTheWay:
    """A rule that was named more than once: it can be made a topic. ``notes``: what was done in spite of it."""

    rule: str
    notes: tuple[Goodwill, ...]


@dataclass(frozen=True, slots=True)
class GoodwillNoted:
    """It is kept; ``rule`` where it was named before as well and is no topic yet."""

    note: Goodwill
    rule: RuleInTheWay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """What was agreed to say to a customer, until ``ends_on``. It says nothing of what they are like.

    ``drafted_at``: a note that hands it over is being written; ``asked_at``: it is on its way, and somebody is asked
    to take over; ``taken_at``: they have.
    """

    id: str
    ticket: TicketId
    number: str
    subject: str
    wording: str
    ends_on: date
    drafted_at: datetime | None = None
    asked_at: datetime | None = None
    taken_at: datetime | None = None

    @property
    def hand_over(self) -> str:
        """Words of the internal note that hands it over, in Markdown. Nothing has to be justified."""
        agreed = "\n".join(f"> {line}".rstrip() for line in self.wording.splitlines())
        return (
            "This conversation is handed over. Will you take it from here? A second pair of eyes will do it good."
            f"\n\nWhat we have agreed to say, until {self.ends_on.isoformat()}:\n\n{agreed}\n"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kudos:
    """What a customer praised, in their words. ``allowed``: they have said that it may be quoted in public."""

    entry: EntryId
    verbatim: str
    name: str = ""
    ticket: TicketId | None = None
    said_at: datetime
    allowed: bool = False
    link: str = ""


class Quoting(StrEnum):
    """Whether a customer may be quoted in public."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """What a customer said of being quoted in public, and on which days. ``quoting``: as it stands now."""

    voice: VoiceId
    name: str = ""
    client_name: str = ""
    quoting: Quoting
    asked_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MayDo:
    """What anybody who answers customers decides alone. ``limits``: up to where, and what then."""

    id: str
    what: str
    limits: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A reply that is a good example. ``about``: what it is found by; ``why``: what is good about it."""

    id: str
    text: str
    about: str = ""
    why: str = ""
    ticket: TicketId | None = None
    ticket_number: str = ""
    at: datetime


@dataclass(frozen=True, slots=True)
class Pinned:
    """It is one of the two."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class TwoAlready:
    """Two topics are pinned already."""

    topics: tuple[Topic, ...]

    @property
    def words(self) -> str:
        return f"Two are pinned already: {' and '.join(in_marks(each.title) for each in self.topics)}. Unpin one first."


class Could(StrEnum):
    """What can be done today."""

    REPLY = "reply"
    NUDGE = "nudge"
    RISING = "rising"


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayItem:
    """One thing that could be done. ``ticket``: the conversation it is about, where there is one."""

    could: Could
    topic: TopicId
    title: str
    about: str
    ticket: TicketId | None = None
