"""What is kept beside topics so that they are listed and found fast: tallies, and the index of their words."""

from __future__ import annotations

import json
from collections.abc import Iterable

from workbench.feedback.topics import repo
from workbench.feedback.topics.similar.words import indexed
from workbench.feedback.topics.weight import Tally, tally
from workbench.kernel.clock import to_text
from workbench.kernel.ids import TopicId
from workbench.store import Reader, Row, Tx
from workbench.store.db import CHUNK

_FEW = 50  # topics whose tallies are counted in one transaction: each may have very many entries


def settle(tx: Tx) -> bool:
    """Bring up to date some of what is not; whether there is more."""
    more = settle_words(tx)
    return settle_tallies(tx) or more


def settle_tallies(tx: Tx) -> bool:
    """Count some of what is marked anew; whether there is more."""
    marked = [row["topic_id"] for row in tx.rows("SELECT topic_id FROM topic_stale LIMIT ?", [_FEW])]
    for root in roots_of(tx, marked):
        counted = tally(repo.sayings(tx, root))
        tx.run("DELETE FROM topic_tally WHERE topic_id = ?", [root])
        tx.insert("topic_tally", {"topic_id": root, **_columns(counted)})
    tx.run_many("DELETE FROM topic_stale WHERE topic_id = ?", [[topic] for topic in marked])
    return len(marked) == _FEW


def settle_words(tx: Tx) -> bool:
    """Read into the index, or out of it, some of what waits; whether there is more."""
    gone = [[row["id"]] for row in tx.rows("SELECT id FROM topic_doc_gone LIMIT ?", [CHUNK])]
    tx.run_many("DELETE FROM topic_fts WHERE rowid = ?", gone)
    tx.run_many("DELETE FROM topic_doc_gone WHERE id = ?", gone)
    waiting = tx.rows(
        "SELECT d.id, d.indexed, coalesce(e.verbatim, t.title || char(10) || t.problem) AS words FROM topic_doc d"
        " JOIN topic t ON t.id = d.topic_id LEFT JOIN evidence v ON v.id = d.evidence_id"
        " LEFT JOIN entry e ON e.id = v.entry_id WHERE d.indexed <> 1 LIMIT ?",
        [CHUNK],
    )
    tx.run_many("DELETE FROM topic_fts WHERE rowid = ?", [[row["id"]] for row in waiting if row["indexed"]])
    tx.run_many(
        "INSERT INTO topic_fts (rowid, words) VALUES (?, ?)", [[row["id"], indexed(row["words"])] for row in waiting]
    )
    tx.run_many("UPDATE topic_doc SET indexed = 1 WHERE id = ?", [[row["id"]] for row in waiting])
    return CHUNK in (len(gone), len(waiting))


def marked(reader: Reader) -> dict[TopicId, Row]:
    """The tallies of topics whose kept ones are not up to date, counted now, as they would be kept."""
    topics = [row["topic_id"] for row in reader.rows("SELECT topic_id FROM topic_stale")]
    return {root: _columns(tally(repo.sayings(reader, root))) for root in roots_of(reader, topics)}


def roots_of(reader: Reader, topics: Iterable[str]) -> set[TopicId]:
    """What ``topics`` count as part of, as far as it is here."""
    rows = reader.rows(
        "WITH RECURSIVE up (id) AS (SELECT t.id FROM json_each(?) j JOIN topic t ON t.id = j.value UNION"
        " SELECT m.into_topic FROM up JOIN topic_merge m ON m.from_topic = up.id AND m.undone_at IS NULL)"
        " SELECT id FROM up WHERE NOT EXISTS"
        " (SELECT 1 FROM topic_merge m WHERE m.from_topic = up.id AND m.undone_at IS NULL)",
        [json.dumps(list(topics))],
    )
    return {TopicId(row["id"]) for row in rows}


def _columns(counted: Tally) -> Row:
    weeks = {monday.isoformat(): number for monday, number in sorted(counted.weeks.items())}
    return {
        "accounts": counted.accounts,
        "left_accounts": counted.left,
        "prospects": counted.prospects,
        "entries": counted.entries,
        "last_said": to_text(counted.last_said) if counted.last_said else "",
        "weeks": json.dumps(weeks),
    }
