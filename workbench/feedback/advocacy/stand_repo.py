"""How topics stand, in SQL: what is kept of each beside what was merged into it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.feedback.advocacy.model import Status, is_answer
from workbench.kernel.ids import TopicId
from workbench.store import Reader

_MANY = 500  # topics from which on it is quicker to read what is kept of all
_STAND = (
    "SELECT k.topic_id, k.status, k.decided, k.let_go, k.said, k.next_on, a.next_action, k.step_id"
    " FROM topic_stand k LEFT JOIN advocacy_step a ON a.id = k.step_id"
)
_PARTS = (
    "WITH RECURSIVE member (root, id) AS (SELECT m.into_topic, m.from_topic FROM topic_merge m"
    " WHERE m.undone_at IS NULL{} UNION ALL SELECT member.root, m.from_topic FROM member"
    " JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL)"
    " SELECT member.root, k.said, k.next_on, a.next_action, k.step_id FROM member"
    " JOIN topic_stand k ON k.topic_id = member.id LEFT JOIN advocacy_step a ON a.id = k.step_id"
    " WHERE k.said OR k.next_on IS NOT NULL"
)
_OF = " IN (SELECT value FROM json_each(:topics))"


@dataclass(slots=True)
class Stand:
    """How a topic stands, with what was merged into it. ``step``: the id of the step whose next action comes first.

    ``next_on``, ``next_action`` and ``step`` are all there or none is.
    """

    status: Status
    let_go: bool
    they_know: bool
    next_on: str | None
    next_action: str
    step: str | None


def stands(reader: Reader, roots: Sequence[TopicId]) -> dict[TopicId, Stand]:
    """Of those of ``roots`` that are here; each is merged into none."""
    few = len(roots) < _MANY
    known: dict[str, Any] = {"topics": json.dumps(list(roots))} if few else {}
    rows = reader.tuples(_STAND + (f" WHERE k.topic_id{_OF}" if few else ""), known)
    by_word = {status.value: (status, is_answer(status, "")) for status in Status}
    found = {}
    for topic, word, decided, let_go, said, on, action, step in rows:
        status, answer = by_word[word]
        found[topic] = Stand(status, bool(let_go), bool(said or decided or answer), on, action or "", step)
    for root, said, on, action, step in reader.tuples(_PARTS.format(f" AND m.into_topic{_OF}" if few else ""), known):
        if stand := found.get(root):
            stand.they_know = stand.they_know or bool(said)
            if on and (stand.next_on is None or on < stand.next_on):
                stand.next_on, stand.next_action, stand.step = on, action, step
    return found
