"""One window for one data folder: a second start raises the first window and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 500


class FirstWindow(QObject):
    """Listens for later starts on the same data folder. ``raised``: another start asked for the window."""

    raised = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = _name(home)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def listen(self) -> bool:
        """Begin to listen; what a killed program left behind is taken over."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        self._server.close()

    def _answer(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.disconnectFromServer()
            self.raised.emit()


def ask_first_window(home: Path) -> bool:
    """Ask the window that is open on ``home`` to come to the front; whether there was one."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    return socket.waitForConnected(_PATIENCE_MS)


def _name(home: Path) -> str:
    return "support-workbench-" + hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]
