from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import httpx2
import pytest

from tests.contract.adapter_contract import (
    AdapterContract,
    CustomerWrites,
    Pulled,
    file,
    operation,
    pull,
    sent,
)
from tests.servers.fault_proxy import FaultProxy
from workbench.helpdesk.port import Ambiguous, Author, OutKind, Refused, Rejected, Sent, Status
from workbench.helpdesk.rt5 import Rt5
from workbench.helpdesk.rt5_read import REMOTE_STATUS
from workbench.kernel.errors import AuthFailed, ServerFault, TicketFault, WorkbenchError
from workbench.kernel.ids import RemoteId
from workbench.secrets.port import Secret


class Root:
    """The one who runs the helpdesk."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.Client(base_url=f"{url}/REST/2.0/", auth=("root", "password"), timeout=120, trust_env=False)

    def ask(self, method: str, path: str, body: object = None) -> Any:
        answer = self._http.request(method, path, json=body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def new_ticket(self, queue: str, subject: str = "made by a test", **more: str) -> RemoteId:
        made = self.ask(
            "POST",
            "ticket",
            {
                "Queue": queue,
                "Subject": subject,
                "Requestor": "customer001@example.test",
                "Content": "Hello.",
                **more,
            },
        )
        return RemoteId(str(made["id"]))

    def close(self) -> None:
        self._http.close()


@pytest.fixture(scope="module")
def root(rt5: Any) -> Iterator[Root]:
    one = Root(rt5.url)
    yield one
    one.close()


@pytest.fixture(scope="module")
def adapter(rt5: Any) -> Iterator[Rt5]:
    one = Rt5(rt5.url, Secret(rt5.tokens["alice"]))
    yield one
    one.close()


@pytest.fixture(scope="module")
def hidden(root: Root) -> str:
    """A queue that agents have no right to."""
    name = "Board"
    if root.ask("POST", "queues", [{"field": "Name", "value": name}])["total"] == 0:
        root.ask("POST", "queue", {"Name": name})
    return name


@pytest.fixture
def requests(caplog: pytest.LogCaptureFixture) -> Callable[[], int]:
    """How many requests were made since the last time this was asked."""
    caplog.set_level(logging.INFO, logger="httpx2")

    def count() -> int:
        made = sum(record.name == "httpx2" for record in caplog.records)
        caplog.clear()
        return made

    return count


class TestRt5KeepsTheContract(AdapterContract):
    @pytest.fixture(scope="class")
    @classmethod
    def adapter(cls, rt5: Any) -> Iterator[Rt5]:  # type: ignore[override]
        one = Rt5(rt5.url, Secret(rt5.tokens["alice"]))
        yield one
        one.close()

    @pytest.fixture(scope="class")
    @classmethod
    def start(cls, adapter: Rt5) -> Pulled:  # type: ignore[override]
        return pull(adapter, None)

    @pytest.fixture(scope="class")
    @classmethod
    def tickets(cls, root: Root) -> Sequence[RemoteId]:  # type: ignore[override]
        return [root.new_ticket("Support") for _ in range(2)]

    @pytest.fixture
    def customer_writes(self, rt5: Any) -> CustomerWrites:
        return lambda ticket, text: rt5.customer_writes(int(ticket), text)


def test_the_token_alone_tells_who_we_are(rt5: Any) -> None:
    for name in ("alice", "bob"):
        agent = Rt5(rt5.url, Secret(rt5.tokens[name])).whoami()
        assert (agent.remote_id, agent.email) == (name, f"{name}@rt.test")


def test_a_wrong_token_is_told_from_a_wrong_address(rt5: Any) -> None:
    with pytest.raises(AuthFailed):
        Rt5(rt5.url, Secret("1-32-" + "0" * 32)).whoami()
    with pytest.raises(ServerFault):
        Rt5(f"{rt5.url}/elsewhere", Secret(rt5.tokens["alice"])).whoami()


def test_every_visible_ticket_and_message_is_pulled(rt5: Any, root: Root, adapter: Rt5) -> None:
    pulled = pull(adapter, None)
    there = root.ask("GET", "tickets?query=Queue='Support' AND id>0&per_page=100&orderby=id")
    assert len(pulled.tickets) == there["total"]
    said = "Type='Create' OR Type='Correspond' OR Type='Comment'"
    steps: list[dict[str, Any]] = []
    query = f"transactions?query=ObjectType='RT::Ticket' AND ({said})&orderby=id&per_page=100&fields=ObjectId"
    while rows := root.ask("GET", f"{query}&page={len(steps) // 100 + 1}")["items"]:
        steps += rows
    shown = {int(number) for number in pulled.tickets}
    steps = [step for step in steps if int(step["ObjectId"]) in shown]
    assert {int(number) for number in pulled.messages} == {int(step["id"]) for step in steps}


def test_an_unchanged_helpdesk_costs_four_requests_at_most(adapter: Rt5, requests: Callable[[], int]) -> None:
    first = pull(adapter, None)
    requests()
    pull(adapter, first.cursor)
    assert 1 <= requests() <= 4


def test_attachments_are_known_by_name_type_and_size_alone(root: Root, adapter: Rt5) -> None:
    start = pull(adapter, None)
    ticket = root.new_ticket("Support")
    root.ask(
        "POST",
        f"ticket/{ticket}/correspond",
        {
            "Content": "<p>see <b>both</b></p>",
            "ContentType": "text/html",
            "Attachments": [
                {"FileName": "log.txt", "FileType": "text/plain", "FileContent": "bGluZQ=="},
                {"FileName": "a.bin", "FileType": "application/octet-stream", "FileContent": "AP8AAA=="},
            ],
        },
    )
    message = pull(adapter, start.cursor).on(ticket)[-1]
    assert message.html == "<p>see <b>both</b></p>"
    assert [(a.name, a.type, a.size) for a in message.attachments] == [
        ("log.txt", "text/plain", 4),
        ("a.bin", "application/octet-stream", 4),
    ]


def test_the_marker_is_kept_out_of_the_customers_mail(rt5: Any, root: Root, adapter: Rt5) -> None:
    ticket = root.new_ticket("Support")
    reply = operation(ticket, OutKind.REPLY, "<p>Your red lamp is on its way.</p>")
    mine = sent(adapter.send(reply))
    mails = [mail for mail in rt5.mails() if "red lamp is on its way" in mail.as_string()]
    assert len(mails) == 1
    assert reply.marker not in mails[0].as_string()
    assert "desk:" not in mails[0].as_string()
    assert adapter.find(reply) == mine


FILES = [
    ("Überweisung – 請求書 🙂.pdf", "application/pdf", b"%PDF-1.7\n\x00\xff"),
    (
        "Eine sehr lange Übersicht über alles, was im März geschah, und noch etwas mehr 請求書.csv",
        "text/csv",
        b"a;b\r\n",
    ),
    ("a; b, c=d 100%.txt", "text/plain", b"one line\r\n"),
    ("latin.txt", "text/plain", "Grüße\r\n".encode("latin-1")),
    ("utf8.txt", "text/plain", "Grüße – 請求\n".encode()),
    ("utf16.txt", "text/plain", "Grüße\r\n".encode("utf-16")),
    ("no charset.txt", "text/plain", bytes(range(256))),
    ("page.html", "text/html", "<!-- desk:nobody --><p>Grüße".encode("latin-1")),
    ("mail.eml", "message/rfc822", b"From: a@b.test\r\nSubject: x\r\n\r\nhello\r\n"),
    ("shot.png", "image/png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400),
]


def test_the_customer_gets_every_file_whole_and_under_its_name(rt5: Any, root: Root, adapter: Rt5) -> None:
    ticket = root.new_ticket("Support")
    files = tuple(file(*each) for each in FILES)
    reply = operation(ticket, OutKind.REPLY, "<p>All of the forms.</p>", baseline=adapter.newest(ticket), files=files)
    mine = sent(adapter.send(reply))
    assert adapter.find(reply) == mine
    (mail,) = [mail for mail in rt5.mails() if "All of the forms" in mail.as_string()]
    got = [(part.get_filename(), part.get_payload(decode=True)) for part in mail.walk() if part.get_filename()]
    assert got == [(name, data) for name, _, data in FILES]
    assert reply.marker not in mail.as_string()


def test_twenty_megabytes_arrive_and_the_reply_is_found(rt5: Any, root: Root, adapter: Rt5) -> None:
    ticket = root.new_ticket("Support")
    large = file("large.bin", "application/octet-stream", bytes(range(250)) * 80_000)
    logs = file("all.log", "text/plain", b"one line of it\n" * 300_000)
    reply = operation(ticket, OutKind.REPLY, "<p>Large.</p>", baseline=adapter.newest(ticket), files=(large, logs))
    mine = sent(adapter.send(reply))
    assert adapter.find(reply) == mine
    message = pull(adapter, None).messages[mine]
    assert [(each.name, each.size) for each in message.attachments] == [
        ("large.bin", 20_000_000),
        ("all.log", 4_500_000),
    ]
    assert "Large." in message.html


def test_a_deleted_ticket_is_gone_and_an_obstacle_that_is_seen_without_writing(root: Root, adapter: Rt5) -> None:
    ticket = root.new_ticket("Support")
    start = pull(adapter, None)
    assert ticket in start.tickets
    root.ask("DELETE", f"ticket/{ticket}")
    assert ticket in pull(adapter, start.cursor).gone
    for kind in OutKind:
        outcome = adapter.obstacle(operation(ticket, kind, "<p>x</p>", new_status=Status.OPEN))
        assert isinstance(outcome, Rejected)
        assert "no longer on the helpdesk" in outcome.reason
    assert root.ask("GET", f"ticket/{ticket}")["Status"] == "deleted"


def test_a_merged_ticket_is_gone_and_its_replies_are_found_on_the_other(root: Root, adapter: Rt5) -> None:
    one, other = root.new_ticket("Support"), root.new_ticket("Support")
    start = pull(adapter, None)
    baseline = adapter.newest(one)
    root.ask("PUT", f"ticket/{one}", {"MergeInto": int(other)})
    assert pull(adapter, start.cursor).gone == {one}
    reply = operation(one, OutKind.REPLY, "<p>To both.</p>", baseline=baseline)
    mine = sent(adapter.send(reply))
    assert adapter.find(reply) == mine
    assert pull(adapter, start.cursor).messages[mine].ticket == other


def test_a_ticket_that_moves_out_of_sight_is_gone_and_comes_back_whole(root: Root, adapter: Rt5, hidden: str) -> None:
    ticket = root.new_ticket("Support")
    start = pull(adapter, None)
    root.ask("PUT", f"ticket/{ticket}", {"Queue": hidden})
    away = pull(adapter, start.cursor)
    assert away.gone == {ticket}
    root.ask("POST", f"ticket/{ticket}/comment", {"Content": "unseen", "ContentType": "text/plain"})
    assert pull(adapter, away.cursor).sizes == [0]
    root.ask("PUT", f"ticket/{ticket}", {"Queue": "Support"})
    back = pull(adapter, away.cursor)
    assert ticket in back.tickets
    assert [message.text for message in back.on(ticket)] == ["Hello.", "unseen"]


def test_a_long_row_of_hidden_changes_hides_nothing_behind_it(
    root: Root, adapter: Rt5, hidden: str, requests: Callable[[], int]
) -> None:
    start = pull(adapter, None)
    root.ask(
        "POST",
        "tickets/bulk",
        [{"Queue": hidden, "Subject": f"secret {n}", "Content": "x", "ContentType": "text/plain"} for n in range(120)],
    )
    seen = root.new_ticket("Support", "behind the wall")
    reply = sent(adapter.send(operation(seen, OutKind.REPLY, "<p>found</p>")))
    after = pull(adapter, start.cursor)
    assert seen in after.tickets
    assert reply in after.messages
    assert len(after.on(seen)) == 2
    whole = pull(adapter, None)
    assert reply in whole.messages
    assert not any("secret" in ticket.subject for ticket in whole.tickets.values())
    requests()
    assert pull(adapter, after.cursor).sizes == [0]
    assert requests() <= 4


def test_a_message_too_long_to_be_read_hides_no_other_and_never_passes_for_one_that_is_not_there(
    rt5: Any, root: Root, adapter: Rt5
) -> None:
    ticket = root.new_ticket("Support", "with a long tail")
    mine = operation(ticket, OutKind.REPLY, "<p>short</p>", baseline=adapter.newest(ticket))
    arrived = sent(adapter.send(mine))
    small = Rt5(rt5.url, Secret(rt5.tokens["alice"]))
    small._api._client._limit = 40_000
    missing = operation(ticket, OutKind.REPLY, "<p>never sent</p>", baseline=mine.baseline)
    assert small.find(missing) is None
    root.ask("POST", f"ticket/{ticket}/correspond", {"Content": "x" * 60_000, "ContentType": "text/html"})
    assert small.find(mine) == arrived
    with pytest.raises(TicketFault, match="too long"):
        small.find(missing)
    assert adapter.find(missing) is None


def test_a_colleagues_words_are_an_agents_and_imported_mail_is_the_customers(rt5: Any, adapter: Rt5) -> None:
    pulled = pull(adapter, None)
    bob = Rt5(rt5.url, Secret(rt5.tokens["bob"]))
    ticket = next(iter(pulled.tickets))
    mine = sent(bob.send(operation(ticket, OutKind.NOTE, "<p>Bob was here.</p>")))
    message = pull(adapter, pulled.cursor).messages[mine]
    assert (message.author, message.author_name) == (Author.AGENT, bob.whoami().name)
    seeded = pulled.on(ticket)[0]
    assert seeded.author is Author.CUSTOMER


def test_a_status_that_the_helpdesk_does_not_have_is_rejected_with_its_words(
    root: Root, adapter: Rt5, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(REMOTE_STATUS, Status.PENDING, "on the moon")
    ticket = root.new_ticket("Support")
    outcome = adapter.send(operation(ticket, OutKind.STATUS, new_status=Status.PENDING))
    assert isinstance(outcome, Rejected)
    assert "on the moon" in outcome.reason


class Behind:
    """The adapter behind a line that can be broken."""

    def __init__(self, proxy: FaultProxy, adapter: Rt5) -> None:
        self.proxy = proxy
        self.adapter = adapter


@pytest.fixture
def behind(rt5: Any) -> Iterator[Behind]:
    with FaultProxy(rt5.port, mode="ok", delay=1.5) as proxy:
        proxy.hurts = lambda request: request.startswith(b"POST") and b"/correspond" in request[:200]
        one = Rt5(proxy.url, Secret(rt5.tokens["alice"]), timeout=timedelta(seconds=10))
        yield Behind(proxy, one)
        one.close()


@pytest.mark.parametrize(
    ("fault", "outcome", "delivered"),
    [
        ("ok", Sent, True),
        ("lost", Ambiguous, True),
        ("half", Ambiguous, True),
        ("s500", Ambiguous, True),
        ("cut", Ambiguous, False),
        ("html", Ambiguous, False),
        ("s429", Refused, False),
        ("s503", Refused, False),
    ],
)
@pytest.mark.parametrize("attached", [False, True])
def test_what_is_said_of_a_reply_is_never_wrong(
    behind: Behind, root: Root, fault: str, outcome: type, delivered: bool, attached: bool
) -> None:
    ticket = root.new_ticket("Support")
    files = (file("Übersicht.pdf", "application/pdf", b"%PDF-" + b"x" * 200_000),) if attached else ()
    before = behind.adapter.newest(ticket)
    reply = operation(ticket, OutKind.REPLY, "<p>once</p>", baseline=before, files=files)
    behind.proxy.mode = fault
    assert isinstance(behind.adapter.send(reply), outcome)
    assert behind.proxy.count[fault] >= 1
    behind.proxy.mode = "ok"
    assert (behind.adapter.find(reply) is not None) is delivered
    assert [message.html.count("once") for message in pull(behind.adapter, None).on(ticket)][1:] == [1] * delivered


def test_a_reply_that_arrives_after_we_gave_up_is_found_once_it_has_settled(
    behind: Behind, root: Root, rt5: Any
) -> None:
    ticket = root.new_ticket("Support")
    hasty = Rt5(behind.proxy.url, Secret(rt5.tokens["alice"]), timeout=timedelta(seconds=0.5))
    reply = operation(ticket, OutKind.REPLY, "<p>late</p>", baseline=behind.adapter.newest(ticket))
    behind.proxy.mode = "late"
    assert isinstance(hasty.send(reply), Ambiguous)
    assert behind.adapter.find(reply) is None
    waited = time.monotonic() + 20
    while behind.adapter.find(reply) is None and time.monotonic() < waited:
        time.sleep(0.2)
    assert behind.adapter.find(reply) is not None


def test_a_pull_through_a_bad_line_either_raises_or_gives_everything(behind: Behind) -> None:
    whole = pull(behind.adapter, None)
    behind.proxy.mode = "chance"
    behind.proxy.hurts = lambda request: True
    pulled = Pulled()
    for _ in range(20):
        try:
            pull(behind.adapter, pulled.cursor, onto=pulled)
        except WorkbenchError:
            continue
        break
    assert pulled.ends[-1]
    assert pulled.messages == whole.messages
    assert pulled.tickets == whole.tickets
