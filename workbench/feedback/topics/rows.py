"""Topics as a list shows them: kept tallies, and those that are not up to date counted now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from workbench.feedback.topics import keep, repo
from workbench.feedback.topics.model import COLUMNS, TALLY_COLUMNS, Standings, TopicKind, TopicRow
from workbench.feedback.topics.weight import window
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row

_ID, _CREATED, _LAST_SAID = (COLUMNS.index(name) for name in ("id", "created_at", "last_said"))


def rows_of(
    reader: Reader, only: Sequence[TopicId] | None, kind: TopicKind | None, now: datetime, limit: int,
    standings: Standings | None,
) -> list[TopicRow]:  # fmt: skip
    """Topics that are no part of another, what was said last first."""
    kept = repo.kept_rows(reader, only, kind, limit)
    if fresh := keep.marked(reader):
        kept = _newer(kept, fresh)
    mondays = tuple(monday.isoformat() for monday in window(now))
    known = standings([each[_ID] for each in kept]) if standings and kept else {}
    return [TopicRow(each, mondays, known.get(each[_ID])) for each in kept]


def _newer(kept: Sequence[tuple[Any, ...]], fresh: Mapping[TopicId, Row]) -> list[tuple[Any, ...]]:
    """The rows with the tallies that were counted now, in the order that follows from them."""
    rows = [
        (*each[: -len(TALLY_COLUMNS)], *(fresh[each[_ID]][name] for name in TALLY_COLUMNS))
        if each[_ID] in fresh
        else each
        for each in kept
    ]
    return sorted(rows, key=lambda each: (each[_LAST_SAID] or each[_CREATED], each[_ID]), reverse=True)
