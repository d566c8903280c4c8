"""What goes wrong on a wire, in our words; it is kept apart whether anything can have reached the server."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx2

from workbench.kernel.errors import Offline, ServerFault, WorkbenchError

_SHORTEST_WAIT = timedelta(seconds=1)
_LONGEST_WAIT = timedelta(hours=1)
_USUAL_WAIT = timedelta(seconds=30)
_AGAIN = "Work goes on here; it will be tried again by itself."
_NEVER_CONNECTED = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)


class Unreachable(Offline):
    """No connection came about: surely nothing has reached the server."""


class Untrusted(ServerFault):
    """The server could not prove who it is: surely nothing has been told to it."""


class Redirected(ServerFault):
    """The server sends us elsewhere, and we do not go, for our token would go along."""


class Broken(ServerFault):
    """The server failed (status 500 and above), or its answer ended early."""


class TooLong(ServerFault):
    """The answer is longer than what is taken in."""


class Declined(ServerFault):
    """The server will not do it. ``status``: 400 to 499; ``said``: its own words, one line or empty."""

    def __init__(self, title: str, cure: str = "", *, status: int, said: str = "") -> None:
        super().__init__(title, cure)
        self.status = status
        self.said = said


def wire_fault(error: httpx2.HTTPError, host: str) -> WorkbenchError:
    """Our error for one of the HTTP library's. ``host`` is what a person knows the server by."""
    if isinstance(error, httpx2.ConnectError) and (cause := _tls_cause(error)):
        return _untrusted(cause, host)
    if isinstance(error, _NEVER_CONNECTED):
        return Unreachable(f"{host} cannot be reached.", _AGAIN)
    if isinstance(error, httpx2.TimeoutException):
        return Offline(f"{host} took too long to answer.", _AGAIN)
    if isinstance(error, httpx2.RemoteProtocolError | httpx2.DecodingError):
        return Broken(f"The answer of {host} ended early.", "It will be tried again by itself.")
    if isinstance(error, httpx2.LocalProtocolError | httpx2.UnsupportedProtocol):
        return ServerFault(f"{host} cannot be asked that way.", "Check the address in Settings.")
    return Offline(f"The connection to {host} broke off.", _AGAIN)


def let_go(kind: type[Offline], host: str) -> Offline:
    """An account was removed or signed in anew while this connection was still in use."""
    return kind(f"The connection to {host} was let go.", "It will be tried again by itself.")


def retry_after(value: str | None, now: datetime) -> timedelta:
    """How long to wait, from a Retry-After header (seconds or a date), between a second and an hour."""
    if value is None:
        return _USUAL_WAIT
    if value.strip().isdecimal():
        seconds = min(int(value.strip()[:9]), _LONGEST_WAIT.total_seconds())
        return max(_SHORTEST_WAIT, timedelta(seconds=seconds))
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return _USUAL_WAIT
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(_SHORTEST_WAIT, at - now), _LONGEST_WAIT)


def _untrusted(cause: ssl.SSLError, host: str) -> Untrusted:
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Untrusted(
            f"{host} could not prove that it is {host}.",
            "Nothing was sent to it. Its certificate may have expired, or something stands in between: "
            "tell those who run it.",
        )
    return Untrusted(
        f"No encrypted connection to {host} came about.",
        "Nothing was sent to it. The address or its port may be wrong.",
    )


def _tls_cause(error: BaseException | None) -> ssl.SSLError | None:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return error
        error = error.__cause__ or error.__context__
    return None
