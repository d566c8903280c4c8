"""New conversations in SQL. Their ticket has a name of ours in the place of the helpdesk's until it is known there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workbench.helpdesk.port import Status
from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.errors import UserError
from workbench.kernel.ids import AccountId, RemoteId, TicketId
from workbench.kernel.text import fold, normalise, one_line
from workbench.store import Reader, Row, Tx
from workbench.tickets import keep
from workbench.tickets.unsent.address import NoAddress, Person, read
from workbench.tickets.unsent.model import Heading, Incomplete, Known, Unsent

_LONGEST_SUBJECT = 200
_FIXED = (
    "EXISTS (SELECT 1 FROM outgoing o WHERE o.ticket_id = t.id AND o.state IN ('queued', 'sending', 'failed', 'ask'))"
)
_LATEST = (
    "SELECT t.language FROM ticket t JOIN customer k ON k.id = t.customer_id"
    " WHERE k.email = c.email COLLATE NOCASE AND t.language <> '' ORDER BY t.active_at DESC LIMIT 1"
)


def one(reader: Reader, ticket: TicketId) -> Unsent | None:
    """None where the helpdesk has it, and where there is none."""
    row = reader.row(f"SELECT t.*, {_FIXED} AS fixed FROM ticket t WHERE t.id = ? AND t.unsent = 1", [ticket])
    return _unsent(row) if row else None


def add(tx: Tx, ticket: TicketId, heading: Heading, at: datetime) -> None:
    if tx.value("SELECT 1 FROM account WHERE id = ?", [heading.account]) is None:
        raise UserError("This account is no longer on this machine.", "Begin the message from another.")
    row: Row = {
        "id": ticket,
        "account_id": heading.account,
        "remote_id": keep.own_name(ticket),
        "number": "",
        "subject": "",
        "status": Status.OPEN,
        "channel": "email",
        "created_at": to_text(at),
        "active_at": to_text(at),
        "unsent": 1,
    }
    tx.insert("ticket", row)
    put(tx, ticket, heading)


def put(tx: Tx, ticket: TicketId, heading: Heading) -> bool:
    """Keep the heading; False where it may not be changed any more."""
    now = one(tx, ticket)
    if now is None or now.fixed:
        return False
    person = read(heading.to)
    known = by_address(tx, person.email, heading.account) if isinstance(person, Person) else None
    name, email = (person.name, person.email) if isinstance(person, Person) else ("", "")
    tx.run(
        "UPDATE ticket SET account_id = ?, inbox = ?, to_typed = ?, to_name = ?, to_email = ?, language = ?,"
        " subject = ? WHERE id = ?",
        [
            heading.account, heading.inbox, normalise(heading.to), name or (known.name if known else ""), email,
            known.language if known else "", one_line(normalise(heading.subject), _LONGEST_SUBJECT), ticket,
        ],
    )  # fmt: skip
    keep.index(tx, ticket)
    tx.touch(Kind.TICKET, ticket)
    return True


def drop(tx: Tx, ticket: TicketId) -> bool:
    """Take it away with its draft; False where it is on its way, or the helpdesk has it."""
    now = one(tx, ticket)
    if now is None or now.fixed:
        return False
    remote = tx.value("SELECT remote_id FROM ticket WHERE id = ?", [ticket])
    if remote != keep.own_name(ticket):  # the helpdesk has it after all, and says so
        tx.run("DELETE FROM draft WHERE ticket_id = ?", [ticket])
        keep.is_begun(tx, ticket, remote)
        return True
    tx.run("DELETE FROM ticket_fts WHERE rowid = (SELECT seq FROM ticket WHERE id = ?)", [ticket])
    tx.run("DELETE FROM ticket WHERE id = ?", [ticket])
    tx.touch(Kind.TICKET, ticket)
    tx.touch(Kind.DRAFT, ticket)
    return True


def is_blank(reader: Reader, ticket: TicketId) -> bool:
    """Whether nothing was written in it, not even to whom."""
    found = reader.value(
        "SELECT 1 FROM ticket t WHERE t.id = ? AND t.unsent = 1 AND t.to_typed = '' AND t.subject = ''"
        " AND NOT EXISTS (SELECT 1 FROM draft d WHERE d.ticket_id = t.id AND trim(d.text) <> '')"
        " AND NOT EXISTS (SELECT 1 FROM draft_attachment a WHERE a.ticket_id = t.id)"
        f" AND NOT {_FIXED}",
        [ticket],
    )
    return found is not None


def attempted(tx: Tx, ticket: TicketId, edge: RemoteId | None) -> None:
    """Note, before the wire, from where it is looked for; the first attempt's holds."""
    tx.run("UPDATE ticket SET edge = ? WHERE id = ? AND edge IS NULL", [edge or "", ticket])


def incomplete(reader: Reader, ticket: TicketId) -> Incomplete | None:
    """What is missing before it can be sent; None where nothing is, and where it needs no heading."""
    found = one(reader, ticket)
    if found is None:
        return None
    person = read(found.heading.to)
    if isinstance(person, NoAddress):
        return Incomplete("to", person.reason)
    return None if found.heading.subject else Incomplete("subject", "Give it a subject.")


def by_address(reader: Reader, email: str, account: AccountId) -> Known | None:
    row = reader.row(
        f"SELECT c.*, ({_LATEST}) AS language FROM customer c WHERE c.email = ? COLLATE NOCASE"
        " ORDER BY c.account_id = ? DESC LIMIT 1",
        [email, account],
    )
    return _known(row) if row else None


def known(reader: Reader, words: Sequence[str], limit: int) -> list[Known]:
    """Customers of whom each of ``words`` (folded) begins a word of name, address or company; latest first."""
    if not words:
        return []
    asked = " ".join(f'"{word}"*' for word in words)
    rows = reader.rows(
        f"SELECT c.*, ({_LATEST}) AS language, max(t.active_at) AS last"
        " FROM ticket_fts f JOIN ticket t ON t.seq = f.rowid JOIN customer c ON c.id = t.customer_id"
        " WHERE ticket_fts MATCH ? AND c.email <> ''"
        " GROUP BY lower(c.email) ORDER BY last DESC LIMIT ?",
        [f"customer : ({asked})", limit],
    )
    return [_known(row) for row in rows]


def words_of(typed: str) -> list[str]:
    """What is looked for among the customers."""
    return [word for word in "".join(c if c.isalnum() else " " for c in fold(typed)).split() if word][:6]


def _unsent(row: Row) -> Unsent:
    heading = Heading(
        account=AccountId(row["account_id"]),
        inbox=RemoteId(row["inbox"]),
        to=row["to_typed"],
        subject=row["subject"],
    )
    return Unsent(ticket=TicketId(row["id"]), heading=heading, fixed=bool(row["fixed"]))


def _known(row: Row) -> Known:
    return Known(name=row["name"], email=row["email"], company=row["company"], language=row["language"] or "")
