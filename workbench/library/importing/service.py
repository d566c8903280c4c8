"""Bring snippets in and out. A dry run first; merged by identity, never wiping; one undo takes an import back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from workbench.attachments import repo as kept_files
from workbench.attachments.files import Files
from workbench.attachments.model import KeptFile
from workbench.exchange.export.writing import ExportFormat, export
from workbench.exchange.model import Item
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId, new_id
from workbench.library import repo as snippets
from workbench.library.editing import repo as edits
from workbench.library.facts import repo as facts
from workbench.library.importing import facts as fact_rows
from workbench.library.importing import named_files, repo
from workbench.library.importing.plan import Action, Plan, Row, decide
from workbench.library.importing.reading import Brought, Progress, read, read_all
from workbench.library.importing.repo import Batch
from workbench.library.model import OWN, Snippet, Version
from workbench.store import Store, Tx
from workbench.store.db import CHUNK

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an import or its undo came to. ``kept``: titles of what was changed since and stays."""

    batch: str
    added: int = 0
    changed: int = 0
    kept: tuple[str, ...] = ()
    stopped: bool = False


class ImportService:
    """Imports and exports of the library."""

    def __init__(self, store: Store, clock: Clock, files: Files) -> None:
        self._files = files
        self._store = store
        self._clock = clock

    def plan(self, path: Path, format_name: str = "", progress: Progress = lambda _done, _all: True) -> Plan:
        """A dry run: what would become of each item in ``path``. Changes nothing.

        Raises UserError where the file is of no known format or cannot be read, or where ``progress`` stopped it.
        """
        return self._planned(read(path, format_name, progress))

    def plan_all(self, paths: Sequence[Path], progress: Progress = lambda _done, _all: True) -> Plan:
        """A dry run of several files as one import. One that cannot be read is told among the items.

        Raises UserError where none can be read, or where ``progress`` stopped it.
        """
        return self._planned(read_all(paths, progress))

    def carry_out(self, plan: Plan, folder: str = "", progress: Progress = lambda _done, _all: True) -> Done:
        """Do what ``plan`` says, in small transactions, so that a reply never waits. ``folder``: where new ones go.

        What has changed since the dry run is decided anew. When it is stopped or cut off, what is in can be undone or
        the import repeated.
        """
        batch, label = new_id(), f"{plan.format}: {plan.name}"
        self._store.write(lambda tx: repo.begin(tx, batch, label, self._clock.now()), origin="library.import")
        self._keep(plan.assets, batch)
        added, changed = self._bring_facts_in(plan, batch)
        seen: set[str] = set()
        done = 0
        for part in _chunks(plan.items):
            rows = self._store.write(
                lambda tx, part=part: self._bring_in(tx, part, batch, folder, seen),  # type: ignore[misc]
                origin="library.import",
            )
            added += sum(row.action is Action.ADD for row in rows)
            changed += sum(row.action is Action.UPDATE for row in rows)
            done += len(part)
            if not progress(done, len(plan.items)):
                return Done(batch=batch, added=added, changed=changed, stopped=True)
        return Done(batch=batch, added=added, changed=changed)

    def undo(self, batch: str, progress: Progress = lambda _done, _all: True) -> Done:
        """Bring everything back as it was before an import, except what was changed since, which is named.

        When it is stopped, what is still in can be taken back by the same deed.
        """
        entries = edits.batch(self._store.read(), batch)
        kept: list[str] = []
        added = changed = done = 0
        for part in _chunks(entries):
            one, two, left = self._store.write(
                lambda tx, part=part: self._take_back(tx, part),  # type: ignore[misc]
                origin="library.import",
            )
            added, changed, done = added + one, changed + two, done + len(part)
            kept += left
            if not progress(done, len(entries)) and done < len(entries):
                return Done(batch=batch, added=added, changed=changed, kept=tuple(kept), stopped=True)
        one, two, left = self._store.write(lambda tx: self._end(tx, batch), origin="library.import")
        return Done(batch=batch, added=added + one, changed=changed + two, kept=(*kept, *left))

    def batches(self) -> Sequence[Batch]:
        """Imports that can be undone, the latest first."""
        return repo.batches(self._store.read())

    def export(
        self,
        format_: ExportFormat,
        target: Path,
        *,
        folder: str = "",
        overwrite: bool = False,
        progress: Progress = lambda _done, _all: True,
    ) -> int:
        """Write the library, or one folder of it, to ``target``; how many snippets.

        Raises UserError where there is nothing, where ``target`` is there already, where it cannot be written, or where
        ``progress`` stopped it; then nothing is left of it.
        """
        reader = self._store.read()
        found = [each for each in snippets.all_snippets(reader) if not folder or _within(each.folder, folder)]
        if not found:
            cure = f"Check the name of the folder “{folder}”." if folder else "Write or import one first."
            raise UserError("There is no snippet to export.", cure)
        ordered = sorted(found, key=lambda each: (each.folder, each.title.casefold(), each.id))
        docs = [snippets.plain(each) for each in ordered]
        known = [kept.fact for kept in facts.all_facts(reader)]
        assets = self._assets(ordered) if format_ is ExportFormat.MARKDOWN else ()

        def tell(done: int) -> None:
            if not progress(done, len(docs)):
                raise UserError("The export was stopped.", "Nothing was written.")

        tell(0)
        export(docs, format_, target, facts=known, assets=assets, overwrite=overwrite, tell=tell)
        progress(len(docs), len(docs))
        return len(docs)

    def _assets(self, found: Sequence[Snippet]) -> Iterator[tuple[str, bytes]]:
        """The files that snippets name, each once, as far as they are here."""
        reader, given = self._store.read(), set()
        for snippet in found:
            for name in snippet.assets:
                file = kept_files.asset(reader, snippet.pack_id, name) or kept_files.asset(reader, OWN, name)
                if file is not None and name not in given:
                    given.add(name)
                    yield name, self._files.read(file)

    def _planned(self, came: Brought) -> Plan:
        seen: set[str] = set()
        rows: list[Row] = []
        for part in _chunks(came.items):
            rows += decide(part, repo.there(self._store.read(), part), seen)
        rows += fact_rows.planned(self._store.read(), came.facts)
        rows += named_files.told(self._store.read(), came.assets)
        return Plan(
            name=came.name,
            format=came.format,
            items=came.items,
            rows=tuple(rows),
            assets=came.assets,
            facts=came.facts,
        )

    def _bring_facts_in(self, plan: Plan, batch: str) -> tuple[int, int]:
        """How many were added and changed."""
        rows: list[Row] = []
        for part in _chunks(plan.facts):
            rows += self._store.write(
                lambda tx, part=part: fact_rows.bring_in(tx, part, batch, self._clock.now()),  # type: ignore[misc]
                origin="library.import",
            )
        return sum(row.action is Action.ADD for row in rows), sum(row.action is Action.UPDATE for row in rows)

    def _keep(self, paths: Sequence[Path], batch: str) -> None:
        """Files come in with the snippets that name them; one that is here already by that name stays what it is."""
        for path in paths:
            file = self._files.keep(path)

            def work(tx: Tx, file: KeptFile = file) -> None:
                snippets.own_pack(tx, self._clock.now())
                if kept_files.asset(tx, OWN, file.name) is None:
                    kept_files.add_asset(tx, OWN, file)
                    repo.remember_asset(tx, batch, file.name)

            self._store.write(work, origin="library.import")

    def _bring_in(self, tx: Tx, items: Sequence[Item], batch: str, folder: str, seen: set[str]) -> list[Row]:
        at = self._clock.now()
        rows = decide(items, repo.there(tx, items), seen)
        docs = []
        for row in rows:
            if row.doc is None or row.theirs is None:
                continue
            new = row.action is Action.ADD
            doc = replace(row.doc, folder="/".join(filter(None, (folder, row.doc.folder)))) if new else row.doc
            was = None if new else snippets.one(tx, doc.id)
            edits.remember(tx, doc.id, snippets.plain(was) if was else None, "imported", at, pack=OWN, batch=batch)
            edits.keep_overlay(tx, doc.id, row.theirs, row.theirs)
            docs.append(doc)
        if docs:
            snippets.own_pack(tx, at)
            snippets.put_all(tx, docs, OWN, at)
        return rows

    def _take_back(self, tx: Tx, entries: Sequence[tuple[SnippetId, Version]]) -> tuple[int, int, list[str]]:
        at, gone, back, kept, seqs = self._clock.now(), [], [], [], []
        for snippet, version in entries:
            if edits.latest(tx, snippet) != version.seq:
                now = snippets.one(tx, snippet)
                kept += [now.title] if now else []
                continue
            seqs.append(version.seq)
            if version.was is None:
                gone.append(snippet)
                edits.drop_overlay(tx, snippet)
            else:
                back.append(version.was)
                edits.keep_overlay(tx, snippet, version.was, version.was)
        snippets.own_pack(tx, at)
        snippets.remove_all(tx, gone)
        snippets.put_all(tx, back, OWN, at)
        repo.forget(tx, seqs)
        return len(gone), len(back), kept

    @staticmethod
    def _end(tx: Tx, batch: str) -> tuple[int, int, list[str]]:
        """The facts of an import, and the files that nothing names any more, go too; then nothing is left of it."""
        facts_back = fact_rows.take_back(tx, batch)
        for name in repo.unneeded_assets(tx, batch):
            kept_files.drop_asset(tx, OWN, name)
        repo.forget_assets(tx, batch)
        repo.end(tx, batch)
        return facts_back


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for at in range(0, len(items), CHUNK):
        yield items[at : at + CHUNK]


def _within(folder: str, outer: str) -> bool:
    return folder == outer or folder.startswith(f"{outer}/")
