"""What a word with one slip of the finger may mean: a letter too many, too few, another one, or two changed round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

LEAST = 4  # letters; shorter words are one slip from too many others
_MOST = 8


class Vocabulary:
    """The words of a library, folded. Made once for a state of the library. Numbers and codes are not guessed at."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(word for word in words if word.isalpha())
        self._beginnings = lru_cache(maxsize=256)(self._cut)

    def near(self, word: str) -> Sequence[str]:
        """Beginnings of words that are one slip from ``word``, the nearest first; none for a word that is too short.

        A slip in the first letter is the rarest and the dearest to look for, so it is thought of last.
        """
        if len(word) < LEAST:
            return ()
        return self._nearest(word, word[0]) or self._nearest(word, "")

    def _nearest(self, word: str, first: str) -> Sequence[str]:
        found: dict[str, int] = {}
        for length in (len(word), len(word) + 1, len(word) - 1):
            beginnings = self._beginnings(first, length)
            near = process.extract(word, beginnings, scorer=OSA.distance, score_cutoff=1, limit=_MOST)
            found |= {beginning: int(distance) for beginning, distance, _ in near}
        return tuple(sorted(found, key=lambda each: (found[each], abs(len(each) - len(word)), each))[:_MOST])

    def _cut(self, first: str, length: int) -> Sequence[str]:
        return tuple({word[:length]: 0 for word in self._words if len(word) >= length and word.startswith(first)})
