"""What the states of a conversation are called in the list, and how they look."""

from __future__ import annotations

from ui.widgets.pill import State
from workbench.tickets.model import TicketRow

_OUT = {
    "failed": State(word="Failed", tone="danger", icon="alert"),
    "ask": State(word="Needs a look", tone="warning", icon="question"),
    "sending": State(word="Sending", tone="info", icon="send"),
    "queued": State(word="Queued", tone="info", icon="queue"),
}
_DRAFT = State(word="Draft", tone="neutral", icon="draft")


def marks_of(row: TicketRow) -> list[State]:
    """The marks of a row, the one that matters most first."""
    marks = [mark for name, mark in _OUT.items() if name in row.out_states]
    return [*marks, _DRAFT] if row.has_draft else marks


def spoken(row: TicketRow, age: str) -> str:
    """The row as a screen reader says it."""
    words = ["Unread" if row.unread else "", row.customer, row.subject, age, *(mark.word for mark in marks_of(row))]
    return ", ".join(word for word in words if word)
