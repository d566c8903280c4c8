"""Customers who say things, without a helpdesk around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.unit.conftest import Bench
from workbench.feedback.topics.service import TopicService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import Clock, FrozenClock, to_text
from workbench.kernel.ids import EntryId
from workbench.store import Store
from workbench.store.health import prepare


@dataclass
class World:
    """A store with topics, and customers by name who say things in it."""

    store: Store
    clock: Clock
    topics: TopicService
    _numbers: count[int] = field(default_factory=count)

    def client(self, key: str, *, plan: str = "", left_on: str | None = None, prospect: bool = False) -> str:
        self._write(
            "INSERT OR IGNORE INTO client (id, key, name) VALUES (?, ?, ?)", [f"client-{key}", key, key.title()]
        )
        self._write(
            "UPDATE client SET plan = ?, left_on = ?, prospect = ? WHERE id = ?",
            [plan, left_on, int(prospect), f"client-{key}"],
        )
        return f"client-{key}"

    def say(
        self, client: str | None, words: str = "Where are all my invoices?", *, days_ago: float = 0, voice: str = "",
        speaker: str = "customer", minutes: int | None = None, ticket: str | None = None, practice: bool = False,
        at: datetime | None = None,
    ) -> EntryId:  # fmt: skip
        """An entry of ``client``, by the person ``voice`` of theirs."""
        number = next(self._numbers)
        voice_id = None
        if client is not None:
            if self.store.read().value("SELECT 1 FROM client WHERE key = ?", [client]) is None:
                self.client(client)
            voice_id = f"voice-{client}-{voice}"
            self._write(
                "INSERT OR IGNORE INTO voice (id, account_id, remote_id, name, client_id) VALUES (?, 'desk', ?, ?, ?)",
                [voice_id, voice_id, client.title(), f"client-{client}"],
            )
        said = to_text(at or self.clock.now() - timedelta(days=days_ago))
        entry = f"entry-{number:06}"
        self._write(
            "INSERT INTO entry (id, kind, verbatim, ticket_number, said_at, captured_at, practice, voice_id, speaker,"
            " minutes) VALUES (?, 'request', ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                entry,
                words,
                ticket or str(number),
                said,
                to_text(self.clock.now()),
                int(practice),
                voice_id,
                speaker,
                minutes,
            ],
        )
        return EntryId(entry)

    def write(self, sql: str, *params: Any) -> None:
        self._write(sql, list(params))

    def _write(self, sql: str, params: list[Any]) -> None:
        self.store.write(lambda tx: tx.run(sql, params))


def open_world(home: Path, clock: Clock) -> World:
    home.mkdir(parents=True, exist_ok=True)
    prepare(home, clock)
    store = Store(home / "workbench.db", Changes())
    return World(store, clock, TopicService(store, clock))


@pytest.fixture
def world(bench: Bench, clock: FrozenClock) -> World:
    return World(bench.workbench.store, clock, bench.workbench.product.topics)
