"""The rows of the outbox: what needs a decision, what waits, and what went out lately, each under a heading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ui.widgets.rows import Rows
from workbench.outbox.model import Outgoing
from workbench.outbox.states import State
from workbench.outbox.words import first_words, mark_of

_GROUPS = (
    ("Needs you", {State.FAILED, State.ASK}),
    ("Waits", {State.QUEUED, State.SENDING}),
    ("Sent lately", {State.SENT}),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A heading (``outgoing`` is None, ``title`` its words) or something that goes out."""

    id: str
    title: str = ""
    outgoing: Outgoing | None = None


def rows_of(listed: Sequence[Outgoing]) -> list[Row]:
    """Rows with their headings."""
    rows: list[Row] = []
    for title, states in _GROUPS:
        if group := [found for found in listed if found.state in states]:
            rows.append(Row(id=title, title=title))
            rows += [Row(id=found.id, outgoing=found) for found in group]
    return rows


class OutgoingRows(Rows[Row]):
    """The outbox as a list."""

    def spoken(self, row: Row) -> str:
        if row.outgoing is None:
            return row.title
        said = (mark_of(row.outgoing.state).word, row.outgoing.customer, row.outgoing.ticket_subject)
        return ", ".join(word for word in (*said, first_words(row.outgoing)) if word)

    def can_be_chosen(self, row: Row) -> bool:
        return row.outgoing is not None
