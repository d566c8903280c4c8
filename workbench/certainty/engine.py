"""Runs the rules over a text. Pure: the same text gives the same findings, on any thread."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.certainty.conventions import Conventions
from workbench.certainty.guards import Place
from workbench.certainty.mask import lower, mask
from workbench.certainty.model import Finding, Kind, Level, Rule, RuleBook
from workbench.certainty.patterns import Found, may_be_in
from workbench.certainty.rewrite import Cue, rewritten
from workbench.certainty.sentences import split
from workbench.certainty.triggers import found_in, trigger_pattern
from workbench.kernel.spans import Span

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A rule's cue found in a sentence; ``span`` is its place in the whole text."""

    rule: Rule
    sentence: Span
    place: Place
    match: Found
    span: Span


class Checker:
    """Checks texts with the rules of one language. Holds nothing that changes."""

    def __init__(self, rules: RuleBook) -> None:
        self._rules = rules.rules
        self._woken_by = rules.woken_by
        self._triggers = trigger_pattern(rules.woken_by)
        self._conventions = rules.conventions
        self._always = [(number, rule.cue) for number, rule in enumerate(rules.rules) if not rule.triggers]
        self._allowed = rules.allowed

    @property
    def conventions(self) -> Conventions:
        """How the language is written, and what can honestly be said in it."""
        return self._conventions

    def rule(self, id_: str) -> Rule | None:
        """The rule that findings name as ``id_``."""
        return next((rule for rule in self._rules if rule.id == id_), None)

    def check(self, text: str) -> tuple[Finding, ...]:
        """Findings sorted by their start; within a kind they do not overlap. Any text is taken, none raises."""
        if not self._always and not self._triggers.search(lower(text).replace("’", "'")):
            return ()
        masked = mask(text)
        hits = _without_overlaps(self._hits(masked, lower(masked), text))
        return tuple(_finding(text, hit) for hit in hits)

    def _hits(self, masked: str, low: str, text: str) -> list[_Hit]:
        """Every cue that no guard excuses and no allowed phrase touches, without regard to overlaps."""
        hits: list[_Hit] = []
        counts: dict[str, int] = {}
        for sentence, rules in self._woken(masked, low):
            words = low[sentence.start : sentence.end]
            allowed: list[Span] | None = None if self._allowed else []
            for number in rules:
                rule = self._rules[number]
                for hit in _hits_of(rule, sentence, words, self._conventions.breaks):
                    if allowed is None:
                        allowed = self._allowed_in(text, sentence)
                    if any(hit.span.overlaps(span) for span in allowed):
                        continue
                    counts[rule.id] = counts.get(rule.id, 0) + 1
                    if counts[rule.id] >= rule.nth:
                        hits.append(hit)
        return hits

    def _allowed_in(self, text: str, sentence: Span) -> list[Span]:
        """Where phrases stand that are allowed, also where a quotation or the like is part of one."""
        words = lower(text[sentence.start : sentence.end]).replace("’", "'")
        found = (match.span() for pattern in self._allowed for match in pattern.finditer(words))
        return [Span(*span).shifted(sentence.start) for span in found]

    def _woken(self, masked: str, low: str) -> Iterator[tuple[Span, list[int]]]:
        """Sentences that hold a trigger, each with the numbers of the rules that it wakes, in file order."""
        found = list(found_in(self._triggers, low))
        always = {number for number, cue in self._always if may_be_in(cue, low)}
        if not found and not always:
            return
        sentences = split(masked, self._conventions)
        starts = [sentence.start for sentence in sentences]
        woken = {index: set(always) for index in range(len(sentences))} if always else {}
        for at, word in found:
            woken.setdefault(bisect_right(starts, at) - 1, set()).update(self._woken_by[word])
        for index, rules in woken.items():
            yield sentences[index], sorted(rules)


def _hits_of(rule: Rule, sentence: Span, words: str, breaks: re.Pattern[str]) -> Iterator[_Hit]:
    for match in rule.cue.finditer(words):
        start, end = match.span()
        place = Place(words, start, end, breaks)
        if start < end and not any(guard.holds(place) for guard in rule.unless):
            span = Span(start, end).shifted(sentence.start)
            yield _Hit(rule=rule, sentence=sentence, place=place, match=match, span=span)


def _without_overlaps(hits: list[_Hit]) -> list[_Hit]:
    """Of hits of one kind that overlap the longest stays; hits of different kinds may lie in each other."""
    last: dict[Kind, _Hit] = {}
    kept: dict[int, _Hit] = {}
    for hit in sorted(hits, key=lambda one: (one.span.start, -len(one.span), one.rule.level is Level.HINT)):
        before = last.get(hit.rule.kind)
        if before is not None and before.span.overlaps(hit.span):
            if len(before.span) >= len(hit.span):
                continue
            del kept[id(before)]
        last[hit.rule.kind] = kept[id(hit)] = hit
    return sorted(kept.values(), key=lambda one: (one.span.start, one.span.end))


def _finding(text: str, hit: _Hit) -> Finding:
    cue = text[hit.span.start : hit.span.end]
    sentence = text[hit.sentence.start : hit.sentence.end]
    parts = {name: sentence[slice(*hit.match.span(name))] for name in hit.match.groupdict()}  # as they were typed
    return Finding(
        kind=hit.rule.kind,
        level=hit.rule.level,
        span=hit.span,
        cue=cue,
        rule=hit.rule.id,
        message=hit.rule.hears.replace("{cue}", _SPACE.sub(" ", cue)),
        verify=hit.rule.verify,
        rewrite=rewritten(hit.rule.rewrite, Cue(sentence, hit.place, parts)) if hit.rule.rewrite else None,
        replaces=hit.sentence,
    )
