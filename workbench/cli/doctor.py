"""``workbench doctor``: look at what the program stands on; each fault is one sentence with its cure."""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.app import open_workbench
from workbench.cli.console import Console
from workbench.kernel.errors import InUse, WorkbenchError
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.store.driver import sqlite3
from workbench.store.health import FILE, sound

_ROOM_MB = 200
_QT = "from PySide6 import QtCore, QtGui, QtWidgets; print(QtCore.qVersion())"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one look found. ``cure`` is empty where nothing is wrong."""

    subject: str
    said: str
    cure: str = ""


def add_to(words: Any) -> None:  # noqa: ANN401
    parser = words.add_parser("doctor", help="look for what is wrong, and say how to mend it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when something is wrong."""
    console.say(f"Support Workbench {__version__}, Python {sys.version.split()[0]}")
    faults = 0
    for found in look(home):
        faults += bool(found.cure)
        console.say(f"{'✗' if found.cure else '✓'} {found.subject}: {found.said}{' ' + found.cure if found.cure else ''}")
    return 1 if faults else 0


def look(home: Path) -> Iterator[Found]:
    """Every look, in order."""
    yield _qt()
    yield _keyring()
    yield _folder(home)
    yield _disk(home)
    yield _sqlite()
    yield from _store_and_accounts(home)


def _qt() -> Found:
    if importlib.util.find_spec("PySide6") is None:
        return Found(subject="Qt", said="it is not installed.", cure="Start the app with `python3 run.py`, which installs it.")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.run(  # noqa: S603  # our own interpreter, our own words
        [sys.executable, "-c", _QT], capture_output=True, text=True, env=environment, check=False, timeout=60
    )
    if child.returncode == 0:
        return Found(subject="Qt", said=f"version {child.stdout.strip()} loads.")
    why = child.stderr.strip().splitlines()[-1:] or ["it did not say why"]
    return Found(
        subject="Qt",
        said=f"a system library is missing ({why[0]}).",
        cure="`python3 run.py` names the packages to install.",
    )


def _keyring() -> Found:
    state = KeyringSecrets().state()
    return Found(subject="Keyring", said=state.sentence, cure="" if state.usable else state.cure)


def _folder(home: Path) -> Found:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        return Found(
            subject="Data folder",
            said=f"{home} cannot be written to ({error.strerror}).",
            cure="Make it yours, or choose another with --data-dir.",
        )
    return Found(subject="Data folder", said=f"{home} can be written to.")


def _disk(home: Path) -> Found:
    place = next((each for each in (home, *home.parents) if each.exists()), Path("/"))
    free = shutil.disk_usage(place).free // 2**20
    if free < _ROOM_MB:
        return Found(subject="Disk", said=f"only {free} MB are free.", cure=f"Free at least {_ROOM_MB} MB.")
    return Found(subject="Disk", said=f"{free // 1024} GB are free." if free > 2048 else f"{free} MB are free.")


def _sqlite() -> Found:
    version = sqlite3.sqlite_version
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, prefix = '2 3')")
    except sqlite3.OperationalError:
        return Found(
            subject="SQLite",
            said=f"version {version} has no full-text search.",
            cure="Install pysqlite3 beside the app.",
        )
    finally:
        connection.close()
    return Found(subject="SQLite", said=f"version {version} ({sqlite3.__name__}), with full-text search.")


def _store_and_accounts(home: Path) -> Iterator[Found]:
    if not (home / FILE).exists():
        yield Found(subject="Store", said="there is none yet; the first start makes it.")
        return
    try:
        if not sound(home / FILE):
            yield Found(
                subject="Store",
                said="it is damaged.",
                cure="Start the app: it moves the file aside, restores the newest good backup and keeps your words.",
            )
            return
        workbench = open_workbench(home, secrets=KeyringSecrets())
    except InUse:
        yield Found(subject="Store", said="it is sound and open in another window; its accounts are not looked at.")
        return
    except WorkbenchError as error:
        yield Found(subject="Store", said=error.title, cure=error.cure or "Start the app for more.")
        return
    except sqlite3.Error as error:
        yield Found(subject="Store", said=f"it cannot be opened ({error}).", cure="Check who owns the data folder.")
        return
    try:
        yield Found(subject="Store", said="it is sound.")
        accounts = workbench.accounts.all()
        if not accounts:
            yield Found(subject="Account", said="none yet; the window offers a practice desk.")
        for account in accounts:
            try:
                adapter = workbench.accounts.adapter(account)
                agent = adapter.whoami()
                adapter.close()
                yield Found(subject="Account", said=f"{account.name} knows you as {agent.name}.")
            except WorkbenchError as error:
                yield Found(subject="Account", said=error.title, cure=error.cure or "Try again later.")
    finally:
        workbench.close()
