"""The outbox in SQL."""

from __future__ import annotations

from datetime import datetime

from workbench.attachments import repo as attachments
from workbench.attachments.model import Attached
from workbench.certainty.checked import repo as checked
from workbench.certainty.checked.model import Checked
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.changes import Kind
from workbench.kernel.clock import LONGEST_WAIT, from_text, to_text
from workbench.kernel.ids import AccountId, MessageId, OutgoingId, RemoteId, TicketId
from workbench.outbox.model import CustomerWrote, First, Outgoing
from workbench.outbox.states import State, may_follow
from workbench.store import Reader, Row, Tx

# An earlier one on the same ticket that is not settled holds back what comes after it: order is part of the meaning.
_EARLIER = (
    "EXISTS (SELECT 1 FROM outgoing e WHERE e.ticket_id = o.ticket_id"
    " AND (e.queued_at, e.rowid) < (o.queued_at, o.rowid)"
    " AND e.state IN ('queued', 'sending', 'failed', 'ask'))"
)
_SELECT = (
    f"SELECT o.*, {_EARLIER} AS held, t.number, t.subject, t.remote_id AS remote_ticket,"
    " t.unsent, t.inbox, t.edge, t.to_email, t.to_name,"
    " coalesce(c.name, nullif(t.to_name, ''), t.to_email) AS customer,"
    " (SELECT m.remote_id FROM message m WHERE m.id = o.seen_message) AS seen"
    " FROM outgoing o JOIN ticket t ON t.id = o.ticket_id LEFT JOIN customer c ON c.id = t.customer_id"
)


def add(tx: Tx, row: Row) -> None:
    tx.insert("outgoing", row)
    _touch(tx, row["id"])


def one(reader: Reader, outgoing: OutgoingId) -> Outgoing | None:
    row = reader.row(f"{_SELECT} WHERE o.id = ?", [outgoing])
    return _all(reader, [row])[0] if row else None


def places_of(reader: Reader, outgoing: OutgoingId) -> str:
    """What the editor kept beside its words; see `Draft.places`."""
    found: str | None = reader.value("SELECT places FROM outgoing WHERE id = ?", [outgoing])
    return found or ""


def in_flight(reader: Reader, account: AccountId) -> list[Outgoing]:
    """What was sent without an answer, oldest first."""
    rows = reader.rows(f"{_SELECT} WHERE o.account_id = ? AND o.state = 'sending' ORDER BY o.wired_at", [account])
    return _all(reader, rows)


def due(reader: Reader, account: AccountId, now: datetime) -> Outgoing | None:
    """The next one that may go out now."""
    row = reader.row(
        f"{_SELECT} WHERE o.account_id = ? AND o.state = 'queued' AND (o.not_before <= ? OR o.not_before > ?)"
        f" AND NOT {_EARLIER} ORDER BY o.queued_at, o.rowid LIMIT 1",
        [account, to_text(now), to_text(now + LONGEST_WAIT)],
    )
    return _all(reader, [row])[0] if row else None


def next_at(reader: Reader, account: AccountId, now: datetime) -> datetime | None:
    """When the next queued one may go out; one that waits for an earlier one is not counted."""
    if due(reader, account, now):
        return now
    at = reader.value(
        f"SELECT min(o.not_before) FROM outgoing o WHERE o.account_id = ? AND o.state = 'queued' AND NOT {_EARLIER}",
        [account],
    )
    return from_text(at) if at else None


def listed(reader: Reader, limit: int) -> list[Outgoing]:
    """What is not settled first, then what was sent lately."""
    rows = reader.rows(
        f"{_SELECT} WHERE o.state <> 'withdrawn' ORDER BY o.state = 'sent', o.queued_at DESC LIMIT ?", [limit]
    )
    return _all(reader, rows)


def counts(reader: Reader) -> dict[State, int]:
    rows = reader.rows(
        "SELECT state, count(*) AS n FROM outgoing WHERE state IN ('queued', 'sending', 'failed', 'ask') GROUP BY state"
    )
    return {State(row["state"]): row["n"] for row in rows}


def move(tx: Tx, outgoing: OutgoingId, then: State, **columns: object) -> bool:
    """Bring it to state ``then`` if it may go there; False where it may not."""
    now = tx.value("SELECT state FROM outgoing WHERE id = ?", [outgoing])
    if now is None or not may_follow(State(now), then):
        return False
    assignments = "".join(f", {name} = ?" for name in columns)
    tx.run(f"UPDATE outgoing SET state = ?{assignments} WHERE id = ?", [then, *columns.values(), outgoing])
    _touch(tx, outgoing)
    return True


def hasten(tx: Tx, outgoing: OutgoingId, at: datetime) -> bool:
    """Let a queued one go out from ``at`` on."""
    changed = tx.run("UPDATE outgoing SET not_before = ? WHERE id = ?", [to_text(at), outgoing]) > 0
    _touch(tx, outgoing)
    return changed


def note_lost(tx: Tx, outgoing: OutgoingId, reason: str, at: datetime) -> None:
    """The answer was lost at ``at``."""
    tx.run("UPDATE outgoing SET reason = ?, wired_at = ? WHERE id = ?", [reason, to_text(at), outgoing])
    _touch(tx, outgoing)


def set_status(tx: Tx, outgoing: Outgoing) -> None:
    """The helpdesk has taken the new status: so has our copy, until the next pull says otherwise."""
    if outgoing.new_status is not None:
        tx.run("UPDATE ticket SET status = ? WHERE id = ?", [outgoing.new_status, outgoing.ticket])


def wrote_since(reader: Reader, ticket: TicketId, seen: str | None) -> CustomerWrote | None:
    """The newest message of the customer after ``seen``, as far as it was pulled."""
    row = reader.row(
        "SELECT m.id, m.text FROM message m WHERE m.ticket_id = ? AND m.author = 'customer' AND (m.at, m.id) >"
        " (SELECT s.at, s.id FROM message s WHERE s.id = ?) ORDER BY m.at DESC, m.id DESC LIMIT 1",
        [ticket, seen],
    )
    return CustomerWrote(MessageId(row["id"]), row["text"]) if row else None


def account_of(reader: Reader, ticket: TicketId) -> AccountId | None:
    account: AccountId | None = reader.value("SELECT account_id FROM ticket WHERE id = ?", [ticket])
    return account


def newest_message(reader: Reader, ticket: TicketId) -> str | None:
    newest: str | None = reader.value(
        "SELECT id FROM message WHERE ticket_id = ? ORDER BY at DESC, id DESC LIMIT 1", [ticket]
    )
    return newest


def _touch(tx: Tx, outgoing: str) -> None:
    tx.touch(Kind.OUTGOING, outgoing)
    tx.touch(Kind.TICKET, tx.value("SELECT ticket_id FROM outgoing WHERE id = ?", [outgoing]))


def _all(reader: Reader, rows: list[Row]) -> list[Outgoing]:
    ids = [row["id"] for row in rows]
    files, notes = attachments.of_outgoing(reader, ids), checked.of_outgoing(reader, ids)
    return [_outgoing(row, files.get(row["id"], ()), notes.get(row["id"], ())) for row in rows]


def _outgoing(row: Row, attached: tuple[Attached, ...], noted: tuple[Checked, ...]) -> Outgoing:
    return Outgoing(
        id=OutgoingId(row["id"]),
        account=AccountId(row["account_id"]),
        ticket=TicketId(row["ticket_id"]),
        ticket_number=row["number"],
        ticket_subject=row["subject"],
        customer=row["customer"],
        remote_ticket=RemoteId(row["remote_ticket"]),
        kind=OutKind(row["kind"]),
        markdown=row["markdown"],
        html=row["html"],
        text=row["text"],
        new_status=Status(row["new_status"]) if row["new_status"] else None,
        state=State(row["state"]),
        reason=row["reason"],
        question=row["question"],
        seen=RemoteId(row["seen"]) if row["seen"] else None,
        baseline=RemoteId(row["baseline"]) if row["baseline"] else None,
        confirmed=bool(row["confirmed"]),
        attempts=row["attempts"],
        queued_at=from_text(row["queued_at"]),
        not_before=from_text(row["not_before"]),
        wired_at=from_text(row["wired_at"]) if row["wired_at"] else None,
        delivered_at=from_text(row["delivered_at"]) if row["delivered_at"] else None,
        held=bool(row["held"]),
        attached=attached,
        first=_first(row) if row["unsent"] else None,
        checked=noted,
    )


def _first(row: Row) -> First:
    return First(
        inbox=RemoteId(row["inbox"]),
        email=row["to_email"],
        name=row["to_name"],
        tried=row["edge"] is not None,
        edge=RemoteId(row["edge"]) if row["edge"] else None,
    )
