"""Whole sets: how long all of them take to be reckoned once, and how fast the page of very many is."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from tests.bench.stats import part
from tests.bench.words import timed
from tests.unit.feedback.sets.people import START, People
from workbench.feedback.sets.page import Narrow
from workbench.feedback.sets.service import SetService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock
from workbench.kernel.ids import TicketId
from workbench.store import Store
from workbench.store.health import FILE, prepare

CONVERSATIONS, PART = 100_000, 5_000


def measure() -> dict[str, object]:
    clock = FrozenClock(START + timedelta(days=120))
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), clock)
        store = Store(Path(folder) / FILE, Changes())
        try:
            return _measure(store, SetService(store, clock))
        finally:
            store.close()


def _measure(store: Store, sets: SetService) -> dict[str, object]:
    ticket = _fill(store)
    begun, steps = time.perf_counter(), []
    more = True
    while more:
        at = time.perf_counter()
        more = sets.settle()
        steps.append(1000 * (time.perf_counter() - at))
    whole = time.perf_counter() - begun
    page = [timed(sets.page) for _ in range(50)]
    narrow = [timed(lambda: sets.page(Narrow(size=4))) for _ in range(50)]
    one = [timed(lambda: sets.of(ticket)) for _ in range(50)]
    return {
        f"{CONVERSATIONS:,} conversations reckoned once, s": round(whole, 1),
        "a step of it, which others wait for, p95 ms": round(part(steps, 0.95), 1),
        "the page, p95 ms (goal < 100)": round(part(page, 0.95), 1),
        "the page of one size, p95 ms (goal < 100)": round(part(narrow, 0.95), 1),
        "the questions of a conversation, p95 ms": round(part(one, 0.95), 2),
    }


def _fill(store: Store) -> TicketId:
    chance = random.Random(7)
    account = {"id": "a", "kind": "rt5", "name": "A", "address": "x", "created_at": "2026-01-01T00:00:00.000000Z"}
    store.write(lambda tx: tx.insert("account", account))
    people = People(store, "a")
    ticket = TicketId("")
    for at in range(CONVERSATIONS):
        channel = chance.choice(["chat", "email", "email", "web"])
        step = timedelta(minutes=2) if channel == "chat" else timedelta(hours=5)
        when = START + timedelta(minutes=chance.randrange(60 * 24 * 80))
        turns = range(chance.randrange(1, 4))
        said = [(side, when + step * (2 * nth + (side == "us"))) for nth in turns for side in ("them", "us")]
        asks = chance.choices(["answered", "answered", "open"], k=chance.randrange(6))
        ticket = people.talk(f"p{chance.randrange(CONVERSATIONS * 2 // 3)}", channel, said, asks)
        if at % PART == PART - 1:
            people.keep()
    people.keep()
    return ticket
