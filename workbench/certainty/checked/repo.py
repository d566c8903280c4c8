"""What was checked in SQL. Who moves the words of a reply in a transaction moves this in the same one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.certainty.checked.model import Checked, Outcome
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import OutgoingId, TicketId
from workbench.store import Reader, Row, Tx

_OF_DRAFT = "ticket_id = ? AND kind = ? AND outgoing_id IS NULL"


def of_draft(reader: Reader, ticket: TicketId, kind: OutKind) -> list[Checked]:
    """In the order in which it was answered."""
    rows = reader.rows(f"SELECT * FROM checked WHERE {_OF_DRAFT} ORDER BY at, id", [ticket, kind])
    return [_checked(row) for row in rows]


def of_outgoing(reader: Reader, outgoing: Sequence[OutgoingId]) -> Mapping[OutgoingId, tuple[Checked, ...]]:
    """What was checked for each that has some."""
    marks = ", ".join("?" * len(outgoing))
    rows = reader.rows(
        f"SELECT c.*, c.outgoing_id AS owner FROM checked c WHERE c.outgoing_id IN ({marks}) ORDER BY c.at, c.id",
        list(outgoing),
    )
    return {OutgoingId(owner): found for owner, found in _by_owner(rows).items()}


def of_ticket(reader: Reader, ticket: TicketId) -> Mapping[str, tuple[Checked, ...]]:
    """What was checked for the replies on a ticket, by the id under which its conversation shows each."""
    rows = reader.rows(
        "SELECT c.*, coalesce(m.id, o.id) AS owner FROM checked c JOIN outgoing o ON o.id = c.outgoing_id"
        " LEFT JOIN message m ON m.account_id = o.account_id AND m.remote_id = o.remote_id AND o.state = 'sent'"
        " WHERE c.ticket_id = ? ORDER BY c.at, c.id",
        [ticket],
    )
    return _by_owner(rows)


def put(tx: Tx, ticket: TicketId, kind: OutKind, new: Checked) -> Checked | None:
    """Note it with the draft; what was noted of this rule and sentence before goes, and is given back."""
    row = tx.row(f"SELECT * FROM checked WHERE {_OF_DRAFT} AND rule = ? AND sentence = ?",
                 [ticket, kind, new.rule, new.sentence])  # fmt: skip
    if row is not None:
        tx.run("DELETE FROM checked WHERE id = ?", [row["id"]])
    tx.insert(
        "checked",
        {
            "id": new.id,
            "ticket_id": ticket,
            "kind": kind,
            "rule": new.rule,
            "sentence": new.sentence,
            "outcome": new.outcome,
            "at": to_text(new.at),
            "wording": new.wording,
        },
    )
    _reword(tx, ticket, kind, new.sentence, new.wording)
    tx.touch(Kind.CHECKED, ticket)
    return _checked(row) if row is not None else None


def take_back(tx: Tx, ticket: TicketId, kind: OutKind, id_: str, before: Checked | None) -> None:
    """Note it no more, but what was noted ``before``; what has left with a reply stays with it."""
    row = tx.row(f"DELETE FROM checked WHERE id = ? AND {_OF_DRAFT} RETURNING *", [id_, ticket, kind])
    if row is not None:
        _reword(tx, ticket, kind, row["wording"], row["sentence"])
        if before is not None:
            put(tx, ticket, kind, before)
    tx.touch(Kind.CHECKED, ticket)


def to_outgoing(tx: Tx, ticket: TicketId, kind: OutKind, outgoing: str, text: str) -> None:
    """``text`` is on its way, and what was checked and holds in it goes along; the rest goes with the draft."""
    for each in of_draft(tx, ticket, kind):
        if each.holds_in(text):
            tx.run("UPDATE checked SET outgoing_id = ? WHERE id = ?", [outgoing, each.id])


def to_draft(tx: Tx, outgoing: str, ticket: TicketId) -> None:
    """The words were taken back, and what was checked in them is the draft's again."""
    tx.run("UPDATE checked SET outgoing_id = NULL WHERE outgoing_id = ?", [outgoing])
    tx.touch(Kind.CHECKED, ticket)


def _reword(tx: Tx, ticket: TicketId, kind: OutKind, was: str, now: str) -> None:
    """Findings of one sentence are answered one by one: the certain words of the first became something else."""
    if was and now:
        tx.run(f"UPDATE checked SET wording = ? WHERE {_OF_DRAFT} AND wording = ?", [now, ticket, kind, was])


def _by_owner(rows: Sequence[Row]) -> dict[str, tuple[Checked, ...]]:
    found: dict[str, tuple[Checked, ...]] = {}
    for row in rows:
        found[row["owner"]] = (*found.get(row["owner"], ()), _checked(row))
    return found


def _checked(row: Row) -> Checked:
    return Checked(
        id=row["id"],
        rule=row["rule"],
        sentence=row["sentence"],
        outcome=Outcome(row["outcome"]),
        at=from_text(row["at"]),
        wording=row["wording"],
    )
