"""Entries: how fast 100,000 are opened, searched and kept, at the service and on the screen's side of it."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.stats import spread
from tests.bench.topics import ENTRIES, opened, texts
from tests.bench.words import timed
from workbench.feedback.model import FeedbackKind
from workbench.feedback.service import FeedbackService
from workbench.kernel.clock import SystemClock, to_text
from workbench.store import Store

_KINDS = list(FeedbackKind)


def measure(runs: int = 200) -> dict[str, object]:
    """Of 100,000 entries of two years."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        fill(store, chance)
        feedback = FeedbackService(store, SystemClock())
        late = timed(lambda: feedback.page(None, "refund"))
        settling = timed(feedback.settle)
        asked = [" ".join(text.split()[:2])[:-1] for text in texts(runs, chance)]
        rare = [text.split()[2][:5] for text in texts(runs, chance)]
        figures: dict[str, object] = {
            "indexed after an import, s": round(settling / 1000, 1),
            "searched before it is indexed, ms": round(late),
            "opened, with counts (goal < 100 ms)": spread([timed(feedback.page) for _ in range(40)]),
            "one kind (goal < 100 ms)": spread([timed(lambda k=k: feedback.page(k)) for k in _KINDS * 8]),
            "two words, the last begun (goal < 100 ms)": spread(
                [timed(lambda q=q: feedback.page(None, q)) for q in asked]
            ),
            "one word (goal < 100 ms)": spread([timed(lambda q=q: feedback.page(None, q)) for q in rare]),
            "two letters of very many words (goal < 100 ms)": spread(
                [timed(lambda q=q: feedback.page(None, q)) for q in ("ca", "my", "th", "i", "w", "my ca") * 5]
            ),
            "one noted": spread(
                [timed(lambda n=n: feedback.note_own(f"what was seen {n}", FeedbackKind.BUG)) for n in range(40)]
            ),
        }
        store.close()
    return figures


def fill(store: Store, chance: random.Random, number: int = ENTRIES) -> None:
    """Entries of every kind, written past the service as an import would."""
    now = datetime.now(UTC)
    rows = []
    for at, text in enumerate(texts(number, chance)):
        said = to_text(now - timedelta(minutes=10 * (number - at)))
        rows.append((f"e{at:06}", chance.choice(_KINDS), text, said, said))
    store.write(
        lambda tx: tx.run_many(
            "INSERT INTO entry (id, kind, verbatim, said_at, captured_at) VALUES (?, ?, ?, ?, ?)", rows
        )
    )
