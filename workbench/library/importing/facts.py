"""What becomes of facts that are brought in, and how they are taken out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from workbench.kernel.errors import UserError
from workbench.library import repo as snippets
from workbench.library.facts import repo as facts
from workbench.library.facts.checked import checked
from workbench.library.facts.repo import KeptFact
from workbench.library.importing import repo
from workbench.library.importing.plan import Action, Row
from workbench.library.model import OWN
from workbench.packs.model import Fact
from workbench.store import Reader, Tx


def planned(reader: Reader, came: Sequence[Fact]) -> list[Row]:
    """A row for each fact; changes nothing."""
    there = {kept.fact.name: kept for kept in facts.all_facts(reader)} if came else {}
    return decide(came, there, repo.facts_brought(reader) if came else {})


def decide(came: Sequence[Fact], there: Mapping[str, KeptFact], brought: Mapping[str, Fact]) -> list[Row]:
    """Pure. ``there``: by name; ``brought``: what an import said last, by name.

    A value that was set here, or that a pack says, stays: which of two is right a person must know.
    """
    seen: set[str] = set()
    return [_decide(fact, there, brought, seen) for fact in came]


def bring_in(tx: Tx, came: Sequence[Fact], batch: str, at: datetime) -> list[Row]:
    """Do what is decided now; each can be taken back with ``batch``."""
    rows = planned(tx, came)
    coming = [row.fact for row in rows if row.fact is not None]
    if coming:
        snippets.own_pack(tx, at)
    for fact in coming:
        was = facts.one(tx, fact.name)
        repo.remember_fact(tx, batch, was.fact if was else None, fact, at)
        facts.keep(tx, KeptFact(fact=fact, pack_id=OWN))
    return rows


def take_back(tx: Tx, batch: str) -> tuple[int, int, list[str]]:
    """How many were taken out, how many are as before, and the names of those that were changed since and stay."""
    gone = back = 0
    kept = []
    for entry in repo.facts_of_batch(tx, batch):
        now = facts.one(tx, entry.became.name)
        if now is None or now != KeptFact(fact=entry.became, pack_id=OWN):
            kept += [_source(now.fact)] if now else []
        elif entry.was is None:
            facts.drop(tx, entry.became.name)
            gone += 1
        else:
            facts.keep(tx, KeptFact(fact=entry.was, pack_id=OWN))
            back += 1
    repo.forget_facts(tx, batch)
    return gone, back, kept


def _decide(fact: Fact, there: Mapping[str, KeptFact], brought: Mapping[str, Fact], seen: set[str]) -> Row:
    try:
        fact = checked(fact)
    except UserError as error:
        return Row(source=_source(fact), action=Action.SKIP, notes=(error.title,))
    source, here = _source(fact), there.get(fact.name)
    if fact.name in seen:
        return Row(source=source, action=Action.SKIP, notes=("It is in the file twice; the first one comes in.",))
    seen.add(fact.name)
    if here is None:
        return Row(source=source, action=Action.ADD, notes=(f"“{fact.value}”",), fact=fact)
    if fact in (here.fact, brought.get(fact.name)):
        return Row(source=source, action=Action.SAME)
    if here.pack_id == OWN and here.fact == brought.get(fact.name):
        return Row(source=source, action=Action.UPDATE, notes=(f"“{fact.value}”, was “{here.fact.value}”",), fact=fact)
    note = f"It says “{here.fact.value}” here and “{fact.value}” in the file. Yours stays; look which one holds."
    if here.fact.value == fact.value:
        note = "It has another name, owner or day in the file. Yours stays."
    return Row(source=source, action=Action.SAME, look=True, notes=(note,))


def _source(fact: Fact) -> str:
    return f"fact {fact.name[:60]}"
