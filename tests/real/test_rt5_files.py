"""A file from the draft to the customer's mailbox, over a real helpdesk and a line that loses the answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.servers.fault_proxy import FaultProxy
from tests.torture.desks import QuickDesks
from workbench.app import open_workbench
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.clock import FrozenClock
from workbench.outbox.model import Queued
from workbench.outbox.states import State
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery

DATA = b"%PDF-1.7\n" + bytes(range(256)) * 2000


def test_a_reply_with_a_file_whose_answer_was_lost_reaches_the_customer_once(rt5: Any, tmp_path: Path) -> None:
    source = tmp_path / "Quittung für März.pdf"
    source.write_bytes(DATA)
    clock = FrozenClock(datetime.now(UTC))
    desks = QuickDesks(settle=5, timeout=10)
    with FaultProxy(rt5.port, mode="ok", delay=1.0) as proxy:
        proxy.hurts = lambda request: request.startswith(b"POST") and b"/correspond" in request[:200]
        workbench = open_workbench(tmp_path / "home", secrets=SessionSecrets(), clock=clock, desks=desks)
        account = workbench.accounts.sign_in(
            DeskKind.RT5, proxy.url, Secret(rt5.tokens["alice"]), session_only=True
        )  # fmt: skip
        workbench.sync.pull(account.id)
        ticket = workbench.tickets.page(TicketQuery(status=None)).rows[0].id
        workbench.attachments.attach(ticket, OutKind.REPLY, source)
        answer = workbench.outbox.queue(
            ticket, OutKind.REPLY, "The receipt of March is with this.", hold=timedelta(0), confirmed=True
        )
        assert isinstance(answer, Queued)
        proxy.mode = "lost"
        workbench.sync.deliver(account.id)
        found = workbench.outbox.one(answer.id)
        assert found is not None
        assert found.state is State.SENDING
        proxy.mode = "ok"
        clock.advance(timedelta(seconds=20))
        workbench.sync.deliver(account.id)
        assert workbench.outbox.counts() == {State.SENDING: 1}  # a file may still be on its way
        clock.advance(timedelta(seconds=60))
        workbench.sync.deliver(account.id)
        assert not workbench.outbox.counts()
        assert workbench.attachments.sweep(timedelta(0)) == 1
        workbench.close()
    mails = [mail for mail in rt5.mails() if "receipt of March" in mail.as_string()]
    assert len(mails) == 1
    got = [(part.get_filename(), part.get_payload(decode=True)) for part in mails[0].walk() if part.get_filename()]
    assert got == [("Quittung für März.pdf", DATA)]
