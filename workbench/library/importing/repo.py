"""Imports in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.exchange.model import Item
from workbench.kernel.clock import from_text, to_text
from workbench.library import repo as snippets
from workbench.library.editing import repo as edits
from workbench.library.facts.repo import from_json, to_json
from workbench.library.importing.plan import There
from workbench.packs.model import Fact
from workbench.store import Reader, Row, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One import that can be undone. ``added`` and ``changed``: how many snippets and facts it brought."""

    id: str
    label: str
    at: datetime
    added: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """What an import did to a fact. ``was`` is None where it was not there."""

    was: Fact | None
    became: Fact


def there(reader: Reader, items: Sequence[Item]) -> There:
    """What is here already of ``items``."""
    docs = [item.snippet for item in items if item.snippet is not None]
    by_origin = snippets.by_origin(reader, {doc.origin for doc in docs if doc.origin})
    by_id = {str(id_): found for id_, found in snippets.some(reader, {doc.id for doc in docs}).items()}
    known = {str(found.id) for found in by_origin.values()} | by_id.keys()
    shortcuts = snippets.shortcuts(reader, {doc.shortcut for doc in docs if doc.shortcut})
    return There(by_id=by_id, by_origin=by_origin, bases=edits.bases(reader, known), shortcuts=shortcuts)


def begin(tx: Tx, batch: str, label: str, at: datetime) -> None:
    row: Row = {"id": batch, "label": label, "at": to_text(at)}
    tx.insert("snippet_batch", row)


def end(tx: Tx, batch: str) -> None:
    """Nothing of it is left to be undone."""
    tx.run("DELETE FROM snippet_batch WHERE id = ?", [batch])


def batches(reader: Reader) -> list[Batch]:
    """The latest first."""
    rows = reader.rows(
        "SELECT b.*, coalesce(sum(h.was IS NULL), 0) AS added, coalesce(sum(h.was IS NOT NULL), 0) AS changed"
        " FROM snippet_batch b LEFT JOIN (SELECT batch, was FROM snippet_history WHERE batch <> ''"
        " UNION ALL SELECT batch, was FROM fact_history) h ON h.batch = b.id GROUP BY b.id ORDER BY b.id DESC"
    )
    return [
        Batch(id=row["id"], label=row["label"], at=from_text(row["at"]), added=row["added"], changed=row["changed"])
        for row in rows
    ]


def forget(tx: Tx, seqs: Sequence[int]) -> None:
    """Take entries out of the history: what they tell of was undone."""
    tx.run_many("DELETE FROM snippet_history WHERE seq = ?", ([seq] for seq in seqs))


def remember_fact(tx: Tx, batch: str, was: Fact | None, became: Fact, at: datetime) -> None:
    row: Row = {"batch": batch, "name": became.name, "at": to_text(at)}
    tx.insert("fact_history", row | {"was": to_json(was) if was else None, "became": to_json(became)})


def facts_of_batch(reader: Reader, batch: str) -> list[FactEntry]:
    rows = reader.rows("SELECT was, became FROM fact_history WHERE batch = ? ORDER BY seq DESC", [batch])
    return [
        FactEntry(was=from_json(row["was"]) if row["was"] else None, became=from_json(row["became"])) for row in rows
    ]


def facts_brought(reader: Reader) -> dict[str, Fact]:
    """What an import said last of each fact, by name."""
    rows = reader.rows("SELECT name, became FROM fact_history ORDER BY seq")
    return {row["name"]: from_json(row["became"]) for row in rows}


def forget_facts(tx: Tx, batch: str) -> None:
    tx.run("DELETE FROM fact_history WHERE batch = ?", [batch])


def remember_asset(tx: Tx, batch: str, name: str) -> None:
    tx.insert("batch_asset", {"batch": batch, "name": name})


def unneeded_assets(reader: Reader, batch: str) -> list[str]:
    """Files that an import brought and no snippet names by now."""
    rows = reader.rows(
        "SELECT name FROM batch_asset WHERE batch = ? AND name NOT IN"
        " (SELECT named.value FROM snippet s, json_each(s.assets) named WHERE s.assets <> '[]')",
        [batch],
    )
    return [row["name"] for row in rows]


def forget_assets(tx: Tx, batch: str) -> None:
    tx.run("DELETE FROM batch_asset WHERE batch = ?", [batch])
