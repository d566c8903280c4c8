"""Request Tracker with a settle time short enough for tests whose proxy delays nothing for longer."""

from __future__ import annotations

from datetime import timedelta

from workbench.helpdesk.port import Adapter
from workbench.helpdesk.registry import Connection
from workbench.helpdesk.rt5 import Rt5


class QuickDesks:
    """``settle``, ``timeout``: seconds. The settle time must exceed the time-out and the proxy's longest delay."""

    def __init__(self, *, settle: float, timeout: float) -> None:
        self._settle = timedelta(seconds=settle)
        self._timeout = timedelta(seconds=timeout)

    def connect(self, connection: Connection) -> Adapter:
        if connection.token is None:
            raise ValueError("a token is needed")
        return Rt5(connection.address, connection.token, settle=self._settle, timeout=self._timeout)

    def forget_practice(self) -> None:
        """There is no practice desk here."""
