"""Facts in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from workbench.kernel.changes import Kind
from workbench.packs.model import Fact, Pack
from workbench.store import Reader, Row, Tx

_DOC = msgspec.json.Decoder(Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFact:
    """A fact, the pack it is from, and what the pack says where it was changed here."""

    fact: Fact
    pack_id: str
    theirs: Fact | None = None


def all_facts(reader: Reader) -> list[KeptFact]:
    return [_kept(row) for row in reader.rows("SELECT * FROM fact ORDER BY name")]


def one(reader: Reader, name: str) -> KeptFact | None:
    row = reader.row("SELECT * FROM fact WHERE name = ?", [name])
    return _kept(row) if row else None


def edited(reader: Reader, pack_id: str) -> dict[str, KeptFact]:
    """Those of a pack that were changed here."""
    rows = reader.rows("SELECT * FROM fact WHERE pack_id = ? AND theirs IS NOT NULL", [pack_id])
    return {row["name"]: _kept(row) for row in rows}


def keep(tx: Tx, kept: KeptFact) -> None:
    tx.run("DELETE FROM fact WHERE name = ?", [kept.fact.name])
    row: Row = {"name": kept.fact.name, "pack_id": kept.pack_id, "doc": to_json(kept.fact)}
    tx.insert("fact", row | {"theirs": to_json(kept.theirs) if kept.theirs else None})
    tx.touch(Kind.FACT, kept.fact.name)


def drop(tx: Tx, name: str) -> None:
    if tx.run("DELETE FROM fact WHERE name = ?", [name]):
        tx.touch(Kind.FACT, name)


def keep_pack(tx: Tx, pack: Pack, before: Mapping[str, KeptFact]) -> None:
    """The facts of a pack. One changed here stays changed until the pack says something new; then the pack holds.

    A fact is about the world, so the later word counts, other than with the wording of a snippet. A name that another
    pack holds already stays with that one.
    """
    for fact in pack.facts:
        there = one(tx, fact.name)
        if there is not None:
            continue
        mine = before.get(fact.name)
        stands = mine is not None and mine.theirs == fact
        keep(tx, mine if mine is not None and stands else KeptFact(fact=fact, pack_id=pack.id))


def to_json(fact: Fact) -> str:
    return msgspec.json.encode(fact).decode()


def from_json(text: str) -> Fact:
    return _DOC.decode(text)


def _kept(row: Row) -> KeptFact:
    theirs = _DOC.decode(row["theirs"]) if row["theirs"] else None
    return KeptFact(fact=_DOC.decode(row["doc"]), pack_id=row["pack_id"], theirs=theirs)
