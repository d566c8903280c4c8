"""A floor under the rules: many turns of the same thing, and next to them sentences that only look like it.

``turns`` goes through ways of saying it, ``hopes`` through idioms of many voices, ``drawer`` through apologies and lines
out of a drawer, ``letters`` through what airlines, banks, councils and hospitals write, and through what should be and
what should be done, ``promises`` through status, measures and hopes of firms and makers of things. Each sentence was
written for one kind and says nothing of the others. The rules have learned from them, so the figures are no estimate
for other texts; they only may not fall.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

FLOOR = {  # precision and recall
    ("turns", Kind.FALSE_HOPE): (0.99, 0.95),
    ("turns", Kind.OVER_APOLOGY): (0.99, 0.99),
    ("turns", Kind.SCRIPT): (0.98, 0.97),
    ("hopes", Kind.FALSE_HOPE): (0.95, 0.88),
    ("hopes", Kind.UNCERTAIN): (0.90, 0.90),
    ("promises", Kind.FALSE_HOPE): (0.98, 0.90),
    ("promises", Kind.UNCERTAIN): (0.93, 0.94),
    ("drawer", Kind.OVER_APOLOGY): (0.97, 0.99),
    ("drawer", Kind.SCRIPT): (0.99, 0.97),
    ("letters", Kind.UNCERTAIN): (0.96, 0.99),
    ("letters", Kind.SCRIPT): (0.99, 0.96),
    ("letters", Kind.OVER_APOLOGY): (0.99, 0.98),
}


@pytest.mark.parametrize(("name", "kind"), list(FLOOR))
def test_it_hears_as_many_turns_as_before_and_flags_no_more_innocents(name: str, kind: Kind) -> None:
    lines = (Path(__file__).parent / f"{name}.jsonl").read_text("utf-8").splitlines()
    heard = [
        (item["heard"], kind in {finding.kind for finding in check(item["text"])})
        for item in map(json.loads, lines)
        if item["kind"] == kind
    ]
    both = heard.count((True, True))
    precision = both / (both + heard.count((False, True)))
    recall = both / (both + heard.count((True, False)))
    floor = FLOOR[name, kind]
    assert precision >= floor[0] and recall >= floor[1], (round(precision, 3), round(recall, 3))
