"""Every turn of a cue holds a word that wakes its rule: a rule that sleeps through its own cue is heard by nobody."""

from __future__ import annotations

import random
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from workbench.certainty.mask import MASKED
from workbench.certainty.model import Rule
from workbench.certainty.rules import load
from workbench.certainty.shipped import Cue
from workbench.certainty.triggers import found_in, trigger_pattern
from workbench.paths import resources

RULES = [pytest.param(rule, id=rule.id) for rule in load(resources() / "rules" / "en.toml").rules]
_MADE = 600
_ODD = 0.05  # of what is made up fits the pattern, and is no English that anybody writes
_AHEAD = " the it your this you we fix works by a to, "


def turns(pattern: str, chance: random.Random) -> str:
    """One text that the pattern was written for; what it only looks at is left out."""

    def one(items: Any) -> str:
        return "".join(part(*item) for item in items)

    def part(kind: Any, value: Any) -> str:
        if kind is op.LITERAL:
            return chr(value)
        if kind is op.BRANCH:
            return one(chance.choice(value[1]))
        if kind is op.SUBPATTERN:
            return one(value[3])
        if kind in {op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT}:
            least, most, items = value
            times = chance.choice([least, min(int(most), least + 1)])
            return "".join(one(items) for _ in range(times))
        if kind is op.IN:
            return letter(value)
        if kind in {op.NOT_LITERAL, op.ANY}:
            return "x"
        return one(value[1]) if kind is op.ASSERT and value[0] > 0 and chance.random() < 0.5 else ""

    def letter(items: Any) -> str:
        kind, value = items[0]
        if kind is op.LITERAL:
            return chr(value)
        if kind is op.RANGE:
            return chr(value[0])
        return {op.CATEGORY_SPACE: " ", op.CATEGORY_DIGIT: "5"}.get(value, "x")

    return one(parser.parse(pattern))


@pytest.mark.parametrize("rule", RULES)
def test_every_turn_of_a_cue_wakes_its_rule(rule: Rule) -> None:
    chance = random.Random(rule.id)
    waking = trigger_pattern(rule.triggers)
    asleep = []
    assert isinstance(rule.cue, Cue)
    for _ in range(_MADE):
        made = turns(rule.cue.pattern, chance).replace(MASKED, "x")
        for text in (made, f"{made} {_AHEAD}"):
            found = next(rule.cue.finditer(text), None)
            cue = text[slice(*found.span())] if found else ""
            if cue and next(found_in(waking, text), None) is None:
                asleep.append(" ".join(cue.split()))
    assert len(asleep) <= _ODD * _MADE * 2, sorted(set(asleep))
