"""What each answer to a deed means for it; the server's side of the same is tried on a real one."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from email.header import decode_header, make_header

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.contract.adapter_contract import file
from tests.unit.net.conftest import Serve, Slow, answer, serve, slow, unused_port  # noqa: F401
from workbench.helpdesk import port
from workbench.helpdesk.port import Ambiguous, Operation, Outcome, OutKind, Refused, Rejected, Sent, Status
from workbench.helpdesk.rt5 import Rt5
from workbench.helpdesk.rt5_files import file_name
from workbench.kernel.errors import AuthFailed, ServerFault, UserError
from workbench.kernel.ids import OutgoingId, RemoteId
from workbench.secrets.port import Secret

TOKEN = "1-32-0123456789abcdef0123456789abcdef"


def send(url: str, **more: object) -> Outcome:
    given = {"marker": OutgoingId("m1"), "ticket": RemoteId("7"), "kind": OutKind.REPLY, "html": "<p>x</p>"} | more
    desk = Rt5(url, Secret(TOKEN), timeout=timedelta(seconds=0.5))
    return desk.send(Operation(**given))  # type: ignore[arg-type]


def test_a_reply_goes_out_as_html_that_begins_with_its_marker(serve: Serve) -> None:  # noqa: F811
    served = serve(answer("201 Created", b'["ok"]', Location="/REST/2.0/transaction/55"))
    assert send(served.url, new_status=Status.SOLVED) == Sent(RemoteId("55"))
    assert len(served.asked) == 1
    assert served.asked[0].startswith("POST /REST/2.0/ticket/7/correspond ")
    assert '"Content":"<!-- desk:m1 --><p>x</p>"' in served.asked[0]
    assert '"ContentType":"text/html"' in served.asked[0]
    assert '"Status":"resolved"' in served.asked[0]
    assert "if-match" not in served.asked[0].lower()


def test_a_note_goes_out_as_a_comment_and_plain_words_are_not_taken_for_html(serve: Serve) -> None:  # noqa: F811
    served = serve(answer("201 Created", b'["ok"]', Location="/REST/2.0/transaction/55"))
    send(served.url, kind=OutKind.NOTE, html="", text="a < b\nc")
    assert "/ticket/7/comment " in served.asked[0]
    assert "a &lt; b<br>\\nc" in served.asked[0]
    assert '"Status"' not in served.asked[0]


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (None, Ambiguous),
        (answer("500 X"), Ambiguous),
        (answer("502 X", b"<html>bad gateway</html>", Content_Type="text/html"), Ambiguous),
        (answer("503 X"), Ambiguous),
        (answer("504 X"), Ambiguous),
        (answer("408 X"), Ambiguous),
        (answer("302 X", Location="https://login.example/"), Ambiguous),
        (answer("200 OK", b"<html>Sign in</html>", Content_Type="text/html"), Ambiguous),
        (answer("201 Created", b'["ok"]'), Ambiguous),
        (b"HTTP/1.1 201 Created\r\nLocation: /REST/2.0/transaction/5\r\nContent-Length: 90\r\n\r\n[", Ambiguous),
        (b"HTTP/1.1 201 Cre", Ambiguous),
        (answer("429 X", Retry_After="9"), Refused),
        (answer("503 X", Retry_After="9"), Refused),
        (answer("400 X", b'{"message":"Permission Denied"}'), Rejected),
        (answer("401 X"), Rejected),
        (answer("403 X"), Rejected),
        (answer("404 X"), Rejected),
        (answer("422 X"), Rejected),
    ],
)
def test_what_an_answer_means(serve: Serve, given: bytes | None, outcome: type[Outcome]) -> None:  # noqa: F811
    served = serve(given)
    for kind in OutKind:
        asked = len(served.asked)
        found = send(served.url, kind=kind, new_status=Status.SOLVED)
        if kind is not OutKind.STATUS or given is None or not given.startswith(b"HTTP/1.1 20"):
            assert isinstance(found, outcome), (kind, found)
            assert found.reason  # type: ignore[union-attr]
            assert TOKEN not in repr(found)
        if isinstance(found, Refused):
            assert found.retry_after == timedelta(seconds=9)
        if kind is not OutKind.STATUS:
            assert len(served.asked) == asked + 1


def test_nobody_there_means_surely_not_sent(unused_port: int) -> None:  # noqa: F811
    assert isinstance(send(f"http://127.0.0.1:{unused_port}"), Refused)


def test_a_server_that_falls_silent_may_have_taken_it(slow: Slow) -> None:  # noqa: F811
    assert isinstance(send(slow.url), Ambiguous)
    assert slow.taken == 1


def test_the_servers_words_are_told_with_a_rejection(serve: Serve) -> None:  # noqa: F811
    outcome = send(serve(answer("400 X", b'{"message":"Permission Denied"}')).url)
    assert outcome == Rejected("The helpdesk did not take it. It says: Permission Denied")


def test_a_status_that_was_not_changed_is_rejected_though_the_answer_says_200(serve: Serve) -> None:  # noqa: F811
    served = serve(answer("200 OK", b'["no such status"]'), answer("200 OK", b'{"id": 7, "Status": "open"}'))
    outcome = send(served.url, kind=OutKind.STATUS, new_status=Status.SOLVED)
    assert outcome == Rejected("The helpdesk did not change the status. It says: no such status")
    served = serve(answer("200 OK", b"[]"), answer("200 OK", b'{"id": 7, "Status": "resolved"}'))
    assert send(served.url, kind=OutKind.STATUS, new_status=Status.SOLVED) == Sent()


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (answer("404 X"), Rejected),
        (answer("403 X"), Rejected),
        (answer("200 OK", b'{"id": 7, "Status": "deleted"}'), Rejected),
        (answer("401 X"), Rejected),
        (answer("429 X"), Refused),
        (answer("500 X"), Refused),
        (None, Refused),
        (answer("200 OK", b"<html></html>"), Refused),
        (answer("200 OK", b'{"id": 7, "Status": "open"}'), type(None)),
    ],
)
def test_an_obstacle_is_found_by_reading_alone(serve: Serve, given: bytes | None, outcome: type) -> None:  # noqa: F811
    served = serve(given)
    deed = Operation(marker=OutgoingId("m1"), ticket=RemoteId("7"), kind=OutKind.REPLY)
    assert isinstance(Rt5(served.url, Secret(TOKEN)).obstacle(deed), outcome)
    assert all(asked.startswith("GET ") for asked in served.asked)


@pytest.mark.parametrize("given", [None, answer("500 X"), answer("404 X"), answer("200 OK", b"<html></html>")])
def test_where_it_could_not_look_find_raises(serve: Serve, given: bytes | None) -> None:  # noqa: F811
    deed = Operation(marker=OutgoingId("m1"), ticket=RemoteId("7"), kind=OutKind.REPLY)
    with pytest.raises(ServerFault):
        Rt5(serve(given).url, Secret(TOKEN)).find(deed)


@pytest.mark.parametrize("token", ["", "alice", "1-x-abc", "1-32-", "token 1-32-abc"])
def test_what_is_no_token_is_refused_before_anything_is_asked(token: str) -> None:
    with pytest.raises(UserError, match="not a token"):
        Rt5("help.example.com", Secret(token))


def test_the_address_may_end_in_the_path_of_the_interface(serve: Serve) -> None:  # noqa: F811
    for tail in ("", "/", "/REST/2.0", "/REST/2.0/", "/index.html"):
        served = serve(answer("401 X"))
        with pytest.raises(AuthFailed):
            Rt5(served.url + tail, Secret(f" {TOKEN}\n")).whoami()
        assert served.asked[0].startswith("GET /REST/2.0/user/32 ")
        assert f"Authorization: token {TOKEN}\r\n" in served.asked[0]


def test_files_go_in_the_same_request_under_names_that_the_server_can_keep(serve: Serve) -> None:  # noqa: F811
    served = serve(answer("201 Created", b'["ok"]', Location="/REST/2.0/transaction/55"))
    files = (file("a.pdf", "application/pdf", b"%PDF"), file("Übersicht 🙂.txt", "text/plain", "Grüße".encode()))
    assert send(served.url, files=files) == Sent(RemoteId("55"))
    (asked,) = served.asked
    body = msgspec.json.decode(asked.partition("\r\n\r\n")[2])
    assert body["Content"].startswith("<!-- desk:m1 -->")
    assert body["Attachments"] == [
        {"FileName": "a.pdf", "FileType": "application/pdf", "FileContent": "JVBERg=="},
        {
            "FileName": "=?UTF-8?B?w5xiZXJzaWNodCDwn5mCLnR4dA==?=",
            "FileType": "application/octet-stream",  # the server would guess its letters and write them anew
            "FileContent": "R3LDvMOfZQ==",
        },
    ]
    assert "transfer-encoding" not in asked.lower()


@given(st.text(st.characters(min_codepoint=32, exclude_characters="=?", exclude_categories=["Cs"]), min_size=1))
def test_every_name_is_read_back_as_it_was(name: str) -> None:
    words = file_name(name)
    assert words.isascii()
    assert all(len(word) <= 75 for word in words.split(" ") if word.startswith("=?"))
    assert str(make_header(decode_header(words))) == name


def test_a_line_that_is_too_slow_for_the_files_ends_the_request_before_it_is_whole(
    slow_reader: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(port, "_LEAST", timedelta(0))
    large = file("large.bin", "application/octet-stream", b"x" * 30_000_000)
    desk = Rt5(f"http://127.0.0.1:{slow_reader}", Secret(TOKEN), timeout=timedelta(seconds=5))
    deed = Operation(marker=OutgoingId("m1"), ticket=RemoteId("7"), kind=OutKind.REPLY, html="x", files=(large,))
    object.__setattr__(large, "size", 24_000)  # half a second
    started = time.monotonic()
    outcome = desk.send(deed)
    assert isinstance(outcome, Ambiguous)
    assert "too slow" in outcome.reason
    assert time.monotonic() - started < 4


@pytest.fixture
def slow_reader() -> Iterator[int]:
    """A server that takes a little at a time, so that the line is full."""
    listener = socket.create_server(("127.0.0.1", 0))
    end = threading.Event()

    def run() -> None:
        with suppress(OSError):
            connection, _ = listener.accept()
            with connection:
                while not end.wait(0.02) and connection.recv(65536):
                    pass

    threading.Thread(target=run, daemon=True).start()
    yield listener.getsockname()[1]
    end.set()
    listener.close()
