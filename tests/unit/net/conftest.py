"""Servers on this machine that answer with the very bytes a test gives them."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
import stamina

Serve = Callable[..., "Served"]


@dataclass
class Served:
    """A server: its port, and what it was asked, head and body as text."""

    port: int
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def answer(status: str, body: bytes = b"", **headers: str) -> bytes:
    """A whole HTTP answer."""
    lines = {"Content-Length": str(len(body)), "Content-Type": "application/json", "Connection": "close"}
    lines |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body


def _read_request(connection: socket.socket) -> str:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            return data.decode("latin-1")
        data += piece
        if data.startswith(b"\x16"):  # a greeting of TLS has no end that could be waited for
            return ""
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")),
        0,
    )
    while len(body) < length:
        body += connection.recv(65536)
    return (head + b"\r\n\r\n" + body).decode("latin-1")


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    """Tries again at once."""
    with stamina.set_testing(True, attempts=3):
        yield


@pytest.fixture
def serve() -> Iterator[Serve]:
    """``serve(*answers, tls=None)``: a server that gives one answer a connection, the last one again and again.

    An answer of None is no answer: the connection is closed after the request was read.
    """
    listeners: list[socket.socket] = []

    def start(*answers: bytes | None, tls: ssl.SSLContext | None = None) -> Served:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        served = Served(port=listener.getsockname()[1])

        def run() -> None:
            number = 0
            while True:
                try:
                    connection, _ = listener.accept()
                except OSError:
                    return
                try:
                    if tls is not None:
                        connection = tls.wrap_socket(connection, server_side=True)
                    with connection:
                        served.asked.append(_read_request(connection))
                        given = answers[min(number, len(answers) - 1)]
                        number += 1
                        if given is not None:
                            connection.sendall(given)
                except OSError:
                    connection.close()

        threading.Thread(target=run, daemon=True).start()
        return served

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
    return port


@dataclass
class Slow:
    """A server that takes connections and answers with a byte now and then, or not at all. Counts connections."""

    port: int
    drip: bytes = b""
    head: bytes = b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n"
    taken: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def slow() -> Iterator[Slow]:
    listener = socket.create_server(("127.0.0.1", 0))
    server = Slow(port=listener.getsockname()[1])
    end = threading.Event()

    def drip(connection: socket.socket) -> None:
        with connection, suppress(OSError):
            _read_request(connection)
            connection.sendall(server.head if server.drip else b"")
            while not end.wait(0.05):
                connection.sendall(server.drip)

    def run() -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                server.taken += 1
                threading.Thread(target=drip, args=(connection,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()
    yield server
    end.set()
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
