"""The checker of an open data folder: rules that ship, rules of packs and of this house, and what is let be."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.certainty import base_of, book_of, checker_for, repo
from workbench.certainty.engine import Checker
from workbench.certainty.house.model import AllowedPhrase, HouseFault
from workbench.certainty.house.reading import LONGEST_PHRASE, plain
from workbench.certainty.house.sources import InMemory, LastGood, Source, Stamp, file_source, house_of, stamp_of
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Changes, ChangeSet, Kind
from workbench.kernel.clock import Clock
from workbench.kernel.errors import StoreFault, UserError
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import one_line
from workbench.store import Store, Tx

_OWN = "own"


@dataclass(frozen=True, slots=True)
class _Held:
    stamp: tuple[int, Stamp]
    checker: Checker | None
    faults: tuple[HouseFault, ...]


class CertaintyService:
    """Checkers with house rules, and the deeds of keeping words as they are. May be shared between threads.

    ``folder`` holds ``<language>.toml`` of this house; it need not be there. A changed file, pack or phrase is taken up
    by the next call of `checker`. With ``keeps`` false nothing is written.
    """

    def __init__(self, store: Store, clock: Clock, changes: Changes, folder: Path, *, keeps: bool = True) -> None:
        self._store = store
        self._clock = clock
        self._changes = changes
        self._folder = folder
        self.last_good: LastGood = _KeptInStore(store, keeps=keeps)
        self._held: dict[str, _Held] = {}
        self._version = 0
        self._lock = threading.Lock()
        changes.subscribe(self._on_changed)

    @property
    def folder(self) -> Path:
        """Where the rule files of this house lie, one for each language."""
        return self._folder

    def is_ready(self) -> bool:
        """Whether the store can be asked: one of an older version can once the window has opened it."""
        try:
            repo.phrases(self._store.read())
        except StoreFault:
            return False
        return True

    def checker(self, language: str) -> Checker | None:
        """The checker of ``language``, or None where there are no rules for it. Cheap when nothing has changed.

        Raises RulesDamaged where the rules that ship cannot be read, and StoreFault. A damaged house file raises
        nothing: what it said before holds, and `faults` says what is wrong.
        """
        base = base_of(language)
        file = self._folder / f"{base}.toml"
        with self._lock:
            stamp = (self._version, stamp_of(file) if base else None)
            held, before = self._held.get(base), self.faults()
            if held is None or held.stamp != stamp:
                held = self._held[base] = self._made(base, stamp)
            told = self.faults() != before
        if told:
            self._changes.publish(ChangeSet({Kind.RULES: frozenset([base])}, "certainty"))
        return held.checker

    def faults(self) -> tuple[HouseFault, ...]:
        """What keeps house files from being used, of the languages that were asked for so far."""
        return tuple(fault for language in sorted(self._held) for fault in self._held[language].faults)

    def sources(self, language: str) -> list[Source]:
        """The rule files for ``language`` (two letters), in the order in which they count: packs, then this house."""
        packs = [
            Source(id=f"pack:{row['pack_id']}", name=f"the rules of “{one_line(row['name'], 60)}”", text=row["text"])
            for row in repo.pack_rules(self._store.read(), language)
        ]
        own = file_source(_OWN, self._folder / f"{language}.toml")
        return [*packs, own] if own else packs

    def allowed(self, language: str) -> list[str]:
        """The phrases that are let be in ``language``, as they are compared."""
        return [kept.plain for kept in self.phrases() if kept.language in ("", language)]

    def phrases(self) -> Sequence[AllowedPhrase]:
        """What was kept for good, by its words."""
        return repo.phrases(self._store.read())

    def keep_phrase(self, phrase: str, language: str = "") -> Receipt[AllowedPhrase]:
        """Let ``phrase`` be from now on, in replies in ``language`` or, where it is empty, in any.

        What is kept already is given back as it is, and undo leaves it. Raises UserError for what is no phrase.
        """
        words = " ".join(phrase.split())
        if not any(letter.isalnum() for letter in words):
            raise UserError("There are no words in this to keep.", "Select the words that you mean.")
        if len(words) > LONGEST_PHRASE:
            raise UserError(
                f"A phrase has at most {LONGEST_PHRASE} characters.",
                "Keep the few words that you mean, or the sentence.",
            )
        new = AllowedPhrase(
            id=new_id(), phrase=words, language=base_of(language), plain=plain(words), at=self._clock.now()
        )
        kept = self._put(new)
        inverse = (lambda: self._take(kept.id)) if kept is new else None
        return Receipt(value=kept, label="Keep the phrase", inverse=inverse)

    def drop_phrase(self, id_: str) -> Receipt[AllowedPhrase | None]:
        """Take a phrase out, so that it is checked again; None where it is not there any more."""
        was = self._take(id_)
        return Receipt(
            value=was, label="Check the phrase again", inverse=(lambda: self._put(was)) if was is not None else None
        )

    def keep_reply(self, ticket: TicketId, kind: OutKind = OutKind.REPLY) -> Receipt[None]:
        """Say nothing more of this draft, until it is sent or discarded. `keeps_reply` asks."""
        self._set_unchecked(ticket, kind, unchecked=True)
        return Receipt(
            value=None,
            label="Keep the reply as it is",
            inverse=lambda: self._set_unchecked(ticket, kind, unchecked=False),
        )

    def check_reply(self, ticket: TicketId, kind: OutKind = OutKind.REPLY) -> None:
        """Check this draft again."""
        self._set_unchecked(ticket, kind, unchecked=False)

    def keeps_reply(self, ticket: TicketId, kind: OutKind = OutKind.REPLY) -> bool:
        """Whether this draft is not checked, because somebody wanted it so."""
        return repo.is_unchecked(self._store.read(), ticket, kind)

    def _set_unchecked(self, ticket: TicketId, kind: OutKind, *, unchecked: bool) -> None:
        self._store.write(
            lambda tx: repo.set_unchecked(tx, ticket, kind, unchecked=unchecked), origin="certainty.keep_reply"
        )

    def _take(self, id_: str) -> AllowedPhrase | None:
        return self._store.write(lambda tx: repo.drop_phrase(tx, id_), origin="certainty.drop_phrase")

    def _put(self, new: AllowedPhrase) -> AllowedPhrase:
        def work(tx: Tx) -> AllowedPhrase:
            there = repo.phrase(tx, new.plain, new.language)
            if there is None:
                repo.add_phrase(tx, new)
            return there or new

        return self._store.write(work, origin="certainty.keep_phrase")

    def _made(self, language: str, stamp: tuple[int, Stamp]) -> _Held:
        if not language:
            return _Held(stamp, None, ())
        sources, allow = self.sources(language), self.allowed(language)
        if not sources and not allow:
            return _Held(stamp, checker_for(language), ())
        house = house_of(book_of(language), language, sources, self.last_good, allow)
        return _Held(stamp, Checker(house.book) if house.book else None, house.faults)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.PACK in changes or Kind.PHRASE in changes:
            self._version += 1  # on the writer thread alone


class _KeptInStore(InMemory):
    """The last good text of each file, kept through a restart."""

    def __init__(self, store: Store, *, keeps: bool) -> None:
        super().__init__()
        self._store = store
        self._keeps = keeps

    def get(self, source: str, language: str) -> str | None:
        return super().get(source, language) or repo.good(self._store.read(), source, language)

    def keep(self, source: str, language: str, text: str) -> None:
        if self.get(source, language) == text:
            return
        super().keep(source, language, text)
        if self._keeps:  # not waited for: without the copy the rules hold all the same
            self._store.submit(lambda tx: repo.keep_good(tx, source, language, text), origin="certainty.good")
