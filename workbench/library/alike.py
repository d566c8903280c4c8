"""Which snippets say the same or nearly. Candidates share rare runs of words, so that nobody compares all with all."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from workbench.kernel.text import fold

ALIKE = 90.0  # of 100
_WORD = re.compile(r"\w+")
_RUN, _KEYS, _SHARED, _CROWD = 3, 8, 2, 40
_LEAST_WORDS = 6
_PLACE = re.compile(r"\{\{[^{}\n]*\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Ids that say nearly the same, in the order in which they came. ``ratio``: of 100, that of the least alike two."""

    ids: tuple[str, ...]
    ratio: float


def alike(texts: Iterable[tuple[str, str]]) -> Iterator[Alike]:
    """Groups of ids for ``texts`` by id; an id may have several. Short texts are left out, for all are alike."""
    by_words: defaultdict[str, dict[str, None]] = defaultdict(dict)
    order: dict[str, int] = {}
    for id_, text in texts:
        found = _WORD.findall(_PLACE.sub(" ", fold(text)))
        order.setdefault(id_, len(order))
        if len(found) >= _LEAST_WORDS:
            by_words[" ".join(found)][id_] = None
    groups = _Groups()
    for same in by_words.values():
        for one, other in pairwise(same):
            groups.join(one, other, 100.0)
    for first, second, ratio in _near(list(by_words)):
        groups.join(next(iter(by_words[first])), next(iter(by_words[second])), ratio)
    yield from groups.all(order)


def _near(texts: list[str]) -> Iterator[tuple[str, str, float]]:
    """Two texts and how alike they are; each is there once."""
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for text in sorted(texts):
        for key in _keys(text.split()):
            buckets[key].append(text)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for those in buckets.values():
        for pair in _pairs(those):
            shared[pair] += 1
    for (one, other), number in shared.items():
        if number >= _SHARED and (ratio := fuzz.ratio(one, other, score_cutoff=ALIKE)):
            yield one, other, ratio


def _pairs(texts: list[str]) -> Iterable[tuple[str, str]]:
    """Who is compared of those that share a run: of a crowd each with the first, and with the one before it."""
    if len(texts) <= _CROWD:
        return combinations(texts, 2)
    return dict.fromkeys([*((texts[0], other) for other in texts[1:]), *pairwise(texts)])


def _keys(words: list[str]) -> list[int]:
    """The smallest hashes of runs of words: texts that share many runs share some of these."""
    runs = {zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}
    return sorted(runs)[:_KEYS]


class _Groups:
    """Ids that are joined, directly or through others."""

    def __init__(self) -> None:
        self._leader: dict[str, str] = {}
        self._least: dict[str, float] = {}

    def join(self, one: str, other: str, ratio: float) -> None:
        first, second = self._find(one), self._find(other)
        least = min(ratio, self._least.get(first, 100.0), self._least.get(second, 100.0))
        if first != second:
            self._leader[second] = first
            self._least[first] = least

    def all(self, order: Mapping[str, int]) -> Iterator[Alike]:
        members: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self._leader, key=lambda each: order[each]):
            members[self._find(id_)].append(id_)
        for leader, ids in members.items():
            if len(ids) > 1:
                yield Alike(ids=tuple(ids), ratio=self._least.get(leader, 100.0))

    def _find(self, id_: str) -> str:
        leader = self._leader.setdefault(id_, id_)
        while leader != self._leader[leader]:
            self._leader[leader] = self._leader[self._leader[leader]]
            leader = self._leader[leader]
        self._leader[id_] = leader
        return leader
