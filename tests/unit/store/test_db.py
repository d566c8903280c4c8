from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbench.kernel.changes import Changes, ChangeSet, Kind
from workbench.kernel.clock import SystemClock
from workbench.kernel.errors import StoreFault
from workbench.store import Store, Tx
from workbench.store.driver import sqlite3
from workbench.store.health import FILE, prepare


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    prepare(tmp_path, SystemClock())
    opened = Store(tmp_path / FILE, Changes())
    yield opened
    opened.close()


def put(value: str) -> object:
    return lambda tx: tx.insert("setting", {"key": value, "value": value})


def test_what_was_written_can_be_read(store: Store) -> None:
    store.write(put("a"))  # type: ignore[arg-type]
    assert store.read().value("SELECT value FROM setting WHERE key = 'a'") == "a"


def test_a_failed_write_leaves_nothing(store: Store) -> None:
    def work(tx: Tx) -> None:
        tx.insert("setting", {"key": "a", "value": "a"})
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        store.write(work)
    assert store.read().rows("SELECT * FROM setting") == []
    store.write(put("b"))  # type: ignore[arg-type]


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(Exception, match="could not|cannot"):
        store.read().rows("DELETE FROM setting RETURNING key")


def test_changes_are_told_after_the_commit_with_what_was_touched(tmp_path: Path) -> None:
    prepare(tmp_path, SystemClock())
    changes = Changes()
    store = Store(tmp_path / FILE, changes)
    heard: list[tuple[ChangeSet, object]] = []
    changes.subscribe(lambda change: heard.append((change, store.read().value("SELECT count(*) FROM setting"))))

    def work(tx: Tx) -> None:
        tx.insert("setting", {"key": "a", "value": "a"})
        tx.touch(Kind.SETTING, "a")

    store.write(work, origin="test")
    assert heard == [(ChangeSet({Kind.SETTING: frozenset({"a"})}, "test"), 1)]
    store.close()


def test_a_write_inside_a_write_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="inside a write"):
        store.write(lambda tx: store.write(put("a")))  # type: ignore[arg-type]


def test_many_threads_read_while_one_writes(store: Store) -> None:
    wrong: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(50):
                store.read().rows("SELECT * FROM setting")
        except BaseException as error:
            wrong.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for n in range(50):
        store.write(put(str(n)))  # type: ignore[arg-type]
    for reader in readers:
        reader.join()
    assert wrong == []


def test_a_store_that_another_program_holds_is_said(store: Store) -> None:
    store.maintain(lambda db: db.execute("PRAGMA busy_timeout=20"))
    other = sqlite3.connect(str(store.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreFault, match="Another program"):
        store.write(put("a"))  # type: ignore[arg-type]
    other.execute("ROLLBACK")
    other.close()
    store.write(put("a"))  # type: ignore[arg-type]


def test_constraints_hold(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        store.write(lambda tx: tx.insert("draft", {"ticket_id": "none", "kind": "reply", "text": "x", "revision": 1,
                                                   "begun_at": "x", "saved_at": "x"}))  # fmt: skip


def test_commits_are_synced_fully(store: Store) -> None:
    assert store.maintain(lambda db: db.execute("PRAGMA synchronous").fetchone()[0]) == 2
    assert store.maintain(lambda db: db.execute("PRAGMA journal_mode").fetchone()[0]) == "wal"
