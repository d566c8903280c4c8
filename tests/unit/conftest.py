"""A real Workbench in a folder of its own, over a fake helpdesk and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.model import Account
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import TicketId
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery


@dataclass
class Bench:
    """One open account with one ticket."""

    workbench: Workbench
    desk: FakeHelpdesk
    clock: FrozenClock
    account: Account

    def pull(self) -> None:
        self.workbench.sync.pull(self.account.id)

    def deliver(self) -> object:
        return self.workbench.sync.deliver(self.account.id)

    def ticket(self, number: str = "1") -> TicketId:
        rows = self.workbench.tickets.page(TicketQuery(status=None)).rows
        return next(row.id for row in rows if row.number == number)


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 5, 4, 12, 0, tzinfo=UTC))


@pytest.fixture
def bench(tmp_path: Path, clock: FrozenClock) -> Iterator[Bench]:
    desk = FakeHelpdesk()
    desk.add_ticket("1")
    workbench = open_workbench(tmp_path / "home", secrets=SessionSecrets(), clock=clock, desks=FakeDesks(desk))
    account = workbench.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret("token"))
    made = Bench(workbench, desk, clock, account)
    made.pull()
    yield made
    workbench.close()
