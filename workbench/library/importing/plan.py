"""What would become of each item that is brought in. Pure: the same for the dry run and for the deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from workbench.exchange.model import Item, Outcome
from workbench.kernel.errors import UserError
from workbench.library.editing.checked import checked
from workbench.library.model import OWN, Snippet
from workbench.library.overlay import merge
from workbench.library.repo import plain
from workbench.packs.model import Fact, PackSnippet, Variant

_PARTS = {"body": "the text", "context": "when to use it", "synonyms": "other names", "variants": "variants"}


class Action(StrEnum):
    """What is done with an item."""

    ADD = "add"
    UPDATE = "update"
    SAME = "same"
    SKIP = "skip"
    TELL = "tell"  # it is no snippet, but says something of the whole file


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An item and what becomes of it. ``look``: a person should; ``doc``: what is kept, None where nothing is.

    ``fact``: the same of a fact; ``mapped``: its placeholders as they were written and as they are now.
    ``theirs`` is the item as it came, with the id under which it is kept; a later import is compared with it.
    """

    source: str
    action: Action
    look: bool = False
    notes: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    doc: PackSnippet | None = None
    theirs: PackSnippet | None = None
    fact: Fact | None = None

    @property
    def called(self) -> str:
        """How it is called here, with its name there behind that where it is another."""
        doc = self.doc or self.theirs
        if doc is None or doc.title == self.source:
            return self.source
        return f"{doc.title} · {self.source}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A dry run. ``name``: of the file; ``format``: for a person; ``items`` and ``facts``: as they were read.

    ``rows``: of the items, then of the facts; ``assets``: files.
    """

    name: str
    format: str
    items: tuple[Item, ...]
    rows: tuple[Row, ...]
    assets: tuple[Path, ...] = ()
    facts: tuple[Fact, ...] = ()

    def counts(self) -> Mapping[Action, int]:
        """How many items each action has."""
        return Counter(row.action for row in self.rows if row.action is not Action.TELL)

    def to_look_at(self) -> int:
        """How many of the rows a person should look at."""
        return sum(row.look for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """What is here already. ``by_id`` and ``by_origin``: snippets; ``bases``: as they came last time, by id.

    ``shortcuts``: titles by shortcut.
    """

    by_id: Mapping[str, Snippet]
    by_origin: Mapping[str, Snippet]
    bases: Mapping[str, PackSnippet]
    shortcuts: Mapping[str, str]


def decide(items: Sequence[Item], there: There, seen: set[str] | None = None) -> list[Row]:
    """A row for each item. ``seen``: ids that have come already, of this import."""
    seen = set() if seen is None else seen
    rows = ((item, _decide(item, there, seen)) for item in items)
    return [replace(row, mapped=item.mapped) if item.mapped else row for item, row in rows]


def _decide(item: Item, there: There, seen: set[str]) -> Row:
    came = item.snippet
    if item.about:
        return Row(source=item.source, action=Action.TELL, look=item.outcome is Outcome.LOOK, notes=item.notes)
    if came is None:
        return Row(source=item.source, action=Action.SKIP, notes=item.notes)
    try:
        came = checked(replace(came, title=came.title.strip() or item.source))
    except UserError as error:
        return Row(source=item.source, action=Action.SKIP, notes=(*item.notes, error.title))
    mine = (there.by_origin.get(came.origin) if came.origin else None) or there.by_id.get(came.id)
    theirs = replace(came, id=str(mine.id) if mine else came.id)
    if theirs.id in seen:
        note = "It is in the file twice; the first one comes in."
        return Row(source=item.source, action=Action.SKIP, notes=(*item.notes, note))
    seen.add(theirs.id)
    if mine is None:
        return _new(item, theirs, there)
    if mine.pack_id != OWN:
        if _alike(plain(mine), replace(theirs, origin=mine.origin)):
            return Row(source=item.source, action=Action.SAME, notes=item.notes)
        note = f"“{mine.title}” comes from a pack here, which is not changed by an import."
        return Row(source=item.source, action=Action.SKIP, notes=(*item.notes, note))
    return _again(item, theirs, plain(mine), there.bases.get(theirs.id))


def _new(item: Item, theirs: PackSnippet, there: There) -> Row:
    notes, look = item.notes, item.outcome is Outcome.LOOK
    if theirs.shortcut and (other := there.shortcuts.get(theirs.shortcut)):
        notes, look = (*notes, f"“;{theirs.shortcut}” is the shortcut of “{other}” too."), True
    return Row(source=item.source, action=Action.ADD, look=look, notes=notes, doc=theirs, theirs=theirs)


def _again(item: Item, theirs: PackSnippet, mine: PackSnippet, base: PackSnippet | None) -> Row:
    """It came before: what is new in it is brought under what was changed here since."""
    if any(here is not None and _alike(theirs, replace(here, origin=theirs.origin)) for here in (mine, base)):
        return Row(source=item.source, action=Action.SAME, notes=item.notes, theirs=theirs)
    merged = merge(base or mine, theirs, mine) if base else None
    if merged is None:
        note = "It is here with other words, and where those come from is not known. Yours stay."
        return Row(source=item.source, action=Action.SAME, look=True, notes=(*item.notes, note))
    notes = item.notes
    if merged.clashes:
        parts = ", ".join(_PARTS.get(name, f"the {name.replace('_', ' ')}") for name in merged.clashes)
        notes = (*notes, f"Changed here and there: {parts}. Yours stay; the other words are in the history.")
    look = bool(merged.clashes) or item.outcome is Outcome.LOOK
    return Row(source=item.source, action=Action.UPDATE, look=look, notes=notes, doc=merged.doc, theirs=theirs)


def _alike(one: PackSnippet, other: PackSnippet) -> bool:
    """Whether two say the same in each variant; in which order these stand is that of files in a folder."""
    return one == other or (_said(one) == _said(other) and _round(one) == _round(other))


def _said(doc: PackSnippet) -> list[tuple[str, ...]]:
    own = Variant(language=doc.language, channel=doc.channel, tone=doc.tone, body=doc.body)
    every = (own, *doc.variants)
    return sorted((v.language, v.channel, v.tone, v.title or doc.title, v.body.strip()) for v in every)


def _round(doc: PackSnippet) -> PackSnippet:
    """What stands round the words."""
    fields = tuple(sorted(doc.fields, key=lambda field: field.name))
    return replace(doc, title="", language="", channel="", tone="", body="", variants=(), fields=fields)
