"""Snippets in SQL: the words as they are used now, whoever wrote them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import SnippetId
from workbench.library.model import OWN, Snippet
from workbench.library.search import repo as index
from workbench.packs.model import Field, Pack, PackSnippet, SnippetStatus, Variant
from workbench.store import Reader, Row, Tx

_SELECT = (
    "SELECT s.*, coalesce(nullif(u.shortcut, ''), s.shortcut) AS keys, o.snippet_id IS NOT NULL AS edited,"
    f" coalesce(o.differs, 0) AS differs FROM snippet s LEFT JOIN snippet_use u ON u.snippet_id = s.id"
    f" LEFT JOIN snippet_overlay o ON o.snippet_id = s.id AND s.pack_id <> '{OWN}'"
)
_LISTS = ("tags", "synonyms", "assets")
_DAYS = ("review_by", "valid_until")
_PLAIN = (
    "id", "folder", "title", "shortcut", "language", "channel", "tone", "context", "body", "status", "owner", "origin",
)  # fmt: skip
_FIELDS = msgspec.json.Decoder(tuple[Field, ...])
_VARIANTS = msgspec.json.Decoder(tuple[Variant, ...])
_DOC = msgspec.json.Decoder(PackSnippet)
_NONE = "[]"


def all_snippets(reader: Reader) -> list[Snippet]:
    return [_snippet(row) for row in reader.rows(_SELECT)]


def some(reader: Reader, ids: Iterable[str]) -> dict[SnippetId, Snippet]:
    """These, by id, as far as they are there."""
    rows = reader.rows(f"{_SELECT} WHERE s.id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))])
    return {SnippetId(row["id"]): _snippet(row) for row in rows}


def one(reader: Reader, snippet_id: str) -> Snippet | None:
    row = reader.row(f"{_SELECT} WHERE s.id = ?", [snippet_id])
    return _snippet(row) if row else None


def shipped(reader: Reader, snippet_id: str) -> PackSnippet:
    """A pack's snippet that nobody has edited, with the pack's own shortcut."""
    row = reader.row("SELECT *, shortcut AS keys, 0 AS edited, 0 AS differs FROM snippet WHERE id = ?", [snippet_id])
    assert row is not None
    return plain(_snippet(row))


def of_pack(reader: Reader, pack_id: str) -> dict[SnippetId, Snippet]:
    rows = reader.rows(f"{_SELECT} WHERE s.pack_id = ?", [pack_id])
    return {SnippetId(row["id"]): _snippet(row) for row in rows}


def by_shortcut(reader: Reader, shortcut: str) -> Snippet | None:
    """The one that is called so; one's own shortcut before a pack's."""
    found = with_shortcut(reader, shortcut, 1)
    return found[0] if found else None


def with_shortcut(reader: Reader, shortcut: str, limit: int) -> list[Snippet]:
    """Those that are called so; one's own shortcuts before those of packs."""
    rows = reader.rows(
        f"{_SELECT} WHERE s.id IN (SELECT snippet_id FROM snippet_use WHERE shortcut = :keys AND shortcut <> ''"
        " UNION ALL SELECT id FROM snippet WHERE shortcut = :keys AND shortcut <> '')"
        " AND keys = :keys ORDER BY u.shortcut = :keys DESC, s.id LIMIT :limit",
        {"keys": shortcut.lower(), "limit": limit},
    )
    return [_snippet(row) for row in rows]


def by_origin(reader: Reader, origins: Iterable[str]) -> dict[str, Snippet]:
    """What was brought in from these, by origin."""
    rows = reader.rows(
        f"{_SELECT} WHERE s.origin <> '' AND s.origin IN (SELECT value FROM json_each(?))", [json.dumps(list(origins))]
    )
    return {row["origin"]: _snippet(row) for row in rows}


def folders(reader: Reader) -> list[str]:
    rows = reader.rows("SELECT DISTINCT folder FROM snippet WHERE folder <> '' ORDER BY folder")
    return [row["folder"] for row in rows]


def shortcuts(reader: Reader, wanted: Iterable[str]) -> dict[str, str]:
    """Titles of snippets by shortcut, as far as they are taken."""
    rows = reader.rows(
        "SELECT shortcut, title FROM snippet WHERE shortcut IN (SELECT value FROM json_each(?)) ORDER BY seq DESC",
        [json.dumps(list(wanted))],
    )
    return {row["shortcut"]: row["title"] for row in rows}


def holders(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """The pack of each of these ids that is taken."""
    rows = reader.rows(
        "SELECT id, pack_id FROM snippet WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    )
    return {row["id"]: row["pack_id"] for row in rows}


def pack_digest(reader: Reader, pack_id: str) -> str | None:
    digest: str | None = reader.value("SELECT digest FROM pack WHERE id = ?", [pack_id])
    return digest


def pack_name(reader: Reader, pack_id: str) -> str:
    name: str | None = reader.value("SELECT trim(name || ' ' || version) FROM pack WHERE id = ?", [pack_id])
    return name or pack_id


def own_pack(tx: Tx, at: datetime) -> None:
    """The pack of what is written here; its time changes with each of its snippets, so that the index is read anew."""
    tx.run(
        "INSERT INTO pack (id, name, version, serial, digest, installed_at) VALUES (?, 'Yours', '', 0, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET installed_at = excluded.installed_at",
        [OWN, OWN, to_text(at)],
    )


def put_all(tx: Tx, docs: Iterable[PackSnippet], pack_id: str, at: datetime) -> None:
    """Add or replace these, and make them to be found. Use counts, pins and shortcuts of one's own stand apart."""
    docs = list(docs)
    if not docs:
        return
    remove_all(tx, (doc.id for doc in docs), quiet=True)
    free = (tx.value("SELECT max(seq) FROM snippet") or 0) + 1
    rows = [_row(seq, pack_id, doc) for seq, doc in enumerate(docs, start=free)]
    names = ", ".join(rows[0])
    tx.run_many(
        f"INSERT INTO snippet ({names}) VALUES ({', '.join('?' * len(rows[0]))})", (list(row.values()) for row in rows)
    )
    tx.run_many("INSERT OR IGNORE INTO snippet_since VALUES (?, ?)", ((doc.id, to_text(at)) for doc in docs))
    index.index(tx, enumerate(docs, start=free))
    tx.touch_all(Kind.SNIPPET, (doc.id for doc in docs))


def put_rules(tx: Tx, pack: Pack) -> None:
    """The rules that a pack brings for the checker; what was there of it went with the pack."""
    for rules in pack.rules:
        tx.insert("pack_rules", {"pack_id": pack.id, "language": rules.language, "text": rules.text})


def remove_all(tx: Tx, ids: Iterable[str], *, quiet: bool = False) -> None:
    """Take these away; ``quiet``: others come in their place."""
    listed = list(ids)
    wanted = json.dumps(listed)
    index.forget(tx, wanted)
    tx.run("DELETE FROM snippet WHERE id IN (SELECT value FROM json_each(?))", [wanted])
    if not quiet:
        tx.touch_all(Kind.SNIPPET, listed)


def since(reader: Reader) -> dict[str, datetime]:
    """Since when each snippet is here, by id."""
    return {row["snippet_id"]: from_text(row["at"]) for row in reader.rows("SELECT * FROM snippet_since")}


def to_json(doc: PackSnippet) -> str:
    """A snippet as text that `from_json` reads; of a `Snippet` only what a pack could hold."""
    if type(doc) is not PackSnippet:
        doc = plain(doc)
    return msgspec.json.encode(doc).decode()


def from_json(text: str) -> PackSnippet:
    return _DOC.decode(text)


def plain(snippet: PackSnippet) -> PackSnippet:
    """What a pack could hold of a snippet."""
    return PackSnippet(**{name: getattr(snippet, name) for name in PackSnippet.__dataclass_fields__})


def _row(seq: int, pack_id: str, doc: PackSnippet) -> Row:
    row: Row = {"seq": seq, "pack_id": pack_id, "locked": int(doc.locked)}
    row |= {name: getattr(doc, name) for name in _PLAIN}
    row |= {name: json.dumps(values) if (values := getattr(doc, name)) else _NONE for name in _LISTS}
    row |= {name: day.isoformat() if (day := getattr(doc, name)) else None for name in _DAYS}
    row["fields"] = msgspec.json.encode(doc.fields).decode() if doc.fields else _NONE
    row["variants"] = msgspec.json.encode(doc.variants).decode() if doc.variants else _NONE
    return row


def _snippet(row: Row) -> Snippet:
    return Snippet(
        id=SnippetId(row["id"]),
        pack_id=row["pack_id"],
        folder=row["folder"],
        title=row["title"],
        shortcut=row["keys"],
        tags=tuple(json.loads(row["tags"])),
        synonyms=tuple(json.loads(row["synonyms"])),
        language=row["language"],
        channel=row["channel"],
        tone=row["tone"],
        context=row["context"],
        fields=() if row["fields"] == _NONE else _FIELDS.decode(row["fields"]),
        body=row["body"],
        variants=() if row["variants"] == _NONE else _VARIANTS.decode(row["variants"]),
        status=SnippetStatus(row["status"]),
        owner=row["owner"],
        review_by=_day(row["review_by"]),
        valid_until=_day(row["valid_until"]),
        locked=bool(row["locked"]),
        assets=tuple(json.loads(row["assets"])),
        origin=row["origin"],
        edited=bool(row["edited"]),
        differs=bool(row["differs"]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
