"""List, open and search conversations."""

from __future__ import annotations

from workbench.kernel.clock import Clock
from workbench.kernel.ids import TicketId
from workbench.store import Store
from workbench.tickets import repo
from workbench.tickets.model import Conversation, Page, TicketQuery, TicketRow


class TicketService:
    """Conversations of every account on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def page(self, query: TicketQuery, after: str | None = None, limit: int = 100) -> Page:
        """Tickets that answer ``query``, newest activity first, ``limit`` at a time."""
        return repo.page(self._store.read(), query, after, limit)

    def row(self, ticket: TicketId) -> TicketRow | None:
        return repo.row_of(self._store.read(), ticket)

    def open(self, ticket: TicketId) -> Conversation | None:
        """The whole conversation, or None when it is not kept here."""
        return repo.conversation(self._store.read(), ticket)

    def seen(self, ticket: TicketId) -> None:
        """Note that the agent has read the conversation up to now."""
        at = self._clock.now()
        self._store.submit(lambda tx: repo.mark_seen(tx, ticket, at), origin="tickets.seen")
