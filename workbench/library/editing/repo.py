"""Edits, history and flags in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import SnippetId, new_id
from workbench.library.model import Flag, Version
from workbench.library.repo import from_json, to_json
from workbench.packs.model import PackSnippet
from workbench.store import Reader, Row, Tx


def overlay(reader: Reader, snippet: str) -> tuple[PackSnippet, PackSnippet] | None:
    """What an edit was made on, and what the pack or the import says by now."""
    row = reader.row("SELECT base, theirs FROM snippet_overlay WHERE snippet_id = ?", [snippet])
    return (from_json(row["base"]), from_json(row["theirs"])) if row else None


def bases(reader: Reader, ids: Iterable[str]) -> dict[str, PackSnippet]:
    """What these were when they came in, as far as that is known."""
    rows = reader.rows(
        "SELECT snippet_id, base FROM snippet_overlay WHERE snippet_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(ids))],
    )
    return {row["snippet_id"]: from_json(row["base"]) for row in rows}


def keep_overlay(tx: Tx, snippet: str, base: PackSnippet, theirs: PackSnippet, *, differs: bool = False) -> None:
    drop_overlay(tx, snippet)
    row = {"snippet_id": snippet, "base": to_json(base), "theirs": to_json(theirs), "differs": int(differs)}
    tx.insert("snippet_overlay", row)


def drop_overlay(tx: Tx, snippet: str) -> None:
    tx.run("DELETE FROM snippet_overlay WHERE snippet_id = ?", [snippet])


def remember(
    tx: Tx, snippet: str, was: PackSnippet | None, deed: str, at: datetime, *, pack: str = "", batch: str = ""
) -> int:
    """Keep what a snippet was before a deed; the number of the entry."""
    row: Row = {"snippet_id": snippet, "at": to_text(at), "deed": deed, "batch": batch, "pack_id": pack}
    tx.insert("snippet_history", row | {"was": to_json(was) if was else None})
    seq: int = tx.value("SELECT last_insert_rowid()")
    return seq


def history(reader: Reader, snippet: str, limit: int = 200) -> list[Version]:
    """The latest first."""
    rows = reader.rows("SELECT * FROM snippet_history WHERE snippet_id = ? ORDER BY seq DESC LIMIT ?", [snippet, limit])
    return [_version(row) for row in rows]


def version(reader: Reader, seq: int) -> tuple[SnippetId, str, Version] | None:
    """The snippet, its pack then, and what it was."""
    row = reader.row("SELECT * FROM snippet_history WHERE seq = ?", [seq])
    return (SnippetId(row["snippet_id"]), row["pack_id"], _version(row)) if row else None


def batch(reader: Reader, name: str) -> list[tuple[SnippetId, Version]]:
    """What one import changed, the latest first."""
    rows = reader.rows("SELECT * FROM snippet_history WHERE batch = ? ORDER BY seq DESC", [name])
    return [(SnippetId(row["snippet_id"]), _version(row)) for row in rows]


def latest(reader: Reader, snippet: str) -> int:
    """The number of the last entry on a snippet, 0 for none."""
    found: int | None = reader.value("SELECT max(seq) FROM snippet_history WHERE snippet_id = ?", [snippet])
    return found or 0


def add_flag(tx: Tx, snippet: str, note: str, at: datetime) -> str:
    row = {"id": new_id(), "snippet_id": snippet, "note": note, "at": to_text(at)}
    tx.insert("snippet_flag", row)
    tx.touch(Kind.FLAG, snippet)
    return row["id"]


def settle_flags(tx: Tx, snippet: str, at: datetime) -> None:
    if tx.run(
        "UPDATE snippet_flag SET settled_at = ? WHERE snippet_id = ? AND settled_at IS NULL", [to_text(at), snippet]
    ):
        tx.touch(Kind.FLAG, snippet)


def flags(reader: Reader) -> list[Flag]:
    """Those that nobody has settled, the oldest first."""
    rows = reader.rows(
        "SELECT f.*, s.title FROM snippet_flag f JOIN snippet s ON s.id = f.snippet_id WHERE f.settled_at IS NULL"
        " ORDER BY f.id"
    )
    return [
        Flag(
            id=row["id"],
            snippet=SnippetId(row["snippet_id"]),
            title=row["title"],
            note=row["note"],
            at=from_text(row["at"]),
        )
        for row in rows
    ]


def _version(row: Row) -> Version:
    was = from_json(row["was"]) if row["was"] else None
    return Version(seq=row["seq"], at=from_text(row["at"]), deed=row["deed"], was=was)
