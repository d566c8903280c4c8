"""How many whole sets are alike, in SQL over what is kept of them."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from workbench.feedback.sets.model import ENDS, Outcome, Way
from workbench.feedback.sets.page import LeftAt, Tally, Unsettled
from workbench.kernel.clock import from_text, to_text
from workbench.store import Reader, Row

# In the order of the index, so that nothing is sorted: 100,000 rows are one walk.
_ALIKE = (
    "SELECT coalesce(set_id, '') AS kind, size, way, outcome, count(*) AS number, sum(rounds) AS rounds,"
    " sum(elsewhere) AS elsewhere, sum(reopened) AS reopened FROM whole_set INDEXED BY whole_set_cells"
    " WHERE practice = :practice AND settled_at <= :now GROUP BY set_id, size, way, outcome"
)
_UNSETTLED = (
    "SELECT outcome = 'waiting' AS waiting, count(*) AS number FROM whole_set WHERE practice = :practice"
    " AND coalesce(settled_at, '9') > :now AND outcome NOT IN ('unlisted', 'unlisted_waiting') GROUP BY waiting"
)
_SINCE = "SELECT min(began_at) FROM whole_set WHERE practice = ? AND outcome IN ('complete', 'midway', 'never')"


class Counted:
    """``tallies`` of what is settled, ``coverage``, and ``since``: when the first settled set began."""

    def __init__(self, reader: Reader, now: datetime, *, practice: bool) -> None:
        asked = {"now": to_text(now), "practice": practice}
        settled = reader.rows(_ALIKE, asked)
        listed = [row for row in settled if row["outcome"] in ENDS]
        unsettled = {row["waiting"]: row["number"] for row in reader.rows(_UNSETTLED, asked)}
        self.tallies = [_tally(row) for row in listed]
        self.coverage = Unsettled(
            listed=_by_way(listed),
            settled=_by_way(settled),
            waiting=unsettled.get(1, 0),
            going=unsettled.get(0, 0),
        )
        since = reader.value(_SINCE, [practice]) if listed else None
        self.since = from_text(since) if since else None


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
