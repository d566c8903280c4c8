"""Keep what customers say, list it, hand it on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from workbench.feedback import deeds, keep, repo
from workbench.feedback.clients import repo as clients
from workbench.feedback.clients.model import Client
from workbench.feedback.export import to_csv, to_json
from workbench.feedback.model import AlreadyKept, Beside, CaptureAnswer, Entry, FeedbackKind, Listing, OwnAnswer
from workbench.feedback.personal import Mark, marked
from workbench.kernel.clock import Clock
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, MessageId, TicketId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise
from workbench.kernel.whole import whole_file
from workbench.store import Store, Tx

_EVERYTHING = 1_000_000
_NOTHING = Beside()

T = TypeVar("T")


class FeedbackService:
    """Entries of feedback on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def capture(
        self, message: MessageId, verbatim: str, kind: FeedbackKind, note: str = "", beside: Beside = _NOTHING
    ) -> Receipt[CaptureAnswer]:
        """Keep the customer's exact words from ``message``, one entry for each kind; no white space at the ends.

        Where personal data is taken out of the words, or they are put behind a topic, it is one deed with keeping them.
        """
        words, noted = normalise(verbatim), normalise(note).strip()
        now = self._clock.now()
        answer, undo = self._do(
            lambda tx: deeds.capture(tx, message, words, kind, noted, beside, now), "feedback.capture"
        )
        return Receipt(value=answer, label="Note feedback", inverse=self._inverse(undo))

    def note_own(
        self,
        text: str,
        kind: FeedbackKind,
        ticket: TicketId | None = None,
        *,
        channel: str = "",
        beside: Beside = _NOTHING,
    ) -> Receipt[OwnAnswer]:
        """Keep what one of us observes, on a conversation or without one. It is never counted as a customer."""
        words, now = normalise(text).strip(), self._clock.now()
        answer, undo = self._do(
            lambda tx: deeds.note_own(tx, words, kind, ticket, channel, beside, now), "feedback.note_own"
        )
        return Receipt(value=answer, label="Note what we see", inverse=self._inverse(undo))

    def personal(self, text: str, ticket: TicketId | None) -> Sequence[Mark]:
        """Where ``text`` has personal data; names are those of who is in the conversation."""
        return marked(text, repo.people(self._store.read(), ticket))

    def personal_of(self, entry: Entry) -> Sequence[Mark]:
        """The same of the words of an entry that is kept."""
        return marked(entry.verbatim, deeds.names_around(self._store.read(), entry))

    def mask(self, entry: EntryId) -> Receipt[int]:
        """Take personal data out of the words and the note of an entry; how many places there were."""
        now = self._clock.now()
        places, undo = self._do(lambda tx: deeds.mask(tx, entry, now), "feedback.mask")
        return Receipt(value=places, label="Mask personal data", inverse=self._inverse(undo))

    def listed(self, kind: FeedbackKind | None = None, words: str = "", limit: int = 500) -> Sequence[Entry]:
        """Entries, newest first; those that hold a word beginning like each of ``words``."""
        return self.page(kind, words, limit).entries

    def page(self, kind: FeedbackKind | None = None, words: str = "", limit: int = 500) -> Listing:
        """The same, with how many there are of each kind."""
        reader = self._store.read()
        every = repo.counts(reader)
        if not words.strip():
            return Listing(entries=repo.newest(reader, kind, limit), counts=every, any=bool(every))
        ids, counts = keep.matching(reader, words, kind, limit)
        return Listing(entries=repo.some(reader, ids), counts=counts, any=bool(every))

    def about(self, entry: EntryId) -> Client | None:
        """The account for which an entry speaks; None where it is our own observation."""
        return clients.of_entry(self._store.read(), entry)

    def change(self, entry: EntryId, kind: FeedbackKind, note: str) -> Receipt[AlreadyKept | None]:
        """Change kind or note; the customer's words stay as they are.

        Where their message has an entry of that kind already, that one, and nothing is changed.
        """
        noted = normalise(note).strip()
        already, undo = self._do(lambda tx: deeds.change(tx, entry, kind, noted), "feedback.change")
        return Receipt(value=already, label="Change feedback", inverse=self._inverse(undo))

    def remove(self, entry: EntryId) -> Receipt[None]:
        """Take an entry away; undo brings it back with what it stood behind."""
        undo = self._do(lambda tx: deeds.remove(tx, entry), "feedback.remove")
        return Receipt(value=None, label="Remove feedback", inverse=self._inverse(undo))

    def settle(self) -> None:
        """Bring the index of words up to date after much was written past this service."""
        while self._store.write(keep.settle, origin="feedback.settle"):
            pass

    def export(self, file: Path) -> int:
        """Write every entry to ``file``: CSV or JSON, told by its ending. The number of entries.

        The file is whole or not there at all. Raises UserError where it cannot be written or the ending is another.
        """
        makers = {".csv": to_csv, ".json": to_json}
        maker = makers.get(file.suffix.lower())
        if maker is None:
            raise UserError(f"“{file.name}” is neither .csv nor .json.", "Choose a name with one of these endings.")
        entries = self.listed(limit=_EVERYTHING)
        text = maker(entries).encode("utf-8-sig" if maker is to_csv else "utf-8")
        whole_file(file, lambda out: out.write(text), private=True)
        return len(entries)

    def _do(self, work: Callable[[Tx], T], origin: str) -> T:
        def settled(tx: Tx) -> T:
            result = work(tx)
            deeds.settled(tx)
            return result

        return self._store.write(settled, origin=origin)

    def _inverse(self, undo: deeds.Undo) -> Callable[[], object] | None:
        return None if undo is None else lambda: self._do(undo, "feedback.undo")
