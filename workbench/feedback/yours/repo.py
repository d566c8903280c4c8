"""Rows of every feedback table in SQL, by the declared list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from workbench.feedback.yours.tables import KEPT, Kept
from workbench.store import Reader, Row, Tx

_PAGE = 500
# What was captured here since may be of a person who came with an import.
_FREE = {
    "voice": " AND NOT EXISTS (SELECT 1 FROM entry WHERE voice_id = voice.id)",
    "client": " AND NOT EXISTS (SELECT 1 FROM voice WHERE client_id = client.id)",
}


def here(reader: Reader) -> list[Kept]:
    """The tables that this store has."""
    names = {row["name"] for row in reader.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return [table for table in KEPT if table.name in names]


def has(reader: Reader, table: str) -> bool:
    """Whether the store has ``table``."""
    return reader.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [table]) is not None


def shape(reader: Reader, table: str) -> tuple[dict[str, str], set[str]]:
    """Columns to their types, and those that must be given."""
    rows = reader.rows('SELECT name, type, "notnull" AS needed, dflt_value, pk FROM pragma_table_info(?)', [table])
    needed = {row["name"] for row in rows if row["dflt_value"] is None and (row["needed"] or row["pk"])}
    return {row["name"]: row["type"] for row in rows}, needed


def rows_of(reader: Reader, table: Kept) -> Iterator[Row]:
    """Every row, in the order of its key."""
    key = ", ".join(table.key)
    rows = reader.rows(f"SELECT * FROM {table.name} ORDER BY {key} LIMIT {_PAGE}")
    while rows:
        yield from rows
        if len(rows) < _PAGE:
            return
        last = [rows[-1][name] for name in table.key]
        rows = reader.rows(
            f"SELECT * FROM {table.name} WHERE ({key}) > ({_marks(table.key)}) ORDER BY {key} LIMIT {_PAGE}", last
        )


def one(reader: Reader, table: Kept, row: Row) -> Row | None:
    """The row that is here under the key of ``row``."""
    return reader.row(f"SELECT * FROM {table.name} WHERE {_same(table)}", [row[name] for name in table.key])


def known_as(reader: Reader, table: Kept, row: Row) -> str | None:
    """The id under which a client or a voice of an export is here already, by what it is called elsewhere."""
    if table.name == "client":
        found = reader.value("SELECT id FROM client WHERE key = ?", [row.get("key")])
    elif table.name == "voice":
        names = [row.get("account_id"), row.get("remote_id")]
        found = reader.value("SELECT id FROM voice WHERE account_id = ? AND remote_id = ?", names)
    else:
        return None
    return str(found) if found and found != row["id"] else None


def put(tx: Tx, table: Kept, row: Row) -> None:
    """Insert a row. Raises IntegrityError where the schema refuses it."""
    if table.name == "topic_merge" and row.get("undone_at"):
        with unguarded(tx, table.name):  # what was undone closes no circle
            tx.insert(table.name, row)
    else:
        tx.insert(table.name, row)


def take_out(tx: Tx, table: Kept, keys: Sequence[Sequence[object]]) -> None:
    """Take rows out again, whatever keeps them otherwise; but a person or an account for whom others speak stays."""
    free = _FREE.get(table.name, "")
    with unguarded(tx, table.name):
        tx.run_many(f"DELETE FROM {table.name} WHERE {_same(table)}{free}", keys)


def pinned(reader: Reader) -> int:
    return int(reader.value("SELECT count(*) FROM topic WHERE pinned_at IS NOT NULL"))


def erased(reader: Reader) -> set[str]:
    """Ids of rows that were erased here."""
    return {row["id"] for row in reader.rows("SELECT id FROM erased_row")}


@contextmanager
def unguarded(tx: Tx, table: str) -> Iterator[None]:
    """Let rows of ``table`` be written that its triggers would refuse; they stand again at the end."""
    rows = tx.rows(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND sql LIKE '%raise(ABORT%'",
        [table],
    )
    for row in rows:
        tx.run(f"DROP TRIGGER {row['name']}")
    try:
        yield
    finally:
        for row in rows:
            tx.run(row["sql"])


def note_arriving(tx: Tx, keys: str) -> None:
    tx.run("INSERT INTO arriving (keys) VALUES (?)", [keys])


def arriving(reader: Reader) -> Row | None:
    """The newest chunk of an import that is not done."""
    return reader.row("SELECT seq, keys FROM arriving ORDER BY seq DESC LIMIT 1")


def forget_arriving(tx: Tx, seq: int | None = None) -> None:
    tx.run("DELETE FROM arriving WHERE ? IS NULL OR seq = ?", [seq, seq])


def _same(table: Kept) -> str:
    return " AND ".join(f"{name} = ?" for name in table.key)


def _marks(names: Sequence[str]) -> str:
    return ", ".join("?" * len(names))


def entry_rows(reader: Reader) -> list[Row]:
    """Entries with the title of their topic, as it is counted today."""
    return reader.rows(
        "SELECT e.*, t.title AS topic FROM entry e LEFT JOIN evidence v ON v.entry_id = e.id AND v.ended_at IS NULL"
        " LEFT JOIN topic_root r ON r.id = v.topic_id LEFT JOIN topic t ON t.id = r.root ORDER BY e.captured_at, e.id"
    )


def topic_rows(reader: Reader) -> list[Row]:
    """Topics that are no part of another, with how they stand and how many accounts and entries are behind them."""
    return reader.rows(
        "SELECT t.*, coalesce((SELECT s.status FROM status_event s WHERE s.topic_id = t.id"
        " ORDER BY s.at DESC, s.id DESC LIMIT 1), 'heard') AS status,"
        " coalesce(w.accounts, 0) AS accounts, coalesce(w.entries, 0) AS entries"
        " FROM topic t LEFT JOIN (SELECT r.root,"
        "   count(DISTINCT iif(e.speaker = 'customer' AND c.left_on IS NULL AND NOT c.prospect, c.id, NULL))"
        "   AS accounts,"
        "   count(*) AS entries FROM evidence x JOIN topic_root r ON r.id = x.topic_id"
        "   JOIN entry e ON e.id = x.entry_id"
        "   LEFT JOIN voice v ON v.id = e.voice_id LEFT JOIN client c ON c.id = v.client_id"
        "   WHERE x.ended_at IS NULL GROUP BY r.root) w ON w.root = t.id"
        " WHERE NOT EXISTS (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND m.undone_at IS NULL)"
        " ORDER BY t.created_at, t.id"
    )


def note_erasure(tx: Tx, row: Row, gone: Sequence[str]) -> None:
    """Keep that something was erased, and the bare ids of what is gone."""
    tx.insert("erasure", row)
    tx.run_many("INSERT OR IGNORE INTO erased_row VALUES (?, ?)", [[one, row["id"]] for one in gone])


def unswept(reader: Reader) -> bool:
    return reader.value("SELECT 1 FROM erasure WHERE swept_at IS NULL") is not None


def note_swept(tx: Tx, at: str) -> None:
    tx.run("UPDATE erasure SET swept_at = ? WHERE swept_at IS NULL", [at])
