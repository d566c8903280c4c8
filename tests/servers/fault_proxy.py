"""A proxy on loopback that breaks HTTP on purpose: by chance from a seed, or always in one way.

ok         passes everything on
lost       the server does it, the client gets a reset
cut        the request never reaches the server, the client gets a reset
late       the request reaches the server after the client has given up
half       half of the server's answer
html       a page where JSON was due
s429 s503  refused before any work, with Retry-After
s500       a fault after the server has done it
"""

from __future__ import annotations

import random
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable

POST_FAULTS = (("lost", 0.15), ("cut", 0.07), ("late", 0.08), ("s503", 0.04), ("s429", 0.04), ("s500", 0.02))
GET_CUT = 0.03
PAGE = b"<html><body><h1>Sign in to the network</h1></body></html>"


class FaultProxy:
    """``mode``: "chance", or one of the faults for every request that ``hurts`` picks (by default: all)."""

    def __init__(self, upstream: int, *, seed: int = 1, mode: str = "chance", delay: float = 2.5) -> None:
        self._upstream = upstream
        self._chance = random.Random(seed)
        self._delay = delay
        self.mode = mode
        self.hurts: Callable[[bytes], bool] = lambda _: True
        self.count: Counter[str] = Counter()
        self.requests: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = int(self._server.getsockname()[1])
        self._threads: list[threading.Thread] = []
        self._open = True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> FaultProxy:
        self._listen()
        return self

    def unplug(self) -> None:
        """The network is gone: nobody answers at this port."""
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def plug(self) -> None:
        """The network is back, at the same port."""
        self._server = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self._listen()

    def _listen(self) -> None:
        threading.Thread(target=self._accept, args=(self._server,), daemon=True).start()

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._server.close()
        for thread in self._threads:
            thread.join(self._delay + 5)

    def _accept(self, server: socket.socket) -> None:
        while self._open:
            try:
                client, _ = server.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def _serve(self, client: socket.socket) -> None:
        with client:
            try:
                request = read_message(client)
                if request:
                    self._answer(client, request)
            except OSError:
                return

    def _answer(self, client: socket.socket, request: bytes) -> None:
        fault = self.fate(request)
        self.requests.append(request)
        self.count[fault] += 1
        match fault:
            case "cut":
                reset(client)
            case "s429" | "s503":
                client.sendall(plain(int(fault[1:]), b"", "Retry-After: 1\r\n"))
            case "html":
                client.sendall(plain(200, PAGE, "Content-Type: text/html\r\n"))
            case "late":
                time.sleep(self._delay)
                self._forward(request)
                reset(client)
            case "lost":
                self._forward(request)
                reset(client)
            case "s500":
                self._forward(request)
                client.sendall(plain(500, b"", ""))
            case "half":
                answer = self._forward(request)
                client.sendall(answer[: len(answer) - len(answer) // 3])
                reset(client)
            case _:
                client.sendall(self._forward(request))

    def fate(self, request: bytes) -> str:
        """What is to happen to this request; each call draws anew."""
        if not self.hurts(request):
            return "ok"
        if self.mode != "chance":
            return self.mode
        line = request.split(b"\r\n", 1)[0]
        draw = self._chance.random()
        if not (line.startswith(b"POST") and (b"/correspond" in line or b"/comment" in line)):
            return "cut" if draw < GET_CUT else "ok"
        for fault, share in POST_FAULTS:
            if draw < share:
                return fault
            draw -= share
        return "ok"

    def _forward(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self._upstream), timeout=60) as server:
            server.sendall(closing(request))
            answer = b""
            while chunk := server.recv(65536):
                answer += chunk
            return closing(answer)


def read_message(connection: socket.socket) -> bytes:
    """One whole request with its body; what came so far when the other side closes."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return data
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    while len(body) < length:
        chunk = connection.recv(65536)
        if not chunk:
            break
        body += chunk
    return head + b"\r\n\r\n" + body


def closing(message: bytes) -> bytes:
    """The message with the wish to close the connection after it: one request, one connection."""
    head, _, body = message.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body


def plain(status: int, body: bytes, headers: str) -> bytes:
    head = f"HTTP/1.1 {status} X\r\n{headers}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    return head.encode() + body


def reset(connection: socket.socket) -> None:
    """Close with a reset, as a broken line does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
