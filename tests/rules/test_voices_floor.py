"""A floor under the rules: sentences written for this in many voices, each labelled twice and alike.

The rules have learned from them, so the figures are no estimate for other texts; they only may not fall.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workbench.certainty import Kind, check

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "voices.jsonl").read_text("utf-8").splitlines()]
FLOOR = {
    Kind.UNCERTAIN: (0.95, 0.96),
    Kind.FALSE_HOPE: (0.93, 0.92),
    Kind.OVER_APOLOGY: (0.97, 0.97),
    Kind.SCRIPT: (0.96, 0.95),
}


@pytest.mark.parametrize("kind", list(Kind))
def test_it_is_as_right_and_hears_as_much_as_before(kind: Kind) -> None:
    heard = [(kind in item["kinds"], kind in {finding.kind for finding in check(item["text"])}) for item in SENTENCES]
    both = heard.count((True, True))
    precision = both / (both + heard.count((False, True)))
    recall = both / (both + heard.count((True, False)))
    assert precision >= FLOOR[kind][0] and recall >= FLOOR[kind][1], (round(precision, 3), round(recall, 3))
