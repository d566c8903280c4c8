"""What was decided on topics, and who was told, in SQL. A merged topic stands as what it is merged into stands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

from workbench.feedback.advocacy.matching import Known
from workbench.feedback.advocacy.model import DECLINED, Behind, Channel, Status, StatusEvent, Step
from workbench.feedback.topics import repo as topics
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import BriefId, EntryId, TicketId, TopicId, VoiceId
from workbench.store import Reader, Row, Tx

_LIVE = "NOT EXISTS (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND m.undone_at IS NULL)"
_LAST = "(SELECT x.id FROM status_event x WHERE x.topic_id = t.id ORDER BY x.at DESC, x.id DESC LIMIT 1)"
_MEMBERS = (
    "WITH RECURSIVE member (root, id) AS (SELECT value, value FROM json_each(:topics) UNION ALL"
    " SELECT member.root, m.from_topic FROM member JOIN topic_merge m ON m.into_topic = member.id"
    " AND m.undone_at IS NULL) "
)
_SINCE = (
    "WITH RECURSIVE member (id, since) AS (SELECT :root, '' UNION ALL"
    " SELECT m.from_topic, max(member.since, m.at) FROM member JOIN topic_merge m ON m.into_topic = member.id"
    " AND m.undone_at IS NULL) "
)


def current(reader: Reader, topic: TopicId) -> StatusEvent | None:
    """What was decided last on a topic that is merged into none."""
    row = reader.row("SELECT * FROM status_event WHERE topic_id = ? ORDER BY at DESC, id DESC LIMIT 1", [topic])
    return event_of(row) if row else None


def history(reader: Reader, root: TopicId) -> list[StatusEvent]:
    """All that was decided on a topic and on what was merged into it, the newest first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT e.* FROM member JOIN status_event e ON e.topic_id = member.id ORDER BY e.at DESC, e.id DESC",
        {"topics": json.dumps([root])},
    )
    return [event_of(row) for row in rows]


def add_event(tx: Tx, event: StatusEvent) -> None:
    tx.insert(
        "status_event",
        {
            "id": event.id,
            "topic_id": event.topic,
            "status": event.status,
            "reason": event.reason,
            "decided_by": event.decided_by,
            "consulted": event.consulted,
            "source_url": event.source_url,
            "revisit_on": event.revisit_on.isoformat() if event.revisit_on else None,
            "at": to_text(event.at),
        },
    )
    tx.touch(Kind.TOPIC, event.topic)


def steps(reader: Reader, root: TopicId) -> list[Step]:
    """Who was told of a topic and of what was merged into it, the oldest first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT a.* FROM member JOIN advocacy_step a ON a.topic_id = member.id ORDER BY a.at, a.id",
        {"topics": json.dumps([root])},
    )
    return [_step(row) for row in rows]


def step(reader: Reader, id_: str) -> Step | None:
    row = reader.row("SELECT * FROM advocacy_step WHERE id = ?", [id_])
    return _step(row) if row else None


def steps_of(reader: Reader, ids: Iterable[str]) -> dict[str, Step]:
    """Those of ``ids`` that are here."""
    rows = reader.rows(
        "SELECT * FROM advocacy_step WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(list(ids))]
    )
    return {row["id"]: _step(row) for row in rows}


def put_step(tx: Tx, new: Step) -> None:
    """Keep a step as it is now."""
    values: Row = {
        "id": new.id,
        "topic_id": new.topic,
        "told": new.told,
        "role": new.role,
        "how": new.how,
        "words": new.words,
        "said": new.said,
        "said_at": to_text(new.said_at) if new.said_at else None,
        "brief_id": new.brief,
        "at": to_text(new.at),
        "next_action": new.next_action or None,
        "next_on": new.next_on.isoformat() if new.next_on else None,
        "done_at": to_text(new.done_at) if new.done_at else None,
    }
    names = ", ".join(f"{name} = excluded.{name}" for name in values if name != "id")
    tx.run(
        f"INSERT INTO advocacy_step ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})"
        f" ON CONFLICT (id) DO UPDATE SET {names}",
        list(values.values()),
    )
    _touch(tx, new.topic)


def drop_step(tx: Tx, old: Step) -> None:
    tx.run("DELETE FROM advocacy_step WHERE id = ?", [old.id])
    _touch(tx, old.topic)


def known_people(reader: Reader, words: str, limit: int) -> list[tuple[str, str]]:
    """Names with what they own or their role: the people list first, then who was told before."""
    like = "%" + words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    rows = reader.rows(
        "SELECT * FROM (SELECT name, owns AS what, 0 AS place FROM contact"
        " UNION SELECT told, role, 1 FROM advocacy_step)"
        " WHERE name LIKE :like ESCAPE '\\' OR what LIKE :like ESCAPE '\\'"
        " ORDER BY place, name COLLATE NOCASE, what DESC",
        {"like": like},
    )
    known: dict[str, str] = {}
    for row in rows:
        known[row["name"]] = known.get(row["name"]) or row["what"]
    return list(known.items())[:limit]


def gathered(reader: Reader, root: TopicId, since: datetime) -> tuple[int, int]:
    """What came to stand behind a topic after ``since``: how many entries, from how many accounts of today."""
    row = reader.row(
        f"{_SINCE}SELECT count(*) AS entries, count(DISTINCT CASE WHEN e.speaker <> 'agent' AND c.left_on IS NULL"
        " AND NOT c.prospect THEN c.id END) AS accounts"
        " FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        " JOIN entry e ON e.id = v.entry_id LEFT JOIN voice w ON w.id = e.voice_id"
        " LEFT JOIN client c ON c.id = w.client_id WHERE max(v.linked_at, member.since) > :since",
        {"root": root, "since": to_text(since)},
    )
    return (row["entries"], row["accounts"]) if row else (0, 0)


def behind(reader: Reader, root: TopicId) -> list[Behind]:
    """What stands behind a topic, through merges, the oldest first. It stands there since it was linked or merged."""
    rows = reader.rows(
        f"{_SINCE}SELECT e.id, e.verbatim, e.said_at, max(v.linked_at, member.since) AS heard_at, e.speaker,"
        " e.voice_id, e.wants_reply, e.ticket_id,"
        " coalesce(e.ticket_id, nullif(e.ticket_number, ''), e.id) AS conversation,"
        " c.id AS client, c.left_on, coalesce(c.prospect, 0) AS prospect,"
        " EXISTS (SELECT 1 FROM reply_owed r JOIN member x ON x.id = r.topic_id"
        "   WHERE r.voice_id = e.voice_id AND r.state = 'sent' AND r.settled_at > e.said_at) AS told,"
        " (SELECT max(g.at) FROM message g WHERE g.ticket_id = e.ticket_id AND g.author = 'agent' AND NOT g.internal)"
        "   AS answered_at"
        " FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        " JOIN entry e ON e.id = v.entry_id LEFT JOIN voice w ON w.id = e.voice_id"
        " LEFT JOIN client c ON c.id = w.client_id ORDER BY e.said_at, e.id",
        {"root": root},
    )
    return [_behind(row) for row in rows]


def standing_at(reader: Reader, statuses: Iterable[Status], returned_by: date | None = None) -> list[Row]:
    """Topics that stand in one of ``statuses``, are part of no other and were not let go: each with its last event.

    ``returned_by``: only those that return on that day or before.
    """
    return reader.rows(
        "SELECT t.id AS topic, t.title, t.practice, e.* FROM topic_stand k JOIN topic t ON t.id = k.topic_id"
        f" JOIN status_event e ON e.id = {_LAST} WHERE k.status IN (SELECT value FROM json_each(:statuses))"
        f" AND k.let_go = 0 AND (:day IS NULL OR e.revisit_on <= :day) AND {_LIVE}",
        {"statuses": json.dumps(list(statuses)), "day": returned_by.isoformat() if returned_by else None},
    )


def declined(reader: Reader, *, practice: bool) -> list[Known]:
    """Topics on which the last word was one of the three kinds of no."""
    rows = standing_at(reader, DECLINED)
    return [_known(row, row["title"], "") for row in rows if bool(row["practice"]) == practice]


def known(reader: Reader, roots: Iterable[TopicId]) -> list[Known]:
    """How topics stand, with who has them in hand; nobody has one that was let go."""
    rows = reader.rows(
        "SELECT t.id AS topic_id, t.title, coalesce(e.status, 'heard') AS status, coalesce(e.reason, '') AS reason,"
        " CASE WHEN t.let_go_at IS NULL THEN t.owner ELSE '' END AS owner FROM json_each(?) j"
        f" JOIN topic t ON t.id = j.value LEFT JOIN status_event e ON e.id = {_LAST}",
        [json.dumps(list(roots))],
    )
    return [_known(row, row["title"], row["owner"]) for row in rows]


def conversation(reader: Reader, ticket: TicketId) -> tuple[str, bool] | None:
    """What the customer wrote on a ticket, with its subject; and whether it is one of the practice desk."""
    row = reader.row(
        "SELECT t.subject, a.kind = 'practice' AS practice, (SELECT group_concat(m.text, char(10)) FROM message m"
        " WHERE m.ticket_id = t.id AND m.author = 'customer') AS words"
        " FROM ticket t JOIN account a ON a.id = t.account_id WHERE t.id = ?",
        [ticket],
    )
    return (f"{row['subject']}\n{row['words'] or ''}", bool(row["practice"])) if row else None


def set_let_go(tx: Tx, topic: TopicId, at: str | None, why: str) -> None:
    tx.run("UPDATE topic SET let_go_at = ?, let_go_why = ? WHERE id = ?", [at, why, topic])
    tx.touch(Kind.TOPIC, topic)


def _touch(tx: Tx, topic: TopicId) -> None:
    tx.touch(Kind.TOPIC, topic, topics.root(tx, topic))


def event_of(row: Row) -> StatusEvent:
    """A row of the table as a StatusEvent."""
    return StatusEvent(
        id=row["id"],
        topic=TopicId(row["topic_id"]),
        status=Status(row["status"]),
        reason=row["reason"],
        decided_by=row["decided_by"],
        consulted=row["consulted"],
        source_url=row["source_url"],
        revisit_on=date.fromisoformat(row["revisit_on"]) if row["revisit_on"] else None,
        at=from_text(row["at"]),
    )


def _step(row: Row) -> Step:
    return Step(
        id=row["id"],
        topic=TopicId(row["topic_id"]),
        told=row["told"],
        role=row["role"],
        how=Channel(row["how"]),
        words=row["words"],
        said=row["said"],
        said_at=from_text(row["said_at"]) if row["said_at"] else None,
        brief=BriefId(row["brief_id"]) if row["brief_id"] else None,
        at=from_text(row["at"]),
        next_action=row["next_action"] or "",
        next_on=date.fromisoformat(row["next_on"]) if row["next_on"] else None,
        done_at=from_text(row["done_at"]) if row["done_at"] else None,
    )


def _behind(row: Row) -> Behind:
    return Behind(
        entry=EntryId(row["id"]),
        verbatim=row["verbatim"],
        said_at=from_text(row["said_at"]),
        heard_at=from_text(row["heard_at"]),
        by_agent=row["speaker"] == "agent",
        client=row["client"],
        present=row["client"] is not None and not row["left_on"] and not row["prospect"],
        left=bool(row["left_on"]),
        voice=VoiceId(row["voice_id"]) if row["voice_id"] else None,
        wants_reply=bool(row["wants_reply"]),
        ticket=TicketId(row["ticket_id"]) if row["ticket_id"] else None,
        conversation=row["conversation"],
        told=bool(row["told"]),
        answered_at=from_text(row["answered_at"]) if row["answered_at"] else None,
    )


def _known(row: Row, title: str, owner: str) -> Known:
    return Known(
        topic=TopicId(row["topic_id"]), title=title, status=Status(row["status"]), reason=row["reason"], owner=owner
    )
