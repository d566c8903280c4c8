"""Questions, named sets and what is reckoned of whole sets, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from workbench.feedback.sets.model import NamedSet, Question, Raised, State, Step
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import MessageId, TicketId
from workbench.store import Reader, Row, Tx


def add(tx: Tx, question: Question) -> None:
    tx.insert(
        "question",
        {
            "id": question.id,
            "ticket_id": question.ticket,
            "text": question.text,
            "raised": question.raised,
            "state": question.state,
            "message_id": question.message,
            "set_id": question.goal,
            "step_id": question.step,
            "at": to_text(question.raised_at),
            "done_at": to_text(question.done_at) if question.done_at else None,
        },
    )
    tx.touch(Kind.QUESTION, question.ticket)


def set_state(tx: Tx, question: Question) -> bool:
    """Keep how a question stands; whether it is here."""
    done = to_text(question.done_at) if question.done_at else None
    tx.touch(Kind.QUESTION, question.ticket)
    if question.state is State.OPEN:  # no reply answered it after all
        tx.run("DELETE FROM question_tick WHERE question_id = ? AND outgoing_id IS NOT NULL", [question.id])
    return tx.run("UPDATE question SET state = ?, done_at = ? WHERE id = ?", [question.state, done, question.id]) > 0


def drop(tx: Tx, question: Question) -> None:
    tx.run("DELETE FROM question WHERE id = ?", [question.id])
    tx.touch(Kind.QUESTION, question.ticket)


def typed_of(reader: Reader, tickets: Iterable[str]) -> list[Question]:
    """What was typed, what is a step, and what was said of asks, oldest first; steps in their order."""
    rows = reader.rows(
        "SELECT q.*, coalesce(s.name, q.text) AS words FROM question q LEFT JOIN problem_step s ON s.id = q.step_id"
        " WHERE q.ticket_id IN (SELECT value FROM json_each(?)) ORDER BY q.at, s.n, q.id",
        [json.dumps(list(tickets))],
    )
    return [replace(_question(row), text=row["words"]) for row in rows]


def foreseen(reader: Reader, ticket: TicketId) -> list[Question]:
    """What we saw coming in a conversation, no step of a set: open, or done since our last reply; oldest first.

    What went with a reply stands there no more; it does again where that is taken back.
    """
    rows = reader.rows(
        "SELECT q.*, k.at AS ticked_at FROM question q LEFT JOIN question_tick k ON k.question_id = q.id"
        " WHERE q.ticket_id = :ticket AND q.raised = 'foreseen' AND q.message_id IS NULL AND q.step_id IS NULL"
        " AND k.outgoing_id IS NULL AND (q.done_at IS NULL OR q.done_at > coalesce((SELECT max(m.at) FROM message m"
        " WHERE m.ticket_id = :ticket AND m.author = 'agent' AND NOT m.internal), '')) ORDER BY q.at, q.id",
        {"ticket": ticket},
    )
    return [replace(_question(row), ticked=row["ticked_at"] is not None) for row in rows]


def tick(tx: Tx, question: Question, at: datetime | None) -> bool:
    """Keep that the reply which is being written answers it; None: that it does not. Whether it is still here."""
    tx.run("DELETE FROM question_tick WHERE question_id = ?", [question.id])
    there = tx.value("SELECT 1 FROM question WHERE id = ?", [question.id]) is not None
    if at is not None and there:
        tx.insert("question_tick", {"question_id": question.id, "at": to_text(at)})
    tx.touch(Kind.QUESTION, question.ticket)
    return there


def asks_of(reader: Reader, tickets: Iterable[str]) -> list[Question]:
    """The asks that were kept with replies, but for those that are no questions. Only a sent reply answers."""
    rows = reader.rows(
        "SELECT a.ticket_id, a.message_id, a.text, a.stand, m.at AS raised_at, a.at, o.delivered_at,"
        " coalesce(o.state = 'sent', 0) AS sent"
        " FROM ask a JOIN message m ON m.id = a.message_id LEFT JOIN outgoing o ON o.id = a.outgoing_id"
        " WHERE a.ticket_id IN (SELECT value FROM json_each(?)) AND a.stand <> 'dismissed'"
        " ORDER BY m.at, a.letter, a.text",
        [json.dumps(list(tickets))],
    )
    return [_ask(row) for row in rows]


def looked_through(reader: Reader, tickets: Iterable[str]) -> set[tuple[str, str]]:
    """By ticket and message, where somebody said of an ask that it is none."""
    rows = reader.rows(
        "SELECT DISTINCT ticket_id, message_id FROM ask WHERE stand = 'dismissed'"
        " AND ticket_id IN (SELECT value FROM json_each(?))",
        [json.dumps(list(tickets))],
    )
    return {(row["ticket_id"], row["message_id"]) for row in rows}


def person_of(reader: Reader, ticket: TicketId) -> str | None:
    found: str | None = reader.value("SELECT customer_key FROM set_customer WHERE ticket_id = ?", [ticket])
    return found


def tickets_of(reader: Reader, persons: Sequence[str]) -> list[Row]:
    """The tickets of ``persons`` that the helpdesk has: id, person, practice, channel, closed, apart."""
    bare = [person.removeprefix("practice:") for person in persons]
    names = {
        kind: json.dumps([each.removeprefix(f"{kind}:") for each in bare if each.startswith(f"{kind}:")])
        for kind in ("email", "customer", "ticket")
    }
    return reader.rows(
        "WITH who (id) AS (SELECT id FROM customer WHERE lower(email) IN (SELECT value FROM json_each(:email))"
        " UNION SELECT value FROM json_each(:customer)),"
        " mine (id) AS (SELECT t.id FROM who JOIN ticket t ON t.customer_id = who.id"
        " UNION SELECT value FROM json_each(:ticket))"
        " SELECT t.id, p.customer_key, p.practice, t.channel, t.status IN ('solved', 'closed') AS closed,"
        " EXISTS (SELECT 1 FROM set_apart x WHERE x.ticket_id = t.id) AS apart"
        " FROM mine JOIN ticket t ON t.id = mine.id JOIN set_customer p ON p.ticket_id = t.id"
        " WHERE NOT t.unsent AND p.customer_key IN (SELECT value FROM json_each(:persons)) ORDER BY t.created_at, t.id",
        {**names, "persons": json.dumps(list(persons))},
    )


def turns_of(reader: Reader, tickets: Iterable[str]) -> list[Row]:
    """What both sides saw: ticket, at and whether it is ours, oldest first."""
    return reader.rows(
        "SELECT m.ticket_id, m.at, m.author = 'agent' AS ours FROM message m"
        " WHERE m.ticket_id IN (SELECT value FROM json_each(?)) AND m.author <> 'system' AND NOT m.internal"
        " ORDER BY m.ticket_id, m.at, m.id",
        [json.dumps(list(tickets))],
    )


def set_apart(tx: Tx, ticket: TicketId, at: datetime | None) -> None:
    """Say that a conversation is about something else than what was written before; None: that it may go on with it."""
    if at is None:
        tx.run("DELETE FROM set_apart WHERE ticket_id = ?", [ticket])
    else:
        tx.run("INSERT OR IGNORE INTO set_apart (ticket_id, at) VALUES (?, ?)", [ticket, to_text(at)])
    tx.touch(Kind.QUESTION, ticket)


def is_apart(reader: Reader, ticket: TicketId) -> bool:
    return reader.value("SELECT 1 FROM set_apart WHERE ticket_id = ?", [ticket]) is not None


# Named sets


def named(reader: Reader) -> list[NamedSet]:
    """Named sets that can be chosen, by name, with how many conversations go by each."""
    rows = reader.rows(
        "SELECT s.id, s.name, (SELECT count(DISTINCT q.ticket_id) FROM question q WHERE q.set_id = s.id) AS used"
        " FROM problem_set s WHERE s.ended_at IS NULL ORDER BY s.name COLLATE NOCASE, s.id"
    )
    steps = _steps(reader)
    return [
        NamedSet(id=row["id"], name=row["name"], steps=tuple(steps.get(row["id"], ())), conversations=row["used"])
        for row in rows
    ]


def one_named(reader: Reader, goal: str) -> NamedSet | None:
    return next((each for each in named(reader) if each.id == goal), None)


def names(reader: Reader) -> tuple[dict[str, str], dict[str, str]]:
    """The names of all sets and of all steps by their ids, those that can no longer be chosen too."""
    sets = {row["id"]: row["name"] for row in reader.rows("SELECT id, name FROM problem_set")}
    return sets, {row["id"]: row["name"] for row in reader.rows("SELECT id, name FROM problem_step")}


def add_named(tx: Tx, goal: str, name: str, at: datetime) -> None:
    tx.insert("problem_set", {"id": goal, "name": name, "at": to_text(at)})
    tx.touch(Kind.QUESTION, goal)


def rename(tx: Tx, goal: str, name: str) -> None:
    tx.run("UPDATE problem_set SET name = ? WHERE id = ?", [name, goal])
    tx.touch(Kind.QUESTION, goal)


def end_named(tx: Tx, goal: str, at: datetime | None) -> bool:
    """Let a set be chosen no longer, or again; whether it is here."""
    tx.touch(Kind.QUESTION, goal)
    return tx.run("UPDATE problem_set SET ended_at = ? WHERE id = ?", [to_text(at) if at else None, goal]) > 0


def set_steps(tx: Tx, goal: str, steps: Sequence[Step], at: datetime) -> None:
    """Keep ``steps`` in this order. A step that is left out is kept for the conversations that have it."""
    stays = json.dumps([step.id for step in steps])
    tx.run(
        "UPDATE problem_step SET ended_at = ? WHERE set_id = ? AND ended_at IS NULL"
        " AND id NOT IN (SELECT value FROM json_each(?))",
        [to_text(at), goal, stays],
    )
    for n, step in enumerate(steps, 1):
        tx.run(
            "INSERT INTO problem_step (id, set_id, n, name) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET n = excluded.n, name = excluded.name, ended_at = NULL",
            [step.id, goal, n, step.name],
        )
    tx.touch(Kind.QUESTION, goal)


def _steps(reader: Reader) -> dict[str, list[Step]]:
    found: dict[str, list[Step]] = {}
    for row in reader.rows("SELECT id, set_id, name FROM problem_step WHERE ended_at IS NULL ORDER BY set_id, n"):
        found.setdefault(row["set_id"], []).append(Step(id=row["id"], name=row["name"]))
    return found


def _question(row: Row) -> Question:
    return Question(
        id=row["id"],
        ticket=TicketId(row["ticket_id"]),
        text=row["text"],
        raised=Raised(row["raised"]),
        state=State(row["state"]),
        raised_at=from_text(row["at"]),
        done_at=from_text(row["done_at"]) if row["done_at"] else None,
        message=MessageId(row["message_id"]) if row["message_id"] else None,
        goal=row["set_id"],
        step=row["step_id"],
    )


def _ask(row: Row) -> Question:
    ticked = row["stand"] == "answered"
    answered = ticked and bool(row["sent"])
    return Question(
        id="",
        ticket=TicketId(row["ticket_id"]),
        text=row["text"],
        raised=Raised.CUSTOMER,
        state=State.ANSWERED if answered else State.OPEN,
        raised_at=from_text(row["raised_at"]),
        done_at=from_text(row["delivered_at"] or row["at"]) if answered else None,
        message=MessageId(row["message_id"]),
        looked_at=ticked,
    )
