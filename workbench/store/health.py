"""Open the store in good health: checked at each start, moved aside when damaged, restored from the newest good backup.

What exists nowhere else is saved from the wreck row by row: drafts, the outbox, and what customers said. A backup may
hold as waiting what has gone out since, or was taken back: what the wreck does not tell of is asked about, never sent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from workbench.kernel.clock import Clock
from workbench.store import backup
from workbench.store.connect import open_writer, told_plainly
from workbench.store.driver import sqlite3
from workbench.store.migrations import migrate, pending

FILE = "workbench.db"
_RESTORED = "This comes from a backup, so it is not known whether it has gone out since."
# Table, and the column of its words. Settled rows of the outbox come along, for they say that nothing is to be sent.
_SAVED = (("draft", "text"), ("outgoing", "markdown"), ("entry", "verbatim"))
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What was done about a damaged store. ``aside``: where it lies now; ``backup``: what it was restored from."""

    aside: Path
    backup: Path | None
    drafts: int


def prepare(home: Path, clock: Clock) -> Rescue | None:
    """Make ``home``'s store usable by this program; tells of a rescue if one was needed.

    Raises NewerStore (nothing changed), DiskFull or StoreFault.
    """
    path = home / FILE
    rescue = None
    if path.exists() and not sound(path):
        rescue = _rescue(home, path, clock.now())
    with told_plainly():
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
    """Whether SQLite finds nothing wrong with the file. A file that cannot be opened at all raises StoreFault."""
    try:
        connection = sqlite3.connect(str(path))
        try:
            connection.execute("PRAGMA cell_size_check=ON")
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
        finally:
            connection.close()
    except sqlite3.OperationalError:
        raise
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _rescue(home: Path, path: Path, now: datetime) -> Rescue:
    aside = home / f"damaged-{now:%Y%m%d-%H%M%S}"
    aside.mkdir(mode=0o700)
    for part in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        if part.exists():
            part.replace(aside / part.name)
    wreck = aside / path.name
    source = backup.restore_newest(home, path)
    if source is None:
        database = open_writer(path)
        migrate(database)
        database.close()
    drafts = _save_words(wreck, path, aside)
    _log.error("the store was damaged and moved to %s", aside.name)
    return Rescue(aside=aside, backup=source, drafts=drafts)


def _save_words(wreck: Path, path: Path, aside: Path) -> int:
    """Write the readable words of the wreck to a text file, and its rows into the store where they fit."""
    saved = []
    database = open_writer(path)
    try:
        database.conn.execute(
            "UPDATE outgoing SET state = 'ask', question = 'restored', reason = ?"
            " WHERE state IN ('queued', 'sending', 'failed')",
            [_RESTORED],
        )
        for table, words in _SAVED:
            for row in _readable(wreck, table):
                if row.get("state") not in ("sent", "withdrawn"):
                    saved.append(str(row.get(words) or ""))
                try:
                    names = ", ".join(row)
                    marks = ", ".join("?" * len(row))
                    database.conn.execute(
                        f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values())
                    )
                except sqlite3.IntegrityError:
                    continue  # its ticket is not in the backup; the words are in the text file
    finally:
        database.close()
    if saved:
        (aside / "your-words.txt").write_text("\n\n-----\n\n".join(saved), "utf-8")
    return len(saved)


def _readable(wreck: Path, table: str) -> Iterator[dict[str, object]]:
    """Rows of a damaged file, as far as they can be read."""
    try:
        connection = sqlite3.connect(str(wreck))
        connection.row_factory = sqlite3.Row
        last = connection.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0
    except sqlite3.DatabaseError:
        return
    for rowid in range(1, min(last, 100_000) + 1):
        try:
            row = connection.execute(f"SELECT * FROM {table} WHERE rowid = ?", [rowid]).fetchone()
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            continue
        if row is not None:
            yield dict(row)
    connection.close()
