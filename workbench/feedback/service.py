"""Keep what customers say, list it, hand it on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbench.feedback import repo
from workbench.feedback.export import to_csv, to_json
from workbench.feedback.model import AlreadyKept, CaptureAnswer, Captured, Entry, FeedbackKind, NotTheirWords
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import EntryId, MessageId, new_id
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import normalise
from workbench.store import Store

_EVERYTHING = 1_000_000
_WORD = re.compile(r"\w+")


class FeedbackService:
    """Entries of feedback on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def capture(self, message: MessageId, verbatim: str, kind: FeedbackKind, note: str = "") -> Receipt[CaptureAnswer]:
        """Keep the customer's exact words from ``message``. White space at the ends is left out."""
        words = normalise(verbatim).strip()
        reader = self._store.read()
        found = repo.source(reader, message)
        if found is None or not _flat(words) or _flat(words) not in _flat(found["text"]):
            return Receipt(value=NotTheirWords(), label="Note feedback")
        if already := repo.same(reader, message, kind, words):
            return Receipt(value=AlreadyKept(already), label="Note feedback")
        row = {
            "id": new_id(),
            "kind": kind,
            "verbatim": words,
            "note": normalise(note).strip(),
            "account_name": found["account_name"],
            "account_id": found["account_id"],
            "ticket_id": found["ticket_id"],
            "ticket_number": found["number"],
            "ticket_subject": found["subject"],
            "message_id": message,
            "customer_name": found["customer_name"],
            "customer_email": found["customer_email"],
            "channel": found["channel"],
            "said_at": found["at"],
            "captured_at": to_text(self._clock.now()),
            "practice": found["practice"],
        }
        self._store.write(lambda tx: repo.add(tx, row), origin="feedback.capture")
        entry = repo.one(self._store.read(), EntryId(row["id"]))
        if entry is None:
            raise UserError("The feedback could not be read back.", "Note it once more.")
        return Receipt(value=Captured(entry), label="Note feedback", inverse=lambda: self.remove(entry.id))

    def listed(self, kind: FeedbackKind | None = None, words: str = "", limit: int = 500) -> Sequence[Entry]:
        """Entries, newest first."""
        return repo.listed(self._store.read(), kind, words.strip(), limit)

    def change(self, entry: EntryId, kind: FeedbackKind, note: str) -> Receipt[None]:
        """Change kind or note; the customer's words stay as they are."""
        before = repo.one(self._store.read(), entry)
        self._store.write(lambda tx: repo.change(tx, entry, kind, normalise(note).strip()), origin="feedback.change")
        back = None if before is None else (lambda: self.change(entry, before.kind, before.note))
        return Receipt(value=None, label="Change feedback", inverse=back)

    def remove(self, entry: EntryId) -> Receipt[None]:
        """Take an entry away; undo brings it back."""
        row = self._store.write(lambda tx: repo.remove(tx, entry), origin="feedback.remove")
        if row is None:
            return Receipt(value=None, label="Remove feedback")
        return Receipt(
            value=None,
            label="Remove feedback",
            inverse=lambda: self._store.write(lambda tx: repo.add(tx, row), origin="feedback.restore"),
        )

    def export(self, file: Path) -> int:
        """Write every entry to ``file``: CSV or JSON, told by its ending. The number of entries.

        The file is whole or not there at all. Raises UserError where it cannot be written or the ending is another.
        """
        makers = {".csv": to_csv, ".json": to_json}
        maker = makers.get(file.suffix.lower())
        if maker is None:
            raise UserError(f"“{file.name}” is neither .csv nor .json.", "Choose a name with one of these endings.")
        entries = self.listed(limit=_EVERYTHING)
        part = file.with_name(f".{file.name}.part")
        try:
            part.write_text(maker(entries), "utf-8-sig" if maker is to_csv else "utf-8", newline="")
            part.replace(file)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise UserError(f"“{file}” could not be written.", f"Choose another folder. ({error.strerror})") from error
        return len(entries)


def _flat(text: str) -> str:
    """The words alone: a selection on the screen has other line breaks and none of the marks of the kept text."""
    return " ".join(_WORD.findall(text))
