"""Put a pack in the place of what was there of it. Edits made here stay, on the pack's new words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import SnippetId
from workbench.library import repo
from workbench.library.editing import repo as edits
from workbench.library.facts import repo as facts
from workbench.library.model import OWN, Snippet
from workbench.library.overlay import merge
from workbench.library.search import repo as index
from workbench.packs.model import Pack, PackSnippet
from workbench.store import Tx


def keep_pack(tx: Tx, pack: Pack, at: datetime) -> None:
    """Install ``pack``. Use counts, pins and shortcuts of one's own stand apart and stay."""
    before = repo.of_pack(tx, pack.id)
    tx.touch_all(Kind.SNIPPET, before)
    index.forget_pack(tx, pack.id)
    own_facts = facts.edited(tx, pack.id)
    tx.run("DELETE FROM pack WHERE id = ?", [pack.id])
    head = {"id": pack.id, "name": pack.name, "version": pack.version, "serial": pack.serial}
    tx.insert("pack", {**head, "digest": pack.digest, "installed_at": to_text(at)})
    repo.put_all(tx, [_under_edit(tx, doc, before.get(SnippetId(doc.id)), at) for doc in pack.snippets], pack.id, at)
    facts.keep_pack(tx, pack, own_facts)
    repo.put_rules(tx, pack)
    _keep_orphans(tx, pack, before, at)
    tx.touch(Kind.PACK, pack.id)


def _under_edit(tx: Tx, theirs: PackSnippet, was: Snippet | None, at: datetime) -> PackSnippet:
    """What is used now: the pack's words, or an edit brought onto them."""
    if was is None:
        return theirs
    now = theirs
    kept = edits.overlay(tx, was.id) if was.edited else None
    if kept is not None:
        base, known = kept
        merged = merge(base, theirs, _own_words(was, known))
        now = merged.doc
        if now == theirs:
            edits.drop_overlay(tx, was.id)
        elif merged.clashes:  # the edit stays on what it was made on until somebody has looked
            edits.keep_overlay(tx, was.id, base, theirs, differs=True)
        else:
            edits.keep_overlay(tx, was.id, theirs, theirs)
    old = _own_words(was, theirs)
    if old != now:
        edits.remember(tx, was.id, old, "updated", at, pack=was.pack_id)
    return now


def _own_words(snippet: Snippet, doc: PackSnippet) -> PackSnippet:
    """The snippet as a pack would hold it; a shortcut of one's own is no part of it."""
    return replace(repo.plain(snippet), shortcut=doc.shortcut)


def _keep_orphans(tx: Tx, pack: Pack, before: dict[SnippetId, Snippet], at: datetime) -> None:
    """What was edited here and is no longer in the pack is one's own from now on."""
    there = {doc.id for doc in pack.snippets}
    gone = [snippet for id_, snippet in before.items() if id_ not in there]
    for snippet in gone:
        edits.remember(tx, snippet.id, repo.plain(snippet), "removed", at, pack=pack.id)
        edits.drop_overlay(tx, snippet.id)
    if orphans := [repo.plain(snippet) for snippet in gone if snippet.edited]:
        repo.own_pack(tx, at)
        repo.put_all(tx, orphans, OWN, at)
