"""What was decided on a topic, who was told of it, and the replies that are owed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workbench.kernel.ids import BriefId, EntryId, OutgoingId, TicketId, TopicId, VoiceId


class Status(StrEnum):
    """How it stands with a topic, on the way from heard to shipped; or one of three kinds of no."""

    HEARD = "heard"
    RAISED = "raised"
    CONSIDERING = "considering"
    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SHIPPED = "shipped"
    NOT_NOW = "not_now"
    NOT_THIS_WAY = "not_this_way"
    NO = "no"


DECLINED = frozenset({Status.NOT_NOW, Status.NOT_THIS_WAY, Status.NO})
SETTLED = DECLINED | {Status.SHIPPED}
"""What customers are told of."""
PUSHED = (Status.RAISED, Status.CONSIDERING, Status.PLANNED, Status.IN_PROGRESS)
"""What somebody was told of and has not settled: it is pushed on."""
_ANSWERED = SETTLED | {Status.PLANNED, Status.IN_PROGRESS}


def is_answer(status: Status, decided_by: str) -> bool:
    """Whether a decision is an answer of somebody in product: who decides on a topic knows of it."""
    return bool(decided_by) or status in _ANSWERED


class Channel(StrEnum):
    """How somebody was told."""

    TALK = "talk"
    MEETING = "meeting"
    CHAT = "chat"
    EMAIL = "email"
    ISSUE = "issue"
    BRIEF = "brief"
    DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusEvent:
    """What was decided, by whom in product, and why. ``consulted``: who of support was asked, "" where nobody was.

    ``revisit_on``: the day on which a *not now* returns. Nothing of it is ever changed; a later event stands over it.
    """

    id: str
    topic: TopicId
    status: Status
    reason: str = ""
    decided_by: str = ""
    consulted: str = ""
    source_url: str = ""
    revisit_on: date | None = None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Somebody in product was told. ``said``: what they answered, "" while they have not.

    ``next_action`` and ``next_on`` are both there or neither is; ``done_at``: that next step was taken.
    """

    id: str
    topic: TopicId
    told: str
    role: str = ""
    how: Channel
    words: str = ""
    said: str = ""
    said_at: datetime | None = None
    brief: BriefId | None = None
    at: datetime
    next_action: str = ""
    next_on: date | None = None
    done_at: datetime | None = None

    @property
    def waits(self) -> bool:
        """Whether a next step is still to be taken."""
        return self.next_on is not None and self.done_at is None


class Lack(StrEnum):
    """What a deed cannot do without."""

    STEP = "step"
    REASON = "reason"
    DECIDER = "decider"
    DATE = "date"
    TOLD = "told"
    ACTION = "action"


_LACKS = {
    Lack.STEP: "Nobody in product has been told yet. Note who was told, then it is raised.",
    Lack.REASON: "The reason is missing or too short: write a sentence that a customer can be told.",
    Lack.DECIDER: "It is not said who decided.",
    Lack.DATE: "The day is missing: one that is still to come.",
    Lack.TOLD: "It is not said who was told.",
    Lack.ACTION: "A day needs what is to be done on it.",
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing was kept, for these are missing."""

    lacks: tuple[Lack, ...]

    @property
    def words(self) -> str:
        return " ".join(_LACKS[lack] for lack in self.lacks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """It is kept. ``owed``: replies that are owed for it; ``withdrawn``: replies that are owed no more.

    ``on_their_way``: replies with the earlier outcome that are in the outbox already.
    """

    event: StatusEvent
    owed: int = 0
    withdrawn: int = 0
    on_their_way: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The step is kept. ``raised``: the topic was only heard before."""

    step: Step
    raised: bool = False


class Why(StrEnum):
    """Why a topic is listed as gone quiet."""

    NO_STEP = "no_step"
    OVERDUE = "overdue"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """A topic that waits for us. ``since``: the last time anything was told or answered, or decided.

    ``step``: the next step that is overdue. ``entries``, ``accounts``: what came in since a *not now*.
    """

    topic: TopicId
    title: str
    status: Status
    why: Why
    since: datetime
    due: date | None = None
    step: Step | None = None
    told: str = ""
    they_know: bool = False
    entries: int = 0
    accounts: int = 0
    reason: str = ""
    practice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """An entry that stands behind a topic, as far as pushing it needs to know.

    ``heard_at``: since when it stands behind it, through merges. ``present``: the account is a customer of today.
    ``told``: what became of the topic was sent to them; ``answered_at``: our last message in their conversation.
    """

    entry: EntryId
    verbatim: str
    said_at: datetime
    heard_at: datetime
    by_agent: bool
    client: str | None
    present: bool
    left: bool
    voice: VoiceId | None
    wants_reply: bool
    ticket: TicketId | None
    conversation: str
    told: bool = False
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nudge:
    """Words to push a topic with. Nothing sends them. ``round``: how often nobody answered; 0: nobody was told yet.

    ``warnings``: what to look at before they are used.
    """

    text: str
    round: int
    to: str
    accounts: int
    new_accounts: int
    new_entries: int
    warnings: tuple[str, ...]


class OwedState(StrEnum):
    """What became of a reply that is owed."""

    OWED = "owed"
    DRAFTED = "drafted"
    SENT = "sent"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A customer who wants to hear what became of what they said.

    ``ticket``: their conversation, None where it is not on this machine any more. ``live_at``: when somebody looked
    that it is live for them. ``outgoing``: the reply that holds it. ``language``: that of their conversation, or empty.
    """

    id: str
    topic: TopicId
    title: str
    workaround: str
    event: StatusEvent
    voice: VoiceId
    name: str
    client: str
    left: bool
    entry: EntryId
    verbatim: str
    said_at: datetime
    ticket: TicketId | None
    number: str
    subject: str
    state: OwedState
    live_at: datetime | None
    skip_why: str
    outgoing: OutgoingId | None
    settled_at: datetime | None
    practice: bool
    language: str = ""

    @property
    def asks_live(self) -> bool:
        """Whether somebody has to look first that it is live for this customer."""
        return self.event.status is Status.SHIPPED and self.live_at is None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The words are in the draft of ``ticket``, ``beside`` what was written there, below them; ``again``: as before."""

    ticket: TicketId
    beside: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class LiveFirst:
    """Nothing was drafted: nobody has looked yet whether it is live for this customer."""

    owed: Owed


@dataclass(frozen=True, slots=True)
class NoConversation:
    """Nothing was drafted: their conversation is not on this machine any more."""

    owed: Owed


@dataclass(frozen=True, slots=True)
class Over:
    """It is owed no more: sent, skipped, withdrawn or gone."""


DraftAnswer = Drafted | LiveFirst | NoConversation | Over


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was changed, and what it did. ``before``, ``after``: conversations a week, the oldest first.

    ``after`` is empty until it was measured, which is due on ``due_on``.
    """

    id: str
    topic: TopicId
    title: str
    changed: str
    shipped_on: date
    due_on: date
    measured_on: date | None
    before: tuple[int, ...] = ()
    after: tuple[int, ...] = ()
