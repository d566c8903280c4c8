"""What a topic is, what stands behind it, and the answers that deeds on topics give."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workbench.feedback.model import LETTERS as _OF_ENTRIES
from workbench.feedback.model import Entry
from workbench.kernel.clock import from_text
from workbench.kernel.ids import ClientId, TopicId
from workbench.kernel.text import in_marks

WEEKS = 12  # what is shown of a trend
EDITED = frozenset(
    {
        "title", "problem", "kind", "area", "severity", "owner", "costs", "undone", "workaround", "others_do",
        "solved_when", "not_known",
    }
)  # fmt: skip


class TopicKind(StrEnum):
    """What a topic is about: the kinds of entries, a rule that stands in the way of helping, and a pain of the team."""

    BUG = "bug"
    REQUEST = "request"
    KUDOS = "kudos"
    CRITICISM = "criticism"
    CONFUSION = "confusion"
    RULE_IN_THE_WAY = "rule_in_the_way"
    TEAM_PAIN = "team_pain"


LETTERS: Mapping[str, TopicKind] = {
    **{letter: TopicKind(kind) for letter, kind in _OF_ENTRIES.items()},
    "w": TopicKind.RULE_IN_THE_WAY,
    "p": TopicKind.TEAM_PAIN,
}
"""Kinds by the letter under which each is chosen; those of entries are the same as there."""

SEVERITIES = (1, 2, 3, 4)
"""From the worst to the least."""


class How(StrEnum):
    """How an entry came to stand behind a topic. Nothing links it but a person, or an import of what a person did."""

    BY_HAND = "by_hand"
    SUGGESTED = "suggested"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A problem. ``owner``: who decides it in product; ``severity``: 1 (worst) to 4, None where nobody said.

    ``costs``: what it costs customers and us; ``undone``: what does not get done because of it.
    ``workaround``: what customers are told now. All three in words.

    ``third_told_at``: when it was told that a third account had written within thirty days.
    """

    id: TopicId
    title: str
    problem: str = ""
    kind: TopicKind
    area: str = ""
    severity: int | None = None
    owner: str = ""
    costs: str = ""
    undone: str = ""
    workaround: str = ""
    others_do: str = ""
    solved_when: str = ""
    not_known: str = ""
    practice: bool = False
    pinned_at: datetime | None = None
    let_go_at: datetime | None = None
    let_go_why: str = ""
    third_told_at: datetime | None = None
    created_at: datetime


TOPIC_COLUMNS = tuple(each.name for each in fields(Topic))
TALLY_COLUMNS = ("accounts", "left_accounts", "prospects", "entries", "last_said", "weeks")
COLUMNS = TOPIC_COLUMNS + TALLY_COLUMNS
_TALLY = len(TOPIC_COLUMNS)


def topic_of(row: Mapping[str, Any]) -> Topic:
    """A row of the store as a Topic."""
    return Topic(
        id=TopicId(row["id"]),
        title=row["title"],
        problem=row["problem"],
        kind=TopicKind(row["kind"]),
        area=row["area"],
        severity=row["severity"],
        owner=row["owner"],
        costs=row["costs"],
        undone=row["undone"],
        workaround=row["workaround"],
        others_do=row["others_do"],
        solved_when=row["solved_when"],
        not_known=row["not_known"],
        practice=bool(row["practice"]),
        pinned_at=_time(row["pinned_at"]),
        let_go_at=_time(row["let_go_at"]),
        let_go_why=row["let_go_why"],
        third_told_at=_time(row["third_told_at"]),
        created_at=from_text(row["created_at"]),
    )


def _time(text: str | None) -> datetime | None:
    return from_text(text) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a topic stands with product. ``word`` and ``tone`` as they are shown; ``they_know``: somebody answered.

    ``next_step`` and ``next_on`` are both there or neither is.
    """

    word: str
    tone: str = "neutral"
    they_know: bool = False
    next_step: str = ""
    next_on: date | None = None


Standings = Callable[[Sequence[TopicId]], Mapping[TopicId, Standing]]
"""Tells how topics stand, for those of which anything is known. It is asked on any thread."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic in a list. ``kept``: what the store holds of it, in the order of `COLUMNS`.

    A list has thousands of which a screen shows ten, so each part is made only where it is asked for. ``mondays``:
    those of the last `WEEKS` weeks, the oldest first.
    """

    kept: tuple[Any, ...]
    mondays: tuple[str, ...]
    standing: Standing | None = None

    @property
    def id(self) -> TopicId:
        return TopicId(self.kept[0])

    @property
    def topic(self) -> Topic:
        return topic_of(dict(zip(TOPIC_COLUMNS, self.kept, strict=False)))

    @property
    def accounts(self) -> int:
        """Different customers' accounts of today."""
        return self.kept[_TALLY] or 0

    @property
    def left(self) -> int:
        """Accounts that wrote and have left since."""
        return self.kept[_TALLY + 1] or 0

    @property
    def prospects(self) -> int:
        return self.kept[_TALLY + 2] or 0

    @property
    def entries(self) -> int:
        return self.kept[_TALLY + 3] or 0

    @property
    def last_said(self) -> datetime | None:
        return _time(self.kept[_TALLY + 4])

    @property
    def weeks(self) -> tuple[int, ...]:
        """Different accounts in each of the last `WEEKS` weeks, the oldest first; they do not add up to accounts."""
        by_week = json.loads(self.kept[_TALLY + 5] or "{}")
        return tuple(by_week.get(monday, 0) for monday in self.mondays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An entry behind a topic. ``topic``: the one it is linked to, which may be merged into the one that is shown."""

    id: str
    topic: TopicId
    entry: Entry
    how: How
    linked_at: datetime
    client: ClientId | None
    client_name: str
    plan: str
    by_agent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A topic that was merged into another, at ``depth`` below the one that is shown (1: straight into it)."""

    id: str
    topic: Topic
    into: Topic
    why: str
    at: datetime
    depth: int
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A topic that a text may belong to. ``shared``: the words both have, as they stand in the topic; the reason."""

    topic: TopicId
    title: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThirdTime:
    """A third account has written about it within thirty days. It is said once."""

    topic: Topic
    accounts: int

    @property
    def words(self) -> str:
        return f"{self.accounts:n} accounts have written about it within 30 days."


@dataclass(frozen=True, slots=True)
class Linked:
    """The entry stands behind ``topic`` now; ``moved_from`` is what it stood behind before."""

    topic: Topic
    moved_from: Topic | None = None
    third: ThirdTime | None = None


@dataclass(frozen=True, slots=True)
class AlreadyThere:
    """The entry stands behind it already."""

    topic: Topic


@dataclass(frozen=True, slots=True)
class PracticeApart:
    """One of the two is of the practice desk and the other is not."""


@dataclass(frozen=True, slots=True)
class NotHere:
    """The topic or the entry is not on this machine any more."""


@dataclass(frozen=True, slots=True)
class Joined:
    """``source`` counts as part of ``into`` now, with all that was merged into it. ``merge`` undoes it."""

    merge: str
    source: Topic
    into: Topic
    third: ThirdTime | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """``into`` is a part of ``source`` already, so it cannot take it in."""

    source: Topic
    into: Topic

    @property
    def words(self) -> str:
        if self.source.id == self.into.id:
            return "A topic cannot be merged into itself."
        return (
            f"{in_marks(self.into.title)} is merged into {in_marks(self.source.title)} already. "
            "Undo that merge first, or leave it as it is: both are counted together."
        )


@dataclass(frozen=True, slots=True)
class PartAlready:
    """``source`` is a part of another topic already."""

    source: Topic
    of: Topic

    @property
    def words(self) -> str:
        return f"{in_marks(self.source.title)} is merged into {in_marks(self.of.title)} already. Undo that merge first."


LinkAnswer = Linked | AlreadyThere | PracticeApart | NotHere
MergeAnswer = Joined | Circle | PartAlready | PracticeApart | NotHere


@dataclass(frozen=True, slots=True)
class Created:
    """The topic, and what became of linking the entry that it was made from."""

    topic: Topic
    linked: LinkAnswer | None = None
