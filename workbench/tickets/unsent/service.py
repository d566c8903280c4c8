"""Begin a conversation with a customer: it is kept here, as every draft is, until it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from workbench.kernel.clock import Clock
from workbench.kernel.ids import TicketId, new_id
from workbench.kernel.receipt import Receipt
from workbench.store import Store, Tx
from workbench.tickets.unsent import repo
from workbench.tickets.unsent.model import Heading, Known, Unsent

_MOST = 8


class UnsentService:
    """Conversations that the helpdesk does not have yet."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self, heading: Heading) -> TicketId:
        """Begin one. Raises UserError where the account is gone, StoreFault."""
        ticket, at = TicketId(new_id()), self._clock.now()
        self._store.write(lambda tx: repo.add(tx, ticket, heading, at), origin="unsent.begin")
        return ticket

    def one(self, ticket: TicketId) -> Unsent | None:
        """None where the helpdesk has it, and where there is none."""
        return repo.one(self._store.read(), ticket)

    def head(self, ticket: TicketId, heading: Heading) -> Future[bool]:
        """Queue another heading to be kept; the future ends with False where it is on its way already."""
        return self._store.submit(lambda tx: repo.put(tx, ticket, heading), origin="unsent.head")

    def discard(self, ticket: TicketId) -> Receipt[bool]:
        """Throw it away with its draft; the receipt brings it back without the draft. False: it is on its way."""
        at = self._clock.now()

        def work(tx: Tx) -> Heading | None:
            found = repo.one(tx, ticket)
            return found.heading if found and repo.drop(tx, ticket) else None

        heading = self._store.write(work, origin="unsent.discard")
        if heading is None:
            return Receipt(value=False, label="")

        def back() -> None:
            self._store.write(lambda tx: repo.add(tx, ticket, heading, at), origin="unsent.begin")

        return Receipt(value=True, label="Discard the new message", inverse=back)

    def tidy(self, ticket: TicketId) -> Future[bool]:
        """Take it away if nothing was written in it; the future ends with whether it is gone."""

        def work(tx: Tx) -> bool:
            return repo.is_blank(tx, ticket) and repo.drop(tx, ticket)

        return self._store.submit(work, origin="unsent.tidy")

    def known(self, typed: str) -> Sequence[Known]:
        """Customers that ``typed`` may mean, whom we heard of last first."""
        return repo.known(self._store.read(), repo.words_of(typed), _MOST)
