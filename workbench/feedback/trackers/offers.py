"""What the state of an issue suggests for its topic. Pure, and only ever a suggestion: whether a customer has it is
checked by a person, and a "no" has a decider and a reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.feedback.trackers.model import Offer, Offered
from workbench.feedback.trackers.port import IssueState
from workbench.kernel.text import fold, in_marks, one_line

_NOT_DONE = (
    "not planned", "not_planned", "wont", "wontfix", "won t", "won't", "won’t", "declined", "rejected", "duplicate",
    "invalid", "cannot reproduce", "can't reproduce", "incomplete", "obsolete", "abandoned", "withdrawn",
    "out of scope",
)  # fmt: skip
_DOING = ("in progress", "in-progress", "doing", "in development", "in dev", "in review", "status::started")
_PLANNED = ("planned", "accepted", "scheduled", "committed", "roadmap")
_STARTED = "indeterminate"  # Jira's key for what it shows as "In Progress"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of an issue that a suggestion is made from."""

    state: IssueState
    reason: str = ""
    category: str = ""
    labels: Sequence[str] = ()


def offer(seen: Seen, now: str, declined: str = "") -> Offer | None:
    """What ``seen`` suggests; None where nothing does, the topic stands so (``now``), or that was ``declined``."""
    found = _offer(seen)
    if found is None or found.status == now or key(seen, found.status) == declined:
        return None
    return found if _is_ahead(found.status, now) else None


def key(seen: Seen, status: Offered) -> str:
    """Names a suggestion, so that one that was declined is not made again until the issue has changed."""
    return f"{status}/{seen.state}/{seen.reason}/{seen.category}"


def _offer(seen: Seen) -> Offer | None:
    if seen.state is IssueState.CLOSED:
        return _of_closed(seen)
    if seen.state is not IssueState.OPEN:
        return None
    if seen.category == _STARTED:
        return Offer(status=Offered.IN_PROGRESS, why=f"The issue is {_quoted(seen.reason) or 'in progress'} there.")
    if label := _among(seen.labels, _DOING):
        return Offer(status=Offered.IN_PROGRESS, why=f"The issue has the label {_quoted(label)}.")
    if label := _among(seen.labels, _PLANNED):
        return Offer(status=Offered.PLANNED, why=f"The issue has the label {_quoted(label)}. Who decided it?")
    return None


def _of_closed(seen: Seen) -> Offer:
    reason = seen.reason or _among(seen.labels, _NOT_DONE)
    if _among([reason], _NOT_DONE):
        return Offer(
            status=Offered.NO,
            why=f"The issue was closed as {_quoted(reason.replace('_', ' '))}. Who decided it, and why?",
        )
    why = f"The issue was closed as {_quoted(reason)}." if reason else "The issue was closed."
    return Offer(status=Offered.SHIPPED, why=f"{why} Is it live for the customers who asked?")


def _is_ahead(offered: Offered, now: str) -> bool:
    """Nothing is offered that goes back: an issue that is being worked on says nothing new of a shipped topic."""
    order = ("heard", "raised", "considering", "planned", "in_progress", "shipped")
    if offered in {Offered.NO, Offered.SHIPPED}:
        return True
    return now not in order or order.index(offered) > order.index(now)


def _among(words: Sequence[str], known: Sequence[str]) -> str:
    """The first of ``words`` that holds one of ``known``, as whole words; empty where none does."""
    for word in words:
        flat = f" {fold(word).replace('/', ' ').replace(':', ' ')} "
        if any(f" {fold(each).replace(':', ' ')} " in flat for each in known):
            return word
    return ""


def _quoted(text: str) -> str:
    return in_marks(one_line(text, 60)) if text else ""
