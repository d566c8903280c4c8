from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workbench.kernel.errors import UserError
from workbench.net.address import base_url, is_loopback


@pytest.mark.parametrize(
    ("typed", "base"),
    [
        ("help.example.com", "https://help.example.com"),
        ("  Help.Example.COM/ ", "https://help.example.com"),
        ("help.example.com/rt/", "https://help.example.com/rt"),
        ("https://help.example.com/rt/index.html?x=1#top", "https://help.example.com/rt"),
        ("HTTPS://help.example.com:443", "https://help.example.com"),
        ("help.example.com:8443", "https://help.example.com:8443"),
        ("help.example.com.", "https://help.example.com"),
        ("hilfe.bücher.example", "https://hilfe.xn--bcher-kva.example"),
        ("127.0.0.1:8085", "http://127.0.0.1:8085"),
        ("localhost", "http://localhost"),
        ("http://localhost:8085/rt", "http://localhost:8085/rt"),
        ("https://localhost", "https://localhost"),
        ("[::1]:8085", "http://[::1]:8085"),
        ("intranet", "https://intranet"),
    ],
)
def test_what_people_type_becomes_one_address(typed: str, base: str) -> None:
    assert base_url(typed) == base
    assert base_url(base) == base


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "There is no address yet"),
        ("   ", "There is no address yet"),
        ("my helpdesk", "no spaces"),
        ("help.example.com\\share", "no spaces"),
        ("help\x00.example.com", "no spaces"),
        ("me@example.com", "e-mail address"),
        ("https://me:secret@example.com", "name or a password"),
        ("ftp://example.com", "by https"),
        ("javascript://example.com", "by https"),
        ("http://example.com", "not encrypted"),
        ("http://127.0.0.1.example.com", "not encrypted"),
        ("https://", "no host"),
        ("/rt", "no host"),
        ("https://example.com:port", "port"),
        ("https://example.com:99999", "port"),
        ("https://[::1", "not an address"),
        ("exa_mple..com", "not the name of a host"),
        ("a" * 400, "too long"),
    ],
)
def test_what_cannot_be_an_address_is_told_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence) as caught:
        base_url(typed)
    assert caught.value.cure
    assert "secret" not in str(caught.value)


@example("0/\x80")
@given(st.text(max_size=60) | st.from_regex(r"(https?://)?[a-z0-9.@:/\[\]-]{1,30}", fullmatch=True))
def test_any_text_is_either_a_safe_base_or_a_user_error(typed: str) -> None:
    try:
        base = base_url(typed)
    except UserError:
        return
    assert base.isascii()
    assert not base.endswith("/")
    host = base.partition("://")[2]
    assert base.startswith("https://") or is_loopback(host.partition("/")[0].rpartition(":")[0] or host)


@pytest.mark.parametrize("host", ["localhost", "desk.localhost", "127.0.0.1", "127.8.9.1", "::1", "[::1]"])
def test_this_machine_is_told_from_others(host: str) -> None:
    assert is_loopback(host)
    assert not is_loopback(f"{host}.example.com")
    assert not is_loopback("10.0.0.1")
