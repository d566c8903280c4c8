"""One writer thread, and a read-only connection for each thread that reads.

Every write is one transaction on the writer thread; what it touched is published once it is committed.
No transaction should write more than `CHUNK` rows: a reply that is queued behind a chunk of 200 rows waits some
milliseconds, behind 50,000 rows a quarter of a second.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from sqlite_utils import Database

from workbench.kernel.changes import Changes, Kind, Recorder
from workbench.store.connect import open_reader, open_writer, told_plainly

CHUNK = 200

T = TypeVar("T")
Row = dict[str, Any]
Params = Sequence[object] | Mapping[str, object]

_log = logging.getLogger(__name__)


class Reader:
    """Reads rows as dicts."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def rows(self, sql: str, params: Params = ()) -> list[Row]:
        with told_plainly():
            cursor = self._connection.execute(sql, params)
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def tuples(self, sql: str, params: Params = ()) -> list[tuple[Any, ...]]:
        """Rows as bare tuples, for very many: a dict for each takes longer than to read them."""
        with told_plainly():
            return list(self._connection.execute(sql, params))

    def row(self, sql: str, params: Params = ()) -> Row | None:
        found = self.rows(sql, params)
        return found[0] if found else None

    def value(self, sql: str, params: Params = ()) -> Any:  # a column may hold anything
        found = self.row(sql, params)
        return next(iter(found.values())) if found else None


class Tx(Reader):
    """A transaction: the only thing a repo writes through."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        super().__init__(database)
        self._recorder = recorder

    def run(self, sql: str, params: Params = ()) -> int:
        """Run one statement; the number of rows it changed."""
        return int(self._connection.execute(sql, params).rowcount)

    def run_many(self, sql: str, params: Iterable[Sequence[object]]) -> None:
        """Run one statement with each of ``params``; far quicker than one by one, most of all for an index of words."""
        self._connection.executemany(sql, params)

    def insert(self, table: str, row: Row) -> None:
        names = ", ".join(row)
        self.run(f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))

    def touch(self, kind: Kind, *ids: str) -> None:
        self._recorder.touch(kind, ids)

    def touch_all(self, kind: Kind, ids: Iterable[str]) -> None:
        self._recorder.touch(kind, ids)


class Store:
    """The local database. ``changes`` hears of every commit, on the writer thread.

    With ``read_only`` nothing can be written, and another process may have the store open to write.
    """

    def __init__(self, path: Path, changes: Changes, *, read_only: bool = False) -> None:
        self._path = path
        self._changes = changes
        self._local = threading.local()
        self._readers: list[Database] = []
        self._lock = threading.Lock()
        self._closed = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="store-writer")
        self._writing = threading.local()
        self._database: Database = self._on_writer(lambda: open_reader(path) if read_only else open_writer(path))

    @property
    def path(self) -> Path:
        return self._path

    def read(self) -> Reader:
        """A reader for this thread; it sees what was committed when each statement starts."""
        reader: Reader | None = getattr(self._local, "reader", None)
        if reader is None:
            with told_plainly():
                database = open_reader(self._path)
            reader = Reader(database)
            self._local.reader = reader
            with self._lock:
                self._readers.append(database)
        return reader

    def submit(self, work: Callable[[Tx], T], *, origin: str = "") -> Future[T]:
        """Queue ``work`` as one transaction; the future ends after the commit and after listeners have heard."""
        return self._writer.submit(self._transaction, work, origin)

    def write(self, work: Callable[[Tx], T], *, origin: str = "") -> T:
        """Do ``work`` as one transaction and wait for it. Raises StoreFault where it could not be kept."""
        if getattr(self._writing, "busy", False):
            raise RuntimeError("a write inside a write: hand the Tx down instead")
        return self.submit(work, origin=origin).result()

    def maintain(self, work: Callable[[Database], T]) -> T:
        """Run ``work`` on the writer's connection outside any transaction (backup, vacuum)."""
        return self._on_writer(lambda: work(self._database))

    def close(self) -> None:
        """Finish what is queued, then close every connection. Safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self._on_writer(self._database.close)
        self._writer.shutdown(wait=True)
        with self._lock:
            for database in self._readers:
                database.close()
            self._readers.clear()

    def _on_writer(self, work: Callable[[], T]) -> T:
        def plainly() -> T:
            with told_plainly():
                return work()

        return self._writer.submit(plainly).result()

    def _transaction(self, work: Callable[[Tx], T], origin: str) -> T:
        recorder = Recorder()
        connection = self._database.conn
        self._writing.busy = True
        try:
            with told_plainly():
                connection.execute("BEGIN IMMEDIATE")
                try:
                    result = work(Tx(self._database, recorder))
                    connection.execute("COMMIT")
                except BaseException:
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                    raise
        finally:
            self._writing.busy = False
        changed = recorder.result(origin)
        if changed.ids:
            self._tell(changed)
        return result

    def _tell(self, changed: Any) -> None:
        try:
            self._changes.publish(changed)
        except Exception:
            # The commit stands whatever a listener does; a deed must not look failed because a view is.
            _log.exception("a listener failed")
