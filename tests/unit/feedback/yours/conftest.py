"""A store with something in every table of feedback."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from workbench.feedback.yours.service import YoursService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import FrozenClock
from workbench.store import Store
from workbench.store.health import prepare

AT = "2026-05-01T10:00:00.000000Z"
NAME, EMAIL = "Mette Sørensen-Quist", "mette.quist@kunde.example"
WORDS = "The quarterly zebra export drops every invoice with a credit note on it"
OTHER = "We cannot find the invoices either"


@dataclass
class Kept:
    """A data folder of its own, with rows written straight into it."""

    home: Path
    clock: FrozenClock
    store: Store = field(init=False)
    yours: YoursService = field(init=False)

    def __post_init__(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        prepare(self.home, self.clock)
        self.store = Store(self.home / "workbench.db", Changes())
        self.yours = YoursService(self.store, self.clock)

    def put(self, table: str, **row: Any) -> None:
        self.store.write(lambda tx: tx.insert(table, row))

    def number(self, table: str) -> int:
        return int(self.store.read().value(f"SELECT count(*) FROM {table}"))

    def value(self, sql: str, *params: Any) -> Any:
        return self.store.read().value(sql, params)

    def fill(self) -> None:
        """Two customers of one company and one of another; a topic with all that hangs on it."""
        put = self.put
        self.desk()
        put("client", id="c1", key="company:kunde", name="Kunde", plan="pro", monthly_cents=4900)
        put("client", id="c2", key="email:max@else.example", name="Max")
        put("voice", id="v1", account_id="a", remote_id="7", name=NAME, email=EMAIL, client_id="c1")
        put("voice", id="v2", account_id="a", remote_id="8", name="Jo Kunde", email="jo@kunde.example", client_id="c1")
        put("voice", id="v3", account_id="a", remote_id="9", name="Max", email="max@else.example", client_id="c2")
        put("contact", id="p1", name="Ines", owns="billing", note=f"knows {NAME}", at=AT)
        put("topic", id="t1", title="Zebra export", problem=f"{NAME}: {WORDS}.", kind="bug", created_at=AT)
        put("topic", id="t2", title="Invoices hide", kind="bug", created_at=AT, pinned_at=AT)
        for entry, voice, words in (("e1", "v1", WORDS), ("e2", "v2", OTHER), ("e3", "v3", OTHER)):
            who = self.store.read().row("SELECT name, email FROM voice WHERE id = ?", [voice])
            assert who
            put(
                "entry", id=entry, kind="bug", verbatim=words, said_at=AT, captured_at=AT, voice_id=voice,
                customer_name=who["name"], customer_email=who["email"], ticket_id="k1" if entry == "e1" else None,
            )  # fmt: skip
            put("evidence", id=f"x{entry}", entry_id=entry, topic_id="t1", how="by_hand", linked_at=AT)
        put("topic_merge", id="m0", from_topic="t1", into_topic="t2", why="", at=AT, undone_at=AT)
        put("topic_merge", id="m1", from_topic="t2", into_topic="t1", why="the same", at=AT)
        put(
            "status_event",
            id="s1",
            topic_id="t1",
            status="no",
            reason=f"what {EMAIL} asked is not ours",
            decided_by="Ines",
            at=AT,
        )
        put(
            "brief", id="b1", topic_id="t1", form="brief", title="Zebra export", entry_ids=json.dumps(["e1", "e2", "e3"]),
            markdown=f"# Zebra\n\n3 accounts.\n\n> {WORDS.replace(' with', chr(10) + '> with')}\n\n{NAME}", sha256="0", made_at=AT,
        )  # fmt: skip
        put(
            "advocacy_step",
            id="d1",
            topic_id="t1",
            told="Ines",
            how="brief",
            words=f"She said “{WORDS}”",
            brief_id="b1",
            at=AT,
        )
        put("idea", id="i1", topic_id="t1", text="Sort it", at=AT)
        put("learning_note", id="l1", topic_id="t1", contact_id="p1", what=f"{NAME} is kind", at=AT)
        put("commitment", id="o1", topic_id="t1", who="Ines", what="a look", at=AT)
        put("reply_owed", id="r1", topic_id="t1", status_event_id="s1", voice_id="v1", entry_id="e1")
        put("outcome", id="u1", topic_id="t1", changed="sorted", shipped_on="2026-05-01", due_on="2026-06-01", at=AT)
        put("problem_set", id="q1", name="Move house", at=AT)
        put("problem_step", id="q2", set_id="q1", n=1, name="Tell us")
        put("question", id="q3", ticket_id="k1", text=f"Does {WORDS} too?", raised="customer", at=AT)
        put("tracker", id="g1", kind="github", name="Ours", address="https://x.example", project="a/b", created_at=AT)
        put("issue", id="g2", topic_id="t1", tracker_id="g1", remote="4", url="https://x.example/4", linked_at=AT)
        put(
            "push", id="g3", topic_id="t1", tracker_id="g1", tracker_name="Ours", form="issue", title="Zebra", names="none",
            body=f"> {WORDS}", counted='["e1"]', quoted='["e1"]', state="made", queued_at=AT, not_before=AT, url="https://x.example/4",
        )  # fmt: skip

    def desk(self) -> None:
        """A conversation that the helpdesk holds no customer for any more."""
        self.put("account", id="a", kind="rt5", name="Desk", address="https://d.example", created_at=AT)
        self.put(
            "ticket", id="k1", account_id="a", remote_id="1", number="1", subject="Export", status="open",
            channel="email", created_at=AT, active_at=AT,
        )  # fmt: skip

    def close(self) -> None:
        self.store.close()


@pytest.fixture
def make(tmp_path: Path, clock: FrozenClock) -> Iterator[Callable[[str], Kept]]:
    made: list[Kept] = []

    def one(name: str) -> Kept:
        made.append(Kept(tmp_path / name, clock))
        return made[-1]

    yield one
    for each in made:
        each.close()


@pytest.fixture
def kept(make: Callable[[str], Kept]) -> Kept:
    one = make("home")
    one.fill()
    return one
