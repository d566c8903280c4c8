"""Ideas for a topic, in SQL."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.feedback.around.model import TopicIdea
from workbench.kernel.changes import Kind
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Tx


def ideas_of(reader: Reader, root: TopicId) -> list[TopicIdea]:
    """Ideas for a topic and for what was merged into it, in their order."""
    rows = reader.rows(
        "WITH RECURSIVE member (id) AS (SELECT ? UNION SELECT m.from_topic FROM member"
        " JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL)"
        " SELECT i.id, i.text, i.cost FROM member JOIN idea i ON i.topic_id = member.id ORDER BY i.place, i.at, i.id",
        [root],
    )
    return [TopicIdea(id=row["id"], text=row["text"], effort=row["cost"].strip()) for row in rows]


def put_in_order(tx: Tx, ideas: Sequence[str]) -> None:
    """Ideas stand in this order."""
    tx.run_many("UPDATE idea SET place = ? WHERE id = ?", [(at, idea) for at, idea in enumerate(ideas)])
    tx.touch_all(Kind.AROUND, ideas)
