"""How a connection is opened and how SQLite's complaints are told to a person.

FULL and not NORMAL: in simulated power cuts NORMAL lost commits that had been acknowledged, FULL lost none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path
from urllib.parse import quote

from sqlite_utils import Database

from workbench.kernel.errors import DamagedStore, DiskFull, StoreFault
from workbench.store.driver import sqlite3

_PRAGMAS = (
    "busy_timeout=5000",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
)


def open_writer(path: Path) -> Database:
    """The one connection that writes. Call it on the thread that will use it."""
    connection = sqlite3.connect(str(path), isolation_level=None)
    database = Database(connection, execute_plugins=False)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", *_PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")
    return database


def open_reader(path: Path) -> Database:
    """A connection that cannot write; one for each thread that reads."""
    uri = f"file:{quote(str(path))}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    for pragma in _PRAGMAS[:4]:
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection, execute_plugins=False)


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn errors of SQLite and of files into ours, each with its cure. Those of constraints pass: bugs or values."""
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except (sqlite3.DatabaseError, OSError) as error:
        raise _translated(error) from error


def _translated(error: Exception) -> StoreFault:
    said = str(error).lower()
    if "full" in said or (isinstance(error, OSError) and error.errno in {ENOSPC, EDQUOT}):
        return DiskFull(
            "The disk is full, so this could not be saved.",
            "What you wrote is still on the screen. Free some space; saving goes on by itself.",
        )
    if "locked" in said or "busy" in said:
        return StoreFault(
            "Another program holds the local store.",
            "Close what else works on the data folder, such as a backup, then try again. "
            "What you wrote is still on the screen.",
        )
    if "malformed" in said or "not a database" in said:
        return DamagedStore(
            "The local store is damaged.",
            "Restart the app: it moves the damaged file aside and restores the newest good backup.",
        )
    if isinstance(error, OSError) or "readonly" in said or "unable to open" in said or "disk i/o" in said:
        return StoreFault(
            "The data folder cannot be written to.",
            "Check that the folder exists and belongs to you, and that the disk has room. "
            "What you wrote is still on the screen.",
        )
    return StoreFault("The local store could not do that.", f"Run `workbench doctor`. SQLite said: {error}.")
