"""A full pull from a real Request Tracker, against a bare loop of the very same HTTP requests."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from tests.servers import rt5
from tests.servers.fault_proxy import FaultProxy
from tests.torture.desks import QuickDesks
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.registry import DeskKind
from workbench.secrets.port import Secret, SessionSecrets

TICKETS = 300


def measure() -> dict[str, object]:
    if why := rt5.missing():
        return {"not measured": why}
    home = Path(tempfile.mkdtemp())
    home.chmod(0o755)
    server = rt5.RequestTracker(home / "rt", rt5.free_port())
    try:
        server.start(TICKETS)
        return compare(server)
    finally:
        server.remove()


def compare(server: rt5.RequestTracker) -> dict[str, object]:
    with FaultProxy(server.port, mode="ok") as proxy:
        workbench, _, _ = pulled(proxy.url, server.tokens["alice"])
        workbench.close()
        requests = list(proxy.requests)
    ours, bare = [], []
    for _ in range(3):
        workbench, took, rows = pulled(server.url, server.tokens["alice"])
        ours.append(took)
        account = workbench.accounts.all()[0]
        started = time.monotonic()
        workbench.sync.pull(account.id)
        again = time.monotonic() - started
        workbench.close()
        bare.append(replay(server.url, requests))
    return {
        "tickets and messages pulled": rows,
        "HTTP requests": len(requests),
        "our pull, best of 3, s": round(min(ours), 2),
        "bare loop of the same requests, best of 3, s": round(min(bare), 2),
        "rate against the bare loop (goal >= 0.8)": round(min(bare) / min(ours), 3),
        "a second pull with nothing new, s": round(again, 2),
    }


def pulled(url: str, token: str) -> tuple[Workbench, float, str]:
    workbench = open_workbench(
        Path(tempfile.mkdtemp()), secrets=SessionSecrets(), desks=QuickDesks(settle=120, timeout=30)
    )
    account = workbench.accounts.sign_in(DeskKind.RT5, url, Secret(token))
    started = time.monotonic()
    report = workbench.sync.pull(account.id)
    return workbench, time.monotonic() - started, f"{report.tickets} and {report.messages}"


def replay(url: str, requests: list[bytes]) -> float:
    """Send the recorded requests one after the other over one connection, and do nothing with the answers."""
    made = []
    for raw in requests:
        head, _, body = raw.partition(b"\r\n\r\n")
        lines = head.decode().split("\r\n")
        method, path, _ = lines[0].split(" ")
        headers = dict(line.split(": ", 1) for line in lines[1:])
        made.append(
            (method, url + path, {k: v for k, v in headers.items() if k.lower() not in ("host", "connection")}, body)
        )
    with httpx2.Client(timeout=60, trust_env=False) as client:
        started = time.monotonic()
        for method, target, headers, body in made:
            assert urlsplit(target).hostname == "127.0.0.1"
            client.request(method, target, headers=headers, content=body)
        return time.monotonic() - started
