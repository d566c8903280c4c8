"""Follow-ups in SQL."""

from __future__ import annotations

from datetime import date

from workbench.follow_ups.model import FollowUp, Waiting
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import TicketId
from workbench.store import Reader, Row, Tx

_OPEN = "SELECT * FROM follow_up WHERE done_at IS NULL"


def one(reader: Reader, id_: str) -> FollowUp | None:
    row = reader.row("SELECT * FROM follow_up WHERE id = ?", [id_])
    return _follow_up(row) if row else None


def of_ticket(reader: Reader, ticket: TicketId) -> list[FollowUp]:
    """The open ones of a ticket, earliest first."""
    return [_follow_up(row) for row in reader.rows(f"{_OPEN} AND ticket_id = ? ORDER BY due, id", [ticket])]


def waiting(reader: Reader, until: date | None) -> list[Waiting]:
    """The open ones, earliest first; with ``until`` those that are due by then."""
    rows = reader.rows(
        "SELECT f.*, t.number, t.subject, coalesce(c.name, '') AS customer FROM follow_up f"
        " JOIN ticket t ON t.id = f.ticket_id LEFT JOIN customer c ON c.id = t.customer_id"
        " WHERE f.done_at IS NULL AND f.due <= ? ORDER BY f.due, f.id",
        [(until or date.max).isoformat()],
    )
    return [
        Waiting(follow_up=_follow_up(row), number=row["number"], subject=row["subject"], customer=row["customer"])
        for row in rows
    ]


def is_kept(reader: Reader, ticket: TicketId) -> bool:
    """Whether the ticket is on this machine."""
    return reader.value("SELECT 1 FROM ticket WHERE id = ?", [ticket]) is not None


def put(tx: Tx, follow_up: FollowUp) -> None:
    """Keep it as it is now."""
    tx.run(
        "INSERT INTO follow_up (id, ticket_id, due, about, made_at, done_at) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET due = excluded.due, about = excluded.about, done_at = excluded.done_at",
        [
            follow_up.id,
            follow_up.ticket,
            follow_up.due.isoformat(),
            follow_up.about,
            to_text(follow_up.made_at),
            to_text(follow_up.done_at) if follow_up.done_at else None,
        ],
    )
    _touch(tx, follow_up)


def drop(tx: Tx, follow_up: FollowUp) -> None:
    """It was never made."""
    tx.run("DELETE FROM follow_up WHERE id = ?", [follow_up.id])
    _touch(tx, follow_up)


def _touch(tx: Tx, follow_up: FollowUp) -> None:
    tx.touch(Kind.FOLLOW_UP, follow_up.id)
    tx.touch(Kind.TICKET, follow_up.ticket)


def _follow_up(row: Row) -> FollowUp:
    return FollowUp(
        id=row["id"],
        ticket=TicketId(row["ticket_id"]),
        due=date.fromisoformat(row["due"]),
        about=row["about"],
        made_at=from_text(row["made_at"]),
        done_at=from_text(row["done_at"]) if row["done_at"] else None,
    )
