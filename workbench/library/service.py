"""Find snippets, fill them, install packs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library import repo
from workbench.library.model import Filled, Hit, ReplyContext, Snippet
from workbench.library.search import rank, words_of
from workbench.library.template import fill
from workbench.packs.format import Fault, read_pack
from workbench.store import Store

_CANDIDATES = 400


class LibraryService:
    """The snippets on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def search(self, query: str, context: ReplyContext | None = None, limit: int = 20) -> Sequence[Hit]:
        """Snippets that hold every word of ``query``, best first. An empty query gives what was used lately first."""
        reader = self._store.read()
        words = words_of(query)
        if query.strip() and not words:
            return ()
        found = repo.candidates(reader, words, _CANDIDATES) if words else repo.all_snippets(reader)
        return rank(found, query, context or ReplyContext(), repo.uses(reader), self._clock.now())[:limit]

    def all(self) -> Sequence[Snippet]:
        """Every snippet, by folder and title."""
        found = repo.all_snippets(self._store.read())
        return sorted(found, key=lambda snippet: (snippet.folder, snippet.title.casefold()))

    def one(self, snippet_id: SnippetId) -> Snippet | None:
        return repo.one(self._store.read(), snippet_id)

    def by_shortcut(self, shortcut: str) -> Snippet | None:
        """The snippet whose shortcut is exactly this one."""
        return repo.by_shortcut(self._store.read(), shortcut)

    def pack_name(self, pack_id: str) -> str:
        """What a pack calls itself, with its version."""
        return repo.pack_name(self._store.read(), pack_id)

    def fill(self, snippet: Snippet, context: ReplyContext) -> Filled:
        """The snippet with what the ticket knows put in; the rest stays open."""
        return fill(snippet.body, context.values, snippet.fields)

    def used(self, snippet_id: SnippetId) -> None:
        """Note that a snippet was inserted (counted for the snippet, never for a person)."""
        at = self._clock.now()
        self._store.submit(lambda tx: repo.count_use(tx, snippet_id, at), origin="library.used")

    def install(self, folder: Path) -> Sequence[Fault]:
        """Install the pack in ``folder``; the files that could not come in. Raises UserError, changing nothing."""
        pack = read_pack(folder)
        if repo.pack_digest(self._store.read(), pack.id) == pack.digest:
            return pack.faults
        taken = {snippet.id: snippet.pack_id for snippet in self.all()}
        if strangers := [s.id for s in pack.snippets if taken.get(SnippetId(s.id), pack.id) != pack.id]:
            raise UserError(
                f"“{pack.name}” holds the id “{strangers[0]}”, which another pack already uses.", "Nothing was changed."
            )
        self._store.write(lambda tx: repo.keep_pack(tx, pack, self._clock.now()), origin="library.install")
        return pack.faults
