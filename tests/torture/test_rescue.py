"""A rescue that is cut off, by a kill or a full disk, is finished at the next start: nothing lost, nothing sent again."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import SmallDisk
from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.errors import StoreFault
from workbench.kernel.ids import OutgoingId, TicketId
from workbench.outbox.model import Queued
from workbench.outbox.states import State
from workbench.secrets.port import Secret, SessionSecrets
from workbench.store import backup
from workbench.store.health import FILE
from workbench.tickets.model import TicketQuery

ROOT = Path(__file__).parents[2]
CHILD = """
import sys
from pathlib import Path
from workbench.kernel.clock import SystemClock
from workbench.store.health import prepare
print("ready", flush=True)
prepare(Path(sys.argv[1]), SystemClock())
"""
pytestmark = pytest.mark.expects_warnings


class Damaged:
    """A damaged store: its backup still has a reply waiting that went out since, and knows nothing of the notes."""

    def __init__(self, home: Path, tickets: int) -> None:
        self.home = home
        self.desk = FakeHelpdesk()
        self.secrets = SessionSecrets()
        for number in range(1, tickets + 1):
            self.desk.add_ticket(str(number))
        workbench = self.open(home)
        account = workbench.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret("token"))
        workbench.sync.pull(account.id)
        self.tickets: list[TicketId] = [
            row.id for row in workbench.tickets.page(TicketQuery(status=None), limit=tickets).rows
        ]
        answer = workbench.outbox.queue(self.tickets[0], OutKind.REPLY, "Only once", hold=timedelta(0))
        assert isinstance(answer, Queued)
        self.reply: OutgoingId = answer.id
        workbench.store.maintain(lambda db: backup.make(db, home, workbench.clock.now()))
        workbench.sync.deliver(account.id)
        for ticket in self.tickets:
            workbench.drafts.save(ticket, OutKind.NOTE, "words " * 300, 0, 1).result()
        workbench.close()
        with (home / FILE).open("r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096)

    def open(self, home: Path) -> Workbench:
        return open_workbench(home, secrets=self.secrets, desks=FakeDesks(self.desk))

    def is_whole(self, home: Path) -> bool:
        """Whether all words are there, and the reply that went out is not going to again."""
        workbench = self.open(home)
        try:
            for account in workbench.accounts.all():
                workbench.sync.deliver(account.id)
            found = workbench.outbox.one(self.reply)
            assert found is not None
            assert found.state is State.SENT
            assert len(self.desk.delivered) == 1
            return all(workbench.drafts.load(ticket, OutKind.NOTE) for ticket in self.tickets)
        finally:
            workbench.close()


def unfinished(home: Path) -> bool:
    """Whether a rescue has begun that is not done."""
    return any(home.glob("damaged-*/unfinished"))


def test_a_rescue_that_is_killed_is_finished_at_the_next_start(tmp_path: Path) -> None:
    damaged = Damaged(tmp_path / "home", tickets=300)
    cut = 0
    for round_ in range(8):
        home = tmp_path / f"round-{round_}"
        copytree(damaged.home, home)
        child = subprocess.Popen([sys.executable, "-c", CHILD, str(home)], stdout=subprocess.PIPE, cwd=ROOT)
        with child:
            assert child.stdout is not None
            child.stdout.readline()
            while not unfinished(home) and child.poll() is None:
                time.sleep(0.0005)
            time.sleep(0.004 * round_)
            child.kill()
        cut += unfinished(home)
        assert damaged.is_whole(home), f"round {round_}"
        assert not unfinished(home)
    assert cut, "no kill came in the midst of a rescue"


def test_a_rescue_for_which_the_disk_has_no_room_is_finished_when_it_has(small_disk: SmallDisk) -> None:
    damaged = Damaged(small_disk.place / "home", tickets=30)
    need = next(backup.folder(damaged.home).iterdir()).stat().st_size
    small_disk.fill()
    for spare in (0, need // 2, need + 20_000):
        small_disk.leave(spare)
        with pytest.raises(StoreFault):
            damaged.open(damaged.home)
    small_disk.make_room()
    assert damaged.is_whole(damaged.home)
    assert len(list(damaged.home.glob("damaged-*"))) == 1
