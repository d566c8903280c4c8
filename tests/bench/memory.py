"""What the process holds with 50,000 tickets in the store, after the list was opened and scrolled and tickets read."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from workbench.app import open_workbench
from workbench.kernel.clock import to_text
from workbench.kernel.ids import new_id
from workbench.secrets.port import SessionSecrets
from workbench.store import Tx

ROOT = Path(__file__).parents[2]
TICKETS = 50_000
CHILD = """
import sys, json, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import run
from workbench.secrets.port import SessionSecrets
from workbench.tickets.model import TicketQuery

def rss():
    for line in open("/proc/self/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024

def ready(desktop):
    room = desktop.window.main.inbox()
    rows = desktop.parts.workbench.tickets.page(TicketQuery(), limit=400).rows
    told = {"at start MB": round(rss(), 1)}
    place = iter(list(rows) * 3)

    def step():
        for _ in range(4):
            row = next(place, None)
            if row is None:
                told["after 1,200 switches MB"] = round(rss(), 1)
                print(json.dumps(told), flush=True)
                QApplication.instance().quit()
                return
            room.show_ticket(row.id, select=True)
        QTimer.singleShot(0, step)

    QTimer.singleShot(1500, step)

sys.exit(run(Path(sys.argv[1]), secrets=SessionSecrets(), ready=ready))
"""


def measure() -> dict[str, object]:
    home = Path(tempfile.mkdtemp())
    fill(home, TICKETS)
    child = subprocess.run(
        [sys.executable, "-c", CHILD, str(home)], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=600,
    )  # fmt: skip
    told = next((line for line in child.stdout.splitlines() if line.startswith("{")), None)
    if told is None:
        return {"did not come to an end": child.stderr[-600:]}
    size = (home / "workbench.db").stat().st_size / 2**20
    return {
        f"RSS with {TICKETS:,} tickets, goal < 180 MB": "",
        **json.loads(told),
        "store on the disk MB": round(size, 1),
    }


def fill(home: Path, tickets: int) -> None:
    """Put many tickets straight into the store, in chunks as a pull does."""
    workbench = open_workbench(home, secrets=SessionSecrets())
    workbench.install_starter_pack()
    account = workbench.accounts.open_practice()
    now = to_text(workbench.clock.now())
    for first in range(0, tickets, 200):
        workbench.store.write(lambda tx, first=first: chunk(tx, account.id, first, now))  # type: ignore[misc]
    workbench.close()


def chunk(tx: Tx, account: str, first: int, now: str) -> None:
    for n in range(first, first + 200):
        customer, ticket = new_id(), new_id()
        tx.insert("customer", {"id": customer, "account_id": account, "remote_id": f"c{n}", "name": f"Customer {n}",
                               "email": f"c{n}@example.com"})  # fmt: skip
        body = f"Hello, this is about order {n} that has not arrived. " * 6
        tx.insert("ticket", {
            "id": ticket, "account_id": account, "remote_id": f"t{n}", "number": str(n), "subject": f"Order {n} not arrived",
            "status": "open" if n % 3 else "solved", "channel": "email", "language": "en", "customer_id": customer,
            "preview": body[:120], "created_at": now, "active_at": f"2026-01-01T00:00:00.{n:06}Z",
        })  # fmt: skip
        tx.insert("message", {"id": new_id(), "account_id": account, "ticket_id": ticket, "remote_id": f"m{n}",
                              "author": "customer", "author_name": f"Customer {n}", "at": now, "html": f"<p>{body}</p>",
                              "text": body})  # fmt: skip
        tx.run("INSERT INTO ticket_fts (rowid, subject, customer, body) SELECT seq, subject, ?, ? FROM ticket WHERE id = ?",
               [f"customer {n}", body, ticket])  # fmt: skip
