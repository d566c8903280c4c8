"""A customer's words taken out of a store: the one in use, or a copy of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from workbench.feedback.yours import people, repo
from workbench.feedback.yours.mask import Mask
from workbench.feedback.yours.people import Person
from workbench.feedback.yours.tables import INDEXES, Kept
from workbench.kernel.changes import Kind
from workbench.store import Reader, Row, Tx

_AMONG = "IN (SELECT value FROM json_each(?))"
_SOME = 100
T = TypeVar("T")
Write = Callable[[Callable[[Tx], None]], object]


def erase(reader: Reader, write: Write, person: Person) -> bool:
    """Take all of ``person`` out, in small steps; whether there was anything. The rows that tell who it is go last."""
    changes = list(_masked(reader, person))
    tickets = people.tickets(reader, person)
    found = bool(changes) or _any_here(reader, person)
    for step in _by(_SOME, changes):
        write(lambda tx, step=step: _write_masked(tx, step))  # type: ignore[misc]
    write(lambda tx: _drop_questions(tx, tickets))
    for ids in _by(_SOME, sorted(person.entries)):
        write(lambda tx, ids=ids: _drop_entries(tx, ids))  # type: ignore[misc]
    write(lambda tx: _drop_people(tx, person))
    return found


def forget_words(tx: Tx) -> None:
    """Let the indexes of words forget what is gone or has changed."""
    for index, docs, gone in INDEXES:
        if repo.has(tx, index):
            tx.run(f"DELETE FROM {index} WHERE rowid IN (SELECT id FROM {gone})")
            tx.run(f"DELETE FROM {gone}")
            tx.run(f"DELETE FROM {index} WHERE rowid IN (SELECT id FROM {docs} WHERE indexed = 2)")
            tx.run(f"UPDATE {docs} SET indexed = 0 WHERE indexed = 2")


def traced(reader: Reader, person: Person, table: str) -> set[str]:
    """Ids of rows of ``table`` in which their words stand."""
    return {str(keys[0]) for kept, keys, _ in _masked(reader, person, only=table) if kept.name == table}


Change = tuple[Kept, list[object], Row]


def _masked(reader: Reader, person: Person, only: str = "") -> Iterator[Change]:
    """Rows in which they are repeated: the table, the key, and the columns as they are to be."""
    mask = Mask(person.traces)
    for table in repo.here(reader):
        columns = [*table.words, *(table.theirs if table.name == "entry" else ())]
        if not columns or (only and table.name != only):
            continue
        for row in repo.rows_of(reader, table):
            if table.name == "entry" and row["id"] in person.entries:
                continue
            quotes = _quotes(row, person.entries)
            new = {}
            for name in columns:
                if text := row.get(name):
                    ours = name in table.words
                    masked = mask.all(text, carried=quotes) if ours else mask.who(text)
                    if masked != text:
                        new[name] = masked
            if new:
                yield table, [row[name] for name in table.key], new


def _quotes(row: Row, entries: frozenset[str]) -> bool:
    """Whether a brief or a push was made from one of ``entries``."""
    listed = row.get("entry_ids") or row.get("quoted")
    return bool(listed) and not entries.isdisjoint(json.loads(str(listed)))


def _write_masked(tx: Tx, changes: Iterable[Change]) -> None:
    for table, key, new in changes:
        sets = ", ".join(f"{name} = ?" for name in new)
        where = " AND ".join(f"{name} = ?" for name in table.key)
        with repo.unguarded(tx, table.name):
            tx.run(f"UPDATE {table.name} SET {sets} WHERE {where}", [*new.values(), *key])
        tx.touch(Kind.ENTRY if table.name == "entry" else Kind.TOPIC, str(key[0]))


def _drop_questions(tx: Tx, tickets: list[str]) -> None:
    for table in ("question", "set_apart"):
        if repo.has(tx, table):
            tx.run(f"DELETE FROM {table} WHERE ticket_id {_AMONG}", [json.dumps(tickets)])
    tx.touch_all(Kind.QUESTION, tickets)


def _drop_entries(tx: Tx, ids: list[str]) -> None:
    among = [json.dumps(ids)]
    tx.touch_all(Kind.TOPIC, _ids(tx, f"SELECT topic_id AS id FROM evidence WHERE entry_id {_AMONG}", ids))
    tx.touch_all(Kind.OWED, _ids(tx, f"SELECT id FROM reply_owed WHERE entry_id {_AMONG}", ids))
    for table in ("reply_owed", "evidence"):
        tx.run(f"DELETE FROM {table} WHERE entry_id {_AMONG}", among)
    tx.run(f"DELETE FROM entry WHERE id {_AMONG}", among)
    tx.touch_all(Kind.ENTRY, ids)


def _drop_people(tx: Tx, person: Person) -> None:
    ids = [json.dumps(sorted(person.voices))]
    clients = json.dumps(_ids(tx, f"SELECT client_id AS id FROM voice WHERE id {_AMONG}", person.voices))
    tx.run(f"DELETE FROM reply_owed WHERE voice_id {_AMONG}", ids)
    tx.run(f"DELETE FROM voice WHERE id {_AMONG}", ids)
    tx.run(
        f"DELETE FROM client WHERE id {_AMONG} AND NOT EXISTS (SELECT 1 FROM voice WHERE client_id = client.id)",
        [clients],
    )
    for address in person.traces.addresses:
        for key in (f"email:{address}", f"practice:email:{address}"):
            for table in ("whole_set", "set_stale"):
                if repo.has(tx, table):
                    tx.run(f"DELETE FROM {table} WHERE customer_key = ?", [key])
    forget_words(tx)


def _any_here(reader: Reader, person: Person) -> bool:
    among = (("voice", person.voices), ("entry", person.entries))
    return any(people.count(reader, f"SELECT count(*) FROM {table} WHERE id {_AMONG}", ids) for table, ids in among)


def _ids(tx: Tx, sql: str, ids: Iterable[str]) -> list[str]:
    return [row["id"] for row in tx.rows(sql, [json.dumps(sorted(ids))])]


def _by(number: int, items: list[T]) -> Iterator[list[T]]:
    for at in range(0, len(items), number):
        yield items[at : at + number]
