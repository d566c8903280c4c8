"""Open the store in good health: checked at each start, moved aside when damaged, restored from the newest good backup.

What exists nowhere else is saved from the wreck row by row: drafts, the outbox, and what customers said. A backup may
hold as waiting what has gone out since, or was taken back: what the wreck does not tell of is asked about, never sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from workbench.kernel.clock import Clock
from workbench.store import backup
from workbench.store.connect import open_writer, told_plainly
from workbench.store.driver import sqlite3
from workbench.store.migrations import migrate, pending

FILE = "workbench.db"
_RESTORED = "This comes from a backup, so it is not known whether it has gone out since."
# Table, and the column of its words. Settled rows of the outbox come along, for they say that nothing is to be sent.
_SAVED = (("draft", "text"), ("outgoing", "markdown"), ("entry", "verbatim"))
# Files of those, whose bytes lie beside the store; what was checked in them; what was promised; numbers of briefs;
# who may be quoted, and what is agreed or kept around a conversation.
_BESIDE = (
    "draft_attachment", "outgoing_attachment", "checked", "follow_up", "set_apart", "brief_number",
    "quote_allowed", "quote_asked", "boundary", "kept_reply", "may_do", "purpose",
)  # fmt: skip
# Whose words entries are comes before them, what they stand behind after; none is replaced, for others hang on it.
_BEFORE = ("client", "voice")
_BEHIND = (
    "topic", "evidence", "topic_merge", "status_event", "advocacy_step", "reply_owed", "outcome", "brief",
    "problem_set", "problem_step", "question",
    "contact", "idea", "learning_note", "commitment", "survey", "goodwill",
)  # fmt: skip
_MARK = "unfinished"
_MOST_ROWS = 100_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What was done about a damaged store. ``aside``: where it lies now; ``backup``: what it was restored from."""

    aside: Path
    backup: Path | None
    drafts: int


def prepare(home: Path, clock: Clock) -> Rescue | None:
    """Make ``home``'s store usable by this program; tells of a rescue if one was needed.

    A rescue that was cut off, by a full disk or a kill, is begun anew at the next call. Raises NewerStore (nothing
    changed), DiskFull or StoreFault.
    """
    path = home / FILE
    rescue = None
    with told_plainly():
        if (aside := _unfinished(home)) or (path.exists() and not sound(path)):
            rescue = _rescue(home, path, aside or home / f"damaged-{clock.now():%Y%m%d-%H%M%S}")
        database = open_writer(path)
        try:
            if path.stat().st_size and pending(database) and database.table_names():
                backup.make(database, home, clock.now())
            migrate(database)
        finally:
            database.close()
        path.chmod(0o600)
    return rescue


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file. Raises its error where the file cannot be opened at all."""
    try:
        connection = sqlite3.connect(str(path))
        try:
            connection.execute("PRAGMA cell_size_check=ON")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.OperationalError as error:
        if "unsupported file format" in str(error):  # a header that no SQLite ever wrote
            return False
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _unfinished(home: Path) -> Path | None:
    """Where the wreck lies whose rescue was cut off."""
    return next((mark.parent for mark in home.glob(f"damaged-*/{_MARK}")), None)


def _rescue(home: Path, path: Path, aside: Path) -> Rescue:
    """Move the wreck aside and build a store from the newest backup and the words of the wreck.

    The new one takes its name when it is whole. Until then, and so after any cut, the mark tells that it is to be done.
    """
    aside.mkdir(mode=0o700, exist_ok=True)
    (aside / _MARK).touch()
    for part in (path, *_beside(path)):
        if part.exists() and not (aside / part.name).exists():
            part.replace(aside / part.name)
    fresh = path.with_name(path.name + ".part")
    try:
        _clear(fresh)
        source = backup.restore_newest(home, fresh)
        database = open_writer(fresh)
        try:
            migrate(database)
            saved = _save_words(database, aside / path.name)
            database.conn.execute("PRAGMA journal_mode=DELETE")  # all of it in the one file that gets the name
        finally:
            database.close()
        if saved:
            (aside / "your-words.txt").write_text("\n\n-----\n\n".join(saved), "utf-8")
        fresh.replace(path)
    finally:
        _clear(fresh)
    (aside / _MARK).unlink()
    _log.error("the store was damaged and moved to %s", aside.name)
    return Rescue(aside=aside, backup=source, drafts=len(saved))


def _clear(fresh: Path) -> None:
    for part in (fresh, *_beside(fresh)):
        part.unlink(missing_ok=True)


def _beside(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")


def _save_words(database: Database, wreck: Path) -> list[str]:
    """Put the readable rows of the wreck into the store where they fit; their words."""
    saved = []
    database.conn.execute("BEGIN")
    database.conn.execute(
        "UPDATE outgoing SET state = 'ask', question = 'restored', reason = ?"
        " WHERE state IN ('queued', 'sending', 'failed')",
        [_RESTORED],
    )
    for row in _readable(wreck, "ticket"):
        if row.get("unsent"):  # it begins here, so no pull brings it back
            _put(database, "ticket", {name: value for name, value in row.items() if name != "seq"}, "IGNORE")
    _put_all(database, wreck, _BEFORE, "IGNORE")
    for table, words in _SAVED:
        for row in _readable(wreck, table):
            if row.get("state") not in ("sent", "withdrawn"):
                saved.append(str(row.get(words) or ""))
            _put(database, table, row)
    _put_all(database, wreck, (*_BEHIND, *_BESIDE))
    database.conn.execute("COMMIT")
    return saved


def _put_all(database: Database, wreck: Path, tables: tuple[str, ...], clash: str = "REPLACE") -> None:
    for table in tables:
        for row in _readable(wreck, table):
            _put(database, table, row, clash)


def _put(database: Database, table: str, row: dict[str, object], clash: str = "REPLACE") -> None:
    try:
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        kept = table == "entry" or table in _BEHIND  # others hang on its row, and would go with it
        changed = f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{n} = excluded.{n}' for n in row)}" if kept else ""
        how = "INSERT" if kept else f"INSERT OR {clash}"
        database.conn.execute(f"{how} INTO {table} ({names}) VALUES ({marks}){changed}", list(row.values()))
    except sqlite3.IntegrityError:
        return  # its ticket is not in the backup; the words are in the text file


def _readable(wreck: Path, table: str) -> Iterator[dict[str, object]]:
    """Rows of a damaged file, as far as they can be read."""
    connection = sqlite3.connect(str(wreck))
    connection.row_factory = sqlite3.Row
    try:
        for rowid in _rowids(connection, table):
            try:
                row = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", [rowid]).fetchone()
            except (sqlite3.DatabaseError, UnicodeDecodeError):
                continue
            if row is not None:
                yield dict(row)
    finally:
        connection.close()


def _rowids(connection: sqlite3.Connection, table: str) -> range:
    """Where rows may be: the newest ones, or the first numbers where the end cannot be read."""
    try:
        connection.execute(f"SELECT 1 FROM {table} LIMIT 0")
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return range(0)
    try:
        last = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        last = _MOST_ROWS
    return range(max(1, last - _MOST_ROWS + 1), last + 1)
