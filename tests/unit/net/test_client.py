from __future__ import annotations

import base64
import gzip
import logging
import ssl
import subprocess
import threading
import traceback
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.net.conftest import Serve, Slow, answer
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import AuthFailed, Busy, Offline, ServerFault, UserError, WorkbenchError
from workbench.net.client import Client
from workbench.net.faults import Broken, Declined, Redirected, Unreachable, Untrusted
from workbench.secrets.port import Secret

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
TOKEN = "1-32-0123456789abcdef0123456789abcdef"


def client(url: str, **options: object) -> Client:
    options.setdefault("timeout", timedelta(seconds=3))
    return Client(url, clock=FrozenClock(NOW), **options)  # type: ignore[arg-type]


def test_an_answer_becomes_the_shape_that_was_asked_for(serve: Serve) -> None:
    served = serve(answer("200 OK", b'{"a": [1, 2]}'))
    assert client(served.url + "/base").get("things", [("q", "a b&c"), ("q", "2")]).into(dict[str, list[int]]) == {
        "a": [1, 2]
    }
    assert served.asked[0].startswith("GET /base/things?q=a+b%26c&q=2 HTTP/1.1\r\n")


def test_the_secret_header_goes_with_every_request(serve: Serve) -> None:
    served = serve(answer("200 OK", b"{}"))
    client(served.url, headers={"Authorization": Secret(f"token {TOKEN}")}).get("x")
    assert f"Authorization: token {TOKEN}" in served.asked[0]


def test_a_refused_connection_surely_reached_nobody(serve: Serve, unused_port: int) -> None:
    with pytest.raises(Unreachable) as caught:
        client(f"http://127.0.0.1:{unused_port}").exchange("POST", "x", json={})
    assert caught.value.title == "127.0.0.1 cannot be reached."


def test_a_name_that_nobody_knows_is_being_offline() -> None:
    with pytest.raises(Unreachable):
        client("https://no-such-host.invalid").exchange("GET", "x")


def test_a_server_that_closes_without_a_word_may_have_been_reached(serve: Serve) -> None:
    served = serve(None)
    with pytest.raises(WorkbenchError) as caught:
        client(served.url).exchange("POST", "x", json={"a": 1})
    assert not isinstance(caught.value, Unreachable)
    assert '{"a":1}' in served.asked[0]


def test_a_head_without_its_body_is_no_answer(serve: Serve) -> None:
    served = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
    with pytest.raises(Broken, match="ended early"):
        client(served.url).exchange("GET", "x")


def test_a_body_cut_short_is_no_answer(serve: Serve) -> None:
    served = serve(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{}")
    with pytest.raises(Broken, match="ended early"):
        client(served.url).exchange("POST", "x", json={})


def test_a_read_is_tried_again_after_a_broken_answer(serve: Serve) -> None:
    served = serve(None, answer("502 Bad Gateway"), answer("200 OK", b"7"))
    assert client(served.url).get("x").into(int) == 7
    assert len(served.asked) == 3


def test_a_read_is_not_tried_for_ever(serve: Serve) -> None:
    served = serve(answer("500 Internal Server Error"))
    with pytest.raises(Broken, match="status 500"):
        client(served.url).get("x")
    assert len(served.asked) == 3


@pytest.mark.parametrize("bad", [None, answer("500 X"), answer("503 X"), answer("429 X")])
def test_a_change_is_sent_once_whatever_the_answer(serve: Serve, bad: bytes | None) -> None:
    served = serve(bad)
    with pytest.raises(WorkbenchError):
        one = client(served.url)
        one.checked(one.exchange("POST", "x", json={}))
    assert len(served.asked) == 1


@pytest.mark.parametrize("status", ["401 Unauthorized", "403 Forbidden"])
def test_a_refused_token_is_said_once_and_not_tried_again(serve: Serve, status: str) -> None:
    served = serve(answer(status))
    with pytest.raises(AuthFailed, match="sign in again"):
        client(served.url).get("x")
    assert len(served.asked) == 1


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", timedelta(seconds=7)),
        ("0", timedelta(seconds=1)),
        ("99999999999999999999", timedelta(hours=1)),
        ("Mon, 23 Nov 2026 12:00:45 GMT", timedelta(seconds=45)),
        ("Mon, 23 Nov 2026 11:00:00 GMT", timedelta(seconds=1)),
        ("soon", timedelta(seconds=30)),
        ("-5", timedelta(seconds=30)),
    ],
)
def test_a_busy_server_says_how_long_to_wait(serve: Serve, header: str, wait: timedelta) -> None:
    for status in ("429 Too Many", "503 Unavailable"):
        served = serve(answer(status, Retry_After=header))
        with pytest.raises(Busy) as caught:
            client(served.url).get("x")
        assert caught.value.retry_after == wait
        assert len(served.asked) == 1


def test_a_busy_server_without_a_word_gets_half_a_minute(serve: Serve) -> None:
    with pytest.raises(Busy) as caught:
        client(serve(answer("429 X")).url).get("x")
    assert caught.value.retry_after == timedelta(seconds=30)


def test_what_the_server_will_not_do_comes_with_its_own_words(serve: Serve) -> None:
    served = serve(answer("422 X", b'{"message": "Subject\\n is\\u0007 too long"}'))
    with pytest.raises(Declined) as caught:
        client(served.url).get("x")
    assert (caught.value.status, caught.value.said) == (422, "Subject is too long")


@pytest.mark.parametrize("body", [b"<html><body>Sign in</body></html>", b"  <!DOCTYPE html>"])
def test_a_web_page_where_data_was_due_is_a_fault_of_the_server(serve: Serve, body: bytes) -> None:
    found = client(serve(answer("200 OK", body, Content_Type="text/html; charset=utf-8")).url).get("x")
    with pytest.raises(ServerFault, match="web page"):
        found.into(dict[str, str])
    found = client(serve(answer("200 OK", body)).url).get("x")
    with pytest.raises(ServerFault, match="web page"):
        found.into(dict[str, str])


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"a": "text"}', b"[" * 5000])
def test_what_does_not_decode_is_a_fault_of_the_server(serve: Serve, body: bytes) -> None:
    found = client(serve(answer("200 OK", body)).url).get("x")
    with pytest.raises(ServerFault, match="unreadable"):
        found.into(dict[str, int])


def test_a_redirect_is_named_and_not_followed(serve: Serve) -> None:
    other = serve(answer("200 OK", b"{}"))
    served = serve(answer("302 Found", Location=f"http://localhost:{other.port}/steal"))
    with pytest.raises(Redirected, match="sends us to localhost"):
        client(served.url, headers={"X-Api-Key": Secret(TOKEN)}).get("x")
    assert other.asked == []
    assert len(served.asked) == 1


@pytest.mark.parametrize("path", ["http://evil.example/x", "//evil.example/x", "https://127.0.0.1/x", "\\\\evil\\x"])
def test_an_address_of_another_origin_is_refused(serve: Serve, path: str) -> None:
    served = serve(answer("200 OK", b"{}"))
    with pytest.raises(ServerFault, match="points to another server"):
        client(served.url).get(path)
    assert served.asked == []


def test_an_address_of_our_own_origin_is_taken(serve: Serve) -> None:
    served = serve(answer("200 OK", b"1"))
    assert client(served.url + "/base").get(served.url + "/other").into(int) == 1
    assert served.asked[0].startswith("GET /other ")


def test_too_long_an_answer_is_not_taken_in(serve: Serve) -> None:
    body = gzip.compress(b"a" * 3_000_000)
    served = serve(answer("200 OK", body, Content_Encoding="gzip"))
    with pytest.raises(ServerFault, match="too long"):
        client(served.url, limit=2**20).get("x")


def test_an_answer_that_is_packed_wrongly_is_a_fault_of_the_server(serve: Serve) -> None:
    served = serve(answer("200 OK", b"no gzip", Content_Encoding="gzip"))
    with pytest.raises(ServerFault):
        client(served.url).exchange("GET", "x")


@pytest.mark.parametrize("base", ["http://helpdesk.example.com", "ftp://helpdesk.example.com", "helpdesk", "http://"])
def test_only_https_leaves_this_machine(base: str) -> None:
    with pytest.raises(UserError):
        client(base)


@pytest.mark.parametrize("value", [f"{TOKEN}\r\nX: 1", f"{TOKEN}é", f"\x00{TOKEN}"])
def test_a_token_that_cannot_be_sent_is_not_shown(value: str) -> None:
    with pytest.raises(UserError) as caught:
        client("http://127.0.0.1:1", headers={"Authorization": Secret(value)})
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


def test_the_environment_names_no_proxy_unless_asked(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, unused_port: int
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{unused_port}")
    monkeypatch.setenv("ALL_PROXY", f"http://127.0.0.1:{unused_port}")
    served = serve(answer("200 OK", b"1"))
    assert client(served.url).get("x").into(int) == 1
    with pytest.raises(Unreachable):
        client(served.url, trust_env=True).exchange("GET", "x")


def test_no_secret_shows_in_errors_or_logs(serve: Serve, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for given in (None, answer("401 X"), answer("500 X"), answer("302 X", Location="https://x.example/")):
        with pytest.raises(WorkbenchError) as caught:
            client(serve(given).url, headers={"Authorization": Secret(f"token {TOKEN}")}).get("x")
        assert TOKEN not in "".join(traceback.format_exception(caught.value))
    assert TOKEN not in caplog.text


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost that nobody but itself vouches for, and its key, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", folder / "key.pem", "-out", folder / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    both = folder / "both.pem"
    both.write_bytes((folder / "cert.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_server_that_nobody_vouches_for_is_told_nothing(serve: Serve, tls: ssl.SSLContext) -> None:
    served = serve(answer("200 OK", b"1"), tls=tls)
    with pytest.raises(Untrusted, match="could not prove that it is localhost"):
        client(f"https://localhost:{served.port}", headers={"Authorization": Secret(TOKEN)}).get("x")
    assert served.asked == []


def test_a_certificate_of_another_name_is_not_taken(serve: Serve, tls: ssl.SSLContext, certificate: Path) -> None:
    trust = ssl.create_default_context(cafile=str(certificate))
    served = serve(answer("200 OK", b"1"), tls=tls)
    assert client(f"https://localhost:{served.port}", tls=trust).get("x").into(int) == 1
    with pytest.raises(Untrusted):
        client(f"https://127.0.0.1:{served.port}", tls=trust).get("x")
    assert len(served.asked) == 1


def test_a_server_without_encryption_is_told_nothing(serve: Serve) -> None:
    served = serve(answer("200 OK", b"1"))
    with pytest.raises(Untrusted, match="No encrypted connection"):
        client(f"https://127.0.0.1:{served.port}", headers={"Authorization": Secret(TOKEN)}).get("x")
    assert TOKEN not in "".join(served.asked)


def test_a_server_that_goes_silent_is_offline_and_not_unreachable(slow: Slow) -> None:
    with pytest.raises(Offline, match="too long to answer") as caught:
        client(slow.url, timeout=timedelta(seconds=0.2)).exchange("POST", "x", json={})
    assert not isinstance(caught.value, Unreachable)
    assert slow.taken == 1


def test_a_read_is_tried_again_after_a_silence(slow: Slow) -> None:
    with pytest.raises(Offline):
        client(slow.url, timeout=timedelta(seconds=0.2)).get("x")
    assert slow.taken == 3


def test_an_answer_that_only_drips_in_is_given_up(slow: Slow) -> None:
    slow.drip = b"x"
    with pytest.raises(Offline, match="too long to answer"):
        client(slow.url, timeout=timedelta(seconds=0.3)).exchange("GET", "x")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX-Slow: ", b"HTTP/1.1 103 Early Hints\r\nLink: "])
def test_a_head_that_only_drips_in_is_given_up(slow: Slow, head: bytes) -> None:
    slow.drip, slow.head = b"x", head
    going = client(slow.url, timeout=timedelta(seconds=0.3))
    late = threading.Timer(3, going.close)
    late.start()
    with pytest.raises(Offline, match="too long to answer") as caught:
        going.exchange("POST", "x", json={})
    assert not isinstance(caught.value, Unreachable), "it may have been done"
    late.cancel()


def test_what_is_let_go_in_the_midst_is_a_wire_that_broke(slow: Slow) -> None:
    going = client(slow.url, timeout=timedelta(seconds=0.5))
    slow.drip = b"x"
    threading.Timer(0.1, going.close).start()
    with pytest.raises(Offline) as caught:
        going.exchange("POST", "x", json={})
    assert not isinstance(caught.value, Unreachable)


def test_what_was_let_go_asks_nobody(serve: Serve) -> None:
    served = serve(answer("200 OK", b"1"))
    gone = client(served.url)
    gone.close()
    with pytest.raises(Unreachable, match="was let go"):
        gone.exchange("POST", "x", json={})
    assert served.asked == []


@pytest.mark.parametrize("status", ["200 OK", "400 X", "403 X", "422 X", "429 X", "500 X"])
@pytest.mark.parametrize("body", [b"[" * 2_000_000, b'{"message":' * 200_000])
def test_an_answer_nested_without_end_is_a_fault_of_the_server(serve: Serve, status: str, body: bytes) -> None:
    found = client(serve(answer(status, body)).url).exchange("GET", "x")
    assert found.said == ""
    with pytest.raises(ServerFault, match="unreadable"):
        found.into(dict[str, object])


def test_a_redirect_to_no_address_at_all_is_not_followed(serve: Serve) -> None:
    with pytest.raises(Redirected, match="another page"):
        client(serve(answer("302 Found", Location="http://[::bad")).url).get("x")


@pytest.mark.parametrize(
    "header",
    [f"Bearer {TOKEN}", f"token {TOKEN}", "Basic " + base64.b64encode(f"robin@example.com:{TOKEN}".encode()).decode()],
)
def test_a_token_that_a_server_repeats_is_not_kept(serve: Serve, header: str) -> None:
    told = f'{{"message": "What is {header}, or {TOKEN}? You are robin@example.com:{TOKEN}."}}'.encode()
    served = serve(answer("422 X", told))
    with pytest.raises(Declined) as caught:
        client(served.url, headers={"Authorization": Secret(header)}).get("x")
    for words in (caught.value.said, str(caught.value), repr(caught.value.__dict__)):
        assert TOKEN not in words and header.partition(" ")[2] not in words
    assert "***" in caught.value.said


def test_what_was_asked_for_comes_as_it_is(serve: Serve) -> None:
    served = serve(answer("200 OK", f'{{"text": "{TOKEN}"}}'.encode()))
    found = client(served.url, headers={"Authorization": Secret(f"Bearer {TOKEN}")}).get("x")
    assert found.into(dict[str, str]) == {"text": TOKEN}
