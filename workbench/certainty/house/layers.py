"""Lays house rules over the rules that ship: later ones count, by id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from workbench.certainty.house.model import HouseRules
from workbench.certainty.house.words import HEARS, VERIFY, WHY
from workbench.certainty.linear import LINEAR
from workbench.certainty.model import Kind, Level, Rule, RuleBook
from workbench.certainty.patterns import CuePattern
from workbench.certainty.rules import rule_of, woken_by

_AT_ONCE = 20_000  # code points of phrases in one pattern


def layered(base: RuleBook, houses: Sequence[HouseRules], allow: Iterable[str] = ()) -> RuleBook:
    """``base`` with what ``houses`` say, the last of them above all; ``allow``: further phrases that are let be."""
    rules: dict[str, Rule] = {rule.id: rule for rule in base.rules}
    levels: dict[str, Level | None] = {}
    for house in houses:
        for rule in house.rules:
            rules[rule.id] = rule
            levels.pop(rule.id, None)
        levels |= house.levels
    every = [*rules.values(), *_phrase_rules(houses)]
    stay = tuple(_at_level(rule, levels) for rule in every if levels.get(rule.id, rule.level) is not None)
    allowed = dict.fromkeys([*(phrase for house in houses for phrase in house.allow), *allow])
    return replace(base, rules=stay, woken_by=woken_by(stay), allowed=patterns_of(allowed))


def _at_level(rule: Rule, levels: Mapping[str, Level | None]) -> Rule:
    level = levels.get(rule.id)
    return rule if level in (None, rule.level) else replace(rule, level=level)


def _phrase_rules(houses: Sequence[HouseRules]) -> Iterator[Rule]:
    """The phrases of every file, as rules named ``phrases.<kind>``."""
    for kind in Kind:
        phrases = dict.fromkeys(phrase for house in houses for phrase in house.phrases.get(kind, ()))
        for some in _in_parts(phrases):
            entry = {"id": f"phrases.{kind}", "kind": kind.value, "level": "warn", "phrases": some}
            said = {"hears": HEARS[kind], "verify": VERIFY[kind], "why": WHY}
            yield rule_of(entry | said, {}, {}, LINEAR)


def patterns_of(phrases: Iterable[str]) -> tuple[CuePattern, ...]:
    """Patterns that find ``phrases``, which are in small letters with single spaces."""
    return tuple(LINEAR.cue("|".join(re.escape(phrase) for phrase in some)) for some in _in_parts(phrases))


def _in_parts(phrases: Iterable[str]) -> Iterator[list[str]]:
    """The phrases, longer ones first, in lists that make a pattern of bearable size."""
    part: list[str] = []
    size = 0
    for phrase in sorted(phrases, key=len, reverse=True):
        if part and size + len(phrase) > _AT_ONCE:
            yield part
            part, size = [], 0
        part.append(phrase)
        size += len(phrase)
    if part:
        yield part
