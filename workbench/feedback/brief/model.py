"""What a brief is: words of ours and of customers, and numbers that know the entries which they were counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workbench.feedback.around.model import Contact
from workbench.feedback.model import FeedbackKind
from workbench.feedback.topics.model import Topic
from workbench.feedback.topics.weight import Weight
from workbench.kernel.ids import BriefId, ClientId, EntryId, TopicId


class Form(StrEnum):
    """What kind of page it is."""

    BRIEF = "brief"
    RESOURCE = "resource"
    LISTENING = "listening"
    MEETING = "meeting"


class Names(StrEnum):
    """How customers are named on it."""

    NONE = "none"
    INITIALS = "initials"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked for. What is empty is taken from the topic, or said to be missing. ``author``: who prepared it."""

    who: str = ""
    what: str = ""
    by: date | None = None
    author: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number on a page: its words as they were counted, and the entries behind it, what was said last first.

    ``about``: what it counts, where its words do not say so: ``Team``, ``week of 6 Jul``.
    """

    name: str
    words: str
    entries: tuple[EntryId, ...]
    about: str = ""

    @property
    def told(self) -> str:
        """Its words where they stand alone: ``23 accounts``, ``Team: 10``."""
        return f"{self.about}: {self.words}" if self.about else self.words

    @property
    def link(self) -> str:
        """The number as it stands in the Markdown of a page."""
        return f"[{self.words}](#{self.name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An entry as far as a page may quote it. ``public``: what the customer said of that; None: nothing."""

    entry: EntryId
    kind: FeedbackKind
    verbatim: str
    said_at: datetime
    number: str
    name: str = ""
    client: ClientId | None = None
    client_name: str = ""
    topic: TopicId | None = None
    public: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What somebody said when they were asked: an answer on the trail, or a note. ``who``: may be empty.

    ``tried``: what we try because of it, and what became of that.
    """

    on: date
    who: str
    what: str
    tried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """A way to solve it, as support sees it. ``cost``: in words, "" where nobody said."""

    text: str
    cost: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody in product promised and has neither kept nor broken. ``topic``: its title."""

    who: str
    what: str
    due: date | None
    topic: TopicId


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """All that a brief of a topic is made from. ``entries``: the frozen ids, what was said last first.

    ``askable``: people who were not asked about it yet. ``promises``: those that are open.
    """

    topic: Topic
    at: datetime
    entries: Sequence[EntryId]
    weight: Weight
    numbers: Mapping[str, Number]
    quotes: Sequence[Words] = ()
    learned: Sequence[Learned] = ()
    ideas: Sequence[Idea] = ()
    askable: Sequence[Contact] = ()
    promises: Sequence[Promise] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What was written: its Markdown, the numbers in it, and all the entries that it rests on."""

    title: str
    markdown: str
    numbers: tuple[Number, ...]
    entries: Sequence[EntryId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A page that is kept. Its entries and numbers never change; its words only until it was sent.

    ``sha256`` (hex) is over the ids and the Markdown. ``sent_to``: who got it, the first one first. ``practice``: what
    stands behind it is of the practice desk.
    """

    id: BriefId
    topic: TopicId | None
    form: Form
    names: Names
    title: str
    markdown: str
    entries: tuple[EntryId, ...]
    sha256: str
    made_at: datetime
    numbers: tuple[Number, ...] = ()
    sent_to: tuple[str, ...] = ()
    practice: bool = False

    def number(self, name: str) -> Number | None:
        return next((each for each in self.numbers if each.name == name), None)


@dataclass(frozen=True, slots=True)
class SentAlready:
    """Nothing was changed: others have it as it is. A new one can be made."""

    brief: Brief


@dataclass(frozen=True, slots=True)
class Gone:
    """The topic or the brief is not on this machine any more."""


EditAnswer = Brief | SentAlready | Gone
MakeAnswer = Brief | Gone
