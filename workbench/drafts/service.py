"""Keep drafts as they are typed."""

from __future__ import annotations

from concurrent.futures import Future

from workbench.attachments import repo as attachments
from workbench.drafts import repo
from workbench.drafts.model import Draft
from workbench.helpdesk.port import OutKind
from workbench.kernel.clock import Clock
from workbench.kernel.ids import TicketId
from workbench.store import Store, Tx


class DraftService:
    """One draft a ticket and kind (reply or note)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def load(self, ticket: TicketId, kind: OutKind) -> Draft | None:
        return repo.load(self._store.read(), ticket, kind)

    def save(
        self, ticket: TicketId, kind: OutKind, text: str, caret: int, revision: int, places: str = ""
    ) -> Future[bool]:
        """Queue the text to be kept. A later ``revision`` is never overwritten by an earlier one.

        The future ends when it is on the disk, with False where a later revision was kept before and this one is not.
        It raises StoreFault where it could not be kept.
        """
        at = self._clock.now()
        return self._store.submit(
            lambda tx: repo.save(tx, ticket, kind, text, caret, revision, at, places), origin="drafts.save"
        )

    def acknowledge(self, ticket: TicketId) -> None:
        """Note that the agent has read what the customer wrote since the draft was begun."""
        self._store.write(lambda tx: repo.acknowledge(tx, ticket), origin="drafts.acknowledge")

    def discard(self, ticket: TicketId, kind: OutKind) -> None:
        """Drop it, with what is attached to it."""

        def work(tx: Tx) -> None:
            repo.drop(tx, ticket, kind)
            attachments.drop(tx, ticket, kind)

        self._store.write(work, origin="drafts.discard")
