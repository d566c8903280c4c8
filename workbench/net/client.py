"""One HTTP client a server: bound to its origin, never redirected, never repeating a change."""

from __future__ import annotations

import base64
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from types import TracebackType
from urllib.parse import urlsplit

import httpx2
import msgspec
import stamina
import truststore

from workbench.kernel.clock import Clock, SystemClock
from workbench.kernel.errors import Offline, ServerFault, UserError
from workbench.net.address import is_loopback
from workbench.net.answer import Answer
from workbench.net.deadline import Deadline, TimedTransport
from workbench.net.faults import Broken, Redirected, TooLong, Unreachable, let_go, wire_fault
from workbench.secrets.port import Secret

Params = Sequence[tuple[str, str]]

_CONNECT_TIMEOUT = timedelta(seconds=10)
_AGENT = "support-workbench"
_PIECE = 2**16
_SHORTEST_TOKEN = 4


class Client:
    """Speaks to one server. Threads may share it.

    ``base``: URL under which every path lies, https unless it is this machine. ``headers`` go with every request.
    ``timeout``: longest silence; a request with its answer takes twice as long at most, head and body together.
    ``limit``: longest answer, in bytes. ``trust_env``: take proxies from the environment; through one, only the body is
    measured. ``tls``: whom to trust, the system's store unless given.
    Raises UserError for a base or a header that cannot be used.
    """

    def __init__(
        self,
        base: str,
        *,
        headers: Mapping[str, Secret] | None = None,
        timeout: timedelta = timedelta(seconds=30),
        limit: int = 32 * 2**20,
        trust_env: bool = False,
        tls: ssl.SSLContext | None = None,
        clock: Clock | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._origin = _origin(self._base)
        self.host = _checked_host(self._base)
        self._clock = clock or SystemClock()
        self._timeout = timeout
        self._limit = limit
        self._tokens = _tokens(headers or {})
        self._deadline = Deadline()
        context = tls or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._client = httpx2.Client(
            headers={"User-Agent": _AGENT, "Accept": "application/json", **_revealed(headers or {})},
            timeout=httpx2.Timeout(timeout.total_seconds(), connect=_shorter(timeout).total_seconds()),
            verify=context,
            trust_env=trust_env,
            transport=None if trust_env else TimedTransport(context, self._deadline),
            follow_redirects=False,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get(self, path: str, params: Params = ()) -> Answer:
        """Read something; tried again a few times where the wire or the server failed.

        Raises Offline, Busy, AuthFailed or ServerFault.
        """
        return self._reading(lambda: self.exchange("GET", path, params=params))

    def query(self, path: str, question: object, params: Params = ()) -> Answer:
        """Read something that must be asked for by POST; tried again like `get`, for it changes nothing."""
        return self._reading(lambda: self.exchange("POST", path, params=params, json=question))

    def exchange(
        self,
        method: str,
        path: str,
        *,
        params: Params = (),
        json: object = None,
        upload: timedelta = timedelta(0),
    ) -> Answer:
        """One request, once, and its answer whatever its status.

        ``upload``: how long a large body may take to go out; after that the request is given up, incomplete.

        Raises Unreachable or Untrusted where surely nothing reached the server; Offline or ServerFault where
        something may have.
        """
        if self._client.is_closed:
            raise let_go(Unreachable, self.host)
        url = self._url(path)
        sends = None if json is None else msgspec.json.encode(json)
        typed = None if sends is None else {"Content-Type": "application/json", "Content-Length": str(len(sends))}
        asked = httpx2.QueryParams(list(params)) if params else None
        sent = time.monotonic() + upload.total_seconds()
        end = sent + 2 * self._timeout.total_seconds()
        content = self._pieces(sends, sent) if sends and upload else sends
        try:
            with (
                self._deadline.until(end),
                self._client.stream(method, url, params=asked, content=content, headers=typed) as response,
            ):
                self._refuse_redirect(response)
                body = self._read(response, end)
                return Answer(
                    host=self.host,
                    status=response.status_code,
                    headers={name.lower(): value for name, value in response.headers.items()},
                    body=body if response.is_success else self._untold(body),
                )
        except httpx2.HTTPError as error:
            raise wire_fault(error, self.host) from error
        except RuntimeError as error:
            if not self._client.is_closed:
                raise
            raise let_go(Offline, self.host) from error

    def checked(self, answer: Answer) -> Answer:
        """``answer``, where its status is 2xx. Raises AuthFailed, Busy or ServerFault for others."""
        return answer.checked(self._clock.now())

    def _reading(self, ask: Callable[[], Answer]) -> Answer:
        for attempt in stamina.retry_context(
            on=_worth_another_try, attempts=3, timeout=10.0, wait_initial=0.2, wait_max=2.0, wait_jitter=0.2
        ):
            with attempt:
                return self.checked(ask())
        raise AssertionError("a retried call either returns or raises")

    def _url(self, path: str) -> str:
        """Where ``path`` lies. What a server gives as a full address must be its own."""
        if "://" not in path and not path.startswith(("//", "\\")):
            return f"{self._base}/{path.lstrip('/')}"
        if _origin(path) != self._origin:
            raise ServerFault(
                f"{self.host} points to another server, {urlsplit(path).hostname or 'an unnamed one'}.",
                "Nothing was sent there.",
            )
        return path

    def _untold(self, body: bytes) -> bytes:
        """What a server says of a fault, without the token: some repeat what they were asked, and we keep its words."""
        for secret in self._tokens:
            body = body.replace(secret.reveal().encode(), b"***")
        return body

    def _refuse_redirect(self, response: httpx2.Response) -> None:
        if not response.has_redirect_location:
            return
        where = _origin(response.headers["Location"])[1] or "another page"
        raise Redirected(
            f"{self.host} sends us to {where}.",
            "Nothing was sent there. The address in Settings may need to be the new one.",
        )

    def _pieces(self, body: bytes, end: float) -> Iterator[bytes]:
        """The body, as long as there is time: what has gone out whole may be carried out, what has not never is."""
        for start in range(0, len(body), _PIECE):
            if time.monotonic() > end:
                raise Offline(f"The line to {self.host} is too slow for these files.", "It will be tried again.")
            yield body[start : start + _PIECE]

    def _read(self, response: httpx2.Response, end: float) -> bytes:
        body = bytearray()
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._limit:
                raise TooLong(f"The answer of {self.host} is too long.", f"{self._limit // 2**20} MB are the most.")
            if time.monotonic() > end:
                raise Offline(f"{self.host} took too long to answer.", "It will be tried again by itself.")
        return bytes(body)


def _worth_another_try(error: Exception) -> bool:
    return isinstance(error, Offline | Broken)


def _origin(url: str) -> tuple[str, str, int | None]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme)
    except ValueError:
        return ("", "", None)
    return (parts.scheme, parts.hostname or "", port)


def _checked_host(base: str) -> str:
    scheme, host, _ = _origin(base)
    if not host or scheme not in {"https", "http"}:
        raise UserError("This is not the address of a server.", "Check it in Settings.")
    if scheme == "http" and not is_loopback(host):
        raise UserError(f"http to {host} is not encrypted.", "Write https instead.")
    return host


def _revealed(headers: Mapping[str, Secret]) -> dict[str, str]:
    shown = {name: secret.reveal() for name, secret in headers.items()}
    for value in shown.values():
        # the HTTP library would name a value it cannot send in its error, and with it the secret
        if not (value.isascii() and value.isprintable()):
            raise UserError("The token has signs in it that no token has.", "Copy it again, whole and alone.")
    return shown


def _tokens(headers: Mapping[str, Secret]) -> list[Secret]:
    """The header that says who we are, what is in it, and what that is the Base64 of; the longest first."""
    found = set()
    for value in (secret.reveal() for name, secret in headers.items() if name.lower() == "authorization"):
        kind, _, token = value.partition(" ")
        found |= {value, token}
        if kind.lower() == "basic":
            with suppress(ValueError):
                pair = base64.b64decode(token, validate=True).decode()
                found |= {pair, pair.partition(":")[2]}
    return [Secret(each) for each in sorted(found, key=len, reverse=True) if len(each) >= _SHORTEST_TOKEN]


def _shorter(timeout: timedelta) -> timedelta:
    return min(timeout, _CONNECT_TIMEOUT)
