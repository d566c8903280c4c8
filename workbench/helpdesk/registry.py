"""Which helpdesks there are and how an account becomes an adapter."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from workbench.helpdesk.port import Adapter
from workbench.helpdesk.practice import PracticeDesk
from workbench.kernel.clock import Clock
from workbench.secrets.port import Secret


class DeskKind(StrEnum):
    """Helpdesks that can be connected."""

    PRACTICE = "practice"
    RT5 = "rt5"


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """What is needed to reach an account. ``address``: base URL; ``token``: None for the practice desk."""

    kind: DeskKind
    address: str
    token: Secret | None


class Desks(Protocol):
    """Makes adapters; a test may hand in its own."""

    def connect(self, connection: Connection) -> Adapter: ...

    def forget_practice(self) -> None:
        """Take away what the practice desk has kept."""
        ...


class InstalledDesks:
    """The helpdesks that come with the program. ``practice_home``: folder of the practice desk's own data."""

    def __init__(self, *, practice_source: Path, practice_home: Path, clock: Clock) -> None:
        self._practice_source = practice_source
        self._practice_home = practice_home
        self._clock = clock

    def connect(self, connection: Connection) -> Adapter:
        if connection.kind is DeskKind.PRACTICE:
            return PracticeDesk(self._practice_source, self._practice_home, self._clock)
        if connection.token is None:
            raise ValueError("a real helpdesk needs a token")
        # Here and not above: the wire's libraries take a tenth of a second of every start, also on the practice desk.
        from workbench.helpdesk.rt5 import Rt5  # noqa: PLC0415

        return Rt5(connection.address, connection.token)

    def forget_practice(self) -> None:
        shutil.rmtree(self._practice_home, ignore_errors=True)
