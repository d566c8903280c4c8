"""Asks and how they stand, in SQL. Those with an ``outgoing_id`` went with that reply; the others are the draft's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workbench.certainty.asked.model import Asked, Stand
from workbench.kernel.changes import Kind
from workbench.kernel.clock import to_text
from workbench.kernel.ids import MessageId, OutgoingId, TicketId
from workbench.store import Reader, Row, Tx

_MOST_MESSAGES = 50  # of the customer since our last reply; the newest count

# Our last reply: one that the helpdesk has, or what the customer had written when one was begun that is on its way.
_UNANSWERED = """
WITH reply AS (
  SELECT at, id FROM message WHERE ticket_id = :ticket AND ((author = 'agent' AND NOT internal) OR id IN (
    SELECT seen_message FROM outgoing WHERE ticket_id = :ticket AND kind = 'reply' AND state <> 'withdrawn'))
  ORDER BY at DESC, id DESC LIMIT 1)
SELECT m.id, m.text FROM message m WHERE m.ticket_id = :ticket AND m.author = 'customer' AND NOT m.internal
  AND NOT EXISTS (SELECT 1 FROM reply WHERE (reply.at, reply.id) >= (m.at, m.id))
ORDER BY m.at DESC, m.id DESC LIMIT :most
"""


def unanswered(reader: Reader, ticket: TicketId) -> list[tuple[MessageId, str]]:
    """What the customer wrote since our last reply, oldest first."""
    rows = reader.rows(_UNANSWERED, {"ticket": ticket, "most": _MOST_MESSAGES})
    return [(MessageId(row["id"]), row["text"]) for row in reversed(rows)]


def language_of(reader: Reader, ticket: TicketId) -> str:
    found: str | None = reader.value("SELECT language FROM ticket WHERE id = ?", [ticket])
    return found or ""


def stands(reader: Reader, ticket: TicketId) -> dict[tuple[str, str], Stand]:
    """By message and text, how the asks of the draft stand."""
    rows = reader.rows("SELECT * FROM ask WHERE ticket_id = ? AND outgoing_id IS NULL", [ticket])
    return {(row["message_id"], row["text"]): Stand(row["stand"]) for row in rows}


def keep(tx: Tx, ticket: TicketId, asks: Iterable[Asked], at: datetime, outgoing: OutgoingId | None = None) -> None:
    """Keep how ``asks`` stand: in the draft, or gone with the reply ``outgoing``."""
    for ask in asks:
        tx.run(
            "INSERT INTO ask (ticket_id, message_id, text, letter, stand, outgoing_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (message_id, text) DO UPDATE SET letter = excluded.letter, stand = excluded.stand,"
            " outgoing_id = excluded.outgoing_id, at = excluded.at",
            [ticket, ask.message, ask.text, ask.letter, ask.stand, outgoing, to_text(at)],
        )
        tx.touch(Kind.DRAFT, ticket)


def to_draft(tx: Tx, outgoing: OutgoingId) -> None:
    """The reply was taken back, and its asks with it."""
    tx.run("UPDATE ask SET outgoing_id = NULL WHERE outgoing_id = ?", [outgoing])


def of_outgoing(reader: Reader, outgoing: OutgoingId) -> list[Asked]:
    rows = reader.rows("SELECT * FROM ask WHERE outgoing_id = ? ORDER BY letter", [outgoing])
    return [_asked(row) for row in rows]


def _asked(row: Row) -> Asked:
    return Asked(
        letter=row["letter"], text=row["text"], message=MessageId(row["message_id"]), stand=Stand(row["stand"])
    )
