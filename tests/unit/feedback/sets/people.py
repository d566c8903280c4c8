"""Customers who write, are answered and leave, put where a pull and the outbox would have put them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from workbench.kernel.clock import to_text
from workbench.kernel.ids import TicketId, new_id
from workbench.store import Store, Tx

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass
class People:
    """Writes in bulk: `keep` puts all of it away."""

    store: Store
    account: str
    rows: list[tuple[str, dict[str, object]]] = field(default_factory=list)
    number: int = 0

    def talk(
        self,
        who: str,
        channel: str,
        said: Sequence[tuple[str, datetime]],
        asks: Sequence[str] = (),
        *,
        status: str = "open",
    ) -> TicketId:
        """A conversation of ``who``. ``said``: ("them" or "us", when) each. ``asks``: how each question stands.

        All asks are of the first message; the first reply of ours took them with it.
        """
        self.number += 1
        ticket, customer = new_id(), f"customer-{who}"
        self._row("customer", id=customer, account_id=self.account, remote_id=who, name=who, email=f"{who}@example.net")
        self._row(
            "ticket", id=ticket, account_id=self.account, remote_id=f"r{self.number}", number=str(1000 + self.number),
            subject="A question", status=status, channel=channel, customer_id=customer,
            created_at=to_text(said[0][1]), active_at=to_text(said[-1][1]),
        )  # fmt: skip
        first, reply = "", ""
        for side, at in said:
            message = new_id()
            author = "customer" if side == "them" else "agent"
            self._row(
                "message", id=message, account_id=self.account, ticket_id=ticket, remote_id=message, author=author,
                at=to_text(at), text="So it is.",
            )  # fmt: skip
            first = first or message
            if side == "us" and not reply and asks:
                reply = self._reply(ticket, at)
        for at, stand in enumerate(asks):
            self._row(
                "ask", ticket_id=ticket, message_id=first, text=f"Question {at + 1}?", letter="ABCDEFGH"[at],
                stand=stand, outgoing_id=reply or None, at=to_text(said[0][1]),
            )  # fmt: skip
        return TicketId(ticket)

    def keep(self) -> None:
        rows, self.rows = self.rows, []
        for begin in range(0, len(rows), 5000):
            self.store.write(lambda tx, part=rows[begin : begin + 5000]: self._put(tx, part))

    @staticmethod
    def _put(tx: Tx, rows: list[tuple[str, dict[str, object]]]) -> None:
        for table, row in rows:
            names = ", ".join(row)
            tx.run(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    def _reply(self, ticket: str, at: datetime) -> str:
        reply = new_id()
        self._row(
            "outgoing", id=reply, account_id=self.account, ticket_id=ticket, kind="reply", markdown="x", html="x",
            text="x", state="sent", queued_at=to_text(at), not_before=to_text(at),
            delivered_at=to_text(at + timedelta(seconds=1)),
        )  # fmt: skip
        return reply

    def _row(self, table: str, **values: object) -> None:
        self.rows.append((table, values))


def settle(sets: object) -> None:
    """Reckon all that changed."""
    while sets.settle():  # type: ignore[attr-defined]
        pass
