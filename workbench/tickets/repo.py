"""Tickets read from SQL, with what waits to go out projected onto them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime

from workbench.attachments import repo as attachments
from workbench.helpdesk.port import Author, Status
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import AccountId, CustomerId, MessageId, OutgoingId, TicketId
from workbench.kernel.text import fold, one_line
from workbench.store import Reader, Row, Tx
from workbench.tickets.model import Attachment, Conversation, Customer, Message, Page, TicketQuery, TicketRow

_WORD = re.compile(r"\w+")
_MOVED = "SELECT ticket_id FROM outgoing WHERE new_status IS NOT NULL AND state IN ('queued', 'sending')"
_PROMISED = "SELECT ticket_id FROM follow_up WHERE done_at IS NULL AND due <= ?"


def page(reader: Reader, query: TicketQuery, after: str | None, limit: int) -> Page:
    """One page of the list. What waits in the outbox counts as done: that is what the agent has decided.

    A ticket that is gone from the helpdesk stays while words are in its draft or something is to be followed up, for
    else nobody would find that.
    """
    where, params = ["(t.gone_at IS NULL OR t.has_draft OR t.follow_up_due IS NOT NULL)"], []
    if query.due_by is not None:
        where.append(f"t.id IN ({_PROMISED})")
        params.append(query.due_by.isoformat())
    if after:
        at, _, last = after.partition("|")
        where.append("(t.active_at, t.id) < (?, ?)")
        params += [at, last]
    if words := _WORD.findall(fold(query.words)):
        where.append("t.seq IN (SELECT rowid FROM ticket_fts WHERE ticket_fts MATCH ?)")
        params.append(" ".join(f'"{word}"*' for word in words[:8]))
    rows = _listed(reader, query.status, where, params, limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(
        rows=tuple(_row(row) for row in rows),
        after=f"{rows[-1]['active_at']}|{rows[-1]['id']}" if more else None,
    )


def _listed(reader: Reader, status: Status | None, where: list[str], params: list[str], limit: int) -> list[Row]:
    order = "ORDER BY t.active_at DESC, t.id DESC LIMIT ?"
    select = "SELECT t.* FROM ticket_projected t WHERE"
    if status is None:
        return reader.rows(f"{select} {' AND '.join(where)} {order}", [*params, limit])
    # Two index look-ups, for a filter on the projected status would look at every ticket.
    settled = ["t.status = ?", f"t.id NOT IN ({_MOVED})", *where]
    moved = [f"t.id IN ({_MOVED})", "t.shown_status = ?", *where]
    rows = [
        row
        for part in (settled, moved)
        for row in reader.rows(f"{select} {' AND '.join(part)} {order}", [status, *params, limit])
    ]
    return sorted(rows, key=lambda row: (row["active_at"], row["id"]), reverse=True)[:limit]


def row_of(reader: Reader, ticket: TicketId) -> TicketRow | None:
    found = reader.row("SELECT t.* FROM ticket_projected t WHERE t.id = ?", [ticket])
    return _row(found) if found else None


def conversation(reader: Reader, ticket: TicketId) -> Conversation | None:
    row = reader.row(
        "SELECT t.*, a.name AS account_name, a.kind AS account_kind, a.agent_name, a.agent_email"
        " FROM ticket_projected t JOIN account a ON a.id = t.account_id WHERE t.id = ?",
        [ticket],
    )
    if row is None:
        return None
    return Conversation(
        id=TicketId(row["id"]),
        account_id=AccountId(row["account_id"]),
        account_name=row["account_name"],
        practice=row["account_kind"] == "practice",
        number=row["number"],
        subject=row["subject"],
        status=Status(row["shown_status"]),
        channel=row["channel"],
        language=row["language"],
        tags=tuple(json.loads(row["tags"])),
        customer=_customer(reader, row),
        agent_name=row["agent_name"],
        agent_email=row["agent_email"],
        messages=(*_messages(reader, ticket), *_waiting(reader, ticket)),
        gone=row["gone_at"] is not None,
        unsent=bool(row["unsent"]),
    )


def mark_seen(tx: Tx, ticket: TicketId, at: datetime) -> None:
    changed = tx.run("UPDATE ticket SET seen_at = ? WHERE id = ? AND seen_at < customer_at", [to_text(at), ticket])
    if changed:
        tx.touch(Kind.TICKET, ticket)


def _customer(reader: Reader, row: Row) -> Customer | None:
    if row["customer_id"]:
        return Customer(
            id=CustomerId(row["customer_id"]),
            name=row["customer_name"],
            email=row["customer_email"],
            company=row["customer_company"],
        )
    if not row["to_email"]:
        return None
    company = reader.value(
        "SELECT company FROM customer WHERE email = ? COLLATE NOCASE AND company <> '' LIMIT 1", [row["to_email"]]
    )
    return Customer(id=CustomerId(""), name=row["to_name"], email=row["to_email"], company=company or "")


def _messages(reader: Reader, ticket: TicketId) -> list[Message]:
    attachments: dict[str, list[Attachment]] = {}
    for row in reader.rows(
        "SELECT a.* FROM attachment a JOIN message m ON m.id = a.message_id WHERE m.ticket_id = ? ORDER BY a.id",
        [ticket],
    ):
        attachments.setdefault(row["message_id"], []).append(
            Attachment(name=row["name"], type=row["type"], size=row["size"])
        )
    return [
        Message(
            id=MessageId(row["id"]),
            author=Author(row["author"]),
            author_name=row["author_name"],
            at=from_text(row["at"]),
            html=row["html"],
            text=row["text"],
            internal=bool(row["internal"]),
            removed_images=row["removed_images"],
            attachments=tuple(attachments.get(row["id"], ())),
        )
        for row in reader.rows("SELECT * FROM message WHERE ticket_id = ? ORDER BY at, id", [ticket])
    ]


def _waiting(reader: Reader, ticket: TicketId) -> list[Message]:
    """Our own words that the helpdesk has not yet given back to us."""
    rows = reader.rows(
        "SELECT o.*, a.agent_name FROM outgoing o JOIN account a ON a.id = o.account_id"
        " WHERE o.ticket_id = ? AND o.kind IN ('reply', 'note') AND o.state <> 'withdrawn'"
        " AND NOT (o.state = 'sent' AND EXISTS (SELECT 1 FROM message m WHERE m.account_id = o.account_id"
        " AND m.remote_id = o.remote_id)) ORDER BY o.queued_at",
        [ticket],
    )
    files = attachments.of_outgoing(reader, [row["id"] for row in rows])
    return [
        Message(
            id=MessageId(row["id"]),
            author=Author.AGENT,
            author_name=row["agent_name"],
            at=from_text(row["queued_at"]),
            html=row["html"],
            text=row["text"],
            internal=row["kind"] == "note",
            outgoing_id=OutgoingId(row["id"]),
            outgoing_state=row["state"],
            outgoing_reason=row["reason"],
            outgoing_question=row["question"],
            outgoing_not_before=from_text(row["not_before"]),
            attachments=tuple(
                Attachment(name=each.file.name, type=each.file.type, size=each.file.size)
                for each in files.get(row["id"], ())
            ),
        )
        for row in rows
    ]


def _row(row: Row) -> TicketRow:
    return TicketRow(
        id=TicketId(row["id"]),
        number=row["number"],
        subject=row["subject"],
        customer=_who(row),
        preview=row["preview"],
        channel=row["channel"],
        status=Status(row["shown_status"]),
        active_at=from_text(row["active_at"]),
        unread=row["customer_at"] > row["seen_at"],
        has_draft=bool(row["has_draft"]),
        out_states=frozenset((row["out_states"] or "").split(",")) - {""},
        unsent=bool(row["unsent"]),
        follow_up=date.fromisoformat(row["follow_up_due"]) if row["follow_up_due"] else None,
    )


def _who(row: Row) -> str:
    if row["unsent"] and not row["customer_id"]:
        return row["to_name"] or row["to_email"] or one_line(row["to_typed"], 80) or "To nobody yet"
    return row["customer_name"] or row["customer_email"] or "Unknown"
