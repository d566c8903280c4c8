"""Attach files to a draft, take them off again, and let go of those that nothing needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from workbench.attachments import repo
from workbench.attachments.files import Files
from workbench.attachments.model import Attached, KeptFile
from workbench.attachments.names import clean_name, numbered
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import UserError
from workbench.kernel.ids import TicketId
from workbench.kernel.receipt import Receipt
from workbench.store import Store, Tx

_SPARE = timedelta(days=1)  # what was taken off can be brought back meanwhile


class AttachmentService:
    """Everything here but `of_draft` and `asset` writes to the disk: call it beside the window.

    Raises UserError where a file cannot be read or is too large, alone or with the others; DiskFull or StoreFault.
    """

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    def of_draft(self, ticket: TicketId, kind: OutKind) -> Sequence[Attached]:
        """In the order in which they go out."""
        return repo.of_draft(self._store.read(), ticket, kind)

    def attach(self, ticket: TicketId, kind: OutKind, source: Path) -> Attached:
        """Copy a file in and attach it to the draft."""
        return self.attach_kept(ticket, kind, self._files.keep(source))

    def attach_bytes(self, ticket: TicketId, kind: OutKind, data: bytes, name: str) -> Attached:
        """Attach what has no file of its own, as a picture from the clipboard."""
        return self.attach_kept(ticket, kind, self._files.keep_bytes(data, name))

    def attach_kept(self, ticket: TicketId, kind: OutKind, file: KeptFile) -> Attached:
        """Attach what is kept already, as a snippet's asset is. The same bytes by the same name are attached once."""

        def work(tx: Tx) -> Attached:
            there = repo.of_draft(tx, ticket, kind)
            cleaned = replace(file, name=clean_name(file.name))
            for each in there:
                if (each.file.sha, each.file.name) == (cleaned.sha, cleaned.name):
                    return each
            self._must_be_there(file)
            name = numbered(cleaned.name, {each.file.name for each in there})
            attached = repo.made(replace(cleaned, name=name))
            repo.put(tx, ticket, kind, [attached])
            return attached

        return self._store.write(work, origin="attachments.attach")

    def remove(self, ticket: TicketId, kind: OutKind, attached: str) -> Receipt[None]:
        """Take one off the draft; the receipt puts it back where it was."""

        def work(tx: Tx) -> tuple[int, Attached | None]:
            ids = [each.id for each in repo.of_draft(tx, ticket, kind)]
            found = repo.take_away(tx, ticket, kind, attached)
            return (ids.index(attached) if found else 0), found

        place, found = self._store.write(work, origin="attachments.remove")
        if found is None:
            return Receipt(value=None, label="", inverse=lambda: None)
        self._files.touch([found.file.sha])
        label = f"Remove {found.file.name}"
        return Receipt(value=None, label=label, inverse=lambda: self.put_back(ticket, kind, [found], place))

    def discard(self, ticket: TicketId, kind: OutKind) -> Sequence[Attached]:
        """Take all off the draft, for it is thrown away; what was there, for `put_back`."""
        gone = self._store.write(lambda tx: repo.drop(tx, ticket, kind), origin="attachments.discard")
        self._files.touch([each.file.sha for each in gone])
        return gone

    def put_back(self, ticket: TicketId, kind: OutKind, attached: Sequence[Attached], place: int = 0) -> None:
        """Attach again what was taken off. Raises UserError where its bytes are gone by now."""

        def work(tx: Tx) -> None:
            for each in attached:
                self._must_be_there(each.file)
            repo.put(tx, ticket, kind, attached, place)

        self._store.write(work, origin="attachments.put_back")

    def keep(self, source: Path) -> KeptFile:
        """Copy a file in that nothing needs yet: it has a day to become attached."""
        return self._files.keep(source)

    def asset(self, pack: str, name: str) -> KeptFile | None:
        """A file that came with a pack, by its name there."""
        return repo.asset(self._store.read(), pack, name)

    def sweep(self, spare: timedelta = _SPARE) -> int:
        """Delete the files that no draft, pack or unsettled reply has needed for the time ``spare``; how many went."""
        # On the writer's thread no row can come in between the look and the deletion.
        return self._store.write(lambda tx: self._files.sweep(repo.needed(tx), spare), origin="attachments.sweep")

    def _must_be_there(self, file: KeptFile) -> None:
        if not self._files.has(file.sha):
            raise UserError(f"“{file.name}” is no longer on this machine.", "Attach it again.")
