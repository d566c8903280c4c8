"""House rules, allowed phrases and unchecked drafts in SQL."""

from __future__ import annotations

from workbench.certainty.house.model import AllowedPhrase
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import TicketId
from workbench.store import Reader, Row, Tx


def pack_rules(reader: Reader, language: str) -> list[Row]:
    """``pack_id``, ``name`` of the pack and ``text``, in the order in which the packs were installed."""
    return reader.rows(
        "SELECT r.pack_id, p.name, r.text FROM pack_rules r JOIN pack p ON p.id = r.pack_id"
        " WHERE r.language = ? ORDER BY p.installed_at, p.id",
        [language],
    )


def good(reader: Reader, source: str, language: str) -> str | None:
    text: str | None = reader.value("SELECT text FROM rules_good WHERE source = ? AND language = ?", [source, language])
    return text


def keep_good(tx: Tx, source: str, language: str, text: str) -> None:
    tx.run(
        "INSERT INTO rules_good (source, language, text) VALUES (?, ?, ?)"
        " ON CONFLICT (source, language) DO UPDATE SET text = excluded.text",
        [source, language, text],
    )


def phrases(reader: Reader) -> list[AllowedPhrase]:
    """Every allowed phrase, by its words."""
    return [_phrase(row) for row in reader.rows("SELECT * FROM allowed_phrase ORDER BY plain, language")]


def phrase(reader: Reader, plain: str, language: str) -> AllowedPhrase | None:
    row = reader.row("SELECT * FROM allowed_phrase WHERE plain = ? AND language = ?", [plain, language])
    return _phrase(row) if row else None


def add_phrase(tx: Tx, new: AllowedPhrase) -> None:
    row: Row = {"id": new.id, "phrase": new.phrase, "language": new.language, "plain": new.plain, "at": to_text(new.at)}
    tx.insert("allowed_phrase", row)
    tx.touch(Kind.PHRASE, new.id)


def drop_phrase(tx: Tx, id_: str) -> AllowedPhrase | None:
    row = tx.row("SELECT * FROM allowed_phrase WHERE id = ?", [id_])
    if row is None:
        return None
    tx.run("DELETE FROM allowed_phrase WHERE id = ?", [id_])
    tx.touch(Kind.PHRASE, id_)
    return _phrase(row)


def is_unchecked(reader: Reader, ticket: TicketId, kind: OutKind) -> bool:
    return bool(reader.value("SELECT 1 FROM draft_unchecked WHERE ticket_id = ? AND kind = ?", [ticket, kind]))


def set_unchecked(tx: Tx, ticket: TicketId, kind: OutKind, *, unchecked: bool) -> None:
    if unchecked:
        tx.run("INSERT OR IGNORE INTO draft_unchecked (ticket_id, kind) VALUES (?, ?)", [ticket, kind])
    else:
        tx.run("DELETE FROM draft_unchecked WHERE ticket_id = ? AND kind = ?", [ticket, kind])
    tx.touch(Kind.DRAFT, ticket)


def _phrase(row: Row) -> AllowedPhrase:
    return AllowedPhrase(
        id=row["id"], phrase=row["phrase"], language=row["language"], plain=row["plain"], at=from_text(row["at"])
    )
