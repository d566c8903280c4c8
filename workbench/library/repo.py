"""Snippets in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import SnippetId
from workbench.library.model import Snippet
from workbench.library.search import repo as index
from workbench.packs.model import Pack, PackSnippet
from workbench.store import Reader, Row, Tx


def all_snippets(reader: Reader) -> list[Snippet]:
    return [_snippet(row) for row in reader.rows("SELECT * FROM snippet")]


def some(reader: Reader, ids: Iterable[SnippetId]) -> dict[SnippetId, Snippet]:
    """These, by id, as far as they are there."""
    rows = reader.rows("SELECT * FROM snippet WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])
    return {SnippetId(row["id"]): _snippet(row) for row in rows}


def one(reader: Reader, snippet_id: SnippetId) -> Snippet | None:
    row = reader.row("SELECT * FROM snippet WHERE id = ?", [snippet_id])
    return _snippet(row) if row else None


def by_shortcut(reader: Reader, shortcut: str) -> Snippet | None:
    row = reader.row("SELECT * FROM snippet WHERE shortcut = ? AND shortcut <> ''", [shortcut.lower()])
    return _snippet(row) if row else None


def pack_digest(reader: Reader, pack_id: str) -> str | None:
    digest: str | None = reader.value("SELECT digest FROM pack WHERE id = ?", [pack_id])
    return digest


def pack_name(reader: Reader, pack_id: str) -> str:
    name: str | None = reader.value("SELECT name || ' ' || version FROM pack WHERE id = ?", [pack_id])
    return name or pack_id


def keep_pack(tx: Tx, pack: Pack, at: datetime) -> None:
    """Put ``pack`` in the place of what was there of it. Use counts stand apart and stay."""
    index.forget_pack(tx, pack.id)
    tx.run("DELETE FROM pack WHERE id = ?", [pack.id])
    head = {"id": pack.id, "name": pack.name, "version": pack.version, "serial": pack.serial}
    tx.insert("pack", {**head, "digest": pack.digest, "installed_at": to_text(at)})
    free = (tx.value("SELECT max(seq) FROM snippet") or 0) + 1
    rows = [_row(seq, pack.id, snippet) for seq, snippet in enumerate(pack.snippets, start=free)]
    if rows:
        names = ", ".join(rows[0])
        tx.run_many(
            f"INSERT INTO snippet ({names}) VALUES ({', '.join('?' * len(rows[0]))})",
            (list(row.values()) for row in rows),
        )
        index.index(tx, enumerate(pack.snippets, start=free))
    tx.touch(Kind.PACK, pack.id)
    tx.touch_all(Kind.SNIPPET, (snippet.id for snippet in pack.snippets))


def _row(seq: int, pack_id: str, snippet: PackSnippet) -> Row:
    return {
        "seq": seq,
        "id": snippet.id,
        "pack_id": pack_id,
        "folder": snippet.folder,
        "title": snippet.title,
        "shortcut": snippet.shortcut,
        "tags": json.dumps(snippet.tags),
        "synonyms": json.dumps(snippet.synonyms),
        "language": snippet.language,
        "context": snippet.context,
        "fields": json.dumps({each.name: each.label for each in snippet.fields}),
        "body": snippet.body,
    }


def _snippet(row: Row) -> Snippet:
    return Snippet(
        id=SnippetId(row["id"]),
        pack_id=row["pack_id"],
        folder=row["folder"],
        title=row["title"],
        shortcut=row["shortcut"],
        tags=tuple(json.loads(row["tags"])),
        synonyms=tuple(json.loads(row["synonyms"])),
        language=row["language"],
        context=row["context"],
        fields=json.loads(row["fields"]),
        body=row["body"],
    )
