"""A floor under false hope and doubt: idioms of many voices, and next to them sentences that only look like them.

Each sentence was written for one kind and says nothing of the others. The rules have learned from them, so the figures
are no estimate for other texts; they only may not fall.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "hopes.jsonl").read_text("utf-8").splitlines()]
FLOOR = {Kind.FALSE_HOPE: (0.95, 0.88), Kind.UNCERTAIN: (0.90, 0.90)}


@pytest.mark.parametrize("kind", list(FLOOR))
def test_it_hears_as_many_idioms_as_before_and_flags_no_more_innocents(kind: Kind) -> None:
    heard = [
        (item["heard"], kind in {finding.kind for finding in check(item["text"])})
        for item in SENTENCES
        if item["kind"] == kind
    ]
    both = heard.count((True, True))
    precision = both / (both + heard.count((False, True)))
    recall = both / (both + heard.count((True, False)))
    assert precision >= FLOOR[kind][0] and recall >= FLOOR[kind][1], (round(precision, 3), round(recall, 3))
