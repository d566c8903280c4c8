"""Copies of a store in the data folder, from which a customer is erased too: backups, damaged stores, logs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from workbench.feedback.yours.erasing import erase
from workbench.feedback.yours.mask import Mask
from workbench.feedback.yours.people import Person, gathered
from workbench.feedback.yours.tables import INDEXES
from workbench.kernel.changes import Recorder
from workbench.store import Reader, Tx, backup
from workbench.store.connect import open_writer, told_plainly
from workbench.store.driver import sqlite3
from workbench.store.health import sound
from workbench.store.migrations import migrate

_TRIES = 5


def backups(home: Path) -> list[Path]:
    """Every backup, the oldest first."""
    return sorted(backup.folder(home).glob("workbench-*.db"))


def damaged(home: Path) -> list[Path]:
    """Folders of stores that were damaged, and whatever was cut off half-way."""
    return sorted([*home.glob("damaged-*"), *cut_off(home)])


def cut_off(home: Path) -> list[Path]:
    """Copies of the store that a program was at work on when it was killed."""
    parts = (*backup.folder(home).glob("*.part*"), *home.glob("*.db.part*"))
    return sorted([*home.glob("import-*"), *parts])


def known_in(file: Path, person: Person) -> Person:
    """``person`` with what a backup holds of them; as it was where the file cannot be read."""
    connection = sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)
    try:
        return gathered(Reader(Database(connection, execute_plugins=False)), person)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return person
    except Exception as error:
        if isinstance(error.__cause__, sqlite3.DatabaseError):
            return person
        raise
    finally:
        connection.close()


def cleanse(file: Path, person: Person) -> bool | None:
    """Erase ``person`` from a backup; whether it held anything, None where it could not be read and was removed.

    The cleansed one takes its place when it is whole. Raises DiskFull or StoreFault, leaving the backup as it was.
    """
    part = file.with_name(file.name + ".part")
    try:
        _unlink(part)  # with the log of one that was killed, this one would look cleansed and stay as it was
        with told_plainly():
            shutil.copyfile(file, part)
            part.chmod(0o600)
            if not sound(part):
                file.unlink()
                return None
            found = _cleanse(part, person)
            if found:
                with part.open("rb+") as written:
                    os.fsync(written.fileno())
                part.replace(file)
            return found
    finally:
        _unlink(part)


def _unlink(part: Path) -> None:
    for each in (part, Path(f"{part}-wal"), Path(f"{part}-shm"), Path(f"{part}-journal")):
        each.unlink(missing_ok=True)


def _cleanse(part: Path, person: Person) -> bool:
    database = open_writer(part)
    try:
        migrate(database)

        def write(work: Callable[[Tx], None]) -> None:
            with _transaction(database):
                work(Tx(database, Recorder()))

        reader = Reader(database)
        found = erase(reader, write, gathered(reader, person))  # steps of the store may have made more of them
        if found:
            sweep(database)
            database.conn.execute("PRAGMA journal_mode=DELETE")
    finally:
        database.close()
    return found


def sweep(database: Database) -> bool:
    """Leave nothing of what is gone in free pages, indexes of words and the log; whether nobody was in the way."""
    names = set(database.table_names())
    for index, _, _ in INDEXES:
        if index in names:
            database.conn.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
    database.conn.execute("VACUUM")
    for _ in range(_TRIES):
        busy, _, _ = database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            return True
    return False


def remove(path: Path) -> None:
    """Remove a damaged store or what was cut off."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def cleanse_logs(home: Path, person: Person) -> int:
    """Take the words out of the logs, in place, for one of them is being written; how many held any."""
    mask, number = Mask(person.traces), 0
    for file in sorted((home / "logs").glob("*.log*")):
        text = file.read_bytes().decode("utf-8", "surrogateescape")
        clean = mask.all(text, carried=True)
        if clean != text:
            with file.open("r+b") as out:
                out.write(clean.encode("utf-8", "surrogateescape"))
                out.truncate()
            number += 1
    return number


@contextmanager
def _transaction(database: Database) -> Iterator[None]:
    database.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.conn.execute("ROLLBACK")
        raise
    database.conn.execute("COMMIT")
