"""A program that attaches, sends and takes back is killed again and again: no row without its file, no file lost."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from workbench.app import Workbench, open_workbench
from workbench.attachments import repo
from workbench.attachments.files import Files
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.ids import TicketId
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery

ROOT = Path(__file__).parents[2]
CHILD = """
import random, sys
from datetime import timedelta
from pathlib import Path
from tests.torture.test_files_killed import opened
from workbench.helpdesk.port import OutKind
from workbench.outbox.model import Queued
workbench, ticket = opened(Path(sys.argv[1]))
chance = random.Random(int(sys.argv[2]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    data = (sys.argv[2] + "-" + str(number)).encode() * chance.randint(1, 40_000)
    made = workbench.attachments.attach_bytes(ticket, OutKind.REPLY, data, f"{sys.argv[2]}-{number}.txt")
    print(made.id, flush=True)
    answer = workbench.outbox.queue(ticket, OutKind.REPLY, "See attached.", hold=timedelta(hours=1))
    if isinstance(answer, Queued) and chance.random() < 0.8:
        workbench.outbox.withdraw(answer.id)
    workbench.attachments.sweep(timedelta(0))
"""


def opened(home: Path) -> tuple[Workbench, TicketId]:
    desk = FakeHelpdesk()
    desk.add_ticket("1")
    workbench = open_workbench(home, secrets=SessionSecrets(), desks=FakeDesks(desk))
    if not workbench.accounts.all():
        workbench.sync.pull(workbench.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret("x")).id)
    return workbench, workbench.tickets.page(TicketQuery(status=None)).rows[0].id


def test_nothing_that_was_attached_is_lost_by_a_kill(tmp_path: Path) -> None:
    home, chance, told = tmp_path / "home", random.Random(7), set()
    for kill in range(6):
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, str(home), str(kill)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        with child, child.stdout as said:
            assert said.readline().strip() == "ready"
            time.sleep(chance.uniform(0.05, 0.5))
            child.kill()
            told |= {line.strip() for line in said.read().splitlines(keepends=True) if line.endswith("\n")}
    workbench, ticket = opened(home)
    try:
        everything = list(workbench.attachments.of_draft(ticket, OutKind.REPLY))
        everything += [each for out in workbench.outbox.listed() for each in out.attached]
        where = Counter(each.id for each in everything)
        assert len(told) > 12
        assert told <= where.keys()
        assert set(where.values()) == {1}
        files = Files(home / "files")
        assert all(len(files.read(each.file)) == each.file.size for each in everything)
        workbench.attachments.sweep()
        needed = repo.needed(workbench.store.read())
        assert needed <= {file.name for file in (home / "files").iterdir()}
    finally:
        workbench.close()
