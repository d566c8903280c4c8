"""Words that may be quoted, what was learned, ideas, people, promises; in SQL. Nothing newer than the page is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from workbench.feedback.brief.model import Idea, Learned, Promise, Words
from workbench.feedback.model import FeedbackKind
from workbench.kernel.clock import from_text, local_day, to_text
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
# Which entries stand behind no topic is kept for all but those of the practice desk, which are few.
_LOOSE = {
    False: f"entry_loose l JOIN entry e ON e.id = l.entry_id {_WHO} WHERE l.said_at <= :at"
    " ORDER BY l.said_at DESC, l.entry_id DESC",
    True: f"entry e {_WHO} WHERE e.speaker = 'customer' AND e.practice = 1 AND e.said_at <= :at AND NOT EXISTS"
    " (SELECT 1 FROM evidence v WHERE v.entry_id = e.id AND v.ended_at IS NULL) ORDER BY e.said_at DESC, e.id DESC",
}
_FEW = 2_000  # entries behind an area up to which all of them are read


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


def areas(reader: Reader, *, practice: bool = False) -> list[str]:
    """Areas that topics are in, by name: of the practice desk, or all others."""
    rows = reader.rows(
        "SELECT DISTINCT area FROM topic WHERE area <> '' AND practice = ? ORDER BY area COLLATE NOCASE", [practice]
    )
    return [row["area"] for row in rows]


def desks(reader: Reader) -> tuple[bool, bool]:
    """Whether the practice desk has anything to hand on; and whether anything else does."""
    row = reader.row(
        "SELECT EXISTS (SELECT 1 FROM account WHERE kind = 'practice') OR EXISTS (SELECT 1 FROM brief WHERE practice)"
        " OR EXISTS (SELECT 1 FROM topic WHERE practice) AS practice,"
        " EXISTS (SELECT 1 FROM account WHERE kind <> 'practice') OR EXISTS (SELECT 1 FROM topic WHERE NOT practice)"
        " OR EXISTS (SELECT 1 FROM entry_loose) AS real"
    )
    return (bool(row["practice"]), bool(row["real"])) if row else (False, False)


def heard_in(reader: Reader, area: str, at: datetime, limit: int, *, practice: bool = False) -> list[Words]:
    """Customers' newest words in an area: behind its topics, and behind what was merged into them."""
    roots = roots_in(reader, area, practice=practice)
    known = {"roots": json.dumps(roots), "limit": limit, "practice": practice, **_reach(reader, roots, at)}
    if known.pop("entries") < _FEW or practice:
        return _newest(reader, known)
    rows = reader.rows(
        f"{_MEMBERS}SELECT {_WORDS}, member.root AS topic FROM entry e INDEXED BY entry_by_saying"
        " JOIN evidence v ON v.entry_id = e.id AND v.ended_at IS NULL JOIN member ON member.id = v.topic_id"
        f" {_WHO} WHERE e.speaker = 'customer' AND e.practice = 0 AND e.said_at <= :at"
        " ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        known,
    )
    return [_words(row) for row in rows]


def heard_nowhere(reader: Reader, at: datetime, limit: int, *, practice: bool = False) -> list[Words]:
    """Customers' newest words that stand behind no topic, or behind one without an area."""
    loose = reader.rows(f"SELECT {_WORDS} FROM {_LOOSE[practice]} LIMIT :limit", {"at": to_text(at), "limit": limit})
    both = [*(_words(row) for row in loose), *heard_in(reader, "", at, limit, practice=practice)]
    return sorted(both, key=lambda each: (each.said_at, each.entry), reverse=True)[:limit]


def _newest(reader: Reader, known: Row) -> list[Words]:
    """The same from the side of the topics: quicker where little stands behind them."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT {_WORDS}, member.root AS topic FROM member JOIN evidence v ON v.topic_id = member.id"
        " AND v.ended_at IS NULL JOIN entry e ON e.id = v.entry_id"
        f" {_WHO} WHERE e.speaker = 'customer' AND e.practice = :practice AND e.said_at <= :at"
        " ORDER BY e.said_at DESC, e.id DESC LIMIT :limit",
        known,
    )
    return [_words(row) for row in rows]


def _reach(reader: Reader, roots: Sequence[TopicId], at: datetime) -> Row:
    """``entries``: how many stand behind ``roots``, about; ``at``: from when on, back in time, they are looked for.

    Nothing is late where every tally is up to date; else all is looked through.
    """
    row = reader.row(
        "SELECT coalesce(sum(k.entries), 0) AS entries, coalesce(max(k.last_said), '') AS last,"
        " EXISTS (SELECT 1 FROM topic_stale) AS late FROM json_each(?) j JOIN topic_tally k ON k.topic_id = j.value",
        [json.dumps(list(roots))],
    )
    now = to_text(at)
    if row is None or row["late"]:
        return {"entries": _FEW, "at": now}
    return {"entries": row["entries"], "at": min(now, row["last"])}


def roots_in(reader: Reader, area: str, *, practice: bool = False) -> list[TopicId]:
    """Topics of an area that are part of no other: what was pinned first, then what was said last."""
    rows = reader.rows(
        "SELECT t.id FROM topic t LEFT JOIN topic_tally k ON k.topic_id = t.id WHERE t.area = ? COLLATE NOCASE"
        " AND t.practice = ? AND NOT EXISTS (SELECT 1 FROM topic_merge m WHERE m.from_topic = t.id AND"
        " m.undone_at IS NULL) ORDER BY t.pinned_at IS NULL,"
        " coalesce(nullif(k.last_said, ''), t.created_at) DESC, t.id",
        [area, practice],
    )
    return [TopicId(row["id"]) for row in rows]


def answered(reader: Reader, root: TopicId, at: datetime) -> list[Learned]:
    """What was answered on the trail, the oldest first."""
    rows = reader.rows(
        f"{_MEMBERS}SELECT a.said_at, a.told, a.how, a.said FROM member"
        " JOIN advocacy_step a ON a.topic_id = member.id WHERE a.said <> '' AND a.said_at <= :at ORDER BY a.said_at",
        {"roots": json.dumps([root]), "at": to_text(at)},
    )
    return [
        Learned(on=local_day(from_text(row["said_at"])), who=f"{row['told']} ({row['how']})", what=row["said"])
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
