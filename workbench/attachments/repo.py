"""Attachments in SQL. Who moves words in a transaction moves their files in the same one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from workbench.attachments.model import MOST_TOGETHER, Attached, KeptFile
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Kind
from workbench.kernel.errors import UserError
from workbench.kernel.ids import OutgoingId, TicketId, new_id
from workbench.store import Reader, Row, Tx

_OF_DRAFT = "ticket_id = ? AND kind = ?"


def of_draft(reader: Reader, ticket: TicketId, kind: OutKind) -> list[Attached]:
    rows = reader.rows(f"SELECT * FROM draft_attachment WHERE {_OF_DRAFT} ORDER BY position", [ticket, kind])
    return [_attached(row) for row in rows]


def of_outgoing(reader: Reader, outgoing: Sequence[OutgoingId]) -> Mapping[OutgoingId, tuple[Attached, ...]]:
    """The files of each that has some."""
    marks = ", ".join("?" * len(outgoing))
    found: dict[OutgoingId, tuple[Attached, ...]] = {}
    for row in reader.rows(
        f"SELECT * FROM outgoing_attachment WHERE outgoing_id IN ({marks}) ORDER BY outgoing_id, position",
        list(outgoing),
    ):
        owner = OutgoingId(row["outgoing_id"])
        found[owner] = (*found.get(owner, ()), _attached(row))
    return found


def put(tx: Tx, ticket: TicketId, kind: OutKind, attached: Iterable[Attached], at: int | None = None) -> None:
    """Add to a draft, from place ``at`` on (None: behind the others). Raises UserError where it is too much together.

    One that is there already stays where it is.
    """
    there = of_draft(tx, ticket, kind)
    known = {each.id for each in there}
    place = len(there) if at is None else at
    both = [*there[:place], *(each for each in attached if each.id not in known), *there[place:]]
    check(each.file for each in both)
    _write(tx, ticket, kind, both)


def take_away(tx: Tx, ticket: TicketId, kind: OutKind, attached: str) -> Attached | None:
    """Take one from a draft; None where it is not there."""
    found = next((each for each in of_draft(tx, ticket, kind) if each.id == attached), None)
    if found is not None:
        tx.run("DELETE FROM draft_attachment WHERE id = ?", [attached])
        _touch(tx, ticket)
    return found


def drop(tx: Tx, ticket: TicketId, kind: OutKind) -> list[Attached]:
    """Take all from a draft; what was there."""
    there = of_draft(tx, ticket, kind)
    if there:
        tx.run(f"DELETE FROM draft_attachment WHERE {_OF_DRAFT}", [ticket, kind])
        _touch(tx, ticket)
    return there


def to_outgoing(tx: Tx, attached: Sequence[Attached], outgoing: OutgoingId) -> None:
    """These go out with ``outgoing``. Raises UserError where they are too much together."""
    check(each.file for each in attached)
    for place, each in enumerate(attached):
        tx.insert("outgoing_attachment", {"outgoing_id": outgoing, **_row(each, place)})


def to_draft(tx: Tx, outgoing: OutgoingId, ticket: TicketId, kind: OutKind) -> None:
    """What was taken back stands on the draft again, before what is there by now, however much that is together."""
    back = of_outgoing(tx, [outgoing]).get(outgoing, ())
    if back:
        tx.run("DELETE FROM outgoing_attachment WHERE outgoing_id = ?", [outgoing])
        _write(tx, ticket, kind, [*back, *of_draft(tx, ticket, kind)])


def set_assets(tx: Tx, pack: str, files: Iterable[KeptFile]) -> None:
    """Keep the files of a pack that is being installed, in place of those it had."""
    tx.run("DELETE FROM pack_asset WHERE pack_id = ?", [pack])
    for file in files:
        tx.insert("pack_asset", {"pack_id": pack, **_file(file)})


def add_asset(tx: Tx, pack: str, file: KeptFile) -> None:
    """Keep one more file with a pack; another of the same name goes."""
    tx.run("DELETE FROM pack_asset WHERE pack_id = ? AND name = ?", [pack, file.name])
    tx.insert("pack_asset", {"pack_id": pack, **_file(file)})


def drop_asset(tx: Tx, pack: str, name: str) -> None:
    tx.run("DELETE FROM pack_asset WHERE pack_id = ? AND name = ?", [pack, name])


def asset(reader: Reader, pack: str, name: str) -> KeptFile | None:
    row = reader.row("SELECT * FROM pack_asset WHERE pack_id = ? AND name = ?", [pack, name])
    return _kept(row) if row else None


def needed(reader: Reader) -> set[str]:
    """The files that a draft, a pack, or something that is not settled needs."""
    rows = reader.rows(
        "SELECT sha FROM draft_attachment UNION SELECT sha FROM pack_asset UNION"
        " SELECT a.sha FROM outgoing_attachment a JOIN outgoing o ON o.id = a.outgoing_id"
        " WHERE o.state NOT IN ('sent', 'withdrawn')"
    )
    return {row["sha"] for row in rows}


def made(file: KeptFile) -> Attached:
    """``file`` as something new that is attached."""
    return Attached(id=new_id(), file=file)


def check(files: Iterable[KeptFile]) -> None:
    """Raises UserError where they are too much for one reply."""
    if sum(file.size for file in files) > MOST_TOGETHER:
        raise UserError(
            f"Together these files are larger than {MOST_TOGETHER // 1_000_000} MB.",
            "Send them in several replies, or put them where the customer can fetch them and send the link.",
        )


def _write(tx: Tx, ticket: TicketId, kind: OutKind, attached: Sequence[Attached]) -> None:
    tx.run(f"DELETE FROM draft_attachment WHERE {_OF_DRAFT}", [ticket, kind])
    for place, each in enumerate(attached):
        tx.insert("draft_attachment", {"ticket_id": ticket, "kind": kind, **_row(each, place)})
    _touch(tx, ticket)


def _touch(tx: Tx, ticket: TicketId) -> None:
    tx.touch(Kind.DRAFT, ticket)
    tx.touch(Kind.TICKET, ticket)


def _row(attached: Attached, place: int) -> Row:
    return {"id": attached.id, "position": place, **_file(attached.file)}


def _file(file: KeptFile) -> Row:
    return {"sha": file.sha, "name": file.name, "type": file.type, "size": file.size}


def _attached(row: Row) -> Attached:
    return Attached(id=row["id"], file=_kept(row))


def _kept(row: Row) -> KeptFile:
    return KeptFile(sha=row["sha"], name=row["name"], type=row["type"], size=row["size"])
