"""The checker and the snippet search, beside what they stand on."""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

from tests.bench.stats import part, spread
from workbench.app import Workbench, open_workbench
from workbench.certainty import check
from workbench.kernel.ids import SnippetId
from workbench.library.editing.installing import keep_pack
from workbench.library.model import ReplyContext
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
    """For a ticket, in a library that is in use, each figure beside the bare full-text query in the same run.

    ``cpu p95`` is of the searching thread alone, for machines that have other things to do.
    """
    figures: dict[str, object] = {}
    for size in SIZES:
        workbench = open_workbench(Path(tempfile.mkdtemp()), secrets=SessionSecrets())
        made = library(size)
        pack = Pack(id="bench", name="Bench", version="1.0.0", serial=1, snippets=made, faults=(), digest="x")
        cpu = time.process_time()
        building = timed(lambda: workbench.store.write(lambda tx: keep_pack(tx, pack, datetime.now(UTC))))  # noqa: B023
        cpu = time.process_time() - cpu
        figures[f"{size:,} snippets: built in s (goal < 15)"] = {
            "wall": round(building / 1000, 1),
            "cpu": round(cpu, 1),
        }
        figures[f"{size:,} snippets: words of the library read, ms"] = round(timed(workbench.library.read_words), 1)
        for each in made[:: max(1, size // 300)]:
            workbench.library.used(SnippetId(each.id))
        goal = 10 if size <= 10_000 else 50
        for name, times in searches(workbench, made, runs).items():
            figures[f"{size:,} snippets: {name} (goal p95 < {goal})"] = of_both(times)
        reader = workbench.store.read()
        bare = [measured(lambda q=query: reader.rows(BARE, [q])) for query in bare_queries() * runs]  # noqa: B023
        figures[f"{size:,} snippets: beside: the bare full-text query of words"] = of_both(bare)
        workbench.close()
    return figures


def searches(workbench: Workbench, made: Sequence[PackSnippet], runs: int) -> dict[str, list[Both]]:
    """Slips are each typed once, for nobody slips twice in one way; an edit is one snippet that is saved."""
    search, found = workbench.library.search, {}
    for name, queries in QUERIES.items():
        found[name] = [measured(lambda q=query: search(q, TICKET)) for _ in range(runs) for query in queries]
    found["a slip, each a fresh one"] = [measured(lambda q=query: search(q, TICKET)) for query in slips(made, 4 * runs)]
    after = []
    for query, was in zip(slips(made, runs, seed=3), made[1:], strict=False):
        workbench.editing.save(replace(was, body=f"{was.body} Mended for {query}wards."))
        after.append(measured(lambda q=query: search(q, TICKET)))
    found["a fresh slip after an edit"] = after
    again = []
    for query, was in zip(QUERIES["words"] * runs, made[runs + 1 : 2 * runs + 1], strict=False):
        workbench.editing.save(replace(was, body=f"{was.body} Mended."))
        again.append(measured(lambda q=query: search(q, TICKET)))
    found["words after an edit"] = again
    whole = [f"s{n}" for n in range(0, len(made), max(1, len(made) // 200))]
    found["a shortcut behind ;"] = [measured(lambda q=each: search(q, TICKET, 8)) for each in whole]
    found["whose shortcut it is, asked at the key"] = [
        measured(lambda q=each: workbench.library.only_with_shortcut(q)) for each in whole
    ]
    return found


def slips(made: Sequence[PackSnippet], number: int, seed: int = 5) -> list[str]:
    """Words of titles and bodies with one letter gone, doubled, changed or changed round."""
    chance, found = random.Random(seed), []
    while len(found) < number:
        each = chance.choice(made)
        word = chance.choice((*each.title.split(), *each.body.split())).strip(".,:").lower()
        if len(word) < 5 or not word.isalpha():
            continue
        at, kind = chance.randrange(1, len(word) - 1), chance.randrange(4)
        changed = (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + chance.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
        found.append(changed[kind])
    return found


Both = tuple[float, float]  # ms on the wall, ms of this thread
BARE = "SELECT rowid FROM snippet_text WHERE snippet_text MATCH ? LIMIT 400"
TICKET = ReplyContext(language="de-at", tags=("vip", "parcel"), products=("cloud",))
QUERIES = {
    "nothing typed": ("",),
    "one letter": tuple("rispcw"),
    "two and three letters": ("re", "inv", "pa", "add", "wo"),
    "words": ("refund", "invoice case", "s77", "parcel number", "exp imp", "address late"),
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
                tags=(STEMS[n % 7], "vip") if n % 50 == 0 else (STEMS[n % 7],), synonyms=(words[1],),
                language="de" if n % 20 == 0 else "en", context="", fields=(),
                body=f"About {STEMS[n % 9]} number {n}, which came late: {' '.join(words)}.",
            )
        )  # fmt: skip
    return tuple(made)


def bare_queries() -> list[str]:
    return [" ".join(f'"{word}"*' for word in words.split()) for words in QUERIES["words"]]


def of_both(times: Sequence[Both]) -> dict[str, object]:
    return spread([wall for wall, _ in times]) | {"cpu p95 ms": round(part([cpu for _, cpu in times], 0.95), 2)}


def measured(work: Callable[[], object]) -> Both:
    wall, cpu = time.perf_counter(), time.thread_time()
    work()
    return (time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000


def timed(work: Callable[[], object]) -> float:
    return measured(work)[0]
