"""Whole sets reckoned from what is on this machine, and kept so that very many are counted at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from workbench.certainty.asked.listing import listed
from workbench.certainty.asked.model import Stand
from workbench.feedback.sets import ends, repo
from workbench.feedback.sets.model import Kept, Question, Talk, Turn, Whole
from workbench.feedback.sets.whole import way_of, wholes
from workbench.kernel.changes import Kind
from workbench.kernel.clock import from_text, to_text
from workbench.kernel.ids import TicketId
from workbench.store import Reader, Row, Tx

_FEW = 30  # persons in one transaction, for a reply waits behind it


def waiting(reader: Reader) -> int:
    """How many persons are to be reckoned anew."""
    return int(reader.value("SELECT count(*) FROM set_stale"))


def settle(tx: Tx) -> bool:
    """Reckon some of what is marked anew; whether there is more."""
    persons = [row["customer_key"] for row in tx.rows("SELECT customer_key FROM set_stale LIMIT ?", [_FEW])]
    tx.run_many("DELETE FROM whole_set WHERE customer_key = ?", [[person] for person in persons])
    for each in of_persons(tx, persons):
        _keep(tx, each)
    tx.run_many("DELETE FROM set_stale WHERE customer_key = ?", [[person] for person in persons])
    if persons:
        tx.touch(Kind.QUESTION, "sets")
    return len(persons) == _FEW


def of_persons(reader: Reader, persons: Sequence[str]) -> list[Kept]:
    """The whole sets of ``persons``, reckoned now."""
    rows = repo.tickets_of(reader, persons)
    talks = talks_of(reader, rows)
    by_person: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_person[row["customer_key"]].append(row)
    return [
        ends.kept(whole, person, practice=bool(mine[0]["practice"]))
        for person, mine in by_person.items()
        for whole in wholes(talks[row["id"]] for row in mine if row["id"] in talks)
    ]


def wholes_of(reader: Reader, ticket: TicketId) -> list[Whole]:
    """The whole sets of the person who wrote ``ticket``."""
    person = repo.person_of(reader, ticket)
    if person is None:
        return []
    return wholes(talks_of(reader, repo.tickets_of(reader, [person])).values())


def talks_of(reader: Reader, tickets: Sequence[Row]) -> dict[str, Talk]:
    """By ticket, what sets go by. A ticket on which nobody has written yet has none."""
    ids = [row["id"] for row in tickets]
    turns = {
        ticket: tuple(Turn(from_text(row["at"]), bool(row["ours"])) for row in rows)
        for ticket, rows in groupby(repo.turns_of(reader, ids), key=lambda row: str(row["ticket_id"]))
    }
    questions = _questions(reader, ids)
    return {
        row["id"]: Talk(
            ticket=TicketId(row["id"]),
            way=way_of(row["channel"]),
            closed=bool(row["closed"]),
            turns=turns[row["id"]],
            questions=tuple(questions.get(row["id"], ())),
            asks_on=not turns[row["id"]][-1].ours and _asks_on(reader, row["id"]),
            apart=bool(row["apart"]),
        )
        for row in tickets
        if row["id"] in turns
    }


def _asks_on(reader: Reader, ticket: TicketId) -> bool:
    return any(ask.stand is not Stand.DISMISSED for ask in listed(reader, ticket))


def _questions(reader: Reader, tickets: Sequence[str]) -> dict[str, list[Question]]:
    """By ticket, its questions: asks and what was typed. What was said of an ask stands over its tick."""
    typed = repo.typed_of(reader, tickets)
    said: dict[tuple[str | None, str], Question] = {(each.message, each.text): each for each in typed if each.message}
    looked = repo.looked_through(reader, tickets)
    found: dict[str, list[Question]] = defaultdict(list)
    for ask in repo.asks_of(reader, tickets):
        over = said.pop((ask.message, ask.text), None)
        found[ask.ticket].append(_laid_over(ask, over, looked=(ask.ticket, ask.message) in looked))
    for each in typed:
        if each.message is None or (each.message, each.text) in said:
            found[each.ticket].append(each)
    return found


def _laid_over(ask: Question, over: Question | None, *, looked: bool) -> Question:
    if over is None:
        return replace(ask, looked_at=True) if looked else ask
    return replace(over, raised_at=ask.raised_at) if over.done or not ask.done else ask


def _keep(tx: Tx, kept: Kept) -> None:
    whole = kept.whole
    tx.insert(
        "whole_set",
        {
            "customer_key": kept.person,
            "practice": kept.practice,
            "way": whole.way,
            "set_id": whole.goal,
            "size": len(whole.questions),
            "outcome": _outcome(kept),
            "began_at": to_text(whole.began_at),
            "settled_at": to_text(kept.settled_at) if kept.settled_at else None,
            "rounds": whole.rounds,
            "left_step": kept.left_step,
            "left_place": kept.left_place,
            "elsewhere": whole.last_way is not whole.way,
            "reopened": kept.reopened,
        },
    )
    made = tx.value("SELECT last_insert_rowid()")
    tx.run_many("INSERT INTO set_part (whole_id, ticket_id) VALUES (?, ?)", [[made, each] for each in whole.tickets])


def _outcome(kept: Kept) -> str:
    if kept.listed:
        return kept.outcome.value
    return "unlisted_waiting" if kept.settled_at is None else "unlisted"
