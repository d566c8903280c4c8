"""One window for one data folder: a later start says what it wants to the first window, and ends."""

from __future__ import annotations

import os
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from ui.workers.calling import MAX_LINE, PALETTE, RAISE, addresses, call, meant

_MOST_CALLERS = 8  # that have not said anything yet
_PATIENCE_MS = 1000


class FirstWindow(QObject):
    """Listens for later starts on the same data folder, of the same person.

    ``raised``: one asked for the window; ``palette_asked``: for the search over other programs. What is not one whole
    line of ours within a second does nothing.
    """

    raised = Signal()
    palette_asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._addresses = tuple(addresses(str(home)))
        self._callers: set[QLocalSocket] = set()
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Begin to listen; what a killed program left behind is taken over."""
        for address in self._addresses:
            if self._server.listen(address):
                return True
            QLocalServer.removeServer(address)
            if self._server.listen(address):
                return True
        return False

    def close(self) -> None:
        self._server.close()
        for caller in tuple(self._callers):
            self._dismiss(caller)

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            if len(self._callers) >= _MOST_CALLERS:
                caller.deleteLater()
                continue
            self._callers.add(caller)
            caller.setReadBufferSize(MAX_LINE)
            # Bound methods alone: a closure would keep this object until the caller, a part of it, is being deleted.
            caller.readyRead.connect(self._on_said)
            caller.disconnected.connect(self._on_gone)
            patience = QTimer(caller, interval=_PATIENCE_MS, singleShot=True)
            patience.timeout.connect(self._on_silent)
            patience.start()
            self._hear(caller)
            if caller.state() != QLocalSocket.LocalSocketState.ConnectedState:
                self._dismiss(caller)

    def _on_said(self) -> None:
        self._hear(self.sender())

    def _on_gone(self) -> None:
        caller = self.sender()
        self._hear(caller)
        self._dismiss(caller)

    def _on_silent(self) -> None:
        self._dismiss(self.sender().parent())

    def _hear(self, caller: QObject | None) -> None:
        if not isinstance(caller, QLocalSocket) or caller not in self._callers:
            return
        if caller.canReadLine():
            said = bytes(caller.readLine(MAX_LINE + 1).data())
            self._dismiss(caller)
            self._do(*meant(said))
        elif caller.bytesAvailable() >= MAX_LINE:
            self._dismiss(caller)

    def _dismiss(self, caller: QObject | None) -> None:
        if isinstance(caller, QLocalSocket) and caller in self._callers:
            self._callers.discard(caller)
            caller.deleteLater()  # which hangs up; to do that here, where it may be reading, makes Qt fall

    def _do(self, word: str, token: str) -> None:
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it, once, when a window wants to the front
        if word == RAISE:
            self.raised.emit()
        elif word == PALETTE:
            self.palette_asked.emit()


def ask_first_window(home: Path, word: str = RAISE, *, patience: float = 0.0) -> bool:
    """Say ``word`` to the window that is open on ``home``; whether there was one.

    ``patience``: seconds for which one that is just being opened is waited for.
    """
    until = time.monotonic() + patience
    while not call(str(home), word):
        if time.monotonic() >= until:
            return False
        time.sleep(0.05)
    return True
