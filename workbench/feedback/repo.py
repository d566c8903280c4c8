"""Feedback entries in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from workbench.feedback.model import Entry, FeedbackKind, Speaker
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text
from workbench.kernel.ids import EntryId, MessageId, TicketId, VoiceId
from workbench.store import Reader, Row, Tx

_AROUND = (
    "t.id AS ticket_id, t.account_id, t.number AS ticket_number, t.subject AS ticket_subject, t.channel,"
    " a.name AS account_name, a.kind = 'practice' AS practice"
)
_SOURCE = (
    f"SELECT m.id AS message_id, m.text, m.at AS said_at, {_AROUND}, c.remote_id AS customer_remote,"
    " coalesce(c.name, m.author_name) AS customer_name, coalesce(c.email, '') AS customer_email,"
    " coalesce(c.company, '') AS company"
    " FROM message m JOIN ticket t ON t.id = m.ticket_id JOIN account a ON a.id = t.account_id"
    " LEFT JOIN customer c ON c.id = t.customer_id WHERE m.id = ? AND m.author = 'customer' AND m.internal = 0"
)
_HANGS_ON = ("evidence", "reply_owed")  # rows that go with an entry, and come back with it


def source(reader: Reader, message: MessageId) -> Row | None:
    """The customer's message with what is known around it."""
    return reader.row(_SOURCE, [message])


def around(reader: Reader, ticket: TicketId) -> Row | None:
    """What an entry keeps of a conversation."""
    return reader.row(f"SELECT {_AROUND} FROM ticket t JOIN account a ON a.id = t.account_id WHERE t.id = ?", [ticket])


def people(reader: Reader, ticket: TicketId | None) -> list[str]:
    """The names of who is in a conversation."""
    rows = reader.rows(
        "SELECT c.name FROM ticket t JOIN customer c ON c.id = t.customer_id WHERE t.id = :ticket"
        " UNION SELECT author_name FROM message WHERE ticket_id = :ticket AND author <> 'system'",
        {"ticket": ticket},
    )
    return [row["name"] for row in rows if row["name"]]


def kept(reader: Reader, message: MessageId | None, kind: FeedbackKind, but: str = "") -> Entry | None:
    """The entry of a message under a kind, where there is one; of several from before, the first."""
    row = reader.row(
        "SELECT * FROM entry WHERE message_id = ? AND kind = ? AND id <> ? ORDER BY id", [message, kind, but]
    )
    return entry_of(row) if row else None


def observed(reader: Reader, ticket: TicketId | None, kind: FeedbackKind, text: str) -> Entry | None:
    """An observation of our own in the same words."""
    row = reader.row(
        "SELECT * FROM entry WHERE speaker = 'agent' AND ticket_id IS ? AND kind = ? AND verbatim = ?",
        [ticket, kind, text],
    )
    return entry_of(row) if row else None


def add(tx: Tx, row: Row) -> None:
    tx.insert("entry", row)
    tx.touch(Kind.ENTRY, row["id"])


def remove(tx: Tx, entry: EntryId) -> dict[str, list[Row]]:
    """Take an entry away; the rows that `restore` brings back."""
    gone = {"entry": tx.rows("SELECT * FROM entry WHERE id = ?", [entry])}
    for table in _HANGS_ON:
        gone[table] = tx.rows(f"SELECT * FROM {table} WHERE entry_id = ?", [entry])
    tx.run("DELETE FROM entry WHERE id = ?", [entry])
    _touch(tx, gone)
    return gone


def restore(tx: Tx, gone: dict[str, list[Row]]) -> None:
    """Bring back what `remove` took, as far as what it hung on is still here."""
    for row in gone["entry"]:
        tx.insert("entry", row)
    for table in _HANGS_ON:
        for row in gone[table]:
            if tx.value("SELECT 1 FROM topic WHERE id = ?", [row["topic_id"]]):
                tx.insert(table, row)
    _touch(tx, gone)


def _touch(tx: Tx, rows: dict[str, list[Row]]) -> None:
    tx.touch_all(Kind.ENTRY, [row["id"] for row in rows["entry"]])
    tx.touch_all(Kind.TOPIC, [row["topic_id"] for row in rows["evidence"]])


def change(tx: Tx, entry: EntryId, kind: FeedbackKind, note: str) -> None:
    tx.run("UPDATE entry SET kind = ?, note = ? WHERE id = ?", [kind, note, entry])
    tx.touch(Kind.ENTRY, entry)


def put_words(tx: Tx, entry: EntryId, words: str, note: str, masked_at: str | None) -> None:
    """Put masked words in the place of those that were said."""
    tx.run("UPDATE entry SET verbatim = ?, note = ?, masked_at = ? WHERE id = ?", [words, note, masked_at, entry])
    tx.touch(Kind.ENTRY, entry)


def one(reader: Reader, entry: EntryId) -> Entry | None:
    row = reader.row("SELECT * FROM entry WHERE id = ?", [entry])
    return entry_of(row) if row else None


def in_order(reader: Reader, entries: Sequence[EntryId]) -> list[Entry]:
    """Those of ``entries`` that are here, in their order."""
    rows = reader.rows(
        "SELECT e.* FROM json_each(?) j JOIN entry e ON e.id = j.value ORDER BY j.key", [json.dumps(list(entries))]
    )
    return [entry_of(row) for row in rows]


def newest(reader: Reader, kind: FeedbackKind | None, limit: int) -> list[Entry]:
    """Entries, the newest first."""
    rows = reader.rows(
        "SELECT * FROM entry" + (" WHERE kind = :kind" if kind else "") + " ORDER BY captured_at DESC, id DESC"
        " LIMIT :limit",
        {"kind": kind, "limit": limit},
    )
    return [entry_of(row) for row in rows]


def some(reader: Reader, entries: Iterable[str]) -> list[Entry]:
    """Those of ``entries`` that are here, the newest first."""
    rows = reader.rows(
        "SELECT e.* FROM json_each(?) j JOIN entry e ON e.id = j.value ORDER BY e.captured_at DESC, e.id DESC",
        [json.dumps(list(entries))],
    )
    return [entry_of(row) for row in rows]


def counts(reader: Reader) -> dict[FeedbackKind, int]:
    """How many entries there are of each kind."""
    rows = reader.rows("SELECT kind, count(*) AS number FROM entry GROUP BY kind")
    return {FeedbackKind(row["kind"]): row["number"] for row in rows}


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
        speaker=Speaker(row["speaker"]),
        voice=VoiceId(row["voice_id"]) if row["voice_id"] else None,
        wants_reply=bool(row["wants_reply"]),
        minutes=row["minutes"],
        masked_at=from_text(row["masked_at"]) if row["masked_at"] else None,
    )
