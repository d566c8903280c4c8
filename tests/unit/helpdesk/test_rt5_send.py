"""What each answer to a deed means for it; the server's side of the same is tried on a real one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.unit.net.conftest import Serve, Slow, answer, serve, slow, unused_port  # noqa: F401
from workbench.helpdesk.port import Ambiguous, Operation, Outcome, OutKind, Refused, Rejected, Sent, Status
from workbench.helpdesk.rt5 import Rt5
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
