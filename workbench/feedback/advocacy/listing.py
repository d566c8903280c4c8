"""Topics that wait for us, and how many topics stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workbench.feedback.advocacy import repo
from workbench.feedback.advocacy.model import PUSHED, Quiet, Status, StatusEvent, Step, Why, is_answer
from workbench.feedback.advocacy.stand_repo import Stand, stands
from workbench.feedback.advocacy.words import LET_GO, WORDS
from workbench.feedback.topics.model import Standing
from workbench.kernel.clock import from_text
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row


def quiet(reader: Reader, today: date) -> list[Quiet]:
    """What returned first, then what is overdue, then what has no next step; what is quiet longest first."""
    rows = repo.pushed(reader, PUSHED)
    told = repo.trails(reader, [TopicId(row["topic"]) for row in rows])
    late = {topic: trail["step"] for topic, trail in told.items() if (trail.get("next_on") or "9") < today.isoformat()}
    steps = repo.steps_of(reader, late.values())
    found = [_quiet(row, told.get(row["topic"], {}), steps.get(late.get(row["topic"], "")), today) for row in rows]
    order = {Why.RETURNED: 0, Why.OVERDUE: 1, Why.NO_STEP: 2}
    return sorted(
        [*_returned(reader, today), *(each for each in found if each)],
        key=lambda each: (order[each.why], each.due or date.max, each.since),
    )


def standings(reader: Reader, roots: Sequence[TopicId]) -> Mapping[TopicId, Standing]:
    """How topics stand, as a list shows it. Very many stand alike: those share what is said of them."""
    made: dict[tuple[object, ...], Standing] = {}
    known = {}
    for root, stand in stands(reader, roots).items():
        key = (stand.status, stand.let_go, stand.they_know, stand.next_on, stand.next_action)
        if (standing := made.get(key)) is None:
            standing = made[key] = _standing(stand)
        known[root] = standing
    return known


def _standing(stand: Stand) -> Standing:
    word, tone = LET_GO if stand.let_go else WORDS[stand.status]
    return Standing(
        word=word,
        tone=tone,
        they_know=stand.they_know,
        next_step=stand.next_action,
        next_on=date.fromisoformat(stand.next_on) if stand.next_on else None,
    )


def they_know(steps: Sequence[Step], current: StatusEvent | None) -> bool:
    """Whether somebody in product answered or decided. Telling is not enough."""
    return any(step.said for step in steps) or (current is not None and is_answer(current.status, current.decided_by))


def _quiet(row: Row, told: Row, late: Step | None, today: date) -> Quiet | None:
    due = date.fromisoformat(told["next_on"]) if told.get("next_on") else None
    if due is not None and due >= today:
        return None
    return Quiet(
        topic=TopicId(row["topic"]),
        title=row["title"],
        status=Status(row["status"]),
        why=Why.NO_STEP if due is None else Why.OVERDUE,
        since=from_text(max(row["at"], told.get("since", ""))),
        due=due,
        step=late,
        told=told.get("told", ""),
        they_know=bool(told.get("they_know")) or is_answer(Status(row["status"]), row["decided_by"]),
        practice=bool(row["practice"]),
    )


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
