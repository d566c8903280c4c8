"""Briefs as they are kept, with the numbers that they were counted from, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from workbench.feedback.brief.model import Brief, Form, Names, Number
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import BriefId, EntryId, TopicId
from workbench.store import Reader, Row, Tx

_MEMBERS = (
    "WITH RECURSIVE member (id) AS (SELECT :root UNION"
    " SELECT m.from_topic FROM member JOIN topic_merge m ON m.into_topic = member.id AND m.undone_at IS NULL) "
)


def add(tx: Tx, brief: Brief) -> None:
    tx.insert(
        "brief",
        {
            "id": brief.id,
            "topic_id": brief.topic,
            "form": brief.form,
            "title": brief.title,
            "markdown": brief.markdown,
            "entry_ids": json.dumps(list(brief.entries)),
            "names": brief.names,
            "sha256": brief.sha256,
            "made_at": to_text(brief.made_at),
            "practice": int(brief.practice),
        },
    )
    place = {entry: at for at, entry in enumerate(brief.entries)}
    tx.run_many(
        "INSERT INTO brief_number (brief_id, name, words, about, entries) VALUES (?, ?, ?, ?, ?)",
        [
            [brief.id, each.name, each.words, each.about, json.dumps(_runs(each.entries, place))]
            for each in brief.numbers
        ],
    )
    _touch(tx, brief.id, brief.topic)


def write(tx: Tx, brief: BriefId, markdown: str, sha256: str) -> None:
    """Other words; the store refuses them for one that was sent."""
    tx.run("UPDATE brief SET markdown = ?, sha256 = ? WHERE id = ?", [markdown, sha256, brief])
    tx.touch(Kind.BRIEF, brief)


def drop(tx: Tx, brief: Brief) -> None:
    tx.run("DELETE FROM brief WHERE id = ?", [brief.id])
    _touch(tx, brief.id, brief.topic)


def one(reader: Reader, brief: BriefId) -> Brief | None:
    row = reader.row("SELECT * FROM brief WHERE id = ?", [brief])
    return _brief(reader, row) if row else None


def of_topic(reader: Reader, root: TopicId) -> list[Brief]:
    """Briefs of a topic and of what was merged into it, the newest first."""
    rows = reader.rows(
        _MEMBERS + "SELECT b.* FROM member JOIN brief b ON b.topic_id = member.id ORDER BY b.made_at DESC, b.id DESC",
        {"root": root},
    )
    return [_brief(reader, row) for row in rows]


def lists(reader: Reader, limit: int, *, practice: bool) -> list[Brief]:
    """Listening lists and meeting packs, the newest first: of the practice desk, or all others."""
    rows = reader.rows(
        "SELECT * FROM brief WHERE form IN (?, ?) AND practice = ? ORDER BY made_at DESC, id DESC LIMIT ?",
        [Form.LISTENING, Form.MEETING, practice, limit],
    )
    return [_brief(reader, row) for row in rows]


def sent_to(reader: Reader, brief: BriefId) -> list[str]:
    """Who got it, the first one first."""
    rows = reader.rows("SELECT told FROM advocacy_step WHERE brief_id = ? ORDER BY at, id", [brief])
    return [row["told"] for row in rows]


def tickets(reader: Reader, entries: Iterable[EntryId]) -> dict[EntryId, str]:
    """The number of the ticket that each entry is from, for those that are here and have one."""
    rows = reader.rows(
        "SELECT e.id, e.ticket_number FROM json_each(?) j JOIN entry e ON e.id = j.value WHERE e.ticket_number <> ''",
        [json.dumps(list(entries))],
    )
    return {EntryId(row["id"]): row["ticket_number"] for row in rows}


def _touch(tx: Tx, brief: BriefId, topic: TopicId | None) -> None:
    tx.touch(Kind.BRIEF, brief)
    if topic is not None:
        tx.touch(Kind.TOPIC, topic)


def _runs(entries: Sequence[EntryId], place: Mapping[EntryId, int]) -> list[list[int]]:
    """Places as runs of [first, how many]: what is counted is mostly what lies side by side."""
    at = sorted(place[each] for each in entries)
    grouped = groupby(enumerate(at), lambda pair: pair[1] - pair[0])
    found = [[where for _, where in group] for _, group in grouped]
    return [[each[0], len(each)] for each in found]


def _brief(reader: Reader, row: Row) -> Brief:
    entries = tuple(EntryId(each) for each in json.loads(row["entry_ids"]))
    numbers = reader.rows("SELECT * FROM brief_number WHERE brief_id = ? ORDER BY rowid", [row["id"]])
    return Brief(
        id=BriefId(row["id"]),
        topic=TopicId(row["topic_id"]) if row["topic_id"] else None,
        form=Form(row["form"]),
        names=Names(row["names"]),
        title=row["title"],
        markdown=row["markdown"],
        entries=entries,
        sha256=row["sha256"],
        made_at=from_text(row["made_at"]),
        numbers=tuple(_number(each, entries) for each in numbers),
        sent_to=tuple(sent_to(reader, BriefId(row["id"]))),
        practice=bool(row["practice"]),
    )


def _number(row: Row, entries: Sequence[EntryId]) -> Number:
    behind = tuple(entry for start, many in json.loads(row["entries"]) for entry in entries[start : start + many])
    return Number(name=row["name"], words=row["words"], entries=behind, about=row["about"])
