"""Backups of the store: whole or not there, kept 12 daily, 10 weekly and 9 monthly."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from workbench.store.connect import told_plainly
from workbench.store.driver import sqlite3

_PATTERN = "workbench-*.db"
_FORMAT = "workbench-%Y%m%d-%H%M%S.db"
_KEEP = ((timedelta(days=1), 12), (timedelta(days=7), 10), (timedelta(days=30), 9))


def folder(home: Path) -> Path:
    """Where backups of the data folder ``home`` lie."""
    return home / "backups"


def due(home: Path, now: datetime) -> bool:
    """Whether the newest backup is older than a day; those of days that are to come are of a clock that was wrong."""
    times = [when for when in _times(home) if when <= now]
    return not times or now - max(times) >= timedelta(days=1)


def make(database: Database, home: Path, now: datetime) -> Path:
    """Write a checked backup. Raises DiskFull or StoreFault, leaving nothing behind."""
    folder(home).mkdir(mode=0o700, exist_ok=True)
    final = folder(home) / now.strftime(_FORMAT)
    part = final.with_suffix(".part")
    part.unlink(missing_ok=True)
    try:
        with told_plainly():
            database.conn.execute("VACUUM INTO ?", [str(part)])
            _check(part)
        with part.open("rb+") as written:
            os.fsync(written.fileno())
        part.chmod(0o600)
        part.replace(final)
    finally:
        part.unlink(missing_ok=True)
    thin(home, now)
    return final


def restore_newest(home: Path, path: Path) -> Path | None:
    """Put the newest backup that is sound in the place of ``path``; None where there is none."""
    for when in sorted(_times(home), reverse=True):
        file = folder(home) / when.strftime(_FORMAT)
        try:
            _check(file)
        except sqlite3.DatabaseError:
            continue
        shutil.copyfile(file, path)
        return file
    return None


def thin(home: Path, now: datetime) -> None:
    """Remove backups that no row of the plan asks for."""
    keep: set[datetime] = set()
    times = sorted(_times(home), reverse=True)
    for step, count in _KEEP:
        slots: dict[int, datetime] = {}
        for when in times:
            slots[int((now - when) / step)] = when  # the oldest of each slot, so that it can grow old
        keep |= {slots[slot] for slot in sorted(slots)[:count]}
    for when in times:
        if when not in keep and when != times[0]:
            (folder(home) / when.strftime(_FORMAT)).unlink(missing_ok=True)


def _times(home: Path) -> list[datetime]:
    times = []
    for file in folder(home).glob(_PATTERN):
        try:
            times.append(datetime.strptime(file.name + " +0000", _FORMAT + " %z"))
        except ValueError:
            continue
    return times


def _check(file: Path) -> None:
    connection = sqlite3.connect(str(file))
    try:
        said = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        connection.close()
    if said != "ok":
        raise sqlite3.DatabaseError(f"database disk image is malformed: {said}")
