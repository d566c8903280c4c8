"""The checker and the snippet search, beside what they stand on."""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.stats import spread
from workbench.app import open_workbench
from workbench.certainty import check
from workbench.library.repo import keep_pack
from workbench.packs.format import Pack, PackSnippet
from workbench.secrets.port import SessionSecrets

REPLY = (
    "Hi Mette,\n\nI looked at your account this morning. The second charge should now be gone, and the refund is on its "
    "way to the card that ends in 4242. It takes up to five days, depending on your bank. Looks like the export stopped "
    "because the file was too large, so I split it into two parts. You can download both from the same page.\n\n"
) * 3
SNIPPETS = 10_000


def measure_checker(runs: int = 400) -> dict[str, object]:
    words = len(REPLY.split())
    times = [timed(lambda: check(REPLY)) for _ in range(runs)]
    sentence = [timed(lambda: check("That should now be fixed, and hopefully it stays so.")) for _ in range(runs)]
    return {f"a reply of {words} words": spread(times), "one sentence": spread(sentence)}


def measure_search(runs: int = 60) -> dict[str, object]:
    workbench = open_workbench(Path(tempfile.mkdtemp()), secrets=SessionSecrets())
    stems = ("refund", "invoice", "parcel", "password", "export", "import", "address", "delay", "plan", "card")
    made = tuple(
        PackSnippet(id=f"s{n}", folder="f", title=f"{stems[n % 10].title()} case {n}", shortcut=f"s{n}", tags=(stems[n % 7],),
                    synonyms=(), language="en", context="", fields=(), body=f"About {stems[n % 9]} number {n}. " * 12)
        for n in range(SNIPPETS)
    )  # fmt: skip
    pack = Pack(id="bench", name="Bench", version="1.0.0", serial=1, snippets=made, faults=(), digest="x")
    workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC)))
    queries = ("refund", "ref", "invoice case", "s77", "parcel number", "exp imp")
    times = [timed(lambda query=query: workbench.library.search(query)) for _ in range(runs) for query in queries]  # type: ignore[misc]
    reader = workbench.store.read()
    bare = [
        timed(lambda query=query: reader.rows("SELECT rowid FROM snippet_fts WHERE snippet_fts MATCH ? LIMIT 400",  # type: ignore[misc]
                                              [" ".join(f'"{w}"*' for w in query.split())]))
        for _ in range(runs) for query in queries
    ]  # fmt: skip
    workbench.close()
    return {f"search in {SNIPPETS:,} snippets": spread(times), "beside: the bare full-text query": spread(bare)}


def timed(work: object) -> float:
    started = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000
