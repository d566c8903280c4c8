"""Topics that wait for us, and how many topics stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workbench.feedback.advocacy import repo, stand_repo
from workbench.feedback.advocacy.model import Quiet, Status, StatusEvent, Step, Why, is_answer
from workbench.feedback.advocacy.stand_repo import Stand
from workbench.feedback.advocacy.words import LET_GO, WORDS
from workbench.feedback.topics.model import Standing
from workbench.kernel.clock import from_text
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row


def quiet(reader: Reader, today: date, most: int | None = None, *, practice: bool = True) -> list[Quiet]:
    """What returned first, then what is overdue, then what has no next step; what is quiet longest first.

    ``most``: how many at most. Without ``practice`` those of the practice desk are left out.
    """
    back = [row for row in repo.standing_at(reader, [Status.NOT_NOW], today) if practice or not row["practice"]]
    back.sort(key=lambda row: (row["revisit_on"], row["at"]))
    if most is not None and len(back) >= most:
        return [_back(reader, row) for row in back[:most]]
    rows, now = [row for row in stand_repo.pushed(reader) if practice or not row[2]], today.isoformat()
    known = stand_repo.stands(reader, [topic for topic, *_ in rows])
    still = [(known[row[0]], row) for row in rows if (known[row[0]].next_on or "") < now]
    still.sort(key=lambda each: (each[0].next_on or "9", each[0].since))
    still = still[: None if most is None else max(most - len(back), 0)]
    late = repo.steps_of(reader, [stand.step for stand, _ in still if stand.step])
    told = stand_repo.told(reader, [stand.told for stand, _ in still if stand.told])
    return [*(_back(reader, row) for row in back[:most]), *(_quiet(row, stand, late, told) for stand, row in still)]


def standings(reader: Reader, roots: Sequence[TopicId]) -> Mapping[TopicId, Standing]:
    """How topics stand, as a list shows it. Very many stand alike: those share what is said of them."""
    made: dict[tuple[object, ...], Standing] = {}
    known = {}
    for root, stand in stand_repo.stands(reader, roots).items():
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


def _quiet(row: tuple[TopicId, str, int], stand: Stand, late: Mapping[str, Step], told: Mapping[str, str]) -> Quiet:
    topic, title, practice = row
    return Quiet(
        topic=topic,
        title=title,
        status=stand.status,
        why=Why.OVERDUE if stand.next_on else Why.NO_STEP,
        since=from_text(stand.since),
        due=date.fromisoformat(stand.next_on) if stand.next_on else None,
        step=late.get(stand.step or ""),
        told=told.get(stand.told or "", ""),
        they_know=stand.they_know,
        practice=bool(practice),
    )


def _back(reader: Reader, row: Row) -> Quiet:
    event = repo.event_of(row)
    entries, accounts = repo.gathered(reader, TopicId(row["topic"]), event.at)
    return Quiet(
        topic=TopicId(row["topic"]),
        title=row["title"],
        status=event.status,
        why=Why.RETURNED,
        since=event.at,
        due=event.revisit_on,
        told=event.decided_by,
        they_know=True,
        entries=entries,
        accounts=accounts,
        reason=event.reason,
        practice=bool(row["practice"]),
    )
