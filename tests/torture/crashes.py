"""Kill the core at random moments, again and again, over a real helpdesk behind a proxy that loses answers; then count
what was lost and what the customers got twice."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.app import open_workbench
from workbench.helpdesk.port import OutKind
from workbench.kernel.ids import TicketId
from workbench.secrets.port import SessionSecrets
from workbench.store.health import FILE, sound

ROOT = Path(__file__).parents[2]


@dataclass
class Told:
    """What the children acknowledged."""

    drafts: dict[str, int] = field(default_factory=dict)
    queued: set[str] = field(default_factory=set)
    writes: int = 0
    idle: bool = False


@dataclass(frozen=True)
class Result:
    """``lost``: acknowledged drafts and replies that are gone; ``doubled``: replies the customers got more than once."""

    kills: int
    writes: int
    replies: int
    lost: int
    doubled: int
    sound: bool
    seconds: float


def crash_again_and_again(
    home: Path, orders: dict[str, Any], *, kills: int, replies: int, seed: int, mails: Any
) -> Result:
    """``orders``: url, token, settle, timeout of the helpdesk; ``mails()`` gives the texts of the mails it sent."""
    chance = random.Random(seed)
    told = Told()
    started = time.monotonic()
    names = [f"n{seed}-{n:04}" for n in range(replies)]
    number = 0
    while number < kills or (len(told.queued) < replies and number < 3 * kills):  # a busy machine needs more of them
        share = [name for name in names if name not in told.queued][: 1 + replies // max(1, kills // 2)]
        run_one(home, orders | {"replies": share, "round": seed * 1000 + number}, told, chance.uniform(0.05, 1.6))
        number += 1
        assert sound(home / FILE), f"the store is damaged after kill {number}"
    told.idle = False
    run_one(home, orders | {"replies": [], "round": 0}, told, 120.0, until_idle=True)
    doubled, undelivered = count_mails(told, mails())
    lost = lost_drafts(home, told) + undelivered
    return Result(number, told.writes, len(told.queued), lost, doubled, sound(home / FILE), time.monotonic() - started)


def run_one(home: Path, orders: dict[str, Any], told: Told, seconds: float, *, until_idle: bool = False) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.crash_child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True,
    )  # fmt: skip
    assert child.stdin and child.stdout
    child.stdin.write(json.dumps({**orders, "home": str(home)}) + "\n")
    child.stdin.flush()
    begun = child.stdout.readline()
    assert "ready" in begun, f"the child did not start: {begun!r}"
    if until_idle:
        wait_idle(child, told, seconds)
    else:
        time.sleep(seconds)
    child.kill()
    for line in child.stdout.read().splitlines():
        note(line, told)
    child.wait()
    child.stdout.close()
    child.stdin.close()


def wait_idle(child: subprocess.Popen[str], told: Told, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    assert child.stdout
    while not told.idle and time.monotonic() < deadline:
        note(child.stdout.readline(), told)
    assert told.idle, "the outbox was not settled in time"


def note(line: str, told: Told) -> None:
    try:
        what = json.loads(line)
    except ValueError:
        return  # a line cut off by the kill acknowledges nothing
    told.writes += what[0] in ("draft", "queued")
    if what[0] == "draft":
        told.drafts[what[1]] = max(told.drafts.get(what[1], 0), what[2])
    elif what[0] == "queued":
        told.queued.add(what[1])
    elif what[0] == "idle":
        told.idle = True


def count_mails(told: Told, texts: list[str]) -> tuple[int, int]:
    """(replies that came more than once, acknowledged replies that never came)."""
    came: Counter[str] = Counter()
    for text in texts:
        came.update({name for name in told.queued if f"Reply {name} for you" in text})
    return sum(n > 1 for n in came.values()), len(told.queued - came.keys())


def lost_drafts(home: Path, told: Told) -> int:
    workbench = open_workbench(home, secrets=SessionSecrets())
    try:
        lost = 0
        for ticket, revision in told.drafts.items():
            kept = workbench.drafts.load(TicketId(ticket), OutKind.NOTE)
            lost += kept is None or kept.revision < revision
        return lost
    finally:
        workbench.close()
