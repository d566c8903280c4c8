"""Topics that wait for us, and how many topics stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from workbench.feedback.advocacy import repo
from workbench.feedback.advocacy.model import PUSHED, Quiet, Status, Step, Why
from workbench.feedback.advocacy.words import LET_GO, WORDS
from workbench.feedback.topics import repo as topics
from workbench.feedback.topics.model import Standing
from workbench.kernel.clock import from_text
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row


def quiet(reader: Reader, today: date) -> list[Quiet]:
    """What returned first, then what is overdue, then what has no next step; what is quiet longest first."""
    rows = repo.pushed(reader, PUSHED)
    told = repo.steps_of(reader, [TopicId(row["topic"]) for row in rows])
    found = [each for row in rows if (each := _quiet(row, told.get(row["topic"], []), today))]
    order = {Why.RETURNED: 0, Why.OVERDUE: 1, Why.NO_STEP: 2}
    return sorted(
        [*_returned(reader, today), *found], key=lambda each: (order[each.why], each.due or date.max, each.since)
    )


def standings(reader: Reader, roots: Sequence[TopicId]) -> Mapping[TopicId, Standing]:
    """How topics stand, as a list shows it."""
    events = repo.currents(reader, roots)
    told = repo.steps_of(reader, roots)
    gone = {topic.id for topic in topics.some(reader, roots) if topic.let_go_at is not None}
    return {root: _standing(events[root].status if root in events else Status.HEARD, told.get(root, []), root in gone)
            for root in roots}  # fmt: skip


def _standing(status: Status, steps: Sequence[Step], let_go: bool) -> Standing:
    word, tone = LET_GO if let_go else WORDS[status]
    waiting = next_step(steps)
    return Standing(
        word=word,
        tone=tone,
        they_know=they_know(steps),
        next_step=waiting.next_action if waiting else "",
        next_on=waiting.next_on if waiting else None,
    )


def they_know(steps: Sequence[Step]) -> bool:
    """Whether somebody answered. Telling is not enough."""
    return any(step.said for step in steps)


def next_step(steps: Sequence[Step]) -> Step | None:
    """The step whose next action comes first."""
    return min((step for step in steps if step.waits), key=lambda step: step.next_on or date.max, default=None)


def _quiet(row: Row, steps: Sequence[Step], today: date) -> Quiet | None:
    waiting = next_step(steps)
    if waiting is not None and waiting.next_on is not None and waiting.next_on >= today:
        return None
    return Quiet(
        topic=TopicId(row["topic"]),
        title=row["title"],
        status=Status(row["status"]),
        why=Why.NO_STEP if waiting is None else Why.OVERDUE,
        since=_since(from_text(row["at"]), steps),
        due=waiting.next_on if waiting else None,
        step=waiting,
        told=steps[-1].told if steps else "",
        they_know=they_know(steps),
        practice=bool(row["practice"]),
    )


def _since(decided: datetime, steps: Sequence[Step]) -> datetime:
    return max([decided, *(step.said_at or step.at for step in steps)])


def _returned(reader: Reader, today: date) -> list[Quiet]:
    """Every *not now* whose day has come, with what was gathered since it was said."""
    rows = [row for row in repo.pushed(reader, (Status.NOT_NOW,)) if date.fromisoformat(row["revisit_on"]) <= today]
    return [_back(reader, row) for row in rows]


def _back(reader: Reader, row: Row) -> Quiet:
    event = repo.event_of(row)
    since = [each for each in repo.behind(reader, TopicId(row["topic"])) if each.heard_at > event.at]
    accounts = {each.client for each in since if each.present and not each.by_agent}
    return Quiet(
        topic=TopicId(row["topic"]),
        title=row["title"],
        status=event.status,
        why=Why.RETURNED,
        since=event.at,
        due=event.revisit_on,
        told=event.decided_by,
        they_know=True,
        entries=len(since),
        accounts=len(accounts),
        reason=event.reason,
        practice=bool(row["practice"]),
    )
