"""Topics, what stands behind them and what was merged, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from workbench.feedback.repo import entry_of
from workbench.feedback.topics.model import COLUMNS, Evidence, How, Merged, Topic, TopicKind, topic_of
from workbench.feedback.topics.weight import Saying, Side
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import ClientId, EntryId, TopicId
from workbench.store import Reader, Row, Tx

_MEMBER = (
    "WITH RECURSIVE member (id, depth) AS (SELECT :root, 0 UNION ALL SELECT m.from_topic, member.depth + 1"
    " FROM member JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL) "
)
_UP = (
    "WITH RECURSIVE up (id, depth) AS (SELECT :id, 0 UNION ALL SELECT m.into_topic, up.depth + 1"
    " FROM up JOIN topic_merge m ON m.from_topic = up.id AND m.undone_at IS NULL) "
)
_LIVE = "NOT EXISTS (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND m.undone_at IS NULL)"
_KEPT = ", ".join(COLUMNS)
_SAID = (
    "e.id AS entry, e.said_at, e.speaker, e.minutes, coalesce(e.ticket_id, nullif(e.ticket_number, ''), '') AS"
    " conversation, c.id AS client, coalesce(c.plan, '') AS plan, c.left_on, coalesce(c.prospect, 0) AS prospect"
)
_WHO = "LEFT JOIN voice w ON w.id = e.voice_id LEFT JOIN client c ON c.id = w.client_id"


def one(reader: Reader, topic: TopicId) -> Topic | None:
    row = reader.row("SELECT * FROM topic WHERE id = ?", [topic])
    return topic_of(row) if row else None


def some(reader: Reader, topics: Iterable[str]) -> list[Topic]:
    """Those of ``topics`` that are here, in no order."""
    rows = reader.rows("SELECT * FROM topic WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(topics))])
    return [topic_of(row) for row in rows]


def root(reader: Reader, topic: TopicId) -> TopicId:
    """The topic that ``topic`` counts as part of; itself where it is merged into none."""
    return TopicId(reader.value(_UP + "SELECT id FROM up ORDER BY depth DESC LIMIT 1", {"id": topic}))


def above(reader: Reader, topic: TopicId) -> list[TopicId]:
    """``topic`` and all that it is merged into, the nearest first."""
    return [TopicId(row["id"]) for row in reader.rows(_UP + "SELECT id FROM up ORDER BY depth", {"id": topic})]


def kept_rows(reader: Reader, only: Sequence[str] | None, kind: TopicKind | None, limit: int) -> list[tuple[Any, ...]]:
    """`COLUMNS` of topics that are no part of another, with the tally where one is kept: who spoke last first."""
    return reader.tuples(
        f"SELECT {_KEPT} FROM topic t LEFT JOIN topic_tally k ON k.topic_id = t.id WHERE {_LIVE}"
        " AND (:kind IS NULL OR t.kind = :kind)"
        " AND (:only IS NULL OR t.id IN (SELECT value FROM json_each(:only)))"
        " ORDER BY coalesce(nullif(k.last_said, ''), t.created_at) DESC, t.id DESC LIMIT :limit",
        {"kind": kind, "only": None if only is None else json.dumps(list(only)), "limit": limit},
    )


def evidence(reader: Reader, root: TopicId, limit: int) -> list[Evidence]:
    """The entries behind a topic and behind what was merged into it, what was said last first."""
    rows = reader.rows(
        _MEMBER + "SELECT e.*, v.id AS evidence_id, v.topic_id, v.how, v.linked_at, c.id AS client_id,"
        " coalesce(c.name, '') AS client_name, coalesce(c.plan, '') AS plan"
        " FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        f" JOIN entry e ON e.id = v.entry_id {_WHO} ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        {"root": root, "limit": limit},
    )
    return [_evidence(row) for row in rows]


def entry_ids(reader: Reader, root: TopicId, until: datetime) -> list[EntryId]:
    """The ids of what was said up to ``until``, the newest first."""
    rows = reader.rows(
        _MEMBER + "SELECT e.id FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        " JOIN entry e ON e.id = v.entry_id WHERE e.said_at <= :until ORDER BY e.said_at DESC, e.id DESC",
        {"root": root, "until": to_text(until)},
    )
    return [EntryId(row["id"]) for row in rows]


def sayings(reader: Reader, root: TopicId) -> list[Saying]:
    """What is counted of a topic and of what was merged into it."""
    rows = reader.rows(
        _MEMBER + f"SELECT {_SAID} FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        f" JOIN entry e ON e.id = v.entry_id {_WHO}",
        {"root": root},
    )
    return [_saying(row) for row in rows]


def sayings_of(reader: Reader, entries: Iterable[EntryId]) -> list[Saying]:
    """What is counted of ``entries``; those that are gone are left out."""
    rows = reader.rows(
        f"SELECT {_SAID} FROM json_each(?) j JOIN entry e ON e.id = j.value {_WHO}", [json.dumps(list(entries))]
    )
    return [_saying(row) for row in rows]


def merged(reader: Reader, root: TopicId) -> list[Merged]:
    """What was merged into a topic, through chains: what lies nearest first, the newest first."""
    rows = reader.rows(
        _MEMBER + "SELECT m.*, member.depth, (SELECT count(*) FROM evidence v WHERE v.topic_id = m.from_topic"
        " AND v.ended_at IS NULL) AS entries FROM member JOIN topic_merge m ON m.from_topic = member.id"
        " AND m.undone_at IS NULL WHERE member.depth > 0 ORDER BY member.depth, m.at DESC, m.id DESC",
        {"root": root},
    )
    known = {
        topic.id: topic for topic in some(reader, {row[end] for row in rows for end in ("from_topic", "into_topic")})
    }
    return [
        Merged(
            id=row["id"],
            topic=known[row["from_topic"]],
            into=known[row["into_topic"]],
            why=row["why"],
            at=from_text(row["at"]),
            depth=row["depth"],
            entries=row["entries"],
        )
        for row in rows
    ]


def merge_of(reader: Reader, topic: TopicId) -> Row | None:
    """The live merge of ``topic`` into another."""
    return reader.row("SELECT * FROM topic_merge WHERE from_topic = ? AND undone_at IS NULL", [topic])


def merge_row(reader: Reader, merge: str) -> Row | None:
    return reader.row("SELECT * FROM topic_merge WHERE id = ? AND undone_at IS NULL", [merge])


def link_of(reader: Reader, entry: EntryId) -> Row | None:
    """The live link of an entry: its row of evidence."""
    return reader.row("SELECT * FROM evidence WHERE entry_id = ? AND ended_at IS NULL", [entry])


def topics_of(reader: Reader, entries: Sequence[EntryId]) -> dict[EntryId, TopicId]:
    """The topic that each of ``entries`` counts for, for those that stand behind one."""
    rows = reader.rows(
        "WITH RECURSIVE up (entry, id, depth) AS (SELECT v.entry_id, v.topic_id, 0 FROM json_each(?) j"
        " JOIN evidence v ON v.entry_id = j.value AND v.ended_at IS NULL UNION ALL"
        " SELECT up.entry, m.into_topic, up.depth + 1 FROM up JOIN topic_merge m ON m.from_topic = up.id"
        " AND m.undone_at IS NULL) SELECT entry, id FROM up ORDER BY depth",
        [json.dumps(list(entries))],
    )
    return {EntryId(row["entry"]): TopicId(row["id"]) for row in rows}  # the last one is the highest


def of_ticket(reader: Reader, ticket: str) -> list[EntryId]:
    """The entries that were captured from a ticket."""
    return [EntryId(row["id"]) for row in reader.rows("SELECT id FROM entry WHERE ticket_id = ? ORDER BY id", [ticket])]


def practice_of(reader: Reader, entry: EntryId) -> bool | None:
    """Whether an entry is of the practice desk; None where it is not here."""
    found = reader.value("SELECT practice FROM entry WHERE id = ?", [entry])
    return None if found is None else bool(found)


def is_bare(reader: Reader, topic: TopicId) -> bool:
    """Whether nothing ever stood behind a topic and nothing was merged with it."""
    return (
        reader.value(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM evidence WHERE topic_id = :id)"
            " OR EXISTS (SELECT 1 FROM topic_merge WHERE from_topic = :id OR into_topic = :id)",
            {"id": topic},
        )
        is None
    )


def is_built_on(reader: Reader, topic: TopicId) -> bool:
    """Whether entries stand behind a topic, or it was merged, told of or decided."""
    return (
        reader.value(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM evidence WHERE topic_id = :id AND ended_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM topic_merge WHERE (from_topic = :id OR into_topic = :id) AND undone_at IS NULL)"
            " OR EXISTS (SELECT 1 FROM status_event WHERE topic_id = :id)"
            " OR EXISTS (SELECT 1 FROM advocacy_step WHERE topic_id = :id)",
            {"id": topic},
        )
        is not None
    )


def area_like(reader: Reader, area: str, but: TopicId) -> str | None:
    """The area of another topic that differs in nothing but capitals."""
    found: str | None = reader.value(
        "SELECT area FROM topic WHERE area = ? COLLATE NOCASE AND id <> ? ORDER BY id LIMIT 1", [area, but]
    )
    return found


def add(tx: Tx, topic: Topic) -> None:
    row: Row = {
        "id": topic.id,
        "title": topic.title,
        "problem": topic.problem,
        "kind": topic.kind,
        "practice": int(topic.practice),
        "created_at": to_text(topic.created_at),
    }
    tx.insert("topic", row)
    tx.touch(Kind.TOPIC, topic.id)


def drop(tx: Tx, topic: TopicId) -> None:
    tx.run("DELETE FROM topic WHERE id = ?", [topic])
    tx.touch(Kind.TOPIC, topic)


def change(tx: Tx, topic: TopicId, values: Mapping[str, object]) -> None:
    """Set columns of a topic; the names are ours and never typed."""
    names = ", ".join(f"{name} = ?" for name in values)
    tx.run(f"UPDATE topic SET {names} WHERE id = ?", [*values.values(), topic])
    tx.touch(Kind.TOPIC, topic)


def link(tx: Tx, row: Row) -> None:
    tx.insert("evidence", row)
    _touch_link(tx, row)


def end_link(tx: Tx, row: Row, at: datetime) -> None:
    tx.run("UPDATE evidence SET ended_at = ? WHERE id = ? AND ended_at IS NULL", [to_text(at), row["id"]])
    _touch_link(tx, row)


def reopen_link(tx: Tx, row: Row) -> None:
    """Let a link that was ended go on, where its entry stands behind nothing else meanwhile."""
    tx.run(
        "UPDATE evidence SET ended_at = NULL WHERE id = :id AND NOT EXISTS"
        " (SELECT 1 FROM evidence v WHERE v.entry_id = :entry AND v.ended_at IS NULL)",
        {"id": row["id"], "entry": row["entry_id"]},
    )
    _touch_link(tx, row)


def add_merge(tx: Tx, row: Row) -> None:
    tx.insert("topic_merge", row)
    tx.touch(Kind.TOPIC, row["from_topic"], row["into_topic"], root(tx, row["into_topic"]))


def end_merge(tx: Tx, row: Row, at: datetime) -> None:
    tx.touch(Kind.TOPIC, row["from_topic"], row["into_topic"], root(tx, row["into_topic"]))
    tx.run("UPDATE topic_merge SET undone_at = ? WHERE id = ? AND undone_at IS NULL", [to_text(at), row["id"]])


def _touch_link(tx: Tx, row: Row) -> None:
    tx.touch(Kind.ENTRY, row["entry_id"])
    tx.touch(Kind.TOPIC, row["topic_id"], root(tx, row["topic_id"]))


def _evidence(row: Row) -> Evidence:
    return Evidence(
        id=row["evidence_id"],
        topic=TopicId(row["topic_id"]),
        entry=entry_of(row),
        how=How(row["how"]),
        linked_at=from_text(row["linked_at"]),
        client=ClientId(row["client_id"]) if row["client_id"] else None,
        client_name=row["client_name"],
        plan=row["plan"],
        by_agent=row["speaker"] == "agent",
    )


def _saying(row: Row) -> Saying:
    side = Side.LEFT if row["left_on"] else Side.PROSPECT if row["prospect"] else Side.PRESENT
    return Saying(
        entry=EntryId(row["entry"]),
        said_at=from_text(row["said_at"]),
        client=ClientId(row["client"]) if row["client"] else None,
        plan=row["plan"],
        side=side,
        by_agent=row["speaker"] == "agent",
        conversation=row["conversation"],
        minutes=row["minutes"],
    )
