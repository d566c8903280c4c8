"""Trackers, issues and what waits to be pushed, as they are kept; and the answers that deeds on them give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from workbench.feedback.trackers.port import IssueState, TrackerKind
from workbench.feedback.trackers.states import State
from workbench.kernel.ids import EntryId, IssueId, PushId, TopicId, TrackerId


class Names(StrEnum):
    """How customers are named in what leaves the house."""

    NONE = "none"
    INITIALS = "initials"
    FULL = "full"


class Form(StrEnum):
    """What a text becomes there."""

    ISSUE = "issue"
    COMMENT = "comment"


class Offered(StrEnum):
    """What the state of an issue may suggest for its topic. It is only ever offered."""

    PLANNED = "planned"
    IN_PROGRESS = "in_progress"
    SHIPPED = "shipped"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackerAccount:
    """A project on a tracker, as kept. Its token is never here. ``login``: an e-mail address where one is needed.

    ``me``: who we are there; ``sort``: the kind of issue that is made; ``open_to_all``: anybody can read it, None
    where the tracker does not say.
    """

    id: TrackerId
    kind: TrackerKind
    name: str
    address: str
    project: str
    login: str
    me: str
    sort: str
    open_to_all: bool | None
    in_keyring: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the issue suggests: "shipped?" and why, in a sentence. Only a person sets it."""

    status: Offered
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """An issue that a topic is. ``tracker``: None where that was taken away; ``offer``: None: nothing is suggested.

    ``looked_at``: when it was last read; until then its state is unknown.
    """

    id: IssueId
    topic: TopicId
    tracker: TrackerId | None
    tracker_name: str
    remote: str
    url: str
    title: str
    state: IssueState
    reason: str
    category: str
    labels: tuple[str, ...]
    changed_at: datetime | None
    looked_at: datetime | None
    declined_offer: str
    offer: Offer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A text on its way to a tracker, never altered once queued. ``issue``: the one that it is on, or became.

    ``counted``: the entries behind its numbers; ``quoted``: those whose words are in it.
    """

    id: PushId
    topic: TopicId
    tracker: TrackerId | None
    tracker_name: str
    form: Form
    issue: IssueId | None
    remote: str
    title: str
    body: str
    names: Names
    counted: tuple[EntryId, ...]
    quoted: tuple[EntryId, ...]
    state: State
    reason: str
    edge: str | None
    attempts: int
    queued_at: datetime
    not_before: datetime
    wired_at: datetime | None
    made_at: datetime | None
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The exact text that would leave the house, to be read before it is queued. ``issue``: a comment on that one.

    ``warnings``: what to know before it leaves, a sentence each. ``id``: the mark in the text.
    """

    id: PushId
    topic: TopicId
    tracker: TrackerId
    issue: IssueId | None
    title: str
    body: str
    names: Names
    counted: tuple[EntryId, ...]
    quoted: tuple[EntryId, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoTopic:
    """The topic, the tracker or the issue is not on this machine any more."""


@dataclass(frozen=True, slots=True)
class PracticeStays:
    """The topic is of the practice desk; nothing of it leaves this machine."""


@dataclass(frozen=True, slots=True)
class NothingNew:
    """Everything that is known was told there already."""


@dataclass(frozen=True, slots=True)
class Queued:
    """It waits to be sent."""

    id: PushId


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """The same topic waits to become an issue of that tracker already."""

    id: PushId


@dataclass(frozen=True, slots=True)
class LinkedIssue:
    """The topic is that issue now."""

    id: IssueId


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """It was already."""

    id: IssueId


@dataclass(frozen=True, slots=True)
class NotAnIssue:
    """The address is none of an issue of a tracker that is set up here. ``words`` say what one looks like."""

    words: str


PreviewAnswer = Preview | NoTopic | PracticeStays | NothingNew
QueueAnswer = Queued | OnItsWay | NoTopic | PracticeStays
LinkAnswer = LinkedIssue | AlreadyLinked | NotAnIssue | NoTopic | PracticeStays


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A push that carried words of given entries out of the house; it cannot be called back, only named."""

    push: PushId
    topic: TopicId
    tracker_name: str
    url: str
    state: State
    quoted: tuple[EntryId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PushReport:
    """What a round did, in numbers of pushed things and of issues that were read."""

    made: int = 0
    refused: int = 0
    rejected: int = 0
    asked: int = 0
    unsettled: int = 0
    looked: int = 0
