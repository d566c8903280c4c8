"""Write, edit and restore snippets. What a pack brought is never edited in place: an edit lies over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.attachments import repo as assets
from workbench.attachments.files import Files
from workbench.kernel.changes import Kind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId, new_id
from workbench.kernel.text import normalise
from workbench.library import repo
from workbench.library.editing import repo as edits
from workbench.library.editing.checked import checked
from workbench.library.model import OWN, Flag, Snippet, Version
from workbench.library.overlay import THEIRS_ALWAYS
from workbench.library.search import repo as index
from workbench.packs.model import PackSnippet
from workbench.store import Store, Tx


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What a deed came to. ``undo`` is the number by which `EditingService.undo` takes it back."""

    snippet: SnippetId
    undo: int


class EditingService:
    """One's own snippets, and edits over those of packs."""

    def __init__(self, store: Store, clock: Clock, files: Files) -> None:
        self._files = files
        self._store = store
        self._clock = clock

    def add(self, doc: PackSnippet) -> Saved:
        """Keep a new snippet of one's own; an empty id is made up. Raises UserError where it cannot be used."""
        doc = checked(replace(doc, id=doc.id or new_id()))

        def work(tx: Tx) -> Saved:
            if repo.one(tx, doc.id) is not None:
                raise UserError(f"There is a snippet with the id “{doc.id}” already.", "Nothing was changed.")
            return self._set(tx, doc, OWN, None, "added")

        return self._store.write(work, origin="library.add")

    def save(self, doc: PackSnippet) -> Saved:
        """Keep ``doc`` in the place of the snippet with its id. Raises UserError for a locked one, changing nothing.

        Another shortcut for a pack's snippet is one's own and no edit; its state and how long it holds stay the pack's.
        """
        doc = checked(doc)

        def work(tx: Tx) -> Saved:
            was = self._there(tx, doc.id)
            _must_be_free(was)
            return self._set(tx, doc, was.pack_id, was, "edited")

        return self._store.write(work, origin="library.save")

    def keep_file(self, source: Path) -> str:
        """Keep a file that is to go with snippets; its name, for `PackSnippet.assets`.

        Raises UserError where it cannot be read or is too large, DiskFull or StoreFault.
        """
        file = self._files.keep(source)

        def work(tx: Tx) -> str:
            there = assets.asset(tx, OWN, file.name)
            name = file.name if there is None or there.sha == file.sha else f"{file.sha[:6]}-{file.name}"
            repo.own_pack(tx, self._clock.now())
            assets.add_asset(tx, OWN, replace(file, name=name))
            return name

        return self._store.write(work, origin="library.keep_file")

    def delete(self, snippet: SnippetId) -> Saved:
        """Take one's own snippet away, or an edit off a pack's. Raises UserError for a pack's own words."""

        def work(tx: Tx) -> Saved:
            was = self._there(tx, snippet)
            if was.pack_id != OWN:
                return self._reset(tx, was)
            seq = edits.remember(tx, snippet, repo.plain(was), "deleted", self._clock.now(), pack=OWN)
            repo.remove_all(tx, [snippet])
            repo.own_pack(tx, self._clock.now())
            return Saved(snippet=snippet, undo=seq)

        return self._store.write(work, origin="library.delete")

    def keep_mine(self, snippet: SnippetId) -> None:
        """The agent has looked at the pack's new words and keeps the edit."""

        def work(tx: Tx) -> None:
            if kept := edits.overlay(tx, snippet):
                edits.keep_overlay(tx, snippet, kept[1], kept[1])
                tx.touch(Kind.SNIPPET, snippet)

        self._store.write(work, origin="library.keep_mine")

    def theirs(self, snippet: SnippetId) -> PackSnippet | None:
        """The pack's words under an edit; None where there is no edit."""
        kept = edits.overlay(self._store.read(), snippet)
        return kept[1] if kept else None

    def restore(self, seq: int) -> Saved:
        """Bring back what a snippet was before an entry of its history.

        Raises UserError where that is not there, or the snippet is locked.
        """

        def work(tx: Tx) -> Saved:
            found = edits.version(tx, seq)
            if found is None or found[2].was is None:
                raise UserError("There is nothing to bring back.", "The snippet was not there before that.")
            snippet, pack, version = found
            now = repo.one(tx, snippet)
            _must_be_free(now)
            assert version.was is not None
            return self._set(tx, version.was, now.pack_id if now else pack or OWN, now, "restored")

        return self._store.write(work, origin="library.restore")

    def undo(self, seq: int) -> Saved:
        """Take the deed of an entry back. Raises UserError where the snippet was changed since, or is locked."""

        def work(tx: Tx) -> Saved:
            found = edits.version(tx, seq)
            if found is None or edits.latest(tx, found[0]) != seq:
                raise UserError("The snippet was changed since.", "Look into its history to bring older words back.")
            snippet, pack, version = found
            return self._back(tx, snippet, pack or OWN, version, "undone")

        return self._store.write(work, origin="library.undo")

    def history(self, snippet: SnippetId) -> Sequence[Version]:
        """What it was before each deed, the latest first."""
        return edits.history(self._store.read(), snippet)

    def flag(self, snippet: SnippetId, note: str) -> None:
        """Note that a snippet should be mended, with what is wrong. Kept for the snippet, never for who flagged it."""
        self._store.write(
            lambda tx: edits.add_flag(tx, snippet, normalise(note).strip(), self._clock.now()), origin="library.flag"
        )

    def settle(self, snippet: SnippetId) -> None:
        """What was flagged is mended, or is fine as it is."""
        self._store.write(lambda tx: edits.settle_flags(tx, snippet, self._clock.now()), origin="library.settle")

    def flags(self) -> Sequence[Flag]:
        """What is still to be mended, the oldest first."""
        return edits.flags(self._store.read())

    # Inside

    def _set(self, tx: Tx, doc: PackSnippet, pack: str, was: Snippet | None, deed: str, *, batch: str = "") -> Saved:
        at = self._clock.now()
        old = repo.plain(was) if was else None
        if pack != OWN and was is not None:
            doc = self._lay_over(tx, doc, was)
        seq = edits.remember(tx, doc.id, old, deed, at, pack=pack, batch=batch)
        if pack == OWN:
            repo.own_pack(tx, at)
        else:
            tx.touch(Kind.PACK, pack)
        repo.put_all(tx, [doc], pack, at)
        return Saved(snippet=SnippetId(doc.id), undo=seq)

    def _lay_over(self, tx: Tx, doc: PackSnippet, was: Snippet) -> PackSnippet:
        """``doc`` as an edit of a pack's snippet; its shortcut goes where one's own shortcuts are.

        What the pack recalled stays recalled: no edit, and no older words, bring it back.
        """
        kept = edits.overlay(tx, was.id)
        theirs = kept[1] if kept else repo.shipped(tx, was.id)
        own = "" if doc.shortcut == theirs.shortcut else doc.shortcut
        index.keep_use(tx, was.id, replace(index.use_of(tx, was.id), shortcut=own))
        doc = replace(doc, shortcut=theirs.shortcut, **{name: getattr(theirs, name) for name in THEIRS_ALWAYS})
        if doc == theirs:
            edits.drop_overlay(tx, was.id)
        else:
            edits.keep_overlay(tx, was.id, theirs, theirs)
        return doc

    def _reset(self, tx: Tx, was: Snippet) -> Saved:
        kept = edits.overlay(tx, was.id)
        if kept is None:
            raise UserError(
                f"“{was.title}” comes from a pack and cannot be deleted here.", "Nothing was changed. Flag it instead."
            )
        return self._set(tx, kept[1], was.pack_id, was, "reset")

    def _back(self, tx: Tx, snippet: SnippetId, pack: str, version: Version, deed: str) -> Saved:
        now = repo.one(tx, snippet)
        _must_be_free(now)
        if version.was is not None:
            return self._set(tx, version.was, now.pack_id if now else pack, now, deed)
        seq = edits.remember(tx, snippet, repo.plain(now) if now else None, deed, self._clock.now(), pack=pack)
        repo.remove_all(tx, [snippet])
        repo.own_pack(tx, self._clock.now())
        return Saved(snippet=snippet, undo=seq)

    @staticmethod
    def _there(tx: Tx, snippet: str) -> Snippet:
        found = repo.one(tx, snippet)
        if found is None:
            raise UserError("This snippet is no longer there.", "Copy your words and make a new one.")
        return found


def _must_be_free(snippet: Snippet | None) -> None:
    if snippet is not None and snippet.locked and snippet.pack_id != OWN:
        raise UserError(f"“{snippet.title}” is locked by its pack.", "Flag it, and its owner hears what to change.")
