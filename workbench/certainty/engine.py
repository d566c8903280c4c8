"""Runs the rules over a text. Pure: the same text gives the same findings, on any thread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from operator import or_
from typing import Protocol, TypeAlias

from workbench.certainty.composed import Composed, composed
from workbench.certainty.conventions import Conventions
from workbench.certainty.guards import Place, excuses
from workbench.certainty.mask import lower, mask, names_button
from workbench.certainty.model import Finding, Kind, Level, Rule, RuleBook
from workbench.certainty.once import once
from workbench.certainty.patterns import Found, may_be_in, sieve_of
from workbench.certainty.rewrite import Cue, rewritten
from workbench.certainty.sentences import Sentences
from workbench.certainty.triggers import found_in, trigger_pattern
from workbench.kernel.spans import Span

_SPACE = re.compile(r"\s+")
Read: TypeAlias = tuple[str, str, int]  # a sentence as it was typed, as rules read it, and a bit for each that does
_MIXES = 4_096  # of rules that read a sentence together


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A rule's cue found in a sentence that no guard excuses. Knows nothing of the text around the sentence."""

    rule: Rule
    sentence: str
    place: Place
    match: Found

    @once
    def cue(self) -> str:
        """The words that were found, as they were typed."""
        return self.sentence[self.place.start : self.place.end]

    @once
    def message(self) -> str:
        return self.rule.hears.replace("{cue}", _SPACE.sub(" ", self.cue))

    @once
    def rewrite(self) -> str | None:
        if self.rule.rewrite is None:
            return None
        parts = {name: self.sentence[slice(*self.match.span(name))] for name in self.match.groupdict()}
        return rewritten(self.rule.rewrite, Cue(self.sentence, self.place, parts))


class Memory(Protocol):
    """What was found in sentences that were read before."""

    def get(self, read: Read, /) -> tuple[Hit, ...] | None: ...
    def keep(self, read: Read, hits: tuple[Hit, ...], /) -> None: ...


@dataclass(frozen=True, slots=True)
class _Placed:
    """A hit where it stands in the text; ``sentence`` is where its sentence does."""

    hit: Hit
    span: Span
    sentence: Span


class Checker:
    """Checks texts with the rules of one language. Holds nothing that changes."""

    def __init__(self, rules: RuleBook) -> None:
        self._rules = [(rule, sieve_of(rule.cue), rule.cue.finditer) for rule in rules.rules]
        self._woken_by = {phrase: _bits(numbers) for phrase, numbers in rules.woken_by.items()}
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
        return next((rule for rule, *_ in self._rules if rule.id == id_), None)

    def check(self, text: str, memory: Memory | None = None) -> tuple[Finding, ...]:
        """Findings sorted by their start; within a kind they do not overlap. Any text is taken, none raises.

        ``memory``: what this checker found in sentences before. They are not checked again, and new ones are added; the
        findings are the same with and without it.
        """
        joined = composed(text)
        if joined is None:
            return self._check(text, memory)
        return tuple(_as_typed(one, joined, text) for one in self._check(joined.text, memory))

    def _check(self, text: str, memory: Memory | None) -> tuple[Finding, ...]:
        masked = mask(text)
        placed = self._placed(masked, self._conventions.with_names(masked, lower(masked)), text, memory)
        return tuple(_finding(one) for one in _without_overlaps(placed))

    def _placed(self, masked: str, low: str, text: str, memory: Memory | None) -> list[_Placed]:
        """Every cue that no guard excuses and no allowed phrase touches, without regard to overlaps."""
        placed: list[_Placed] = []
        counts: dict[str, int] = {}
        for sentence, rules in self._woken(masked, low):
            read = text[sentence.start : sentence.end], low[sentence.start : sentence.end], rules
            hits = memory.get(read) if memory is not None else None
            if hits is None:
                hits = tuple(self._hits(*read))
                if memory is not None:
                    memory.keep(read, hits)
            for hit in hits:
                counts[hit.rule.id] = counts.get(hit.rule.id, 0) + 1
                if counts[hit.rule.id] >= hit.rule.nth:
                    span = Span(sentence.start + hit.place.start, sentence.start + hit.place.end)
                    placed.append(_Placed(hit, span, sentence))
        return placed

    def _hits(self, sentence: str, words: str, rules: int) -> Iterator[Hit]:
        """What ``rules`` find in a sentence; ``words`` is how they read it."""
        allowed: list[Span] | None = None if self._allowed else []
        breaks = self._conventions.breaks
        raw = words.encode("utf-8", "replace")  # half of a pair of UTF-16 is no character
        for number in _numbers(rules):
            rule, may_be, places_in = self._rules[number]
            if may_be is not None and not may_be(raw):
                continue
            for match in places_in(words):
                start, end = match.span()
                place = Place(words, start, end, breaks)
                if start == end or excuses(rule.unless, place) or names_button(place.head, sentence[start:end]):
                    continue
                if allowed is None:
                    allowed = self._allowed_in(sentence)
                if not allowed or not any(Span(start, end).overlaps(span) for span in allowed):
                    yield Hit(rule=rule, sentence=sentence, place=place, match=match)

    def _allowed_in(self, sentence: str) -> list[Span]:
        """Where phrases stand that are allowed, also where a quotation or the like is part of one."""
        words = lower(sentence).replace("’", "'")
        return [Span(*match.span()) for pattern in self._allowed for match in pattern.finditer(words)]

    def _woken(self, masked: str, low: str) -> Iterator[tuple[Span, int]]:
        """Sentences that hold a trigger, each with a bit for every rule that it wakes."""
        always = _bits(number for number, cue in self._always if may_be_in(cue, low))
        found = list(found_in(self._triggers, low))
        if not found and not always:
            return
        sentences = Sentences(masked, self._conventions)
        woken = dict.fromkeys(sentences, always) if always else {}
        end, sentence, rules = 0, None, 0
        for at, word in found:
            if at >= end:
                if sentence is not None:
                    woken[sentence] = rules
                sentence = sentences.around(at)
                end, rules = sentence.end, always
            rules |= self._woken_by[word]
        if sentence is not None:
            woken[sentence] = rules
        yield from woken.items()


def _bits(numbers: Iterable[int]) -> int:
    return reduce(or_, map((1).__lshift__, numbers), 0)


@lru_cache(maxsize=_MIXES)
def _numbers(bits: int) -> tuple[int, ...]:
    """Which ``bits`` are set, from the lowest."""
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)


def _without_overlaps(placed: list[_Placed]) -> list[_Placed]:
    """Of hits of one kind that overlap the longest stays, of a house rule first; hits of different kinds may lie in
    each other.
    """
    last: dict[Kind, _Placed] = {}
    kept: dict[int, _Placed] = {}
    for one in sorted(placed, key=lambda one: (one.span.start, -one.span.end, one.hit.rule.level is Level.HINT)):
        before = last.get(one.hit.rule.kind)
        if before is not None and before.span.overlaps(one.span):
            if _standing(before) >= _standing(one):
                continue
            del kept[id(before)]
        last[one.hit.rule.kind] = kept[id(one)] = one
    return sorted(kept.values(), key=lambda one: (one.span.start, one.span.end))


def _standing(one: _Placed) -> tuple[bool, int]:
    return one.hit.rule.house, len(one.span)


def _finding(one: _Placed) -> Finding:
    hit, rule = one.hit, one.hit.rule
    return Finding(
        kind=rule.kind,
        level=rule.level,
        span=one.span,
        cue=hit.cue,
        rule=rule.id,
        message=hit.message,
        verify=rule.verify,
        rewrite=hit.rewrite,
        replaces=one.sentence,
    )


def _as_typed(found: Finding, joined: Composed, text: str) -> Finding:
    """What was found in the joined letters of ``text``, with the places that it has in ``text`` itself."""
    span = joined.typed(found.span)
    return replace(found, span=span, cue=text[span.start : span.end], replaces=joined.typed(found.replaces))
