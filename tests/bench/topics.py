"""Topics: how often the right one is suggested, and how fast lists and suggestions are, beside the bare index.

The questions are BANKING77 (I. Casanueva and others 2020, CC BY 4.0, github.com/PolyAI-LDN/task-specific-datasets). All of it
is measured where ``WORKBENCH_BANKING77`` names the folder with its train.csv and test.csv; else the part that lies
beside the tests.
"""

from __future__ import annotations

import csv
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.stats import spread
from tests.bench.words import timed
from workbench.feedback.topics import keep
from workbench.feedback.topics.service import TopicService
from workbench.feedback.topics.similar.words import tokens
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock, to_text
from workbench.kernel.ids import TopicId
from workbench.store import Store
from workbench.store.health import FILE, prepare

PART = Path(__file__).parents[1] / "unit" / "feedback" / "topics" / "banking77.csv"
PER_TOPIC, TOPICS, ENTRIES = 5, 5_000, 100_000
Said = tuple[str, str]  # the text, and what it is about


def measure() -> dict[str, object]:
    return {**hits(), **speed()}


def hits() -> dict[str, object]:
    """The share of questions for which the right topic is among five, with five entries behind each of 77 topics."""
    folder = os.environ.get("WORKBENCH_BANKING77")
    if not folder:
        behind, asked = part()
        return {"hit@5 on the part that lies here (floor .80)": _hit(behind, asked)}
    train, test = read(Path(folder) / "train.csv"), read(Path(folder) / "test.csv")
    figures: dict[str, object] = {}
    for number, goal in ((1, ".63"), (PER_TOPIC, ".83"), (30, ".95")):
        found = [_hit(list(drawn(train, number, seed)), test[seed::3]) for seed in range(3)]
        figures[f"hit@5, {number} entries a topic (goal >= {goal})"] = round(sum(found) / len(found), 3)
    return figures


def part() -> tuple[list[Said], list[Said]]:
    """(entries behind topics, questions) of the part that lies beside the tests."""
    with PART.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    split: dict[str, list[Said]] = {"behind": [], "asked": []}
    for row in rows:
        split[row["use"]].append((row["text"], row["category"]))
    return split["behind"], split["asked"]


def read(file: Path) -> list[Said]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [(row["text"], row["category"]) for row in csv.DictReader(opened)]


def drawn(said: Sequence[Said], number: int, seed: int) -> Iterator[Said]:
    """``number`` texts of each category, by chance."""
    chance, by = random.Random(seed), defaultdict(list)
    for text, category in said:
        by[category].append(text)
    for category in sorted(by):
        yield from ((text, category) for text in chance.sample(by[category], number))


def _hit(behind: Sequence[Said], asked: Sequence[Said]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        category = fill(store, behind)
        topics = TopicService(store, SystemClock())
        found = [about in {category[each.topic] for each in topics.suggest(text + " ")} for text, about in asked]
        store.close()
    return round(sum(found) / len(found), 3)


def speed(runs: int = 300) -> dict[str, object]:
    """Of 5,000 topics with 100,000 entries behind them, made of words as rare as words are."""
    chance = random.Random(3)
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        said = [(text, f"t{chance.randrange(TOPICS)}") for text in texts(ENTRIES, chance)]
        building = timed(lambda: fill(store, said))
        topics, asked = TopicService(store, SystemClock()), list(texts(runs, chance))
        typed = [" ".join(text.split()[: chance.randint(1, 6)])[:-1] for text in asked]
        some = chance.sample([row.topic.id for row in topics.listed()], 40)
        reader = store.read()
        bare = "SELECT rowid FROM topic_fts WHERE topic_fts MATCH ? ORDER BY rank LIMIT 5"
        figures: dict[str, object] = {
            "filled and settled, s": round(building / 1000, 1),
            "the first 200 topics listed (goal < 100 ms)": spread(
                [timed(lambda: topics.listed(limit=200)) for _ in range(20)]
            ),
            "all topics listed, with tallies (goal < 100 ms)": spread([timed(topics.listed) for _ in range(20)]),
            "topics that hold two words (goal < 100 ms)": spread(
                [
                    timed(lambda q=q: topics.listed(topics.holding(q)))
                    for q in (" ".join(t.split()[:2]) for t in asked[:60])
                ]
            ),
            "a topic's facts and words": spread(
                [timed(lambda t=t: (topics.weight(t), topics.evidence(t))) for t in some]
            ),
            "suggested for a whole text (goal p95 < 50)": spread([timed(lambda q=q: topics.suggest(q)) for q in asked]),
            "suggested while typing (goal p95 < 50)": spread([timed(lambda q=q: topics.suggest(q)) for q in typed]),
            "beside: the bare index, any word, whole text": spread(
                [timed(lambda q=q: reader.rows(bare, [" OR ".join(f'"{w}"' for w in set(tokens(q)))])) for q in asked]
            ),
        }
        store.close()
    return figures


def opened(home: Path) -> Store:
    prepare(home, SystemClock())
    return Store(home / FILE, Changes())


def texts(number: int, chance: random.Random) -> Iterator[str]:
    """Questions spliced from those of the part: real words, as common and rare as they are, and rare names beside."""
    behind, asked = part()
    pieces = [piece for text, _ in (*behind, *asked) for piece in (text.split(" ", len(text.split()) // 2))]
    names = ["".join(chance.choices("abcdefghijklmnoprstuvwz", k=chance.randint(4, 9))) for _ in range(20_000)]
    for _ in range(number):
        yield f"{chance.choice(pieces)} {chance.choice(names)} {' '.join(chance.choices(pieces, k=8))}"


def fill(store: Store, said: Sequence[Said], days: int = 200) -> dict[TopicId, str]:
    """A topic for each category with its texts behind it; the category of each topic."""
    chance, now = random.Random(1), datetime.now(UTC)
    ids = {category: TopicId(f"topic-{n}") for n, category in enumerate(dict.fromkeys(about for _, about in said))}
    at = to_text(now)
    clients = [(f"c{n}", f"c{n}", chance.choice(("Team", "Free", "Business"))) for n in range(3_000)]
    entries = [
        (f"e{n}", text, to_text(now - timedelta(days=chance.random() * days)), at, f"v{chance.randrange(len(clients))}")
        for n, (text, _) in enumerate(said)
    ]
    batches = (
        ("INSERT INTO client (id, key, plan) VALUES (?, ?, ?)", clients),
        ("INSERT INTO voice (id, account_id, remote_id, client_id) VALUES (?, 'a', ?, ?)",
         [(f"v{n}", f"v{n}", f"c{n}") for n in range(len(clients))]),
        ("INSERT INTO topic (id, title, kind, created_at) VALUES (?, ?, 'bug', ?)",
         [(id_, f"№{n}", at) for n, id_ in enumerate(ids.values())]),
        ("INSERT INTO entry (id, kind, verbatim, said_at, captured_at, voice_id) VALUES (?, 'bug', ?, ?, ?, ?)", entries),
        ("INSERT INTO evidence (id, entry_id, topic_id, how, linked_at) VALUES (?, ?, ?, 'imported', ?)",
         [(f"l{n}", f"e{n}", ids[about], at) for n, (_, about) in enumerate(said)]),
    )  # fmt: skip
    for sql, rows in batches:
        store.write(lambda tx, sql=sql, rows=rows: tx.run_many(sql, rows))  # type: ignore[misc]
    while store.write(keep.settle):
        pass
    return {id_: category for category, id_ in ids.items()}
