"""An export written, a file looked at, and what is new in it brought in: all of it or nothing.

A file is tried on a copy of the store first, with the checks of the schema itself; so a dry run says what would happen,
and what comes in is known to fit. It comes in small steps that are noted until the last is done: where one fails, or
the program is killed, those before it are taken out again.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from workbench.feedback.yours import lines, repo
from workbench.feedback.yours.lines import Broken
from workbench.feedback.yours.model import Count, Looked
from workbench.feedback.yours.tables import BY_NAME, Kept
from workbench.feedback.yours.values import check_meaning
from workbench.kernel.changes import Kind, Recorder
from workbench.kernel.errors import UserError
from workbench.kernel.text import in_marks
from workbench.store import Reader, Row, Store, Tx
from workbench.store.connect import open_writer, told_plainly
from workbench.store.driver import sqlite3

_STEP = 100  # rows, each with what hangs on it
_FEW = 10
_AGAIN = "Nothing was changed. Look at the file again with a dry run, then import it."
# A token is no part of an export: a tracker is signed in to anew, or its address could be another than before.
_WITHOUT: dict[str, Row] = {"tracker": {"in_keyring": 0}}
# Nothing leaves because a file says so, and what waited elsewhere may have left from there.
_UNDER_WAY = frozenset({"queued", "sending"})
_LOOK = "It came with an import. Look there whether it arrived."
_PREFIX = "import-"  # of the folder in which a file is tried

Rows = dict[str, list[tuple[int, Row]]]


def write(reader: Reader, file: IO[str]) -> int:
    """Write every row of every table; the number of rows."""
    file.write(lines.header())
    number = 0
    for table in repo.here(reader):
        for row in repo.rows_of(reader, table):
            file.write(lines.row_line(table.name, row | _WITHOUT.get(table.name, {})))
            number += 1
    file.write(lines.last_line(number))
    return number


def look(store: Store, file: IO[bytes]) -> tuple[Looked, Rows]:
    """What the file would bring, and the rows that would come, by table. Changes nothing."""
    looked = Looked()
    rows = _read(store.read(), file, looked)
    if looked.fault_count:
        return looked, {}
    with told_plainly(), tempfile.TemporaryDirectory(prefix=_PREFIX, dir=store.path.parent) as folder:
        copy = Path(folder) / "copy.db"
        store.maintain(lambda database: database.conn.execute("VACUUM INTO ?", [str(copy)]))
        database = open_writer(copy)
        try:
            database.conn.execute("PRAGMA synchronous=OFF")
            database.conn.execute("BEGIN")
            coming = _Trial(Tx(database, Recorder()), looked).run(rows)
            database.conn.execute("ROLLBACK")
        finally:
            database.close()
    return looked, {} if looked.fault_count else coming


def bring(store: Store, rows: Rows) -> None:
    """Bring in rows that `look` let through. Raises UserError, leaving nothing, where one fits no more.

    StoreFault: the disk has no room. Where there is none to take out again what came, `take_back` does it later.
    """
    try:
        for step in _steps(rows):
            store.write(lambda tx, step=step: _bring_step(tx, step), origin="feedback.import")  # type: ignore[misc]
    except sqlite3.IntegrityError as error:
        take_back(store)
        raise UserError("Something here changed while the file was read.", _AGAIN) from error
    except BaseException:
        take_back(store)
        raise
    store.write(repo.forget_arriving, origin="feedback.import")


def take_back(store: Store) -> bool:
    """Take out what an import has brought that was cut off; whether there was one."""
    any_there = False
    while step := repo.arriving(store.read()):
        any_there = True

        def work(tx: Tx, step: Row = step) -> None:
            for name, keys in reversed(json.loads(step["keys"])):
                repo.take_out(tx, BY_NAME[name], keys)
                _touch(tx, name, [str(key[0]) for key in keys])
            repo.forget_arriving(tx, step["seq"])

        store.write(work, origin="feedback.import")
    return any_there


def _steps(rows: Rows) -> Iterator[list[tuple[Kept, Row]]]:
    step: list[tuple[Kept, Row]] = []
    for name, found in rows.items():
        for _, row in found:
            step.append((BY_NAME[name], row))
            if len(step) == _STEP:
                yield step
                step = []
    if step:
        yield step


def _bring_step(tx: Tx, step: list[tuple[Kept, Row]]) -> None:
    keys: dict[str, list[list[object]]] = {}
    for table, row in step:
        repo.put(tx, table, row)
        keys.setdefault(table.name, []).append([row[name] for name in table.key])
    for name, found in keys.items():
        _touch(tx, name, [str(key[0]) for key in found])
    repo.note_arriving(tx, json.dumps(list(keys.items())))


def _touch(tx: Tx, table: str, ids: list[str]) -> None:
    kind = {"entry": Kind.ENTRY, "reply_owed": Kind.OWED, "question": Kind.QUESTION}.get(table, Kind.TOPIC)
    tx.touch_all(kind, ids)


def _read(reader: Reader, file: IO[bytes], looked: Looked) -> Rows:
    """The rows of a file by table, in the order in which tables come; faults are noted."""
    shapes = {table.name: repo.shape(reader, table.name) for table in repo.here(reader)}
    rows: Rows = {name: [] for name in shapes}
    seen: set[tuple[object, ...]] = set()
    number, count, ended = 0, 0, False
    for number, raw in lines.lines_of(file):
        try:
            if raw is None:
                raise Broken(f"is longer than {lines.LONGEST // 1_000_000} MB")
            row = lines.parsed(raw)
            if number == 1:
                lines.check_header(row)
            elif row.get("kind") == "end" and "table" not in row:
                ended = row.get("rows") == count
            else:
                count += 1
                name = _checked(row, shapes, seen)
                rows[name].append((number, row))
        except Broken as broken:
            looked.fault(number, broken.words)
            if number == 1 or count > lines.MOST_ROWS:
                return {}
    if not ended:
        looked.fault(0 if number else 1, "The last line is missing or counts other rows: the file was cut off.")
    return rows


def _checked(row: Row, shapes: dict[str, tuple[dict[str, str], set[str]]], seen: set[tuple[object, ...]]) -> str:
    """The table of a row, which is taken out of it. Raises Broken."""
    name = row.pop("table", None)
    if not isinstance(name, str) or name not in shapes:
        raise Broken("is of no table that this version knows")
    lines.check_values(row, *shapes[name])
    check_meaning(row)
    if missing := [column for column in BY_NAME[name].key if row.get(column) is None]:
        raise Broken(f"has no {in_marks(missing[0])}")
    key = (name, *(row[column] for column in BY_NAME[name].key))
    if key in seen:
        raise Broken(f"has the id of an earlier line ({str(key[-1])[:40]})")
    seen.add(key)
    return name


class _Trial:
    """Rows put into a copy of the store one by one; tells what each would do."""

    def __init__(self, tx: Tx, looked: Looked) -> None:
        self._tx = tx
        self._looked = looked
        self._known: dict[tuple[str, object], str] = {}  # ids of the file that are others here
        self._left: set[tuple[str, object]] = set()  # rows that do not come, by table and id
        self._erased = repo.erased(tx)

    def run(self, rows: Rows) -> Rows:
        """The rows that come, as they are to be written."""
        coming: Rows = {}
        for name, found in rows.items():
            count = self._looked.counts[name] = Count()
            if name == "topic_merge":
                found.sort(key=lambda each: not each[1].get("undone_at"))
            for line, row in found:
                if (ours := self._one(BY_NAME[name], line, row, count)) is not None:
                    coming.setdefault(name, []).append((line, ours))
        return coming

    def _one(self, table: Kept, line: int, row: Row, count: Count) -> Row | None:
        if self._erased and not self._erased.isdisjoint(
            str(row[key]) for key in (*table.key, *table.refs) if key in row
        ):
            count.erased += 1
            self._leave(table, row)
            return None
        if any((ref, row.get(column)) in self._left for column, ref in table.refs.items()):
            count.without += 1
            self._leave(table, row)
            return None
        row = row | {
            column: self._known[ref, row[column]]
            for column, ref in table.refs.items()
            if (ref, row.get(column)) in self._known
        }
        if any(self._gone(column, row.get(column)) for column in table.home):
            count.elsewhere += 1
            self._leave(table, row)
            return None
        if same := repo.known_as(self._tx, table, row):
            self._known[table.name, row["id"]] = same
            count.here += 1
            return None
        if (there := repo.one(self._tx, table, row)) is not None:
            self._compare(table, row, there, count)
            return None
        return self._put(table, line, row, count)

    def _put(self, table: Kept, line: int, row: Row, count: Count) -> Row | None:
        if table.name == "topic" and row.get("pinned_at") and repo.pinned(self._tx) >= 2:
            row = row | {"pinned_at": None}
            self._clash(f"Topic {in_marks(str(row.get('title'))[:60])} comes without its pin: two are pinned already.")
        row = row | _WITHOUT.get(table.name, {})
        if table.name == "push" and row.get("state") in _UNDER_WAY:
            row = row | {"state": "ask", "reason": _LOOK, "attempts": max(1, int(str(row.get("attempts") or 0)))}
        try:
            repo.put(self._tx, table, row)
        except sqlite3.IntegrityError as error:
            said = str(error)
            if said.startswith("UNIQUE"):
                count.clashes += 1
                self._clash(f"Line {line} ({table.name}) stands for something that is here in another form.")
                self._leave(table, row)
                return None
            self._looked.fault(line, _in_words(table, said))
            return None
        count.comes += 1
        return row

    def _compare(self, table: Kept, row: Row, there: Row, count: Count) -> None:
        ours = _WITHOUT.get(table.name, {})
        differs = sorted(name for name, value in row.items() if there[name] != value and name not in ours)
        if not differs:
            count.here += 1
            return
        count.clashes += 1
        title = str(there.get("title") or there.get("name") or there.get("verbatim") or there[table.key[0]])
        self._clash(
            f"{table.name} {in_marks(title[:60])} differs here in {', '.join(differs[:4])}. It stays as it is here."
        )

    def _clash(self, words: str) -> None:
        if len(self._looked.clashes) < _FEW:
            self._looked.clashes.append(words)

    def _leave(self, table: Kept, row: Row) -> None:
        if len(table.key) == 1:
            self._left.add((table.name, row[table.key[0]]))

    def _gone(self, column: str, value: object) -> bool:
        table = column.removesuffix("_id")
        return value is not None and self._tx.value(f"SELECT 1 FROM {table} WHERE id = ?", [value]) is None


def _in_words(table: Kept, said: str) -> str:
    if said.startswith("FOREIGN KEY"):
        return f"({table.name}) hangs on a row that is neither in the file nor here"
    if said.startswith("NOT NULL"):
        return f"({table.name}) has no {in_marks(said.rsplit('.', 1)[-1])}"
    if said.startswith("CHECK"):
        return f"({table.name}) has a value that cannot be"
    return f"({table.name}) cannot be: {said}"
