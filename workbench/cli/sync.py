"""``workbench sync --once``: deliver what waits, pull what is new, for every account."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import accounts_of, opened
from workbench.helpdesk.model import Account
from workbench.kernel.errors import WorkbenchError
from workbench.outbox.states import State


def add_to(words: Any) -> None:
    parser = words.add_parser("sync", help="deliver what waits and pull what is new")
    parser.add_argument("--once", action="store_true", required=True, help="one round, then end")
    parser.add_argument("--wait", type=float, default=0.0, metavar="SECONDS",
                        help="wait up to this long for replies whose answer was lost to be settled")  # fmt: skip
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when an account could not be reached or something needs a look."""
    with opened(home) as workbench:
        reached = [_round(workbench, account, arguments.wait, console) for account in accounts_of(workbench)]
        waiting = workbench.outbox.counts()
    for state, words in (
        (State.QUEUED, "queued"),
        (State.SENDING, "on the way, its answer not yet known"),
        (State.FAILED, "failed, see the Outbox"),
        (State.ASK, "need a look, see the Outbox"),
    ):
        if waiting.get(state):
            console.say(f"{waiting[state]} {words}.")
    look = waiting.get(State.FAILED, 0) + waiting.get(State.ASK, 0)
    return 0 if all(reached) and not look else 1


def _round(workbench: Workbench, account: Account, wait: float, console: Console) -> bool:
    deadline = time.monotonic() + wait
    try:
        delivered = workbench.sync.deliver(account.id)
        sent = delivered.sent
        while delivered.unsettled and time.monotonic() < deadline:
            time.sleep(min(0.5, max(0.0, deadline - time.monotonic())))
            delivered = workbench.sync.deliver(account.id)
            sent += delivered.sent
        pulled = workbench.sync.pull(account.id)
    except WorkbenchError as error:
        console.complain(f"{account.name}: {error.title} {error.cure}")
        return False
    console.say(f"{account.name}: {sent} sent, {pulled.tickets} tickets and {pulled.messages} messages pulled.")
    return True
