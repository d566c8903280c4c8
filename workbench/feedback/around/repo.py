"""What is practised around feedback, in SQL."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime

from workbench.feedback.around.model import (
    Boundary,
    Contact,
    Goodwill,
    Idea,
    KeptReply,
    Kudos,
    LearningNote,
    MayDo,
    Permission,
    Promise,
    Quoting,
    Survey,
)
from workbench.feedback.topics.model import Topic, topic_of
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import EntryId, TicketId, TopicId, VoiceId
from workbench.store import Reader, Row, Tx

_TABLES = frozenset(
    {"contact", "learning_note", "idea", "commitment", "survey", "goodwill", "boundary", "may_do", "kept_reply"}
)
_NOTES = (
    "SELECT n.*, coalesce(c.name, '') AS contact_name, coalesce(t.title, '') AS topic_title FROM learning_note n"
    " LEFT JOIN contact c ON c.id = n.contact_id LEFT JOIN topic t ON t.id = n.topic_id"
)
_PROMISES = "SELECT p.*, coalesce(t.title, '') AS topic_title FROM commitment p LEFT JOIN topic t ON t.id = p.topic_id"
_BOUNDARIES = "SELECT b.*, t.number, t.subject FROM boundary b JOIN ticket t ON t.id = b.ticket_id"
_KUDOS = (
    "SELECT e.*, coalesce(p.answer, '') <> 'refused' AND (q.entry_id IS NOT NULL OR coalesce(p.answer, '') = 'given')"
    " AS allowed, coalesce(q.link, '') AS link FROM entry e LEFT JOIN quote_allowed q ON q.entry_id = e.id"
    " LEFT JOIN quote_asked p ON p.voice_id = e.voice_id WHERE e.kind = 'kudos' AND e.speaker = 'customer'"
)


_PERMISSIONS = (
    "SELECT q.*, v.name, coalesce(c.name, '') AS client_name FROM quote_asked q JOIN voice v ON v.id = q.voice_id"
    " LEFT JOIN client c ON c.id = v.client_id"
)


def add(tx: Tx, table: str, row: Row) -> None:
    tx.insert(_known(table), row)
    tx.touch(Kind.AROUND, row["id"])


def change(tx: Tx, table: str, key: str, values: Row) -> None:
    sets = ", ".join(f"{name} = ?" for name in values)
    tx.run(f"UPDATE {_known(table)} SET {sets} WHERE id = ?", [*values.values(), key])
    tx.touch(Kind.AROUND, key)


def take(tx: Tx, table: str, key: str) -> Row | None:
    """Take a row away; the row as it was."""
    row = raw(tx, table, key)
    tx.run(f"DELETE FROM {_known(table)} WHERE id = ?", [key])
    tx.touch(Kind.AROUND, key)
    return row


def raw(reader: Reader, table: str, key: str) -> Row | None:
    return reader.row(f"SELECT * FROM {_known(table)} WHERE id = ?", [key])


# People and what was learned from them


def contacts(reader: Reader) -> list[Contact]:
    rows = reader.rows("SELECT id, name, organisation, owns, reach, note FROM contact ORDER BY name COLLATE NOCASE, id")
    return [Contact(**row) for row in rows]


def contact_row(contact: Contact, now: datetime) -> Row:
    return {**asdict(contact), "at": to_text(now)}


def whom_to_ask(reader: Reader, parts: Sequence[TopicId], area: str, at: datetime, limit: int = -1) -> list[Contact]:
    """People who were not asked yet, until ``at``, about a topic (``parts``: with what was merged into it) or its area.

    Asked is who was told of it, or from whom something was learned about it. Who owns the area comes first, then those
    of other companies.
    """
    rows = reader.rows(
        "WITH near (id) AS (SELECT value FROM json_each(:parts) UNION"
        " SELECT id FROM topic WHERE :area <> '' AND area = :area COLLATE NOCASE)"
        " SELECT c.id, c.name, c.organisation, c.owns, c.reach, c.note FROM contact c WHERE c.at <= :at"
        " AND NOT EXISTS (SELECT 1 FROM advocacy_step a WHERE a.topic_id IN near AND a.at <= :at"
        " AND a.told = c.name COLLATE NOCASE) AND NOT EXISTS"
        " (SELECT 1 FROM learning_note n WHERE n.contact_id = c.id AND n.topic_id IN near AND n.at <= :at)"
        " ORDER BY NOT (:area <> '' AND instr(lower(c.owns), lower(:area)) > 0), c.organisation = '',"
        " c.name COLLATE NOCASE, c.id LIMIT :limit",
        {"parts": json.dumps(list(parts)), "area": area, "at": to_text(at), "limit": limit},
    )
    return [Contact(**row) for row in rows]


def notes(
    reader: Reader, *, topics: Sequence[str] | None = None, due: date | None = None, until: datetime | None = None
) -> list[LearningNote]:
    """The newest first; of ``topics``, or those to look back at on ``due``, the longest due first.

    With ``until``, as they were known then: what was noted or answered later is left out.
    """
    if due is not None:
        rows = reader.rows(
            f"{_NOTES} WHERE n.look_back_on <= ? AND n.looked_at IS NULL ORDER BY n.look_back_on, n.id",
            [due.isoformat()],
        )
    else:
        rows = reader.rows(f"{_NOTES} ORDER BY n.at DESC, n.id DESC")
    found = [_note(row) for row in rows if topics is None or row["topic_id"] in topics]
    return found if until is None else [_known_at(each, until) for each in found if each.at <= until]


def parked(reader: Reader) -> list[Idea]:
    rows = reader.rows("SELECT id, text, at FROM idea WHERE topic_id IS NULL ORDER BY at, id")
    return [Idea(id=row["id"], text=row["text"], at=from_text(row["at"])) for row in rows]


# Promises and surveys


def promises(reader: Reader, *, of_surveys: bool = False) -> list[Promise]:
    """Those that stand open first, by their day; then what became of the others, the newest first."""
    only = " WHERE p.survey_id IS NOT NULL" if of_surveys else ""
    rows = reader.rows(
        f"{_PROMISES}{only} ORDER BY coalesce(p.kept_at, p.broken_at) IS NOT NULL,"
        " coalesce(p.kept_at, p.broken_at) DESC, p.due_on IS NULL, p.due_on, p.id"
    )
    return [_promise(row) for row in rows]


def surveys(reader: Reader) -> list[Survey]:
    behind = promises(reader, of_surveys=True)
    return [
        Survey(
            id=row["id"],
            question=row["question"],
            at=from_text(row["at"]),
            opened_at=_time(row["opened_at"]),
            closed_at=_time(row["closed_at"]),
            answers=row["answers"],
            done_with=row["done_with"],
            promises=tuple(each for each in behind if each.survey == row["id"]),
        )
        for row in reader.rows("SELECT * FROM survey ORDER BY at DESC, id DESC")
    ]


def purpose(reader: Reader) -> str:
    return str(reader.value("SELECT sentence FROM purpose") or "")


def set_purpose(tx: Tx, sentence: str, now: datetime) -> None:
    tx.run("DELETE FROM purpose")
    if sentence:
        tx.insert("purpose", {"one": 1, "sentence": sentence, "at": to_text(now)})
    tx.touch(Kind.AROUND, "purpose")


# Goodwill and boundaries


def ticket(reader: Reader, key: TicketId) -> Row | None:
    return reader.row(
        "SELECT t.number, t.subject, a.kind = 'practice' AS practice FROM ticket t JOIN account a"
        " ON a.id = t.account_id WHERE t.id = ?",
        [key],
    )


def goodwill_on(reader: Reader, ticket: TicketId) -> list[Goodwill]:
    """What was done for the customer on a conversation, the first first."""
    return [_goodwill(row) for row in reader.rows("SELECT * FROM goodwill WHERE ticket_id = ? ORDER BY id", [ticket])]


def goodwill(reader: Reader, rule_key: str | None = None) -> list[Goodwill]:
    """The newest first; with ``rule_key``, those that name this rule, the first one first."""
    if rule_key is None:
        return [_goodwill(row) for row in reader.rows("SELECT * FROM goodwill ORDER BY at DESC, id DESC")]
    return [_goodwill(row) for row in reader.rows("SELECT * FROM goodwill WHERE rule_key = ? ORDER BY id", [rule_key])]


def rules(reader: Reader) -> dict[tuple[str, bool], list[Goodwill]]:
    """By rule and whether of the practice desk: goodwill whose rule was named twice or more and is no topic yet.

    The first one first; the rule that was named last comes first.
    """
    rows = reader.rows("SELECT * FROM goodwill WHERE rule_key <> '' ORDER BY id")
    by: dict[tuple[str, bool], list[Row]] = {}
    for row in rows:
        by.setdefault((row["rule_key"], bool(row["practice"])), []).append(row)
    named = {key: same for key, same in by.items() if len(same) > 1 and not any(row["topic_id"] for row in same)}
    latest = sorted(named, key=lambda key: max((row["at"], row["id"]) for row in named[key]), reverse=True)
    return {key: [_goodwill(row) for row in named[key]] for key in latest}


def boundaries(reader: Reader, today: date, ticket: TicketId | None = None) -> list[Boundary]:
    """Those that hold on ``today``, the first to end first; of the customer who wrote ``ticket``."""
    rows = reader.rows(
        f"{_BOUNDARIES} WHERE b.ends_on >= :today AND (:ticket IS NULL OR b.ticket_id = :ticket OR t.customer_id ="
        " (SELECT customer_id FROM ticket WHERE id = :ticket)) ORDER BY b.ends_on, b.id",
        {"today": today.isoformat(), "ticket": ticket},
    )
    return [_boundary(row) for row in rows]


def boundary(reader: Reader, key: str) -> Boundary | None:
    row = reader.row(f"{_BOUNDARIES} WHERE b.id = ?", [key])
    return _boundary(row) if row else None


# Kudos


def kudos(reader: Reader, since: datetime, until: datetime, *, practice: bool) -> list[Kudos]:
    """What was praised from ``since`` on, before ``until``, the first first."""
    rows = reader.rows(
        f"{_KUDOS} AND e.practice = ? AND e.said_at >= ? AND e.said_at < ? ORDER BY e.said_at, e.id",
        [int(practice), to_text(since), to_text(until)],
    )
    return [_kudos(row) for row in rows]


def allow_quote(tx: Tx, entry: EntryId, link: str, now: datetime) -> None:
    tx.run("DELETE FROM quote_allowed WHERE entry_id = ?", [entry])
    tx.insert("quote_allowed", {"entry_id": entry, "link": link, "at": to_text(now)})
    tx.touch(Kind.AROUND, entry)


def forbid_quote(tx: Tx, entry: EntryId) -> None:
    tx.run("DELETE FROM quote_allowed WHERE entry_id = ?", [entry])
    tx.touch(Kind.AROUND, entry)


def quote_of(reader: Reader, entry: EntryId) -> str | None:
    """The link that a permission came with, "" where none did; None where there is no permission."""
    found: str | None = reader.value("SELECT link FROM quote_allowed WHERE entry_id = ?", [entry])
    return found


def permissions(reader: Reader) -> list[Permission]:
    """Those that were asked and have not answered first, the longest waiting first; then the newest answer."""
    rows = reader.rows(
        f"{_PERMISSIONS} ORDER BY q.answer <> '', q.answered_on DESC, q.asked_on, v.name COLLATE NOCASE, v.id"
    )
    return [_permission(row) for row in rows]


def permission(reader: Reader, voice: VoiceId) -> Permission | None:
    row = reader.row(f"{_PERMISSIONS} WHERE q.voice_id = ?", [voice])
    return _permission(row) if row else None


def set_permission(tx: Tx, voice: VoiceId, row: Row | None) -> Row | None:
    """Keep what a customer said, or that nothing is known; what was kept before."""
    was = tx.row("SELECT * FROM quote_asked WHERE voice_id = ?", [voice])
    tx.run("DELETE FROM quote_asked WHERE voice_id = ?", [voice])
    if row is not None:
        tx.insert("quote_asked", row)
    tx.touch(Kind.AROUND, voice)
    return was


def voice_there(reader: Reader, voice: VoiceId) -> bool:
    return reader.value("SELECT 1 FROM voice WHERE id = ?", [voice]) is not None


def real_there(reader: Reader) -> bool:
    """Whether anything is here that is not of the practice desk."""
    return reader.value("SELECT 1 FROM account WHERE kind <> 'practice' LIMIT 1") is not None


# What may be done, what is worth keeping, and what was asked


def may_do(reader: Reader) -> list[MayDo]:
    """In the order in which it was written."""
    return [MayDo(**row) for row in reader.rows("SELECT id, what, limits FROM may_do ORDER BY id")]


def kept_replies(reader: Reader) -> list[KeptReply]:
    """The newest first."""
    return [
        KeptReply(
            id=row["id"], text=row["text"], about=row["about"], why=row["why"],
            ticket=TicketId(row["ticket_id"]) if row["ticket_id"] else None, ticket_number=row["ticket_number"],
            at=from_text(row["at"]),
        )
        for row in reader.rows("SELECT * FROM kept_reply ORDER BY at DESC, id DESC")
    ]  # fmt: skip


def ask_learned(tx: Tx, ticket: TicketId, at: datetime) -> bool:
    """Whether it was not asked before; it is now."""
    there = tx.value("SELECT 1 FROM ticket WHERE id = ?", [ticket])
    if not there or tx.value("SELECT 1 FROM learning_asked WHERE ticket_id = ?", [ticket]):
        return False
    tx.insert("learning_asked", {"ticket_id": ticket, "at": to_text(at)})
    return True


# Pins


def pinned(reader: Reader) -> list[Topic]:
    return [topic_of(row) for row in reader.rows("SELECT * FROM topic WHERE pinned_at IS NOT NULL ORDER BY pinned_at")]


def pin(tx: Tx, topic: TopicId, at: datetime | None) -> None:
    tx.run("UPDATE topic SET pinned_at = ? WHERE id = ?", [to_text(at) if at else None, topic])
    tx.touch(Kind.TOPIC, topic)


# Rows


def _known(table: str) -> str:
    if table not in _TABLES:
        raise ValueError(f"not a table of this room: {table}")
    return table


def _note(row: Row) -> LearningNote:
    return LearningNote(
        id=row["id"], what=row["what"], contact=row["contact_id"], contact_name=row["contact_name"],
        topic=TopicId(row["topic_id"]) if row["topic_id"] else None, topic_title=row["topic_title"],
        try_next=row["try_next"], look_back_on=_day(row["look_back_on"]),
        kept=None if row["kept"] is None else bool(row["kept"]), looked_at=_time(row["looked_at"]),
        at=from_text(row["at"]),
    )  # fmt: skip


def _known_at(note: LearningNote, at: datetime) -> LearningNote:
    later = note.looked_at is not None and note.looked_at > at
    return replace(note, looked_at=None, kept=None) if later else note


def _promise(row: Row) -> Promise:
    return Promise(
        id=row["id"], who=row["who"], what=row["what"], due_on=_day(row["due_on"]),
        topic=TopicId(row["topic_id"]) if row["topic_id"] else None, topic_title=row["topic_title"],
        survey=row["survey_id"], at=from_text(row["at"]), kept_at=_time(row["kept_at"]),
        broken_at=_time(row["broken_at"]),
    )  # fmt: skip


def _goodwill(row: Row) -> Goodwill:
    return Goodwill(
        id=row["id"], what=row["what"], why=row["why"], rule=row["rule"],
        ticket=TicketId(row["ticket_id"]) if row["ticket_id"] else None, ticket_number=row["ticket_number"],
        topic=TopicId(row["topic_id"]) if row["topic_id"] else None, practice=bool(row["practice"]),
        at=from_text(row["at"]),
    )  # fmt: skip


def _boundary(row: Row) -> Boundary:
    return Boundary(
        id=row["id"], ticket=TicketId(row["ticket_id"]), number=row["number"], subject=row["subject"],
        wording=row["wording"], ends_on=date.fromisoformat(row["ends_on"]), drafted_at=_time(row["drafted_at"]),
        asked_at=_time(row["asked_at"]), taken_at=_time(row["taken_at"]),
    )  # fmt: skip


def _kudos(row: Row) -> Kudos:
    return Kudos(
        entry=EntryId(row["id"]), verbatim=row["verbatim"], name=row["customer_name"],
        ticket=TicketId(row["ticket_id"]) if row["ticket_id"] else None, said_at=from_text(row["said_at"]),
        allowed=bool(row["allowed"]), link=row["link"],
    )  # fmt: skip


def _permission(row: Row) -> Permission:
    return Permission(
        voice=VoiceId(row["voice_id"]), name=row["name"], client_name=row["client_name"],
        quoting=Quoting(row["answer"] or Quoting.ASKED), asked_on=_day(row["asked_on"]),
        answered_on=_day(row["answered_on"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> datetime | None:
    return from_text(text) if text else None
