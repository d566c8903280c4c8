"""What a person types as the address of a helpdesk, made into one base URL."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, quote, urlsplit

import idna

from workbench.kernel.errors import UserError

_LONGEST = 300
_SCHEME = re.compile(r"^([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_ODD = re.compile(r"[\s\x00-\x20\x7f\\<>\"{}|^`]")
_PAGE = re.compile(r"/[^/]*\.(html?|php|cgi|aspx?)$", re.IGNORECASE)
_EXAMPLE = "It looks like helpdesk.example.com or helpdesk.example.com/support."


def base_url(typed: str) -> str:
    """The base URL, without a slash at its end: host in lower case, https unless the host is this machine.

    Raises UserError, in words for the person who typed.
    """
    text = typed.strip()
    _refuse_odd(text)
    parts = _split(text)
    host = _host(parts)
    shown = f"[{host}]" if ":" in host else host
    port = _port(parts)
    path = quote(_PAGE.sub("", parts.path).rstrip("/"), safe="/%:@!$&'()*+,;=")
    return f"{_scheme(text, host)}://{shown}{port}{path}"


def is_loopback(host: str) -> bool:
    """Whether ``host`` is this very machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_odd(text: str) -> None:
    if not text:
        raise UserError("There is no address yet.", _EXAMPLE)
    if len(text) > _LONGEST:
        raise UserError("This address is too long.", _EXAMPLE)
    if _ODD.search(text):
        raise UserError("An address has no spaces or such signs in it.", _EXAMPLE)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text if _SCHEME.match(text) else f"//{text}")
        named = parts.username is not None or parts.password is not None
    except ValueError:
        raise UserError("This is not an address.", _EXAMPLE) from None
    if named and not _SCHEME.match(text):
        raise UserError("This looks like an e-mail address.", f"The helpdesk's own is needed. {_EXAMPLE}")
    if named:
        raise UserError("The address holds a name or a password.", "Leave them out; the token is asked for.")
    return parts


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host:
        raise UserError("The address has no host.", _EXAMPLE)
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        raise UserError(f"{host} is not the name of a host.", _EXAMPLE) from None


def _port(parts: SplitResult) -> str:
    try:
        port = parts.port
    except ValueError:
        raise UserError("The port in the address is not a number up to 65535.", _EXAMPLE) from None
    usual = {"https": 443, "http": 80}.get(parts.scheme.lower())
    return "" if port is None or port == usual else f":{port}"


def _scheme(text: str, host: str) -> str:
    given = _SCHEME.match(text)
    if given is None:
        return "http" if is_loopback(host) else "https"
    scheme = given.group(1).lower()
    if scheme not in {"http", "https"}:
        raise UserError("A helpdesk is reached by https.", _EXAMPLE)
    if scheme == "http" and not is_loopback(host):
        raise UserError(
            f"http to {host} is not encrypted.",
            "Your token and your customers' words could be read on the way. Write https instead.",
        )
    return scheme
