"""Feedback entries in SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence

from workbench.feedback.model import Entry, FeedbackKind
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text
from workbench.kernel.ids import EntryId, MessageId, TicketId
from workbench.store import Reader, Row, Tx

_SOURCE = (
    "SELECT m.id AS message_id, m.text, m.at, t.id AS ticket_id, t.account_id, t.number, t.subject, t.channel,"
    " coalesce(c.name, m.author_name) AS customer_name, coalesce(c.email, '') AS customer_email,"
    " a.name AS account_name, a.kind = 'practice' AS practice"
    " FROM message m JOIN ticket t ON t.id = m.ticket_id JOIN account a ON a.id = t.account_id"
    " LEFT JOIN customer c ON c.id = t.customer_id WHERE m.id = ? AND m.author = 'customer'"
)


def source(reader: Reader, message: MessageId) -> Row | None:
    """The customer's message with what is known around it."""
    return reader.row(_SOURCE, [message])


def same(reader: Reader, message: MessageId, kind: FeedbackKind, verbatim: str) -> Entry | None:
    row = reader.row(
        "SELECT * FROM entry WHERE message_id = ? AND kind = ? AND verbatim = ?", [message, kind, verbatim]
    )
    return entry_of(row) if row else None


def add(tx: Tx, row: Row) -> None:
    tx.insert("entry", row)
    tx.touch(Kind.ENTRY, row["id"])


def remove(tx: Tx, entry: EntryId) -> Row | None:
    row = tx.row("SELECT * FROM entry WHERE id = ?", [entry])
    tx.run("DELETE FROM entry WHERE id = ?", [entry])
    tx.touch(Kind.ENTRY, entry)
    return row


def change(tx: Tx, entry: EntryId, kind: FeedbackKind, note: str) -> None:
    tx.run("UPDATE entry SET kind = ?, note = ? WHERE id = ?", [kind, note, entry])
    tx.touch(Kind.ENTRY, entry)


def one(reader: Reader, entry: EntryId) -> Entry | None:
    row = reader.row("SELECT * FROM entry WHERE id = ?", [entry])
    return entry_of(row) if row else None


def some(reader: Reader, entries: Sequence[EntryId]) -> list[Entry]:
    """Those of ``entries`` that are here, in their order."""
    rows = reader.rows(
        "SELECT e.* FROM json_each(?) j JOIN entry e ON e.id = j.value ORDER BY j.key", [json.dumps(list(entries))]
    )
    return [entry_of(row) for row in rows]


def listed(reader: Reader, kind: FeedbackKind | None, words: str, limit: int) -> list[Entry]:
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = reader.rows(
        "SELECT * FROM entry WHERE (:kind IS NULL OR kind = :kind) AND (:words = '' OR verbatim LIKE :like ESCAPE '\\'"
        " OR note LIKE :like ESCAPE '\\' OR customer_name LIKE :like ESCAPE '\\')"
        " ORDER BY captured_at DESC, id DESC LIMIT :limit",
        {"kind": kind, "words": words, "like": like, "limit": limit},
    )
    return [entry_of(row) for row in rows]


def entry_of(row: Row) -> Entry:
    return Entry(
        id=EntryId(row["id"]),
        kind=FeedbackKind(row["kind"]),
        verbatim=row["verbatim"],
        note=row["note"],
        account_name=row["account_name"],
        ticket=TicketId(row["ticket_id"]) if row["ticket_id"] else None,
        ticket_number=row["ticket_number"],
        ticket_subject=row["ticket_subject"],
        message=MessageId(row["message_id"]) if row["message_id"] else None,
        customer_name=row["customer_name"],
        customer_email=row["customer_email"],
        channel=row["channel"],
        said_at=from_text(row["said_at"]),
        captured_at=from_text(row["captured_at"]),
        practice=bool(row["practice"]),
    )
