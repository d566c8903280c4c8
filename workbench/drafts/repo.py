"""Drafts in SQL."""

from __future__ import annotations

from datetime import datetime

from workbench.drafts.model import Draft
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import MessageId, TicketId
from workbench.store import Reader, Tx

_NEWEST = "SELECT id FROM message WHERE ticket_id = ? ORDER BY at DESC, id DESC LIMIT 1"


def load(reader: Reader, ticket: TicketId, kind: OutKind) -> Draft | None:
    row = reader.row("SELECT * FROM draft WHERE ticket_id = ? AND kind = ?", [ticket, kind])
    if row is None:
        return None
    return Draft(
        ticket=ticket,
        kind=kind,
        text=row["text"],
        caret=row["caret"],
        revision=row["revision"],
        begun_at=from_text(row["begun_at"]),
        seen_message=MessageId(row["seen_message"]) if row["seen_message"] else None,
        places=row["places"],
    )


def save(
    tx: Tx, ticket: TicketId, kind: OutKind, text: str, caret: int, revision: int, at: datetime, places: str = ""
) -> bool:
    """Keep the text unless a later revision is kept already; whether it is kept now. Emptied drafts go away."""
    if not text.strip():
        if tx.run("DELETE FROM draft WHERE ticket_id = ? AND kind = ? AND revision < ?", [ticket, kind, revision]):
            tx.touch(Kind.DRAFT, ticket)
            tx.touch(Kind.TICKET, ticket)
        return load(tx, ticket, kind) is None
    newest = tx.value(_NEWEST, [ticket])
    before = load(tx, ticket, kind)
    written = tx.run(
        "INSERT INTO draft (ticket_id, kind, text, caret, revision, begun_at, seen_message, saved_at, places)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (ticket_id, kind) DO UPDATE SET text = excluded.text,"
        " caret = excluded.caret, revision = excluded.revision, saved_at = excluded.saved_at,"
        " places = excluded.places"
        " WHERE excluded.revision > draft.revision",
        [ticket, kind, text, caret, revision, to_text(at), newest, to_text(at), places],
    )
    if written:
        tx.touch(Kind.DRAFT, ticket)
    if before is None:
        tx.touch(Kind.TICKET, ticket)
    return bool(written) or (before is not None and before.text == text)


def acknowledge(tx: Tx, ticket: TicketId) -> None:
    """The agent has read what came in since: the drafts count as begun after it."""
    tx.run(f"UPDATE draft SET seen_message = ({_NEWEST}) WHERE ticket_id = ?", [ticket, ticket])
    tx.touch(Kind.DRAFT, ticket)


def drop(tx: Tx, ticket: TicketId, kind: OutKind) -> None:
    if tx.run("DELETE FROM draft WHERE ticket_id = ? AND kind = ?", [ticket, kind]):
        tx.touch(Kind.DRAFT, ticket)
        tx.touch(Kind.TICKET, ticket)
