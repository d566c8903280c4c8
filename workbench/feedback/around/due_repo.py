"""How much of what is kept around feedback waits for its day, in SQL."""

from __future__ import annotations

from datetime import date

from workbench.feedback.around.model import DueAround
from workbench.store import Reader


def due(reader: Reader, today: date) -> DueAround:
    """What stands on its day or behind it."""
    row = reader.row(
        "SELECT (SELECT count(*) FROM commitment WHERE kept_at IS NULL AND broken_at IS NULL AND due_on < :today)"
        " AS promises,"
        " (SELECT count(*) FROM learning_note WHERE looked_at IS NULL AND look_back_on <= :today) AS notes",
        {"today": today.isoformat()},
    )
    return DueAround(promises=row["promises"], notes=row["notes"]) if row else DueAround(promises=0, notes=0)
