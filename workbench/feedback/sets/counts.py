"""How many whole sets are alike, in SQL over what is kept of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from workbench.feedback.sets.model import ENDS, Outcome, Way
from workbench.feedback.sets.page import LeftAt, Tally, Unsettled
from workbench.kernel.clock import from_text, to_text
from workbench.store import Reader, Row

_ALIKE = (
    "SELECT coalesce(set_id, '') AS kind, size, way, outcome, count(*) AS number, sum(rounds) AS rounds,"
    " sum(elsewhere) AS elsewhere, sum(reopened) AS reopened,"
    " coalesce(settled_at > :now, 0) AS young, min(began_at) AS began"
    " FROM whole_set INDEXED BY whole_set_cells WHERE practice = :practice"
    " GROUP BY set_id, size, way, outcome, young"
)


class Counted:
    """``tallies`` of what is settled, ``coverage``, and ``since``: when the first settled set began."""

    def __init__(self, reader: Reader, now: datetime, *, practice: bool) -> None:
        rows = reader.rows(_ALIKE, {"now": to_text(now), "practice": practice})
        settled = [row for row in rows if not row["young"] and "waiting" not in row["outcome"]]
        listed = [row for row in settled if row["outcome"] in ENDS]
        self.tallies = [_tally(row) for row in listed]
        self.coverage = Unsettled(
            listed=_by_way(listed),
            settled=_by_way(settled),
            waiting=sum(row["number"] for row in rows if row["outcome"] == Outcome.WAITING),
            going=sum(row["number"] for row in rows if row["young"] and row["outcome"] in ENDS),
        )
        self.since = from_text(min(row["began"] for row in listed)) if listed else None


def left(reader: Reader, now: datetime, *, practice: bool) -> list[LeftAt]:
    """Where those who left midway were."""
    rows = reader.rows(
        "SELECT coalesce(set_id, '') AS kind, size, left_step, left_place, count(*) AS number FROM whole_set"
        " WHERE outcome = 'midway' AND practice = ? AND settled_at <= ? GROUP BY set_id, size, left_step, left_place",
        [practice, to_text(now)],
    )
    return [
        LeftAt(kind=row["kind"], size=row["size"], step=row["left_step"], place=row["left_place"], number=row["number"])
        for row in rows
    ]


def real_there(reader: Reader) -> bool:
    """Whether there is an account that is not for practice."""
    return reader.value("SELECT 1 FROM account WHERE kind <> 'practice' LIMIT 1") is not None


def _tally(row: Row) -> Tally:
    return Tally(
        kind=row["kind"],
        size=row["size"],
        way=Way(row["way"]),
        outcome=Outcome(row["outcome"]),
        number=row["number"],
        rounds=row["rounds"],
        elsewhere=row["elsewhere"],
        reopened=row["reopened"],
    )


def _by_way(rows: list[Row]) -> dict[Way, int]:
    found = Counter[Way]()
    for row in rows:
        found[Way(row["way"])] += row["number"]
    return dict(found)
