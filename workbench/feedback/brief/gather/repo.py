"""Words that may be quoted, what was learned, ideas, people, promises; in SQL. Nothing newer than the page is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workbench.feedback.brief.days import day_here
from workbench.feedback.brief.model import Askable, Idea, Learned, Promise, Words
from workbench.feedback.model import FeedbackKind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import ClientId, EntryId, TopicId
from workbench.store import Reader, Row

_MEMBERS = (
    "WITH RECURSIVE member (root, id) AS (SELECT value, value FROM json_each(:roots) UNION"
    " SELECT member.root, m.from_topic FROM member JOIN topic_merge m ON m.into_topic = member.id"
    " AND m.undone_at IS NULL) "
)
_WORDS = (
    "e.id, e.kind, e.verbatim, e.said_at, e.ticket_number, coalesce(nullif(w.name, ''), e.customer_name) AS name,"
    " c.id AS client, coalesce(c.name, '') AS client_name, coalesce(q.answer, '') AS said_of_quoting,"
    " EXISTS (SELECT 1 FROM quote_allowed a WHERE a.entry_id = e.id) AS allowed"
)
_WHO = (
    "LEFT JOIN voice w ON w.id = e.voice_id LEFT JOIN client c ON c.id = w.client_id"
    " LEFT JOIN quote_asked q ON q.voice_id = e.voice_id"
)


def words_of(
    reader: Reader, entries: Sequence[EntryId], kinds: Iterable[FeedbackKind] | None, limit: int, *, own: bool = False
) -> list[Words]:
    """Words among ``entries`` (what was said last first), of ``kinds``; the customers', with ``own`` also ours."""
    rows = reader.rows(
        f"SELECT {_WORDS} FROM json_each(:ids) j JOIN entry e ON e.id = j.value {_WHO}"
        " WHERE (:own OR e.speaker = 'customer')"
        " AND (:kinds IS NULL OR e.kind IN (SELECT value FROM json_each(:kinds))) ORDER BY j.key LIMIT :limit",
        {
            "ids": json.dumps(list(entries)),
            "kinds": None if kinds is None else json.dumps(sorted(kinds)),
            "limit": limit,
            "own": own,
        },
    )
    return [_words(row) for row in rows]


def newest_of(reader: Reader, root: TopicId, at: datetime, limit: int) -> list[Words]:
    """Customers' newest words behind a topic and behind what was merged into it."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT {_WORDS} FROM member JOIN evidence v ON v.topic_id = member.id AND v.ended_at IS NULL"
        f" JOIN entry e ON e.id = v.entry_id AND e.speaker = 'customer' AND e.said_at <= :at {_WHO}"
        " ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        {"roots": json.dumps([root]), "at": to_text(at), "limit": limit},
    )
    return [_words(row) for row in rows]


def areas(reader: Reader) -> list[str]:
    """Areas that topics are in, by name; those of the practice desk are left out."""
    rows = reader.rows("SELECT DISTINCT area FROM topic WHERE area <> '' AND practice = 0 ORDER BY area COLLATE NOCASE")
    return [row["area"] for row in rows]


def heard_in(reader: Reader, area: str, at: datetime, limit: int) -> list[Words]:
    """Customers' newest words in an area: behind its topics, and behind what was merged into them."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT {_WORDS}, member.root AS topic FROM entry e INDEXED BY entry_by_saying"
        " JOIN evidence v ON v.entry_id = e.id AND v.ended_at IS NULL JOIN member ON member.id = v.topic_id"
        f" {_WHO} WHERE e.speaker = 'customer' AND e.practice = 0 AND e.said_at <= :at"
        " ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        {"roots": json.dumps([*roots_in(reader, area)]), "at": to_text(at), "limit": limit},
    )
    return [_words(row) for row in rows]


def heard_nowhere(reader: Reader, at: datetime, limit: int) -> list[Words]:
    """Customers' newest words that stand behind no topic, or behind one without an area."""
    rows = reader.rows(
        "WITH RECURSIVE sorted (id) AS (SELECT t.id FROM topic t WHERE t.area <> '' AND NOT EXISTS (SELECT 1"
        " FROM topic_merge m WHERE m.from_topic = t.id AND m.undone_at IS NULL) UNION SELECT m.from_topic FROM sorted"
        " JOIN topic_merge m ON m.into_topic = sorted.id AND m.undone_at IS NULL)"
        f" SELECT {_WORDS} FROM entry e INDEXED BY entry_by_saying {_WHO}"
        " WHERE e.speaker = 'customer' AND e.practice = 0 AND e.said_at <= :at AND NOT EXISTS (SELECT 1 FROM evidence v"
        " WHERE v.entry_id = e.id AND v.ended_at IS NULL AND +v.topic_id IN (SELECT id FROM sorted))"
        " ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        {"at": to_text(at), "limit": limit},
    )
    return [_words(row) for row in rows]


def roots_in(reader: Reader, area: str) -> list[TopicId]:
    """Topics of an area that are part of no other: what was pinned first, then what was said last."""
    rows = reader.rows(
        "SELECT t.id FROM topic t LEFT JOIN topic_tally k ON k.topic_id = t.id WHERE t.area = ? COLLATE NOCASE"
        " AND t.practice = 0 AND NOT EXISTS (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND"
        " m.undone_at IS NULL) ORDER BY t.pinned_at IS NULL,"
        " coalesce(nullif(k.last_said, ''), t.created_at) DESC, t.id",
        [area],
    )
    return [TopicId(row["id"]) for row in rows]


def learned(reader: Reader, root: TopicId, at: datetime) -> list[Learned]:
    """What was answered on the trail and noted on the way, the oldest first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT a.said_at AS day, a.told AS who, a.how, a.said AS what FROM member"
        " JOIN advocacy_step a ON a.topic_id = member.id WHERE a.said <> '' AND a.said_at <= :at"
        " UNION ALL SELECT n.at, coalesce(c.name, ''), '', n.what FROM member"
        " JOIN learning_note n ON n.topic_id = member.id LEFT JOIN contact c ON c.id = n.contact_id WHERE n.at <= :at"
        " ORDER BY day",
        {"roots": json.dumps([root]), "at": to_text(at)},
    )
    return [
        Learned(
            on=day_here(from_text(row["day"])),
            who=f"{row['who']} ({row['how']})" if row["how"] else row["who"],
            what=row["what"],
        )
        for row in rows
    ]


def ideas(reader: Reader, root: TopicId, at: datetime) -> list[Idea]:
    """Ideas in the order in which they were put, the cheapest first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT i.text, i.cost FROM member JOIN idea i ON i.topic_id = member.id WHERE i.at <= :at"
        " ORDER BY i.place, i.at, i.id",
        {"roots": json.dumps([root]), "at": to_text(at)},
    )
    return [Idea(text=row["text"], cost=row["cost"].strip()) for row in rows]


def askable(reader: Reader, root: TopicId, area: str, limit: int) -> list[Askable]:
    """People who were never asked about the topic's area: who owns it first, then those of other companies."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT c.name, c.owns, c.organisation FROM contact c WHERE NOT EXISTS ("
        "SELECT 1 FROM advocacy_step a"
        " JOIN topic t ON t.id = a.topic_id WHERE a.told = c.name COLLATE NOCASE"
        " AND (t.id IN (SELECT id FROM member) OR (t.area = :area AND :area <> '')))"
        " AND NOT EXISTS (SELECT 1 FROM learning_note n LEFT JOIN topic t ON t.id = n.topic_id"
        " WHERE n.contact_id = c.id AND (t.id IN (SELECT id FROM member) OR (t.area = :area AND :area <> '')))"
        " ORDER BY NOT (:area <> '' AND instr(lower(c.owns), lower(:area)) > 0), c.organisation = '', c.name"
        " LIMIT :limit",
        {"roots": json.dumps([root]), "area": area, "limit": limit},
    )
    return [Askable(name=row["name"], owns=row["owns"], organisation=row["organisation"]) for row in rows]


def promises(reader: Reader, roots: Sequence[TopicId], at: datetime) -> list[Promise]:
    """What was promised for topics and is neither kept nor broken, what is due first first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT p.who, p.what, p.due_on, member.root FROM member"
        " JOIN commitment p ON p.topic_id = member.id WHERE p.kept_at IS NULL AND p.broken_at IS NULL AND p.at <= :at"
        " ORDER BY p.due_on IS NULL, p.due_on, p.id",
        {"roots": json.dumps(list(roots)), "at": to_text(at)},
    )
    return [
        Promise(
            who=row["who"],
            what=row["what"],
            due=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
            topic=TopicId(row["root"]),
        )
        for row in rows
    ]


def _words(row: Row) -> Words:
    return Words(
        entry=EntryId(row["id"]),
        kind=FeedbackKind(row["kind"]),
        verbatim=row["verbatim"],
        said_at=from_text(row["said_at"]),
        number=row["ticket_number"],
        name=row["name"],
        client=ClientId(row["client"]) if row["client"] else None,
        client_name=row["client_name"],
        topic=TopicId(row["topic"]) if row.get("topic") else None,
        public=_public(row),
    )


def _public(row: Row) -> bool | None:
    if row["said_of_quoting"] == "refused":
        return False
    return True if row["said_of_quoting"] == "given" or row["allowed"] else None
