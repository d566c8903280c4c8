"""Lets the system end the program by a signal, also while nothing happens in it."""

from __future__ import annotations

import contextlib
import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ENDING = frozenset({signal.SIGTERM, signal.SIGINT})


class Ends(QObject):
    """Calls ``end`` on SIGTERM and SIGINT, from the event loop alone.

    Python runs a handler between any two lines: an end there would take the window from under whoever fills it.
    """

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        for side in (self._ear, self._mouth):
            side.setblocking(False)
        signal.set_wakeup_fd(self._mouth.fileno())
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._end = end
        self._before = {number: signal.signal(number, lambda *_: None) for number in _ENDING}

    def close(self) -> None:
        """Leave signals to whoever had them before."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    def _wake(self) -> None:
        heard = b""
        with contextlib.suppress(BlockingIOError):
            heard = self._ear.recv(64)  # one byte for each signal, of other kinds as well
        if not _ENDING.isdisjoint(heard):
            self._end()
