"""Find snippets, fill them, install packs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.attachments import repo as assets
from workbench.attachments.files import Files
from workbench.attachments.model import KeptFile
from workbench.kernel.changes import Changes, Kind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library import repo
from workbench.library.editing.installing import keep_pack
from workbench.library.facts import repo as facts
from workbench.library.languages import speaks
from workbench.library.model import OWN, Filled, Hit, ReplyContext, Snippet, State
from workbench.library.search import repo as index
from workbench.library.search.find import find
from workbench.library.search.rank import beginnings, marks, rank, used
from workbench.library.search.suggest import rare_words, shared, words_in
from workbench.library.search.words import Words
from workbench.library.template.fields import deciding, fields_of
from workbench.library.template.fill import Knowledge, fill, unknown_in
from workbench.library.template.lint import problems
from workbench.library.variants import choose, shown_as
from workbench.packs.format import read_pack
from workbench.packs.model import Fault, Field, PackSnippet
from workbench.store import Store, Tx

_FEW = 30


class LibraryService:
    """The snippets on this machine."""

    def __init__(self, store: Store, clock: Clock, files: Files | None = None, changes: Changes | None = None) -> None:
        """``files``: where files that go with snippets are kept; without it none are. ``changes``: of the store."""
        self._files = files
        self._store = store
        self._clock = clock
        self._words = Words()
        if changes is not None:
            changes.subscribe(lambda changed: self._words.changed(changed.of(Kind.SNIPPET)))

    def search(self, query: str, context: ReplyContext | None = None, limit: int = 20) -> Sequence[Hit]:
        """Snippets that hold every word of ``query`` in any order, best first; one slip a word is forgiven.

        What holds the words as typed stands before what is found behind a slip.

        An empty query gives what is pinned, then what was used lately, then what suits the ticket.
        """
        reader = self._store.read()
        context = context or ReplyContext()
        found = find(reader, query, context, self._words)
        ranked = rank(found.candidates, found.query, context, self._clock.now(), found.shortcut)[:limit]
        snippets = repo.some(reader, (each.id for each in ranked))
        return [
            Hit(
                snippet=snippets[each.id],
                words=beginnings(found.query, guessed=each.guessed),
                marks=marks(each.title, beginnings(found.query, guessed=each.guessed)),
                pinned=each.use is not None and each.use.pinned_at is not None,
            )
            for each in ranked
            if each.id in snippets
        ]

    def read_words(self) -> None:
        """Read the words of the library beforehand, or the first slip of the finger after many changes waits for it."""
        self._words.read(self._store.read())

    def suggested(self, context: ReplyContext, limit: int = 3) -> Sequence[Snippet]:
        """What the words of the customer call for, best first, to be had in the ticket's language; often nothing."""
        reader = self._store.read()
        frequency = index.frequency(reader, words_in(context.asked))
        rare = rare_words(frequency, index.number(reader))
        scored = sorted(
            (-shared(rare, title, text), title, id_)
            for id_, languages, title, text in index.sharing(reader, rare, _FEW)
            if speaks(languages, context.language)
        )
        best = [id_ for score, _, id_ in scored if score and score <= scored[0][0] / 2]
        snippets = repo.some(reader, best)
        return [snippets[id_] for id_ in best if not self.spent(snippets[id_])][:limit]

    def all(self) -> Sequence[Snippet]:
        """Every snippet, by folder and title."""
        found = repo.all_snippets(self._store.read())
        return sorted(found, key=lambda snippet: (snippet.folder, snippet.title.casefold()))

    def folders(self) -> Sequence[str]:
        """The names of the folders, in the order of the alphabet."""
        return repo.folders(self._store.read())

    def some(self, ids: Iterable[SnippetId]) -> Sequence[Snippet]:
        """Those of ``ids`` that are there, in no order."""
        return tuple(repo.some(self._store.read(), ids).values())

    def one(self, snippet_id: SnippetId) -> Snippet | None:
        return repo.one(self._store.read(), snippet_id)

    def by_shortcut(self, shortcut: str) -> Snippet | None:
        """The snippet whose shortcut is exactly this one."""
        return repo.by_shortcut(self._store.read(), shortcut)

    def only_with_shortcut(self, shortcut: str) -> Snippet | None:
        """The one snippet with this shortcut; None where there is none, or more than one. Quick enough for a key."""
        found = repo.with_shortcut(self._store.read(), shortcut, 2)
        return found[0] if len(found) == 1 else None

    def pack_name(self, pack_id: str) -> str:
        """What a pack calls itself, with its version."""
        return repo.pack_name(self._store.read(), pack_id)

    def fill(self, snippet: PackSnippet, context: ReplyContext, given: Mapping[str, str] | None = None) -> Filled:
        """The snippet with what is known put in; the rest stays open. ``given``: answers by the name of the field."""
        reader, known = self._store.read(), {}
        if "fact." in snippet.body or ">" in snippet.body:
            known = {kept.fact.name: kept.fact for kept in facts.all_facts(reader)}
        knowledge = Knowledge(
            values=context.values,
            given=given or {},
            facts=known,
            today=self._clock.now().date(),
            include=self._including(context),
        )
        return fill(snippet, knowledge)

    def questions(self, snippet: PackSnippet, context: ReplyContext) -> Sequence[Field]:
        """All that can be asked: fields, those of included snippets too, and what the ticket would tell and does not.

        Each once; the name of what the ticket would tell is that of its value, such as ``customer.first_name``.
        """
        return (*fields_of(snippet, self._usable(context)), *unknown_in(self.fill(snippet, context)))

    def must_ask(self, snippet: PackSnippet, context: ReplyContext, *, in_place: bool) -> Sequence[Field]:
        """What has to be asked before the snippet is filled, for it cannot be answered afterwards.

        ``in_place``: the words can be written on, so that is only what decides which parts stand. Elsewhere it is all
        that has no value, too.
        """
        decides = deciding(snippet, self._usable(context))
        if in_place:
            return decides
        filled = self.fill(snippet, context)
        empty = {place.field.name: place.field for place in filled.places if place.field and place.state is State.EMPTY}
        asked = {each.name: each for each in decides} | empty
        return (*asked.values(), *unknown_in(filled))

    def problems(self, snippet: PackSnippet) -> Sequence[str]:
        """What is wrong with the template of a snippet, in sentences for its author."""
        reader = self._store.read()
        known = {kept.fact.name: kept.fact for kept in facts.all_facts(reader)}
        today = self._clock.now().date()
        return problems(snippet, include=lambda id_: repo.one(reader, id_), facts=known, today=today)

    def spent(self, snippet: Snippet) -> str:
        """Why a snippet may not be used any more, in a sentence; empty while it may."""
        return snippet.spent(self._clock.now().date())

    def used(self, snippet_id: SnippetId) -> None:
        """Note that a snippet was inserted (counted for the snippet, never for a person)."""
        at = self._clock.now()
        self._store.submit(
            lambda tx: index.keep_use(tx, snippet_id, used(index.use_of(tx, snippet_id), at)), origin="library.used"
        )

    def pin(self, snippet_id: SnippetId, pinned: bool = True) -> None:
        """Keep a snippet on top of what an empty query gives, or no longer."""
        at = self._clock.now() if pinned else None

        def work(tx: Tx) -> None:
            index.keep_use(tx, snippet_id, replace(index.use_of(tx, snippet_id), pinned_at=at))
            tx.touch(Kind.SNIPPET, snippet_id)

        self._store.write(work, origin="library.pin")

    def install(self, folder: Path) -> Sequence[Fault]:
        """Install the pack in ``folder``; the files that could not come in. Raises UserError, changing nothing."""
        pack = read_pack(folder)
        if repo.pack_digest(self._store.read(), pack.id) == pack.digest:
            return pack.faults
        taken = repo.holders(self._store.read(), (snippet.id for snippet in pack.snippets))
        if strangers := [s.id for s in pack.snippets if taken.get(s.id, pack.id) != pack.id]:
            raise UserError(
                f"“{pack.name}” holds the id “{strangers[0]}”, which another pack already uses.", "Nothing was changed."
            )
        kept = [self._files.keep(path) for path in pack.assets] if self._files else []

        def work(tx: Tx) -> None:
            keep_pack(tx, pack, self._clock.now())
            assets.set_assets(tx, pack.id, kept)

        self._store.write(work, origin="library.install")
        return pack.faults

    def asset(self, snippet: Snippet, name: str) -> KeptFile | None:
        """A file that goes with a snippet, by its name there: the pack's, or one put with it on this machine."""
        reader = self._store.read()
        return assets.asset(reader, snippet.pack_id, name) or assets.asset(reader, OWN, name)

    def _including(self, context: ReplyContext) -> Callable[[str], Snippet | None]:
        """A snippet by its id, in the variant that suits ``context``."""
        reader = self._store.read()

        def one(id_: str) -> Snippet | None:
            found = repo.one(reader, id_)
            return shown_as(found, choose(found, context)) if found else None

        return one

    def _usable(self, context: ReplyContext) -> Callable[[str], Snippet | None]:
        """The same without what may not be used any more: it asks nothing."""
        one = self._including(context)
        return lambda id_: found if (found := one(id_)) and not self.spent(found) else None
