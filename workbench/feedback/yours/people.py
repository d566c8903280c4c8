"""Whose words are to be erased, and all that is known to be theirs, in SQL."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from workbench.feedback.yours import repo
from workbench.feedback.yours.mask import Traces
from workbench.feedback.yours.model import Carried, Whom
from workbench.store import Reader, Row

_MADE_FROM = {"brief": "entry_ids", "push": "quoted"}
_MADE = {
    "brief": "SELECT m.id, m.title, m.made_at AS at, (SELECT json_group_array(told) FROM advocacy_step s"
    " WHERE s.brief_id = m.id) AS went FROM brief m",
    "push": "SELECT m.id, m.title, m.queued_at AS at, json_array(iif(m.url = '', m.tracker_name, m.url)) AS went"
    " FROM push m",
}
_AMONG = "IN (SELECT value FROM json_each(?))"
_OTHERS = f"""
WITH theirs AS (SELECT id, client_id FROM voice WHERE id {_AMONG})
SELECT count(*) FROM voice WHERE client_id IN (SELECT client_id FROM theirs) AND id NOT IN (SELECT id FROM theirs)
"""
_VOICES = """
SELECT v.id, v.account_id, v.remote_id, v.name, v.email, v.client_id FROM voice v
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Customers as they are known in one store or several. ``known``: (helpdesk account, its id there)."""

    voices: frozenset[str] = frozenset()
    known: frozenset[tuple[str, str]] = frozenset()
    entries: frozenset[str] = frozenset()
    tickets: frozenset[str] = frozenset()
    traces: Traces = Traces()

    def __or__(self, other: Person) -> Person:
        return Person(
            voices=self.voices | other.voices,
            known=self.known | other.known,
            entries=self.entries | other.entries,
            tickets=self.tickets | other.tickets,
            traces=self.traces | other.traces,
        )


def whom(reader: Reader, asked: Whom) -> Person:
    """The people who are asked for, by address or by an entry of theirs."""
    address = asked.email.strip().casefold()
    voices = _rows(reader, _VOICES + " WHERE v.email <> ''", address=address) if address else []
    entries: frozenset[str] = frozenset()
    if asked.entry:
        row = reader.row("SELECT voice_id, customer_email FROM entry WHERE id = ?", [asked.entry])
        if row and row["voice_id"]:
            voices = reader.rows(_VOICES + " WHERE v.id = ?", [row["voice_id"]])
        elif row and not (address := str(row["customer_email"]).casefold()):
            entries = frozenset({asked.entry})
    if asked.whole_account and voices:
        clients = json.dumps(sorted({row["client_id"] for row in voices}))
        voices = reader.rows(_VOICES + " WHERE v.client_id IN (SELECT value FROM json_each(?))", [clients])
    addresses = {address, *(str(row["email"]).casefold() for row in voices)} - {""}
    return Person(
        voices=frozenset(row["id"] for row in voices),
        known=frozenset((row["account_id"], row["remote_id"]) for row in voices),
        entries=entries,
        traces=Traces(addresses=frozenset(addresses), names=frozenset(row["name"] for row in voices) - {""}),
    )


def gathered(reader: Reader, person: Person) -> Person:
    """``person`` with all that this store holds of them. Stores of earlier steps are read too."""
    columns = {row["name"] for row in reader.rows("SELECT name FROM pragma_table_info('entry')")}
    addresses = person.traces.addresses
    voices = list(_voices(reader, person)) if repo.has(reader, "voice") else []
    ids = person.voices | {row["id"] for row in voices}
    where, values = "id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(person.entries))]
    if "voice_id" in columns:
        where += " OR voice_id IN (SELECT value FROM json_each(?))"
        values.append(json.dumps(sorted(ids)))
    mail = "id, ticket_id, verbatim, note, customer_name, customer_email"
    rows = reader.rows(f"SELECT {mail} FROM entry WHERE {where}", values)
    for address in addresses:
        rows += _rows(reader, f"SELECT {mail}, customer_email AS email FROM entry WHERE customer_email <> ''", address)
    people = [row for address in addresses for row in _rows(reader, "SELECT name, email FROM customer", address)]
    return person | Person(
        voices=frozenset(ids),
        known=frozenset((row["account_id"], row["remote_id"]) for row in voices),
        entries=frozenset(row["id"] for row in rows),
        tickets=frozenset(row["ticket_id"] for row in rows) - {None},
        traces=Traces(
            names=frozenset(
                {*(row["name"] for row in (*voices, *people)), *(row["customer_name"] for row in rows)} - {""}
            ),
            addresses=frozenset({*(str(row["email"]).casefold() for row in voices), *addresses} - {""}),
            quotes=frozenset(row["verbatim"] for row in rows),
        ),
    )


def tickets(reader: Reader, person: Person) -> list[str]:
    """Conversations of theirs that are on this machine."""
    found = {
        row["id"]
        for address in person.traces.addresses
        for row in _rows(reader, "SELECT t.id, c.email FROM ticket t JOIN customer c ON c.id = t.customer_id", address)
    }
    of_entries = reader.rows(
        "SELECT id FROM ticket WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(person.tickets))]
    )
    return sorted(found | {row["id"] for row in of_entries})


def count(reader: Reader, sql: str, ids: Iterable[str]) -> int:
    """What ``sql`` counts over ``ids``, which stand for its one mark."""
    return int(reader.value(sql, [json.dumps(sorted(ids))]))


def counts(reader: Reader, person: Person) -> dict[str, int]:
    """How much of theirs this store holds, under the names that `Numbers` has for it."""
    theirs = tickets(reader, person)
    by_entry = {
        "entries": f"SELECT count(*) FROM entry WHERE id {_AMONG}",
        "owed": f"SELECT count(*) FROM reply_owed WHERE entry_id {_AMONG}",
        "topics": f"SELECT count(DISTINCT topic_id) FROM evidence WHERE ended_at IS NULL AND entry_id {_AMONG}",
    }
    return {
        **{name: count(reader, sql, person.entries) for name, sql in by_entry.items()},
        "people": max(len(person.voices), 1 if person.entries else 0),
        "questions": count(reader, f"SELECT count(*) FROM question WHERE ticket_id {_AMONG}", theirs),
        "others_at_account": count(reader, _OTHERS, person.voices),
        "conversations": len(theirs),
    }


def carried(reader: Reader, table: str, person: Person, holding: Iterable[str]) -> tuple[Carried, ...]:
    """Briefs or pushes (``table``) that were made from their entries, or in whose text their words stand."""
    if not repo.has(reader, table):
        return ()
    rows = reader.rows(
        f"{_MADE[table]} WHERE m.id IN (SELECT value FROM json_each(?)) OR EXISTS (SELECT 1 FROM json_each("
        f"m.{_MADE_FROM[table]}) f JOIN json_each(?) e ON e.value = f.value) ORDER BY at",
        [json.dumps(sorted(holding)), json.dumps(sorted(person.entries))],
    )
    return tuple(
        Carried(id=row["id"], title=row["title"], at=row["at"], went=tuple(json.loads(row["went"]))) for row in rows
    )


def _voices(reader: Reader, person: Person) -> Iterable[Row]:
    found = reader.rows(
        _VOICES + " WHERE v.id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(person.voices))]
    )
    for account, remote in sorted(person.known):
        found += reader.rows(_VOICES + " WHERE v.account_id = ? AND v.remote_id = ?", [account, remote])
    for address in person.traces.addresses:
        found += _rows(reader, _VOICES + " WHERE v.email <> ''", address)
    return found


def _rows(reader: Reader, sql: str, address: str) -> list[Row]:
    """Rows whose ``email`` is the address, in any case; SQLite folds only ASCII, so that is done here."""
    return [row for row in reader.rows(sql) if str(row["email"]).casefold() == address]
