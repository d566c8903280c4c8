"""Briefs: how long one takes of a topic with 5,000 entries among 100,000, and the lists for people without the app."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from tests.bench.stats import spread
from tests.bench.topics import ENTRIES, TOPICS, fill, opened, texts
from tests.bench.words import timed
from workbench.feedback.advocacy.service import AdvocacyService
from workbench.feedback.brief.model import Brief
from workbench.feedback.brief.service import BriefService
from workbench.kernel.clock import SystemClock
from workbench.kernel.ids import TopicId

LARGE, AREAS = 5_000, 12


def measure(runs: int = 20) -> dict[str, object]:
    """All in milliseconds; the goal of a brief is below a second."""
    chance = random.Random(5)
    with tempfile.TemporaryDirectory() as folder:
        store = opened(Path(folder))
        said = [(text, "large" if at < LARGE else f"t{chance.randrange(TOPICS)}") for at, text in
                enumerate(texts(ENTRIES, chance))]  # fmt: skip
        category = fill(store, said)
        store.write(lambda tx: tx.run(f"UPDATE topic SET area = 'Area ' || (rowid % {AREAS})"))
        store.write(lambda tx: tx.run("UPDATE entry SET ticket_number = rowid, minutes = rowid % 30"))
        briefs = BriefService(store, SystemClock(), AdvocacyService(store, SystemClock()))
        large = next(TopicId(topic) for topic, about in category.items() if about == "large")
        brief = briefs.make(large).value
        if not isinstance(brief, Brief) or len(brief.entries) != LARGE:
            raise ValueError("The large topic has not all of its entries.")
        figures: dict[str, object] = {
            f"a brief of {LARGE:,} entries among {ENTRIES:,} (goal < 1,000 ms)": spread(
                [timed(lambda: briefs.make(large)) for _ in range(runs)]
            ),
            "the same read again": spread([timed(lambda: briefs.one(brief.id)) for _ in range(runs)]),
            "the same as Markdown": spread([timed(lambda: briefs.text(brief, ".md")) for _ in range(runs)]),
            "the same as HTML": spread([timed(lambda: briefs.text(brief, ".html")) for _ in range(runs)]),
            "entries behind its largest number": spread(
                [timed(lambda: briefs.behind(brief, "accounts")) for _ in range(runs)]
            ),
            f"listening list of {AREAS} areas": spread([timed(briefs.listening) for _ in range(runs)]),
            "meeting pack of an area": spread([timed(lambda: briefs.meeting("Area 3")) for _ in range(runs)]),
        }
        store.close()
    return figures
