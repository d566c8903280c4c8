"""The feedback room at its full size: how long each list takes to open, and what is asked for while it is looked at.

5,000 topics with 100,000 entries, of which one in three was told of, decided, shipped or put off; replies owed, people,
promises and notes by the thousand. Each figure is what a section reads when it is opened, with whatever it shows.
Python's collector rests while it is measured, as it does in the window, which collects when nothing is asked.
"""

from __future__ import annotations

import gc
import random
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.stats import spread
from tests.bench.topics import ENTRIES, TOPICS, fill, opened, texts
from tests.bench.words import timed
from workbench.feedback.rooms import FeedbackRooms, feedback_rooms
from workbench.feedback.topics import keep
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock, to_text
from workbench.kernel.ids import TopicId
from workbench.secrets.port import SessionSecrets
from workbench.store import Store

AREAS, FIRST = 12, 200
_STATES = ("heard", "raised", "raised", "considering", "planned", "in_progress", "shipped", "not_now", "no")
_OUTCOME = ("shipped", "not_now", "no")


def measure(runs: int = 40) -> dict[str, object]:
    """All in milliseconds; the goal of each is 100 at p95."""
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        whole(store)
        rooms = feedback_rooms(store, SystemClock(), Changes(), SessionSecrets())
        figures = {f"{name} (goal < 100 ms)": spread(_times(work, runs)) for name, work in lists(rooms)}
        rooms.close()
        store.close()
    return figures


def _times(work: Callable[[], object], runs: int) -> list[float]:
    gc.collect()
    gc.disable()
    try:
        return [timed(work) for _ in range(runs)]
    finally:
        gc.enable()


def lists(rooms: FeedbackRooms) -> Sequence[tuple[str, Callable[[], object]]]:
    """What each section reads when it is opened."""
    around, push = rooms.around, rooms.advocacy
    return (
        (f"topics, the first {FIRST}", lambda: rooms.topics.listed(limit=FIRST)),
        ("topics, all with how they stand", rooms.topics.listed),
        ("topics of one search", lambda: rooms.topics.listed(rooms.topics.holding("card"))),
        ("owed", lambda: (rooms.owed.waiting(), rooms.owed.number())),
        ("quiet", lambda: (push.quiet(), push.to_measure())),
        ("around: today you could", around.pages.today),
        ("around: people", around.people.find),
        ("around: promises", around.promises.listed),
        ("around: notes to look back at", around.people.to_look_back),
        ("around: rules in the way", around.care.rules),
        ("around: the page it opens on", lambda: (around.pages.today(), around.pages.pinned(), around.pages.due())),
        ("around: the page of people and promises", lambda: (
            around.people.find(), around.promises.listed(), around.promises.surveys(),
        )),
        ("around: the page of what is learned", lambda: (
            around.people.to_look_back(), around.people.parked(), around.kept.replies(),
        )),
        ("listening list", rooms.brief.listening),
        ("meeting pack", lambda: rooms.brief.meeting("Area 3")),
    )  # fmt: skip


def whole(store: Store) -> None:
    """Topics with entries, and all that is kept around them."""
    chance, now = random.Random(11), datetime.now(UTC)
    said = [(text, f"t{at % TOPICS}") for at, text in enumerate(texts(ENTRIES, chance))]
    topics = list(fill(store, said))
    store.write(lambda tx: tx.run(f"UPDATE topic SET area = 'Area ' || (rowid % {AREAS})"))
    for sql, rows in (*_pushed(topics, chance, now), *_beside(topics, chance, now)):
        store.write(lambda tx, sql=sql, rows=rows: tx.run_many(sql, rows))  # type: ignore[misc]
    store.write(lambda tx: tx.run(
        "INSERT INTO reply_owed (id, topic_id, status_event_id, voice_id, entry_id) SELECT 'r' || e.id, v.topic_id,"
        " 's' || v.topic_id, e.voice_id, e.id FROM evidence v JOIN entry e ON e.id = v.entry_id"
        " JOIN status_event s ON s.id = 's' || v.topic_id WHERE s.status IN ('shipped', 'not_now', 'no')"
        " ON CONFLICT DO NOTHING"
    ))  # fmt: skip
    while store.write(keep.settle):
        pass


def _pushed(
    topics: Sequence[TopicId], chance: random.Random, now: datetime
) -> list[tuple[str, list[tuple[object, ...]]]]:
    """What was decided on topics, who was told, what is next, and what was shipped."""
    day = now.date()
    decided, told, shipped = [], [], []
    for topic in topics:
        status = chance.choice(_STATES)
        at = to_text(now - timedelta(days=chance.randrange(120)))
        back = (day + timedelta(days=chance.randrange(-5, 60))).isoformat() if status == "not_now" else None
        if status != "heard":
            decided.append((f"s{topic}", topic, status, "It was said why it is so.", "Mara", back, at))
        for number in range(chance.randrange(3) if status != "heard" else 0):
            ahead = (day + timedelta(days=chance.randrange(-20, 40))).isoformat() if chance.random() < 0.7 else None
            answer = "Seen it" if chance.random() < 0.5 else ""
            told.append(
                (f"a{number}{topic}", topic, "Mara", answer, at if answer else None, at, ahead and "Ask", ahead)
            )
        if status == "shipped":
            shipped.append((f"o{topic}", topic, "It is there.", day.isoformat(), day.isoformat(), at))
    return [
        ("INSERT INTO status_event (id, topic_id, status, reason, decided_by, revisit_on, at) VALUES (?,?,?,?,?,?,?)",
         decided),
        ("INSERT INTO advocacy_step (id, topic_id, told, how, said, said_at, at, next_action, next_on)"
         " VALUES (?,?,?,'talk',?,?,?,?,?)", told),
        ("INSERT INTO outcome (id, topic_id, changed, shipped_on, due_on, at) VALUES (?,?,?,?,?,?)", shipped),
        ("INSERT INTO topic_merge (id, from_topic, into_topic, at) VALUES (?,?,?,?)",
         [(f"m{at}", topics[at], topics[at + 1], to_text(now)) for at in range(0, 400, 2)]),
    ]  # fmt: skip


def _beside(
    topics: Sequence[TopicId], chance: random.Random, now: datetime
) -> list[tuple[str, list[tuple[object, ...]]]]:
    """People, what was learned from them, promises, goodwill and parked ideas."""
    at, day = to_text(now), now.date()

    def some_day() -> str:
        return (day + timedelta(days=chance.randrange(-30, 90))).isoformat()

    return [
        ("INSERT INTO account (id, kind, name, address, created_at) VALUES (?, 'rt5', 'A', 'x', ?)", [("real", at)]),
        ("INSERT INTO contact (id, name, owns, at) VALUES (?,?,?,?)",
         [(f"p{n}", f"Person {n}", f"Area {n % AREAS}", at) for n in range(1_000)]),
        ("INSERT INTO learning_note (id, topic_id, contact_id, what, look_back_on, at) VALUES (?,?,?,?,?,?)",
         [(f"n{n}", chance.choice(topics), f"p{n % 1000}", "It was learned.", some_day(), at) for n in range(5_000)]),
        ("INSERT INTO commitment (id, topic_id, who, what, due_on, at) VALUES (?,?,?,?,?,?)",
         [(f"c{n}", chance.choice(topics), "Mara", "An answer", some_day(), at) for n in range(3_000)]),
        ("INSERT INTO goodwill (id, what, why, rule, rule_key, at) VALUES (?,?,?,?,?,?)",
         [(f"g{n}", "A month free", "They waited", f"Rule {n % 300}" if n % 3 == 0 else "",
           f"rule {n % 300}" if n % 3 == 0 else "", at) for n in range(5_000)]),
        ("INSERT INTO idea (id, text, at) VALUES (?,?,?)", [(f"i{n}", f"Idea {n}", at) for n in range(1_000)]),
    ]  # fmt: skip
