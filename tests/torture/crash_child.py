"""Mixed work on a data folder until it is killed: drafts, replies, pulls and deliveries, each acknowledged on stdout
only after the core said that it is kept. Reads its orders as one JSON line from stdin: home, url, token, replies,
settle, timeout, round.
"""

from __future__ import annotations

import json
import os
import random
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.torture.desks import QuickDesks
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.port import OutKind
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import AccountId, TicketId
from workbench.outbox.model import Queued
from workbench.secrets.port import Secret, SessionSecrets
from workbench.tickets.model import TicketQuery


def acknowledge(*what: object) -> None:
    os.write(1, (json.dumps(what) + "\n").encode())


def main() -> None:
    orders = json.loads(sys.stdin.readline())
    desks = QuickDesks(settle=orders["settle"], timeout=orders["timeout"])
    workbench = open_workbench(Path(orders["home"]), secrets=SessionSecrets(), desks=desks)
    account = sign_in(workbench, orders)
    delivering = threading.Thread(target=deliver_for_ever, args=(workbench, account), daemon=True)
    acknowledge("ready")
    delivering.start()
    write_until_killed(workbench, orders)
    delivering.join(1)


def sign_in(workbench: Workbench, orders: dict[str, Any]) -> AccountId:
    while True:
        try:
            account = workbench.accounts.sign_in(
                DeskKind.RT5, orders["url"], Secret(orders["token"]), session_only=True
            )
            if not workbench.tickets.page(TicketQuery(status=None), limit=1).rows:
                workbench.sync.pull(account.id)
            return account.id
        except WorkbenchError:
            time.sleep(0.2)  # the proxy cuts some of these as well


def deliver_for_ever(workbench: Workbench, account: AccountId) -> None:
    rounds = 0
    while True:
        try:
            report = workbench.sync.deliver(account)
            rounds += 1
            if rounds % 5 == 0:
                workbench.sync.pull(account)
            if not report.unsettled and not workbench.outbox.counts():
                acknowledge("idle")
        except WorkbenchError:
            pass
        time.sleep(0.1)


def write_until_killed(workbench: Workbench, orders: dict[str, Any]) -> None:
    chance = random.Random(orders["round"])
    tickets = [row.id for row in workbench.tickets.page(TicketQuery(status=None), limit=200).rows]
    names = list(orders["replies"])
    while True:
        ticket = chance.choice(tickets)
        if names and chance.random() < 0.15:
            queue(workbench, ticket, names.pop())
        else:
            draft(workbench, ticket, chance)
        time.sleep(chance.uniform(0.0, 0.03))


def queue(workbench: Workbench, ticket: TicketId, name: str) -> None:
    answer = workbench.outbox.queue(ticket, OutKind.REPLY, f"Reply {name} for you.", hold=timedelta(0), confirmed=True)
    if isinstance(answer, Queued):
        acknowledge("queued", name)


def draft(workbench: Workbench, ticket: TicketId, chance: random.Random) -> None:
    """Notes, so that no reply of ours clears them."""
    kept = workbench.drafts.load(ticket, OutKind.NOTE)
    revision = (kept.revision if kept else 0) + 1
    text = f"revision {revision} " + "x" * chance.randint(0, 3000)
    workbench.drafts.save(ticket, OutKind.NOTE, text, 0, revision).result()
    acknowledge("draft", ticket, revision)


if __name__ == "__main__":
    main()
