"""Find snippets, fill them, install packs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from workbench.attachments import repo as assets
from workbench.attachments.files import Files
from workbench.attachments.model import KeptFile
from workbench.kernel.changes import Kind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import SnippetId
from workbench.library import repo
from workbench.library.editing.installing import keep_pack
from workbench.library.facts import repo as facts
from workbench.library.model import OWN, Filled, Hit, ReplyContext, Snippet, Use
from workbench.library.search import repo as index
from workbench.library.search.rank import Candidate, Query, holds, marks, rank, used, words_of
from workbench.library.search.suggest import rare_words, shared, words_in
from workbench.library.search.typos import Vocabulary
from workbench.library.template.fields import fields_of
from workbench.library.template.fill import Knowledge, fill
from workbench.library.template.lint import problems
from workbench.packs.format import read_pack
from workbench.packs.model import Fault, Field, PackSnippet
from workbench.store import Reader, Store, Tx

_FEW, _SOME, _MANY = 30, 150, 400
_WARM = 64
_BODY_FROM = 3  # letters; a shorter word is in nearly every body


class LibraryService:
    """The snippets on this machine."""

    def __init__(self, store: Store, clock: Clock, files: Files | None = None) -> None:
        """``files``: where files that go with snippets are kept; without it none are."""
        self._files = files
        self._store = store
        self._clock = clock
        self._vocabulary: tuple[str, Vocabulary] | None = None

    def search(self, query: str, context: ReplyContext | None = None, limit: int = 20) -> Sequence[Hit]:
        """Snippets that hold every word of ``query`` in any order, best first; one slip a word is forgiven.

        An empty query gives what is pinned, then what was used lately, then what suits the ticket.
        """
        reader = self._store.read()
        words = words_of(query)
        if query.strip() and not words:
            return ()
        context = context or ReplyContext()
        meant: Query = [(word,) for word in words]
        uses = index.uses(reader, _WARM)
        found = self._candidates(reader, meant, uses, context)
        if words and not found:
            meant = [(word, *self._words(reader).near(word)) for word in words]
            found = self._candidates(reader, meant, uses, context)
        ranked = rank(found, meant, context, uses, self._clock.now())[:limit]
        snippets = repo.some(reader, (each.id for _, each in ranked))
        return [
            Hit(
                snippet=snippets[each.id],
                score=score,
                marks=marks(each.title, meant),
                pinned=uses.get(each.id, Use()).pinned_at is not None,
            )
            for score, each in ranked
            if each.id in snippets
        ]

    def suggested(self, context: ReplyContext, limit: int = 3) -> Sequence[Snippet]:
        """What the words of the customer call for, best first, in the language of the ticket; often nothing."""
        reader = self._store.read()
        frequency = index.frequency(reader, words_in(context.asked))
        rare = rare_words(frequency, index.number(reader))
        scored = sorted(
            (-shared(rare, title, text), title, id_)
            for id_, language, title, text in index.sharing(reader, rare, _FEW)
            if context.language in ("", language)
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

    def one(self, snippet_id: SnippetId) -> Snippet | None:
        return repo.one(self._store.read(), snippet_id)

    def by_shortcut(self, shortcut: str) -> Snippet | None:
        """The snippet whose shortcut is exactly this one."""
        return repo.by_shortcut(self._store.read(), shortcut)

    def pack_name(self, pack_id: str) -> str:
        """What a pack calls itself, with its version."""
        return repo.pack_name(self._store.read(), pack_id)

    def fill(self, snippet: PackSnippet, context: ReplyContext, given: Mapping[str, str] | None = None) -> Filled:
        """The snippet with what is known put in; the rest stays open. ``given``: answers by the name of the field."""
        reader, known = self._store.read(), {}
        if "{{fact." in snippet.body or "{{>" in snippet.body:
            known = {kept.fact.name: kept.fact for kept in facts.all_facts(reader)}
        knowledge = Knowledge(
            values=context.values,
            given=given or {},
            facts=known,
            today=self._clock.now().date(),
            include=lambda id_: repo.one(reader, id_),
        )
        return fill(snippet, knowledge)

    def fields(self, snippet: PackSnippet) -> Sequence[Field]:
        """What the agent is asked for, with what included snippets ask, each once."""
        reader = self._store.read()
        return fields_of(snippet, lambda id_: repo.one(reader, id_))

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

    def _candidates(
        self, reader: Reader, query: Query, uses: Mapping[SnippetId, Use], context: ReplyContext
    ) -> list[Candidate]:
        """Few enough to be ranked: of very many only those by shortcut, title and habit, and some of the others."""
        if not query:
            found = index.of(reader, uses)
            found += index.with_labels(reader, context.tags, _SOME)
            found += index.first(reader, _SOME)
            return list({each.id: each for each in found}.values())
        found = index.by_head(reader, query, _MANY)
        if len(found) == _MANY:  # what is left out here may be meant most of all
            found += index.by_title(reader, query, _SOME)
            found += (each for each in index.of(reader, uses) if holds(each, query))
            if len(query) == 1:
                found += index.by_shortcut(reader, query[0][0], _FEW)
        elif len(found) < _FEW and max(len(words[0]) for words in query) >= _BODY_FROM:
            found += index.by_text(reader, query, _MANY)
        return list({each.id: each for each in found}.values())

    def _words(self, reader: Reader) -> Vocabulary:
        state = index.state(reader)
        if self._vocabulary is None or self._vocabulary[0] != state:
            self._vocabulary = (state, Vocabulary(index.words(reader)))
        return self._vocabulary[1]
