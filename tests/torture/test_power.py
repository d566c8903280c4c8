"""Any single damaged byte range is either harmless or found; the program starts every time."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from workbench.app import open_workbench
from workbench.helpdesk.port import OutKind
from workbench.secrets.port import SessionSecrets
from workbench.store import backup
from workbench.tickets.model import TicketQuery


@pytest.mark.expects_warnings
@pytest.mark.timeout(300)
def test_a_store_with_a_damaged_page_opens_every_time(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    workbench = open_workbench(whole, secrets=SessionSecrets())
    workbench.sync.pull(workbench.accounts.open_practice().id)
    workbench.store.maintain(lambda db: backup.make(db, whole, workbench.clock.now()))
    ticket = workbench.tickets.page(TicketQuery()).rows[0].id
    workbench.drafts.save(ticket, OutKind.REPLY, "words of mine", 0, 1).result()
    workbench.close()
    chance = random.Random(5)
    size = (whole / "workbench.db").stat().st_size
    for n in range(40):
        home = tmp_path / f"copy{n}"
        shutil.copytree(whole, home)
        raw = bytearray((home / "workbench.db").read_bytes())
        at = chance.randrange(size - 64)
        raw[at : at + 64] = chance.randbytes(64)
        (home / "workbench.db").write_bytes(raw)
        opened = open_workbench(home, secrets=SessionSecrets())
        assert opened.tickets.page(TicketQuery(status=None)).rows
        opened.close()
        shutil.rmtree(home)
