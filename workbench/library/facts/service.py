"""Facts: one value for many snippets. Who changes one sees every snippet that it reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.library import repo as snippets
from workbench.library.facts import repo
from workbench.library.facts.checked import checked
from workbench.library.facts.repo import KeptFact
from workbench.library.model import OWN, Snippet
from workbench.library.template.lint import included_by
from workbench.library.template.parse import names, parse
from workbench.packs.model import Fact
from workbench.store import Store, Tx


class FactService:
    """The facts on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> Sequence[KeptFact]:
        """Every fact, by name."""
        return repo.all_facts(self._store.read())

    def by_name(self) -> Mapping[str, Fact]:
        return {kept.fact.name: kept.fact for kept in self.all()}

    def save(self, fact: Fact) -> None:
        """Keep a fact. A pack's is changed here alone, and until the pack says something new.

        Raises UserError where the name or the value cannot be used.
        """
        fact = checked(fact)

        def work(tx: Tx) -> None:
            before = repo.one(tx, fact.name)
            if before is None or before.pack_id == OWN:
                snippets.own_pack(tx, self._clock.now())
                repo.keep(tx, KeptFact(fact=fact, pack_id=OWN))
                return
            theirs = before.theirs or before.fact
            repo.keep(tx, KeptFact(fact=fact, pack_id=before.pack_id, theirs=None if fact == theirs else theirs))

        self._store.write(work, origin="facts.save")

    def delete(self, name: str) -> None:
        """Take one's own fact away, or a change off a pack's. Raises UserError for a pack's own."""

        def work(tx: Tx) -> None:
            before = repo.one(tx, name)
            if before is None:
                return
            if before.pack_id == OWN:
                repo.drop(tx, name)
            elif before.theirs is not None:
                repo.keep(tx, KeptFact(fact=before.theirs, pack_id=before.pack_id))
            else:
                raise UserError("This fact comes from a pack.", "It can be changed here, and not deleted.")

        self._store.write(work, origin="facts.delete")

    def reach(self, name: str) -> Sequence[Snippet]:
        """The snippets that state a fact, themselves or by what they include, by title."""
        every = {str(snippet.id): snippet for snippet in snippets.all_snippets(self._store.read())}
        wanted, found = f"fact.{name}", set()
        for id_, snippet in every.items():
            if any(wanted in body and wanted in names(parse(body).nodes) for body in snippet.bodies):
                found.add(id_)
        including = {id_: set(included_by(each)) for id_, each in every.items() if any(">" in b for b in each.bodies)}
        grown = True
        while grown:
            more = {id_ for id_, others in including.items() if id_ not in found and others & found}
            found |= more
            grown = bool(more)
        return sorted((every[id_] for id_ in found), key=lambda snippet: (snippet.title.casefold(), snippet.id))
