"""How topics stand, in SQL: what is kept of each beside what was merged into it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.feedback.advocacy.model import PUSHED, Status, is_answer
from workbench.kernel.ids import TopicId
from workbench.store import Reader

_MANY = 500  # topics from which on it is quicker to read what is kept of all
_STAND = (
    "SELECT k.topic_id, k.status, k.decided, k.let_go, k.said, k.next_on, a.next_action, k.step_id, k.decided_at,"
    " k.told_at, k.told_id"
    " FROM topic_stand k LEFT JOIN advocacy_step a ON a.id = k.step_id"
)
_PARTS = (
    "WITH RECURSIVE member (root, id) AS (SELECT m.into_topic, m.from_topic FROM topic_merge m"
    " WHERE m.undone_at IS NULL{} UNION ALL SELECT member.root, m.from_topic FROM member"
    " JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL)"
    " SELECT member.root, k.said, k.next_on, a.next_action, k.step_id, k.told_at, k.told_id FROM member"
    " JOIN topic_stand k ON k.topic_id = member.id LEFT JOIN advocacy_step a ON a.id = k.step_id"
    " WHERE k.told_at IS NOT NULL"
)
_OF = " IN (SELECT value FROM json_each(:topics))"


@dataclass(slots=True)
class Stand:
    """How a topic stands, with what was merged into it. ``step``: the id of the step whose next action comes first.

    ``next_on``, ``next_action`` and ``step`` are all there or none is. ``told``: the id of the step at which somebody
    was told or answered last, at ``told_at``.
    """

    status: Status
    let_go: bool
    they_know: bool
    next_on: str | None
    next_action: str
    step: str | None
    decided_at: str | None
    told_at: str | None
    told: str | None

    @property
    def since(self) -> str:
        """When it was decided, told or answered last; "" where it never was."""
        return max(self.decided_at or "", self.told_at or "")

    def take_in(self, said: int, next_: Sequence[Any], told: Sequence[Any]) -> None:
        """Add what is kept of a topic that was merged into it."""
        self.they_know = self.they_know or bool(said)
        if next_[0] and (self.next_on is None or next_[0] < self.next_on):
            self.next_on, self.next_action, self.step = next_
        if told[0] and (self.told_at is None or told[0] > self.told_at):
            self.told_at, self.told = told


def stands(reader: Reader, roots: Sequence[TopicId]) -> dict[TopicId, Stand]:
    """Of those of ``roots`` that are here; each is merged into none."""
    few = len(roots) < _MANY
    known: dict[str, Any] = {"topics": json.dumps(list(roots))} if few else {}
    rows = reader.tuples(_STAND + (f" WHERE k.topic_id{_OF}" if few else ""), known)
    by_word = {status.value: (status, is_answer(status, "")) for status in Status}
    found = {}
    for topic, word, decided, let_go, said, on, action, step, *times in rows:
        status, answer = by_word[word]
        knows = bool(said or decided or answer)
        found[topic] = Stand(status, bool(let_go), knows, on, action or "", step, *times)
    for root, said, on, action, step, *told in reader.tuples(
        _PARTS.format(f" AND m.into_topic{_OF}" if few else ""), known
    ):
        if stand := found.get(root):
            stand.take_in(said, (on, action, step), told)
    return found


def pushed(reader: Reader) -> list[tuple[TopicId, str, int]]:
    """Topics that are pushed on, are part of no other and were not let go: id, title, whether of the practice desk."""
    marks = ", ".join("?" * len(PUSHED))
    return reader.tuples(
        "SELECT t.id, t.title, t.practice FROM topic_stand k JOIN topic t ON t.id = k.topic_id"
        f" WHERE k.status IN ({marks}) AND k.let_go = 0 AND NOT EXISTS"
        " (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND m.undone_at IS NULL)",
        list(PUSHED),
    )


def told(reader: Reader, steps: Iterable[str]) -> dict[str, str]:
    """Who was told at each of ``steps``."""
    return dict(
        reader.tuples(
            "SELECT id, told FROM advocacy_step WHERE id IN (SELECT value FROM json_each(?))", [json.dumps([*steps])]
        )
    )
