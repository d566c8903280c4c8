"""A request ends in time as a whole, also where a server lets its head drip in byte by byte.

The HTTP library measures silence alone: each byte gives the server as much time again.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, TypeVar

import httpcore2
import httpx2

E = TypeVar("E", bound=httpcore2.TimeoutException)
_PIECE = 2**16  # what is written at once: between pieces it is seen that time is up


class Deadline(threading.local):
    """When the request of this thread has to be over, on the clock of `time.monotonic`."""

    at = inf

    @contextmanager
    def until(self, at: float) -> Iterator[None]:
        """Let what this thread sends and receives meanwhile end at ``at``."""
        self.at = at
        try:
            yield
        finally:
            self.at = inf

    def shorter(self, timeout: float | None, late: type[E]) -> float | None:
        """``timeout``, or what is left where that is less. Raises ``late`` where nothing is."""
        if self.at == inf:
            return timeout
        left = self.at - time.monotonic()
        if left <= 0:
            raise late("the request took too long as a whole")
        return left if timeout is None else min(timeout, left)


class TimedTransport(httpx2.HTTPTransport):
    """The library's own way to a server, each of whose waits ends at ``deadline``. No proxy of the environment."""

    def __init__(self, verify: ssl.SSLContext, deadline: Deadline) -> None:
        super().__init__(verify=verify, trust_env=False)
        self._pool._network_backend = _Backend(deadline)  # it has no parameter for that; a test holds it


class _Backend(httpcore2.SyncBackend):
    def __init__(self, deadline: Deadline) -> None:
        self._deadline = deadline

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, *more: Any, **named: Any) -> Any:
        left = self._deadline.shorter(timeout, httpcore2.ConnectTimeout)
        return _Stream(super().connect_tcp(host, port, left, *more, **named), self._deadline)


class _Stream(httpcore2.NetworkStream):
    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.shorter(timeout, httpcore2.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        for start in range(0, len(buffer), _PIECE):
            left = self._deadline.shorter(timeout, httpcore2.WriteTimeout)
            self._stream.write(buffer[start : start + _PIECE], left)

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        left = self._deadline.shorter(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
