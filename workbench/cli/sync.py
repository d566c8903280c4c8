"""``workbench sync --once``: deliver what waits, pull what is new, for every account and every tracker.

On a tracker only that is made which a person has looked at and queued; of its issues the state is read.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import accounts_of, opened
from workbench.feedback.trackers.model import TrackerAccount
from workbench.feedback.trackers.room import TrackerRoom
from workbench.feedback.trackers.states import State as PushState
from workbench.helpdesk.model import Account
from workbench.kernel.errors import WorkbenchError
from workbench.outbox.states import State


def add_to(words: Any) -> None:
    parser = words.add_parser("sync", help="deliver what waits and pull what is new, trackers too")
    parser.add_argument("--once", action="store_true", required=True, help="one round, then end")
    parser.add_argument("--wait", type=float, default=0.0, metavar="SECONDS",
                        help="wait up to this long for what was sent without an answer to be settled")  # fmt: skip
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when an account or a tracker could not be reached or something needs a look."""
    with opened(home) as workbench:
        trackers = workbench.product.trackers
        tracked = trackers.accounts.all()
        accounts = workbench.accounts.all() if tracked else accounts_of(workbench)
        reached = [_round(workbench, account, arguments.wait, console) for account in accounts]
        reached += [_pushed(trackers, account, arguments.wait, console) for account in tracked]
        waiting, pushes = workbench.outbox.counts(), Counter(push.state for push in trackers.issues.unsettled())
    for number, words in (
        (waiting.get(State.QUEUED, 0), "queued"),
        (waiting.get(State.SENDING, 0), "on the way, its answer not yet known"),
        (waiting.get(State.FAILED, 0), "failed, see the Outbox"),
        (waiting.get(State.ASK, 0), "need a look, see the Outbox"),
        (pushes[PushState.QUEUED], "queued for a tracker"),
        (pushes[PushState.SENDING], "on the way to a tracker, its answer not yet known"),
        (pushes[PushState.FAILED], "not taken by a tracker, see its topic"),
        (pushes[PushState.ASK], "for a tracker need a look, see their topics"),
    ):
        if number:
            console.say(f"{number} {words}.")
    look = waiting.get(State.FAILED, 0) + waiting.get(State.ASK, 0) + pushes[PushState.FAILED] + pushes[PushState.ASK]
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


def _pushed(room: TrackerRoom, account: TrackerAccount, wait: float, console: Console) -> bool:
    deadline = time.monotonic() + wait
    try:
        report = room.sync.round(account.id)
        made, read = report.made, report.looked
        while report.unsettled and time.monotonic() < deadline:
            time.sleep(min(0.5, max(0.0, deadline - time.monotonic())))
            report = room.sync.round(account.id)
            made, read = made + report.made, read + report.looked
    except WorkbenchError as error:
        console.complain(f"{account.name}: {error.title} {error.cure}")
        return False
    console.say(f"{account.name}: {made} pushed, {read} issues read.")
    return True
