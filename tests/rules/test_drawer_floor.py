"""A floor under apologies and lines out of a drawer: turns of each family of meaning, and sentences that look like it.

Each sentence was written for one kind and says nothing of the other. The rules have learned from them, so the figures
are no estimate for other texts; they only may not fall.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "drawer.jsonl").read_text("utf-8").splitlines()]
FLOOR = {Kind.OVER_APOLOGY: (0.97, 0.99), Kind.SCRIPT: (0.99, 0.97)}


@pytest.mark.parametrize("kind", list(FLOOR))
def test_it_hears_what_comes_out_of_the_drawer_and_leaves_the_rest(kind: Kind) -> None:
    heard = [
        (item["heard"], kind in {finding.kind for finding in check(item["text"])})
        for item in SENTENCES
        if item["kind"] == kind
    ]
    both = heard.count((True, True))
    precision = both / (both + heard.count((False, True)))
    recall = both / (both + heard.count((True, False)))
    assert precision >= FLOOR[kind][0] and recall >= FLOOR[kind][1], (round(precision, 3), round(recall, 3))
