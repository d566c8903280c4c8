"""Which snippets say nearly the same. Candidates share rare runs of words, so that nobody compares all with all."""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from rapidfuzz import fuzz

from workbench.kernel.text import fold

ALIKE = 90.0  # of 100
_WORD = re.compile(r"\w+")
_RUN, _KEYS, _SHARED, _CROWD = 3, 8, 2, 40
_LEAST_WORDS = 6
_PLACE = re.compile(r"\{\{[^{}\n]*\}\}")


def pairs(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, float]]:
    """Two ids and how alike they are (of 100), for ``texts`` by id. Short texts are left out, for all are alike."""
    words: dict[str, str] = {}
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for id_, text in texts:
        found = _WORD.findall(_PLACE.sub(" ", fold(text)))
        if len(found) >= _LEAST_WORDS:
            words[id_] = " ".join(found)
            for key in _keys(found):
                buckets[key].append(id_)
    shared: defaultdict[tuple[str, str], int] = defaultdict(int)
    for ids in buckets.values():
        if len(ids) <= _CROWD:  # a run that so many have tells them not apart
            for pair in combinations(ids, 2):
                shared[pair] += 1
    for (one, other), number in shared.items():
        if number >= _SHARED:
            ratio = fuzz.ratio(words[one], words[other], score_cutoff=ALIKE)
            if ratio:
                yield one, other, ratio


def _keys(words: list[str]) -> list[int]:
    """The smallest hashes of runs of words: texts that share many runs share some of these."""
    runs = {zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1)}
    return sorted(runs)[:_KEYS]
