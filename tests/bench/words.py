"""The checker and the snippet search, beside what they stand on."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from tests.bench.stats import spread
from workbench.app import open_workbench
from workbench.certainty import check
from workbench.library.editing.installing import keep_pack
from workbench.packs.model import Pack, PackSnippet
from workbench.secrets.port import SessionSecrets

REPLY = (
    "Hi Mette,\n\nI looked at your account this morning. The second charge should now be gone, and the refund is on its "
    "way to the card that ends in 4242. It takes up to five days, depending on your bank. Looks like the export stopped "
    "because the file was too large, so I split it into two parts. You can download both from the same page.\n\n"
) * 3
SIZES = (10_000, 100_000)


def measure_checker(runs: int = 400) -> dict[str, object]:
    words = len(REPLY.split())
    times = [timed(lambda: check(REPLY)) for _ in range(runs)]
    sentence = [timed(lambda: check("That should now be fixed, and hopefully it stays so.")) for _ in range(runs)]
    return {f"a reply of {words} words": spread(times), "one sentence": spread(sentence)}


def measure_search(runs: int = 40) -> dict[str, object]:
    """Each figure beside the bare full-text query in the same run."""
    figures: dict[str, object] = {}
    for size in SIZES:
        workbench = open_workbench(Path(tempfile.mkdtemp()), secrets=SessionSecrets())
        pack = Pack(id="bench", name="Bench", version="1.0.0", serial=1, snippets=library(size), faults=(), digest="x")
        building = timed(lambda: workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC))))  # noqa: B023
        reader = workbench.store.read()
        workbench.library.search("zzzzz")  # the words of the library are read once
        figures[f"{size:,} snippets: built in s"] = round(building / 1000, 1)
        for name, queries in QUERIES.items():
            figures[f"{size:,} snippets: {name}"] = spread(repeated(workbench.library.search, queries, runs))
        bare = repeated(lambda query: reader.rows(BARE, [query]), [bare_query(each) for each in QUERIES["words"]], runs)  # noqa: B023
        figures[f"{size:,} snippets: beside: the bare full-text query of words"] = spread(bare)
        workbench.close()
    return figures


BARE = "SELECT rowid FROM snippet_text WHERE snippet_text MATCH ? LIMIT 400"
QUERIES = {
    "nothing typed": ("",),
    "one letter": tuple("rispcw"),
    "two and three letters": ("re", "inv", "pa", "add", "wo"),
    "words": ("refund", "invoice case", "s77", "parcel number", "exp imp", "address late"),
    "a slip": ("refnud", "invoce case", "parxel", "adress late"),
}
STEMS = ("refund", "invoice", "parcel", "password", "export", "import", "address", "delay", "plan", "card")


def library(size: int) -> tuple[PackSnippet, ...]:
    """Snippets of about a hundred words, of which a few are in very many and most in few, as in a language."""
    chance = random.Random(7)
    rare = ["".join(chance.choices("abcdefghijklmnoprstuvwz", k=chance.randint(4, 10))) for _ in range(20_000)]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(rare))))
    made = []
    for n in range(size):
        words = chance.choices(rare, cum_weights=weights, k=90)
        made.append(
            PackSnippet(
                id=f"s{n}", folder=STEMS[n % 3], title=f"{STEMS[n % 10].title()} {words[0]} case {n}", shortcut=f"s{n}",
                tags=(STEMS[n % 7],), synonyms=(words[1],), language="en", context="", fields=(),
                body=f"About {STEMS[n % 9]} number {n}, which came late: {' '.join(words)}.",
            )
        )  # fmt: skip
    return tuple(made)


def bare_query(words: str) -> str:
    return " ".join(f'"{word}"*' for word in words.split())


def repeated(search: Callable[[str], object], queries: Sequence[str], runs: int) -> list[float]:
    return [timed(lambda query=query: search(query)) for _ in range(runs) for query in queries]


def timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000
