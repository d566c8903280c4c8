"""Topics as a list shows them: kept tallies, and those that are not up to date counted now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workbench.feedback.topics import keep, repo
from workbench.feedback.topics.model import TopicKind, TopicRow
from workbench.feedback.topics.weight import window
from workbench.kernel.clock import from_text
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row


def rows_of(
    reader: Reader, only: Sequence[TopicId] | None, kind: TopicKind | None, now: datetime, limit: int
) -> list[TopicRow]:
    """Topics that are no part of another, what was said last first."""
    fresh = keep.marked(reader)
    mondays = tuple(monday.isoformat() for monday in window(now))
    rows = [_row(row | fresh.get(TopicId(row["id"]), {}), mondays) for row in repo.kept_rows(reader, only, kind, limit)]
    if fresh:
        rows.sort(key=lambda row: (row.last_said or row.topic.created_at, row.topic.id), reverse=True)
    return rows


def _row(row: Row, mondays: tuple[str, ...]) -> TopicRow:
    return TopicRow(
        topic=repo.topic_of(row),
        accounts=row["accounts"] or 0,
        left=row["left_accounts"] or 0,
        prospects=row["prospects"] or 0,
        entries=row["entries"] or 0,
        last_said=from_text(row["last_said"]) if row["last_said"] else None,
        by_week=row["weeks"] or "",
        mondays=mondays,
    )
