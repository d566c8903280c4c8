"""Snippets in SQL."""

from __future__ import annotations

import json
from datetime import datetime

from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import SnippetId
from workbench.kernel.text import fold
from workbench.library.model import Snippet, Use
from workbench.packs.format import Pack, PackSnippet
from workbench.store import Reader, Row, Tx


def all_snippets(reader: Reader) -> list[Snippet]:
    return [_snippet(row) for row in reader.rows("SELECT * FROM snippet")]


def candidates(reader: Reader, words: tuple[str, ...], limit: int) -> list[Snippet]:
    """Snippets that hold every word as the beginning of one of theirs; unranked, for ranking is done on few."""
    query = " ".join(f'"{word}"*' for word in words)
    return [
        _snippet(row)
        for row in reader.rows(
            "SELECT s.* FROM snippet_fts f JOIN snippet s ON s.seq = f.rowid WHERE snippet_fts MATCH ? LIMIT ?",
            [query, limit],
        )
    ]


def one(reader: Reader, snippet_id: SnippetId) -> Snippet | None:
    row = reader.row("SELECT * FROM snippet WHERE id = ?", [snippet_id])
    return _snippet(row) if row else None


def by_shortcut(reader: Reader, shortcut: str) -> Snippet | None:
    row = reader.row("SELECT * FROM snippet WHERE shortcut = ? AND shortcut <> ''", [shortcut.lower()])
    return _snippet(row) if row else None


def uses(reader: Reader) -> dict[str, Use]:
    return {
        row["snippet_id"]: Use(uses=row["uses"], last_used_at=from_text(row["last_used_at"]))
        for row in reader.rows("SELECT * FROM snippet_use")
    }


def count_use(tx: Tx, snippet_id: SnippetId, at: datetime) -> None:
    tx.run(
        "INSERT INTO snippet_use (snippet_id, uses, last_used_at) VALUES (?, 1, ?)"
        " ON CONFLICT (snippet_id) DO UPDATE SET uses = uses + 1, last_used_at = excluded.last_used_at",
        [snippet_id, to_text(at)],
    )


def pack_digest(reader: Reader, pack_id: str) -> str | None:
    digest: str | None = reader.value("SELECT digest FROM pack WHERE id = ?", [pack_id])
    return digest


def pack_name(reader: Reader, pack_id: str) -> str:
    name: str | None = reader.value("SELECT name || ' ' || version FROM pack WHERE id = ?", [pack_id])
    return name or pack_id


def keep_pack(tx: Tx, pack: Pack, at: datetime) -> None:
    """Put ``pack`` in the place of what was there of it. Use counts stand apart and stay."""
    tx.run("DELETE FROM snippet_fts WHERE rowid IN (SELECT seq FROM snippet WHERE pack_id = ?)", [pack.id])
    tx.run("DELETE FROM pack WHERE id = ?", [pack.id])
    head = {"id": pack.id, "name": pack.name, "version": pack.version, "serial": pack.serial}
    tx.insert("pack", {**head, "digest": pack.digest, "installed_at": to_text(at)})
    for snippet in pack.snippets:
        _keep(tx, pack.id, snippet)
    tx.touch(Kind.PACK, pack.id)
    tx.touch_all(Kind.SNIPPET, (snippet.id for snippet in pack.snippets))


def _keep(tx: Tx, pack_id: str, snippet: PackSnippet) -> None:
    tx.insert(
        "snippet",
        {
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
        },
    )
    labels = " ".join((*snippet.tags, *snippet.synonyms, snippet.folder))
    body = f"{snippet.body} {snippet.context}"
    tx.run(
        "INSERT INTO snippet_fts (rowid, title, shortcut, tags, body) SELECT seq, ?, ?, ?, ? FROM snippet WHERE id = ?",
        [fold(snippet.title), fold(snippet.shortcut), fold(labels), fold(body), snippet.id],
    )


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
