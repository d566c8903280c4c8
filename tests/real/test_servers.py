"""The real parts that other tests stand on do what those tests take for granted."""

from __future__ import annotations

import json
import sys
import urllib.error
import urllib.request
from http.client import HTTPException, HTTPMessage
from pathlib import Path

import pytest

from tests.real.conftest import absent
from tests.servers import display
from tests.servers.fault_proxy import FaultProxy
from tests.servers.keyring import Keyring
from tests.servers.rt5 import RequestTracker

pytestmark = pytest.mark.real
STORE = "import keyring; keyring.set_password('a desk', 'alice', 'gr\\u00fcn \\U0001f511')"
READ = "import keyring; print(ascii(keyring.get_password('a desk', 'alice')))"
DELETE = "import keyring; keyring.delete_password('a desk', 'alice')"
WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication(sys.argv)
label = QLabel("seen")
label.setWindowTitle("A window of a test")
label.resize(400, 300)
label.show()
app.exec()
"""


def replies(rt5: RequestTracker, ticket: int) -> int:
    """How many replies of alice's the helpdesk holds on ``ticket``."""
    steps = rt5.api("GET", f"/ticket/{ticket}/history?per_page=100&fields=Type,Creator")["items"]
    return sum(step["Type"] == "Correspond" and step["Creator"]["id"] == "alice" for step in steps)


def mails(rt5: RequestTracker, words: str) -> int:
    """How many mails to customers have ``words`` in them."""
    return sum(words in text for text in rt5.mail_texts())


def correspond(rt5: RequestTracker, url: str, ticket: int, words: str) -> tuple[int, HTTPMessage, bytes]:
    request = urllib.request.Request(
        f"{url}/REST/2.0/ticket/{ticket}/correspond",
        data=json.dumps({"ContentType": "text/html", "Content": f"<p>{words}</p>"}).encode(),
        headers={"Authorization": f"token {rt5.tokens['alice']}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.status, answer.headers, answer.read()


def test_request_tracker_is_version_5_and_knows_both_agents_by_token(rt5: RequestTracker) -> None:
    assert rt5.api("GET", "/rt")["Version"].startswith("5.")
    for name in ("alice", "bob"):
        assert rt5.api("GET", f"/user/{name}", user=name)["EmailAddress"] == f"{name}@rt.test"


def test_a_reply_becomes_one_mail_to_the_customer_and_none_to_others(rt5: RequestTracker) -> None:
    ticket = rt5.tickets[0]
    before = (replies(rt5, ticket), len(rt5.mails()))
    assert correspond(rt5, rt5.url, ticket, "a reply that is counted")[0] == 201
    assert mails(rt5, "a reply that is counted") == 1
    assert (replies(rt5, ticket), len(rt5.mails())) == (before[0] + 1, before[1] + 1)
    asked = rt5.api("GET", f"/ticket/{ticket}")["Requestor"][0]["id"]
    assert [str(mail["To"]) for mail in rt5.mails() if "that is counted" in mail.as_string()] == [asked]


def test_a_customer_can_write_on_a_ticket(rt5: RequestTracker) -> None:
    ticket = rt5.tickets[1]
    rt5.customer_writes(ticket, "Noch eine Frage: grün?")
    history = f"/ticket/{ticket}/history?orderby=id&order=DESC&fields=Type,Creator"
    steps = [step for step in rt5.api("GET", history)["items"] if step["Type"] == "Correspond"]
    assert steps[0]["Creator"]["id"] == rt5.api("GET", f"/ticket/{ticket}")["Requestor"][0]["id"]


def test_more_tickets_can_be_seeded_while_it_runs(rt5: RequestTracker) -> None:
    before = len(rt5.tickets)
    rt5.seed_more(3)
    new = rt5.tickets[before:]
    assert len(new) == 3
    assert rt5.api("GET", f"/ticket/{new[-1]}")["Status"] in ("new", "open")


def test_an_answer_lost_on_the_way_leaves_the_reply_on_the_server(rt5: RequestTracker) -> None:
    ticket = rt5.tickets[2]
    before = replies(rt5, ticket)
    with FaultProxy(rt5.port, mode="lost") as proxy:
        with pytest.raises((urllib.error.URLError, ConnectionError, HTTPException)):
            correspond(rt5, proxy.url, ticket, "sent, and never confirmed")
        assert proxy.count == {"lost": 1}
    assert replies(rt5, ticket) == before + 1
    assert mails(rt5, "sent, and never confirmed") == 1


@pytest.mark.parametrize("mode", ["s503", "s429"])
def test_a_refusal_says_when_to_come_back_and_changes_nothing(rt5: RequestTracker, mode: str) -> None:
    ticket = rt5.tickets[3]
    before = replies(rt5, ticket)
    with FaultProxy(rt5.port, mode=mode) as proxy:
        with pytest.raises(urllib.error.HTTPError) as refused:
            correspond(rt5, proxy.url, ticket, f"refused with {mode}")
        refused.value.close()
        assert (refused.value.code, refused.value.headers["Retry-After"]) == (int(mode[1:]), "1")
        assert replies(rt5, ticket) == before
        proxy.mode = "ok"
        assert correspond(rt5, proxy.url, ticket, f"refused with {mode}")[0] == 201
    assert replies(rt5, ticket) == before + 1


def test_the_same_seed_breaks_the_same_requests() -> None:
    reply = b"POST /REST/2.0/ticket/1/correspond HTTP/1.1\r\n\r\n"

    def fates(seed: int) -> list[str]:
        with FaultProxy(0, seed=seed) as proxy:
            return [proxy.fate(reply) for _ in range(200)]

    assert fates(7) == fates(7) != fates(8)
    assert {"lost", "cut", "late", "s503", "s429", "s500", "ok"} == set(fates(7))


def test_the_keyring_keeps_reads_and_deletes_across_processes(real_keyring: Keyring) -> None:
    assert real_keyring.python(STORE).returncode == 0
    assert real_keyring.python(READ).stdout.strip() == ascii("grün 🔑")
    assert real_keyring.python(DELETE).returncode == 0
    assert real_keyring.python(READ).stdout.strip() == "None"


def test_a_window_opens_on_the_screen_and_a_picture_of_it_can_be_taken(tmp_path: Path) -> None:
    if why := display.missing():
        absent(why)
    with display.Display("640x480x24") as screen, screen.show([sys.executable, "-c", WINDOW]):
        assert screen.do("search", "--sync", "--onlyvisible", "--name", "A window of a test")
        screen.picture(tmp_path / "screen.png")
    assert (tmp_path / "screen.png").read_bytes().startswith(b"\x89PNG")
