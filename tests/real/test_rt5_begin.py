"""Conversations that are begun on a real Request Tracker: one ticket, one mail, whatever the line does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.contract.adapter_contract import operation, pull, sent
from tests.servers.fault_proxy import FaultProxy
from tests.torture.desks import QuickDesks
from workbench.app import open_workbench
from workbench.helpdesk.model import NoPlace
from workbench.helpdesk.port import Ambiguous, Author, Opening, OutKind, Refused, Sent
from workbench.helpdesk.registry import DeskKind
from workbench.helpdesk.rt5 import Rt5
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import new_id
from workbench.outbox.model import Queued
from workbench.outbox.states import State
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery
from workbench.tickets.unsent.model import Heading


@pytest.fixture(scope="module")
def adapter(rt5: Any) -> Iterator[Rt5]:
    one = Rt5(rt5.url, Secret(rt5.tokens["alice"]))
    yield one
    one.close()


def opening(adapter: Rt5, subject: str = "Grüße – your order") -> Opening:
    marker = new_id()
    inbox = adapter.inboxes()[0].remote_id
    return Opening(
        marker=marker, inbox=inbox, email=f"{marker}@example.test", name="Holm, Lars", subject=subject,
        baseline=adapter.edge(),
    )  # fmt: skip


def test_the_customer_gets_the_agents_words_and_no_receipt(rt5: Any, adapter: Rt5) -> None:
    about = opening(adapter)
    start = pull(adapter, None)
    ticket = sent(adapter.begin(about))
    time.sleep(1)
    assert rt5.mails(about.email) == []
    adapter.send(operation(ticket, OutKind.REPLY, "<p>Your parcel has left us.</p>"))
    time.sleep(1)
    (mail,) = rt5.mails(about.email)
    assert str(mail["Subject"]).endswith("Grüße – your order")
    assert "Your parcel has left us." in mail.as_string()
    assert "desk" not in mail.get_body(("plain",)).get_content()
    begun, words = pull(adapter, start.cursor).on(ticket)
    assert (begun.author, begun.text) == (Author.SYSTEM, "Alice Agent began this conversation.")
    assert words.author is Author.AGENT


def test_only_queues_in_which_we_may_make_tickets_are_offered(rt5: Any, adapter: Rt5) -> None:
    assert [inbox.name for inbox in adapter.inboxes()] == ["Support"]


@pytest.mark.parametrize("step", [b"POST /REST/2.0/ticket ", b"PUT /REST/2.0/ticket/"])
@pytest.mark.parametrize(
    ("fault", "outcome", "made"),
    [
        ("ok", Sent, True),
        ("lost", Ambiguous, True),
        ("s500", Ambiguous, True),
        ("cut", Ambiguous, False),
        ("s503", Refused, False),
    ],
)
def test_what_is_said_of_a_beginning_is_never_wrong_and_a_look_makes_it_whole(
    rt5: Any, adapter: Rt5, fault: str, outcome: type, made: bool, step: bytes
) -> None:
    adding = step.startswith(b"PUT")
    with FaultProxy(rt5.port, mode=fault) as proxy:
        proxy.hurts = lambda request: request.startswith(step)
        behind = Rt5(proxy.url, Secret(rt5.tokens["alice"]), timeout=timedelta(seconds=10))
        about = opening(adapter)
        said = behind.begin(about)
        assert isinstance(said, Ambiguous if adding and fault == "s503" else outcome), said
        assert proxy.count[fault] >= 1
        found = adapter.find_begun(about)
        assert (found is not None) is (made or adding)
        if found is not None:
            requestor = rt5.api("GET", f"/ticket/{found}")["Requestor"]
            assert [each["id"] for each in requestor] == [about.email]
            assert adapter.find_begun(about) == found
        behind.close()


@pytest.mark.timeout(400)
def test_through_a_bad_line_each_conversation_begins_once_and_mails_once(
    rt5: Any, adapter: Rt5, tmp_path: Path
) -> None:
    many, run = 12, new_id()[-8:]
    with FaultProxy(rt5.port, mode="ok", seed=7, delay=1.5) as proxy:
        desks = QuickDesks(settle=9, timeout=6)
        workbench = open_workbench(tmp_path, secrets=SessionSecrets(), desks=desks)
        account = workbench.accounts.sign_in(DeskKind.RT5, proxy.url, Secret(rt5.tokens["alice"]), session_only=True)
        workbench.sync.pull(account.id)
        places = workbench.accounts.places()
        assert not isinstance(places, NoPlace)
        proxy.mode = "chance"
        for n in range(many):
            to, subject = f"Person {n} <p{n}.{run}@example.test>", f"begun {run} {n}"
            ticket = workbench.unsent.begin(Heading(account=account.id, inbox=places[0].inbox, to=to, subject=subject))
            answer = workbench.outbox.queue(ticket, OutKind.REPLY, f"Words {n} of {run}.", hold=timedelta(0))
            assert isinstance(answer, Queued)
        deadline = time.monotonic() + 300
        while workbench.outbox.counts() and time.monotonic() < deadline:
            try:
                workbench.sync.sync(account.id)
            except WorkbenchError:
                time.sleep(0.2)
            time.sleep(0.2)
        proxy.mode = "ok"
        workbench.sync.pull(account.id)
        assert {each.state for each in workbench.outbox.listed()} == {State.SENT}
        rows = workbench.tickets.page(TicketQuery(status=None, words=f"begun {run}"), limit=100).rows
        assert sorted(row.subject for row in rows) == sorted(f"begun {run} {n}" for n in range(many))
        assert all(row.number and not row.unsent for row in rows)
        faults = {name: count for name, count in proxy.count.items() if name != "ok"}
        workbench.close()
    time.sleep(1)
    for n in range(many):
        (mail,) = rt5.mails(f"p{n}.{run}@example.test")
        assert f"Words {n} of {run}." in mail.as_string()
    print(f"{many} conversations, faults {faults}")
