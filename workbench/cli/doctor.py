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
from workbench.app import Workbench, open_workbench
from workbench.cli.console import Console
from workbench.kernel.errors import InUse, WorkbenchError
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.store.driver import sqlite3
from workbench.store.health import FILE, sound

_ROOM_MB = 200
_QT = "from PySide6 import QtCore, QtGui, QtWidgets; print(QtCore.qVersion())"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one look found; where something is wrong ``said`` ends with its cure."""

    subject: str
    said: str
    wrong: bool = False


def _fine(subject: str, said: str) -> Found:
    return Found(subject=subject, said=said)


def _fault(subject: str, said: str, cure: str) -> Found:
    return Found(subject=subject, said=f"{said} {cure}", wrong=True)


def add_to(words: Any) -> None:
    parser = words.add_parser("doctor", help="look for what is wrong, and say how to mend it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when something is wrong."""
    console.say(f"Support Workbench {__version__}, Python {sys.version.split()[0]}")
    faults = 0
    for found in look(home):
        faults += found.wrong
        console.say(f"{'✗' if found.wrong else '✓'} {found.subject}: {found.said}")
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
        return _fault("Qt", "it is not installed.", "Start the app with `python3 run.py`, which installs it.")
    if getattr(sys, "frozen", False):  # the packed program runs no other Python, and brings its Qt along
        return _fine("Qt", "it came with the program.")
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    child = subprocess.run(  # noqa: S603  # our own interpreter, our own words
        [sys.executable, "-c", _QT], capture_output=True, text=True, env=environment, check=False, timeout=60
    )
    if child.returncode == 0:
        return _fine("Qt", f"version {child.stdout.strip()} loads.")
    why = (child.stderr.strip().splitlines() or ["it did not say why"])[-1]
    return _fault("Qt", f"a system library is missing ({why}).", "`python3 run.py` names the packages to install.")


def _keyring() -> Found:
    state = KeyringSecrets().state()
    return Found(subject="Keyring", said=state.sentence, wrong=not state.usable)


def _folder(home: Path) -> Found:
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=home):
            pass
    except OSError as error:
        said = f"{home} cannot be written to ({error.strerror})."
        return _fault("Data folder", said, "Make it yours, or choose another with --data-dir.")
    return _fine("Data folder", f"{home} can be written to.")


def _disk(home: Path) -> Found:
    place = next((each for each in (home, *home.parents) if each.exists()), Path("/"))
    free = shutil.disk_usage(place).free // 2**20
    if free < _ROOM_MB:
        return _fault("Disk", f"only {free} MB are free.", f"Free at least {_ROOM_MB} MB.")
    return _fine("Disk", f"{free // 1024} GB are free." if free > 2048 else f"{free} MB are free.")


def _sqlite() -> Found:
    version = sqlite3.sqlite_version
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (x, prefix = '2 3')")
    except sqlite3.OperationalError:
        return _fault("SQLite", f"version {version} has no full-text search.", "Install pysqlite3 beside the app.")
    finally:
        connection.close()
    return _fine("SQLite", f"version {version} ({sqlite3.__name__}), with full-text search.")


def _store_and_accounts(home: Path) -> Iterator[Found]:
    if not (home / FILE).exists():
        yield _fine("Store", "there is none yet; the first start makes it.")
        return
    try:
        if not sound(home / FILE):
            cure = "Start the app: it moves the file aside, restores the newest good backup and keeps your words."
            yield _fault("Store", "it is damaged.", cure)
            return
        workbench = open_workbench(home, secrets=KeyringSecrets())
    except InUse:
        yield _fine("Store", "it is sound, and open in a window; its accounts are not looked at.")
        return
    except WorkbenchError as error:
        yield _fault("Store", error.title, error.cure)
        return
    except sqlite3.Error as error:
        yield _fault("Store", f"it cannot be opened ({error}).", "Check who owns the data folder.")
        return
    try:
        yield _fine("Store", "it is sound.")
        yield from _accounts(workbench)
    finally:
        workbench.close()


def _accounts(workbench: Workbench) -> Iterator[Found]:
    accounts = workbench.accounts.all()
    if not accounts:
        yield _fine("Account", "none yet; the window offers a practice desk.")
    for account in accounts:
        try:
            adapter = workbench.accounts.adapter(account)
            agent = adapter.whoami()
            adapter.close()
            yield _fine("Account", f"{account.name} knows you as {agent.name}.")
        except WorkbenchError as error:
            yield _fault("Account", error.title, error.cure)
