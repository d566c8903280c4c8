"""What a word with one slip of the finger may mean: a letter too many, too few, another one, or two changed round."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Sequence

LEAST = 4  # letters; shorter words are one slip from too many others
_MOST = 8
_LAST = "\U0010ffff"


class Vocabulary:
    """The words of a library, folded, in the order of the alphabet. Numbers and codes are not guessed at.

    Not made for two threads at once: `Words` sees to that.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted({word for word in words if word.isalpha()})

    def add(self, words: Iterable[str]) -> None:
        """Know these too. Words that are in no snippet any more stay: they find nothing."""
        for word in words:
            if word.isalpha() and not self.holds(word):
                insort(self._words, word)

    def holds(self, word: str) -> bool:
        """Whether it is a whole word of the library."""
        at = bisect_left(self._words, word)
        return at < len(self._words) and self._words[at] == word

    def near(self, word: str) -> Sequence[str]:
        """Beginnings of words that are one slip from ``word``, the nearest first; none for a word that is too short.

        A slip in the first letter is the rarest, so it is thought of last.
        """
        if len(word) < LEAST:
            return ()
        found = set(self._slips(word, range(1, len(word)))) or set(self._slips(word, range(1)))
        return sorted(found - {word}, key=lambda each: (abs(len(each) - len(word)), each))[:_MOST]

    def _slips(self, word: str, places: Iterable[int]) -> Iterator[str]:
        """Each slip leaves what is before it as it is, so only letters that do follow there are tried."""
        for at in places:
            before, letter, after = word[:at], word[at], word[at + 1 :]
            if not self._begins(before):
                return
            tried = [before + after, before + after[:1] + letter + after[1:]]
            for other in self._following(before):
                tried += (before + other + after, before + other + letter + after)
            yield from (each for each in tried if self._begins(each))

    def _begins(self, beginning: str) -> bool:
        at = bisect_left(self._words, beginning)
        return at < len(self._words) and self._words[at].startswith(beginning)

    def _following(self, beginning: str) -> Iterator[str]:
        """The letters that come after ``beginning`` in words of the library."""
        words, length = self._words, len(beginning)
        at = bisect_left(words, beginning + "\0")
        while at < len(words) and words[at].startswith(beginning):
            letter = words[at][length]
            yield letter
            at = bisect_left(words, beginning + letter + _LAST, lo=at)
