"""The rows of the feedback list: entries, newest first."""

from __future__ import annotations

from ui.panes.feedback.kinds import look_of
from ui.widgets.rows import Rows
from workbench.feedback.model import Entry


class Entries(Rows[Entry]):
    """What customers said as a list."""

    def spoken(self, row: Entry) -> str:
        return f"{look_of(row.kind).word}: {row.verbatim} {row.customer_name}"
