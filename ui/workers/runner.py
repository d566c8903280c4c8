"""Work beside the window: plain executors by lane, and one object that brings results to the GUI thread.

Not QRunnable with a signals object of its own: under a burst of jobs that crashed or lost results.
A result is dropped when a younger job of the same key has been asked for: old news never overwrites new.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from workbench.kernel.errors import WorkbenchError

T = TypeVar("T")
_LANES = {"check": 1, "read": 2, "write": 1, "net": 4, "long": 1}  # long: seconds, which nobody else waits for
_TURN_S = 0.001  # after which work lets the GUI thread have its turn; of Python's 5 ms a repaint needs several
_log = logging.getLogger(__name__)


class Runner(QObject):
    """Runs blocking work on a lane and hands the result over on the GUI thread. ``failed`` tells what nobody caught."""

    failed = Signal(object)  # WorkbenchError
    _hop = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(_TURN_S)
        self._lanes = {name: ThreadPoolExecutor(size, thread_name_prefix=name) for name, size in _LANES.items()}
        self._latest: dict[str, int] = {}
        self._running: dict[Future[Any], str] = {}
        self._closed = False
        self._hop.connect(self._arrive, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        lane: str,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[WorkbenchError], object] | None = None,
        *,
        key: str = "",
    ) -> Future[T]:
        """Run ``work``; then ``done`` with its result, or ``failed`` with what could not be done, on the GUI thread.

        After `shutdown` nothing runs and a cancelled future comes back.
        """
        if self._closed:
            dead: Future[T] = Future()
            dead.cancel()
            return dead
        number = self._latest[key] = self._latest.get(key, 0) + 1 if key else 0
        future = self._lanes[lane].submit(work)
        self._running[future] = lane

        def over(finished: Future[T]) -> None:
            self._running.pop(finished, None)
            if not finished.cancelled():
                self._hop.emit(lambda: self._deliver(finished, done, failed, key, number))

        future.add_done_callback(over)
        return future

    @property
    def is_closed(self) -> bool:
        """Whether it was shut down: what takes long ends as soon as it can."""
        return self._closed

    def is_busy(self, lane: str) -> bool:
        """Whether something runs or waits on this lane."""
        return lane in list(self._running.values())

    def shutdown(self, grace: timedelta = timedelta(seconds=60)) -> bool:
        """Drop what has not begun, finish what runs, deliver nothing any more; whether all ended within ``grace``."""
        self._closed = True
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)
        return not wait(set(self._running), timeout=grace.total_seconds()).not_done

    @Slot(object)
    def _arrive(self, deliver: Callable[[], None]) -> None:
        if not self._closed:
            deliver()

    def _deliver(
        self,
        future: Future[T],
        done: Callable[[T], object] | None,
        failed: Callable[[WorkbenchError], object] | None,
        key: str,
        number: int,
    ) -> None:
        if key and self._latest.get(key) != number:
            return
        error = future.exception()
        if error is None:
            if done:
                done(future.result())
            return
        if not isinstance(error, WorkbenchError):
            _log.error("work failed in a way that was not foreseen", exc_info=error)
            error = WorkbenchError(
                "Something went wrong inside Support Workbench.", "Your words are kept. The log has the details."
            )
        if failed:
            failed(error)
        else:
            self.failed.emit(error)
