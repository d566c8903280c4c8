"""Tick what a reply answers, and say what is no question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.certainty.asked import repo
from workbench.certainty.asked.listing import listed
from workbench.certainty.asked.model import Asked, Stand
from workbench.kernel.clock import Clock
from workbench.kernel.ids import OutgoingId, TicketId
from workbench.kernel.receipt import Receipt
from workbench.store import Store

_LABELS = {
    Stand.OPEN: "Leave the question open",
    Stand.ANSWERED: "Tick the question",
    Stand.DISMISSED: "Take the question off the list",
}


class AskService:
    """The customer's asks of each conversation on this machine."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, ticket: TicketId) -> Sequence[Asked]:
        """What the customer asked for since our last reply, by letter, with what was dismissed."""
        return listed(self._store.read(), ticket)

    def mark(self, ticket: TicketId, asks: Sequence[Asked], stand: Stand) -> Receipt[None]:
        """Keep that ``asks`` stand so, with the draft of the reply."""
        self._keep(ticket, [replace(ask, stand=stand) for ask in asks])
        return Receipt(value=None, label=_LABELS[stand], inverse=lambda: self._keep(ticket, asks))

    def of_reply(self, outgoing: OutgoingId) -> Sequence[Asked]:
        """What a reply left with: every ask there was, answered or not."""
        return repo.of_outgoing(self._store.read(), outgoing)

    def _keep(self, ticket: TicketId, asks: Sequence[Asked]) -> None:
        at = self._clock.now()
        self._store.write(lambda tx: repo.keep(tx, ticket, asks, at), origin="asks.mark")
