"""Replies that are owed and what shipped things did, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workbench.feedback.advocacy.model import Behind, Outcome, Owed, OwedState, Status, StatusEvent
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import EntryId, OutgoingId, TicketId, TopicId, VoiceId, new_id
from workbench.store import Reader, Row, Tx

_OPEN = "r.state IN ('owed', 'drafted') AND r.withdrawn_at IS NULL"
_LISTED = " IN (SELECT value FROM json_each(:topics))"
_TREE = (
    "WITH RECURSIVE member (id) AS (SELECT :topic UNION SELECT m.from_topic FROM member JOIN topic_merge m"
    " ON m.into_topic = member.id AND m.undone_at IS NULL) "
)
_SELECT = (
    "SELECT r.*, t.title, t.workaround, t.practice, s.status, s.reason, s.decided_by, s.consulted, s.source_url,"
    " s.revisit_on, s.at, s.topic_id AS decided_on, w.name AS voice_name, c.name AS client_name, c.left_on,"
    " e.verbatim, e.said_at, k.id AS ticket, coalesce(k.number, e.ticket_number) AS number,"
    " coalesce(k.subject, e.ticket_subject) AS subject, coalesce(k.language, '') AS language"
    " FROM reply_owed r JOIN topic t ON t.id = r.topic_id JOIN status_event s ON s.id = r.status_event_id"
    " JOIN voice w ON w.id = r.voice_id JOIN client c ON c.id = w.client_id JOIN entry e ON e.id = r.entry_id"
    " LEFT JOIN ticket k ON k.id = e.ticket_id"
)


def one(reader: Reader, id_: str) -> Owed | None:
    """One that was not withdrawn."""
    row = reader.row(f"{_SELECT} WHERE r.id = ? AND r.withdrawn_at IS NULL", [id_])
    return _owed(row) if row else None


def waiting(reader: Reader, topics: Sequence[TopicId] | None, limit: int, *, practice: bool = True) -> list[Owed]:
    """Those that are owed, what was decided first first (ids are in the order of time); of ``topics`` where given.

    Without ``practice`` those of the practice desk are left out.
    """
    # Of all topics the first few stand at the front of an index, which would not be taken by itself: all are sorted.
    where = "INDEXED BY reply_owed_waiting WHERE" if topics is None else f"WHERE r.topic_id{_LISTED} AND"
    rows = reader.rows(
        f"{_SELECT} WHERE r.id IN (SELECT r.id FROM reply_owed r {where} {_OPEN} AND (:practice OR NOT EXISTS"
        " (SELECT 1 FROM topic p WHERE p.id = r.topic_id AND p.practice)) ORDER BY r.id LIMIT :limit) ORDER BY r.id",
        {"topics": None if topics is None else json.dumps(list(topics)), "practice": practice, "limit": limit},
    )
    return [_owed(row) for row in rows]


def number_waiting(reader: Reader, topics: Sequence[TopicId] | None = None) -> int:
    """How many are owed; for ``topics`` where given."""
    number: int = reader.value(
        f"SELECT count(*) FROM reply_owed r WHERE {_OPEN}"
        " AND (:topics IS NULL OR r.topic_id IN (SELECT value FROM json_each(:topics)))",
        {"topics": None if topics is None else json.dumps(list(topics))},
    )
    return number


def parts(reader: Reader, topic: TopicId) -> list[TopicId]:
    """A topic and what was merged into it."""
    return [TopicId(row["id"]) for row in reader.rows(f"{_TREE}SELECT id FROM member", {"topic": topic})]


def of_topic(reader: Reader, topic: TopicId) -> list[Owed]:
    """All of a topic and of what was merged into it that were not withdrawn: the newest outcome first."""
    rows = reader.rows(
        f"{_TREE}{_SELECT} WHERE r.topic_id IN (SELECT id FROM member) AND r.withdrawn_at IS NULL"
        " ORDER BY s.at DESC, r.settled_at, r.id",
        {"topic": topic},
    )
    return [_owed(row) for row in rows]


def of_customer(reader: Reader, ticket: TicketId) -> list[Owed]:
    """Those owed to the customer of a ticket, and what they were told before, the newest outcome first."""
    rows = reader.rows(
        f"{_SELECT} WHERE r.withdrawn_at IS NULL AND r.voice_id IN (SELECT v.id FROM ticket q"
        " JOIN customer u ON u.id = q.customer_id JOIN voice v ON v.account_id = q.account_id"
        " AND v.remote_id = u.remote_id WHERE q.id = ?1 UNION"
        " SELECT x.voice_id FROM entry x WHERE x.ticket_id = ?1 AND x.voice_id IS NOT NULL AND x.speaker = 'customer')"
        " ORDER BY s.at DESC, r.id LIMIT 20",
        [ticket],
    )
    return [_owed(row) for row in rows]


def owe(tx: Tx, event: StatusEvent, behind: Iterable[Behind]) -> int:
    """One for each customer who wants to hear, by what they said last; nobody is told the same thing twice."""
    theirs: dict[VoiceId, Behind] = {}
    for each in behind:
        if each.voice is not None and each.wants_reply and not each.by_agent:
            before = theirs.get(each.voice)
            if before is None or (each.ticket is not None, each.said_at) >= (before.ticket is not None, before.said_at):
                theirs[each.voice] = each
    done = {
        row["voice_id"]
        for row in tx.rows(
            f"{_TREE}SELECT r.voice_id FROM reply_owed r JOIN status_event s ON s.id = r.status_event_id"
            " WHERE r.topic_id IN (SELECT id FROM member) AND r.state IN ('sent', 'skipped') AND s.status = :status"
            " AND s.reason = :reason AND s.revisit_on IS :day",
            {
                "topic": event.topic,
                "status": event.status,
                "reason": event.reason,
                "day": event.revisit_on.isoformat() if event.revisit_on else None,
            },
        )
    }
    rows = [(new_id(), voice, each.entry) for voice, each in theirs.items() if voice not in done]
    tx.run_many(
        "INSERT INTO reply_owed (id, topic_id, status_event_id, voice_id, entry_id) VALUES (?, ?, ?, ?, ?)",
        [(id_, event.topic, event.id, voice, entry) for id_, voice, entry in rows],
    )
    tx.touch_all(Kind.OWED, [id_ for id_, *_ in rows])
    return len(rows)


def withdraw(tx: Tx, topic: TopicId, at: datetime) -> tuple[int, int]:
    """Nothing is owed for earlier outcomes: how many were withdrawn, and how many of these are in the outbox."""
    rows = tx.rows(
        f"{_TREE}SELECT r.id, r.outgoing_id FROM reply_owed r WHERE r.topic_id IN (SELECT id FROM member) AND {_OPEN}",
        {"topic": topic},
    )
    tx.run_many("UPDATE reply_owed SET withdrawn_at = ? WHERE id = ?", [(to_text(at), row["id"]) for row in rows])
    tx.touch_all(Kind.OWED, [row["id"] for row in rows])
    return len(rows), sum(row["outgoing_id"] is not None for row in rows)


def set_live(tx: Tx, id_: str, at: datetime | None) -> None:
    """Note when somebody looked that it is live for this customer; without it nothing may be drafted."""
    tx.run(
        "UPDATE reply_owed SET live_checked_at = :at, state = CASE WHEN :at IS NULL THEN 'owed' ELSE state END"
        " WHERE id = :id AND state IN ('owed', 'drafted')",
        {"at": to_text(at) if at else None, "id": id_},
    )
    tx.touch(Kind.OWED, id_)


def set_drafted(tx: Tx, id_: str) -> None:
    """The draft of their conversation holds it."""
    tx.run("UPDATE reply_owed SET state = 'drafted' WHERE id = ? AND state = 'owed'", [id_])
    tx.touch(Kind.OWED, id_)


def skip(tx: Tx, id_: str, why: str, at: datetime) -> bool:
    """It will not be sent; whether it was still owed."""
    tx.touch(Kind.OWED, id_)
    return bool(
        tx.run(
            "UPDATE reply_owed SET state = 'skipped', skip_why = ?, settled_at = ? WHERE id = ?"
            " AND state IN ('owed', 'drafted') AND withdrawn_at IS NULL AND outgoing_id IS NULL",
            [why, to_text(at), id_],
        )
    )


def unskip(tx: Tx, was: Owed) -> None:
    """It is owed again, as it was."""
    tx.run(
        "UPDATE reply_owed SET state = ?, skip_why = '', settled_at = NULL WHERE id = ? AND state = 'skipped'",
        [was.state, was.id],
    )
    tx.touch(Kind.OWED, was.id)


def add_outcome(tx: Tx, topic: TopicId, changed: str, shipped_on: date, due_on: date, at: datetime) -> None:
    """What was shipped is to be measured on ``due_on``."""
    tx.insert(
        "outcome",
        {
            "id": new_id(),
            "topic_id": topic,
            "changed": changed,
            "shipped_on": shipped_on.isoformat(),
            "due_on": due_on.isoformat(),
            "at": to_text(at),
        },
    )


def drop_outcomes(tx: Tx, topic: TopicId) -> None:
    """What was not shipped after all is not measured."""
    tx.run("DELETE FROM outcome WHERE topic_id = ? AND measured_on IS NULL", [topic])


def outcomes(reader: Reader, topic: TopicId | None, due_by: date | None) -> list[Outcome]:
    """Of a topic, the newest first; or those whose measurement is due, the longest due first."""
    rows = reader.rows(
        "SELECT o.*, t.title FROM outcome o JOIN topic t ON t.id = o.topic_id"
        " WHERE (:topic IS NULL OR o.topic_id = :topic)"
        " AND (:due IS NULL OR (o.measured_on IS NULL AND o.due_on <= :due))"
        " ORDER BY CASE WHEN :due IS NULL THEN -julianday(o.shipped_on) ELSE julianday(o.due_on) END, o.at DESC",
        {"topic": topic, "due": due_by.isoformat() if due_by else None},
    )
    return [_outcome(row) for row in rows]


def outcome(reader: Reader, id_: str) -> Outcome | None:
    """One of them."""
    row = reader.row("SELECT o.*, t.title FROM outcome o JOIN topic t ON t.id = o.topic_id WHERE o.id = ?", [id_])
    return _outcome(row) if row else None


def measure(tx: Tx, found: Outcome, on: date | None, before: Sequence[int], after: Sequence[int]) -> None:
    """Keep what was measured; None for ``on``: it was not measured."""
    tx.run(
        "UPDATE outcome SET measured_on = ?, before_weeks = ?, after_weeks = ? WHERE id = ?",
        [on.isoformat() if on else None, json.dumps(list(before)), json.dumps(list(after)), found.id],
    )
    tx.touch(Kind.TOPIC, found.topic)


def _owed(row: Row) -> Owed:
    event = StatusEvent(
        id=row["status_event_id"],
        topic=TopicId(row["decided_on"]),
        status=Status(row["status"]),
        reason=row["reason"],
        decided_by=row["decided_by"],
        consulted=row["consulted"],
        source_url=row["source_url"],
        revisit_on=date.fromisoformat(row["revisit_on"]) if row["revisit_on"] else None,
        at=from_text(row["at"]),
    )
    return Owed(
        id=row["id"],
        topic=TopicId(row["topic_id"]),
        title=row["title"],
        workaround=row["workaround"],
        event=event,
        voice=VoiceId(row["voice_id"]),
        name=row["voice_name"],
        client=row["client_name"],
        left=row["left_on"] is not None,
        entry=EntryId(row["entry_id"]),
        verbatim=row["verbatim"],
        said_at=from_text(row["said_at"]),
        ticket=TicketId(row["ticket"]) if row["ticket"] else None,
        number=row["number"],
        subject=row["subject"],
        state=OwedState(row["state"]),
        live_at=from_text(row["live_checked_at"]) if row["live_checked_at"] else None,
        skip_why=row["skip_why"],
        outgoing=OutgoingId(row["outgoing_id"]) if row["outgoing_id"] else None,
        settled_at=from_text(row["settled_at"]) if row["settled_at"] else None,
        practice=bool(row["practice"]),
        language=row["language"],
    )


def _outcome(row: Row) -> Outcome:
    return Outcome(
        id=row["id"],
        topic=TopicId(row["topic_id"]),
        title=row["title"],
        changed=row["changed"],
        shipped_on=date.fromisoformat(row["shipped_on"]),
        due_on=date.fromisoformat(row["due_on"]),
        measured_on=date.fromisoformat(row["measured_on"]) if row["measured_on"] else None,
        before=tuple(json.loads(row["before_weeks"])),
        after=tuple(json.loads(row["after_weeks"])),
    )
