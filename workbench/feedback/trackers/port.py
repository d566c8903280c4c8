"""What a tracker of issues must be able to do for us, and the words in which it answers.

None of them takes a key that would keep a request from being done twice. So every text that we store there carries a
marker of ours, and `find` looks for it before a second try. `make` and `say` never try again and never raise for the
wire: what they do not know they call Ambiguous, and it is settled by reading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol


class TrackerKind(StrEnum):
    """Trackers that can be connected."""

    GITHUB = "github"
    GITLAB = "gitlab"
    JIRA = "jira"


class Markup(StrEnum):
    """How a tracker reads what it is given."""

    MARKDOWN = "markdown"
    WIKI = "wiki"  # Jira's own


class IssueState(StrEnum):
    """Where an issue stands, in words that every tracker shares."""

    UNKNOWN = "unknown"
    OPEN = "open"
    CLOSED = "closed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What a tracker takes. ``longest_title``, ``longest_body``: in characters.

    ``settle``: how long a lost request may still be on its way before it is looked for.
    """

    settle: timedelta
    longest_title: int
    longest_body: int
    markup: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What a sign-in found. ``sort``: the kind of issue that is made, where there are kinds.

    ``open_to_all``: whether anybody can read the project; None where the tracker does not say.
    """

    me: str
    project: str
    sort: str = ""
    open_to_all: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoteIssue:
    """An issue as the tracker has it. ``reason``: why it was closed, in the tracker's word; ``category``: Jira's."""

    title: str
    state: IssueState
    reason: str = ""
    category: str = ""
    labels: tuple[str, ...] = ()
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The tracker has it. ``remote`` names the issue; empty for a comment."""

    remote: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Not now, and surely not done: try again after ``retry_after``."""

    reason: str
    retry_after: timedelta = field(default=timedelta(seconds=30))


@dataclass(frozen=True, slots=True)
class Rejected:
    """Not done, and the same again would be rejected again. ``reason``: a sentence for a person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may or may not have been done."""

    reason: str


Outcome = Made | Refused | Rejected | Ambiguous


class Tracker(Protocol):
    """One project on one tracker. Used by one thread at a time; blocking.

    An issue is named by ``remote``, opaque text that tells project and number. Reading raises `Offline`, `Busy`,
    `AuthFailed` or `ServerFault`.
    """

    @property
    def caps(self) -> Caps: ...

    def sign_in(self) -> Signed:
        """Who we are and whether issues can be made in the project. Raises UserError where they cannot."""
        ...

    def edge(self) -> str:
        """From where on `find` has to look for what is made now."""
        ...

    def make(self, title: str, body: str) -> Outcome:
        """Make an issue, with one request and nothing before it: the settle time counts from the call."""
        ...

    def find(self, marker: str, edge: str) -> str | None:
        """Look for an issue whose text holds ``marker``, after ``edge``. Raises where it could not look."""
        ...

    def say(self, remote: str, body: str) -> Outcome:
        """Comment on an issue, with one request."""
        ...

    def has_said(self, remote: str, marker: str) -> bool:
        """Whether a comment with ``marker`` is on the issue. Raises where it could not look."""
        ...

    def look(self, remote: str) -> RemoteIssue | None:
        """The issue as it is now; None where it is not to be seen any more."""
        ...

    def close(self) -> None: ...
