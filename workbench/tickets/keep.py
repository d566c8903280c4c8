"""Keep what a helpdesk gave: tickets, customers, messages. Doing it twice changes nothing."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from workbench.helpdesk.port import Author, RemoteCustomer, RemoteMessage, RemoteTicket
from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import AccountId, RemoteId, new_id
from workbench.kernel.text import fold, normalise
from workbench.store import Row, Tx
from workbench.tickets.plain import preview
from workbench.tickets.plain import to_text as plain
from workbench.tickets.safe_html import clean, from_text

_INDEXED_CHARACTERS = 40_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeMessage:
    """A message made safe outside the transaction, for cleaning takes longer than writing."""

    remote: RemoteMessage
    html: str
    text: str
    removed_images: int


def make_safe(message: RemoteMessage) -> SafeMessage:
    """Clean the HTML and find the plain words of ``message``."""
    safe = clean(message.html) if message.html else from_text(message.text)
    text = normalise(message.text or plain(safe.html))
    return SafeMessage(remote=message, html=safe.html, text=text, removed_images=safe.removed_images)


def keep_ticket(tx: Tx, account: AccountId, ticket: RemoteTicket) -> None:
    """Keep a ticket with its customer, as it is now."""
    customer = _keep_customer(tx, account, ticket.customer) if ticket.customer else None
    if ticket.begun:
        _take_for_ours(tx, account, ticket)
    ticket_id = new_id()
    tx.run(
        "INSERT INTO ticket (id, account_id, remote_id, number, subject, status, remote_status, channel, language,"
        " tags, customer_id, created_at, active_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (account_id, remote_id) DO UPDATE SET number = excluded.number, subject = excluded.subject,"
        " status = excluded.status, remote_status = excluded.remote_status, channel = excluded.channel,"
        " language = excluded.language, tags = excluded.tags, customer_id = excluded.customer_id, gone_at = NULL",
        [
            ticket_id, account, ticket.remote_id, ticket.number, normalise(ticket.subject), ticket.status,
            ticket.remote_status, ticket.channel, ticket.language, json.dumps(ticket.tags), customer,
            to_text(ticket.created_at), to_text(ticket.created_at),
        ],
    )  # fmt: skip
    kept = tx.value("SELECT id FROM ticket WHERE account_id = ? AND remote_id = ?", [account, ticket.remote_id])
    index(tx, kept)
    tx.touch(Kind.TICKET, kept)


def keep_message(tx: Tx, account: AccountId, safe: SafeMessage) -> None:
    """Keep one message on its ticket. A message of a ticket that is not kept is left out."""
    message = safe.remote
    ticket = tx.value("SELECT id FROM ticket WHERE account_id = ? AND remote_id = ?", [account, message.ticket])
    if ticket is None:
        return
    known = tx.value("SELECT id FROM message WHERE account_id = ? AND remote_id = ?", [account, message.remote_id])
    if known is not None:
        return
    message_id = new_id()
    tx.insert(
        "message",
        {
            "id": message_id,
            "account_id": account,
            "ticket_id": ticket,
            "remote_id": message.remote_id,
            "author": message.author,
            "author_name": message.author_name,
            "internal": message.internal,
            "at": to_text(message.at),
            "html": safe.html,
            "text": safe.text,
            "removed_images": safe.removed_images,
        },
    )
    for each in message.attachments:
        tx.insert(
            "attachment",
            {"id": new_id(), "message_id": message_id, "remote_id": each.remote_id, "name": each.name,
             "type": each.type, "size": each.size},
        )  # fmt: skip
    _note_activity(tx, ticket, safe)
    index(tx, ticket)
    tx.touch(Kind.MESSAGE, message_id)
    tx.touch(Kind.TICKET, ticket)


def forget(tx: Tx, account: AccountId, remote_id: RemoteId, at: datetime) -> None:
    """A ticket that the helpdesk no longer shows leaves the lists; what was written on it stays readable."""
    ticket = tx.value("SELECT id FROM ticket WHERE account_id = ? AND remote_id = ?", [account, remote_id])
    if ticket is not None:
        tx.run("UPDATE ticket SET gone_at = ? WHERE id = ?", [to_text(at), ticket])
        tx.touch(Kind.TICKET, ticket)


def own_name(ticket: str) -> str:
    """What stands in the place of the helpdesk's name for a ticket that it does not have yet."""
    return f"new:{ticket}"


def is_begun(tx: Tx, ticket: str, remote_id: RemoteId) -> None:
    """The helpdesk has the conversation that was begun here: it is a ticket like any other from now on.

    A pull may have brought it before this was known; then that copy becomes this one.
    """
    account = tx.value("SELECT account_id FROM ticket WHERE id = ?", [ticket])
    copy = tx.row(
        "SELECT * FROM ticket WHERE account_id = ? AND remote_id = ? AND id <> ?", [account, remote_id, ticket]
    )
    if copy is not None:
        _become_one(tx, ticket, copy)
    tx.run("UPDATE ticket SET remote_id = ?, unsent = 0 WHERE id = ?", [remote_id, ticket])
    index(tx, ticket)
    tx.touch(Kind.TICKET, ticket)


def _become_one(tx: Tx, ticket: str, copy: Row) -> None:
    for table in ("message", "outgoing", "entry", "snippet_insertion"):
        tx.run(f"UPDATE {table} SET ticket_id = ? WHERE ticket_id = ?", [ticket, copy["id"]])
    tx.run(
        "UPDATE draft SET text = draft.text || char(10, 10) || d.text, revision = draft.revision + d.revision"
        " FROM draft d WHERE draft.ticket_id = ? AND d.ticket_id = ? AND d.kind = draft.kind",
        [ticket, copy["id"]],
    )
    for table in ("draft", "draft_attachment"):
        tx.run(f"UPDATE OR IGNORE {table} SET ticket_id = ? WHERE ticket_id = ?", [ticket, copy["id"]])
    told = (
        "number",
        "status",
        "remote_status",
        "channel",
        "tags",
        "customer_id",
        "preview",
        "active_at",
        "customer_at",
    )
    tx.run(
        f"UPDATE ticket SET {', '.join(f'{name} = ?' for name in told)} WHERE id = ?",
        [*(copy[name] for name in told), ticket],
    )
    tx.run("DELETE FROM ticket_fts WHERE rowid = ?", [copy["seq"]])
    tx.run("DELETE FROM ticket WHERE id = ?", [copy["id"]])
    tx.touch(Kind.TICKET, copy["id"])


def _take_for_ours(tx: Tx, account: AccountId, ticket: RemoteTicket) -> None:
    """A ticket that says it was begun here goes by the helpdesk's name; whether all of it arrived is settled later."""
    if tx.value("SELECT 1 FROM ticket WHERE account_id = ? AND remote_id = ?", [account, ticket.remote_id]) is None:
        tx.run(
            "UPDATE ticket SET remote_id = ?, unsent = NOT EXISTS (SELECT 1 FROM outgoing o"
            " WHERE o.ticket_id = ticket.id AND o.state = 'sent') WHERE id = ? AND account_id = ? AND remote_id = ?",
            [ticket.remote_id, ticket.begun, account, own_name(ticket.begun)],
        )


def _keep_customer(tx: Tx, account: AccountId, customer: RemoteCustomer) -> str:
    tx.run(
        "INSERT INTO customer (id, account_id, remote_id, name, email, company) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (account_id, remote_id) DO UPDATE SET name = excluded.name, email = excluded.email,"
        " company = excluded.company",
        [new_id(), account, customer.remote_id, normalise(customer.name), customer.email, normalise(customer.company)],
    )
    kept: str = tx.value(
        "SELECT id FROM customer WHERE account_id = ? AND remote_id = ?", [account, customer.remote_id]
    )
    return kept


def _note_activity(tx: Tx, ticket: str, safe: SafeMessage) -> None:
    at = to_text(safe.remote.at)
    if not safe.remote.internal and safe.remote.author is not Author.SYSTEM:
        tx.run("UPDATE ticket SET preview = ? WHERE id = ? AND active_at <= ?", [preview(safe.text), ticket, at])
    tx.run("UPDATE ticket SET active_at = max(active_at, ?) WHERE id = ?", [at, ticket])
    if safe.remote.author is Author.CUSTOMER:
        tx.run("UPDATE ticket SET customer_at = max(customer_at, ?) WHERE id = ?", [at, ticket])


def index(tx: Tx, ticket: str) -> None:
    """Make the ticket findable by its subject, customer and words."""
    row = tx.row(
        "SELECT t.seq, t.subject, t.number,"
        " coalesce(c.name || ' ' || c.email || ' ' || c.company, t.to_name || ' ' || t.to_email) AS customer,"
        " (SELECT group_concat(text, ' ') FROM (SELECT text FROM message WHERE ticket_id = t.id"
        " ORDER BY at DESC LIMIT 50)) AS body"
        " FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id WHERE t.id = ?",
        [ticket],
    )
    if row is None:
        return
    tx.run("DELETE FROM ticket_fts WHERE rowid = ?", [row["seq"]])
    tx.run(
        "INSERT INTO ticket_fts (rowid, subject, customer, body) VALUES (?, ?, ?, ?)",
        [
            row["seq"],
            fold(f"{row['subject']} {row['number']}"),
            fold(row["customer"]),
            fold((row["body"] or "")[:_INDEXED_CHARACTERS]),
        ],
    )
