"""The index of the words of entries: kept up by every deed, and never wrong where it is late."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.feedback.model import FeedbackKind
from workbench.feedback.topics.similar.words import indexed, tokens
from workbench.store import Reader, Row, Tx
from workbench.store.db import CHUNK

_MOST_TERMS = 40  # a page that was pasted into the search finds what holds its beginning
_WORDS = "e.verbatim, e.note, e.customer_name, e.ticket_number"


def settle(tx: Tx) -> bool:
    """Read into the index, or out of it, some of what waits; whether there is more."""
    gone = [[row["id"]] for row in tx.rows("SELECT id FROM entry_doc_gone LIMIT ?", [CHUNK])]
    tx.run_many("DELETE FROM entry_fts WHERE rowid = ?", gone)
    tx.run_many("DELETE FROM entry_doc_gone WHERE id = ?", gone)
    waiting = _waiting(tx, CHUNK)
    tx.run_many("DELETE FROM entry_fts WHERE rowid = ?", [[row["id"]] for row in waiting if row["indexed"]])
    tx.run_many(
        "INSERT INTO entry_fts (rowid, words) VALUES (?, ?)",
        [[row["id"], f"{_word_of(row['kind'])} {indexed(_text(row))}"] for row in waiting],
    )
    tx.run_many("UPDATE entry_doc SET indexed = 1 WHERE id = ?", [[row["id"]] for row in waiting])
    return CHUNK in (len(gone), len(waiting))


def matching(
    reader: Reader, words: str, kind: FeedbackKind | None, limit: int
) -> tuple[list[str], dict[FeedbackKind, int]]:
    """(ids of entries that hold a word beginning like each of ``words``, how many there are of each kind).

    What came in last is first. Without a word in ``words`` nothing is found.
    """
    terms = list(dict.fromkeys(tokens(words)))[:_MOST_TERMS]
    if not terms:
        return [], {}
    asked = " AND ".join(f'"{term}"*' for term in terms)
    late = _waiting(reader, -1)
    fresh = [row for row in late if _holds(row, terms)]
    stale = {row["id"] for row in late if row["indexed"]} | {
        row["id"] for row in reader.rows("SELECT id FROM entry_doc_gone")
    }
    ids = [row["entry_id"] for row in fresh if kind in (None, row["kind"])]
    rows = reader.rows(
        "SELECT f.rowid AS id, d.entry_id FROM (SELECT rowid FROM entry_fts WHERE entry_fts MATCH ?"
        " ORDER BY rowid DESC LIMIT ?) f JOIN entry_doc d ON d.id = f.rowid",
        [asked + (f' AND "{_word_of(kind)}"' if kind else ""), limit + len(stale)],
    )
    ids += [row["entry_id"] for row in rows if row["id"] not in stale]
    return ids[:limit], _counted(reader, asked, fresh, stale)


def _counted(reader: Reader, asked: str, fresh: Iterable[Row], stale: set[int]) -> dict[FeedbackKind, int]:
    numbers: dict[FeedbackKind, int] = {}
    for kind in FeedbackKind:
        match = f'{asked} AND "{_word_of(kind)}"'
        number = int(reader.value("SELECT count(*) FROM entry_fts WHERE entry_fts MATCH ?", [match]))
        if stale and number:
            found = reader.rows("SELECT rowid AS id FROM entry_fts WHERE entry_fts MATCH ?", [match])
            number -= sum(row["id"] in stale for row in found)
        numbers[kind] = number + sum(row["kind"] == kind for row in fresh)
    return {kind: number for kind, number in numbers.items() if number}


def _waiting(reader: Reader, limit: int) -> list[Row]:
    return reader.rows(
        f"SELECT d.id, d.indexed, d.entry_id, e.kind, {_WORDS} FROM entry_doc d JOIN entry e ON e.id = d.entry_id"
        " WHERE d.indexed <> 1 LIMIT ?",
        [limit],
    )


def _word_of(kind: str) -> str:
    """The word that stands for a kind in the index: nobody can ask for it, for its first letter is in no word."""
    return f"\ue000{kind}"


def _text(row: Row) -> str:
    return "\n".join((row["verbatim"], row["note"], row["customer_name"], row["ticket_number"]))


def _holds(row: Row, terms: Iterable[str]) -> bool:
    held = tokens(_text(row))
    return all(any(word.startswith(term) for word in held) for term in terms)
