"""Which snippets a ticket may want: those that share its rare words. A proposal, shown apart and never inserted."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from workbench.kernel.text import fold

_WORD = re.compile(r"[^\W\d_]{4,}")
_READ = 4000  # characters; what a ticket is about is said early
_WORDS = 12
_COMMON = 0.15  # a word that more of the snippets hold than this tells them not apart
_SHARED = 2  # words that a snippet must share, or one that is in its title


def rare_words(frequency: Mapping[str, int], snippets: int) -> dict[str, float]:
    """The words that tell snippets apart, with their weight. ``frequency``: in how many snippets each word is."""
    weights = {
        word: math.log(snippets / seen) for word, seen in frequency.items() if 0 < seen <= max(2.0, snippets * _COMMON)
    }
    rarest = sorted(weights, key=lambda word: (-weights[word], word))[:_WORDS]
    return {word: weights[word] for word in rarest}


def words_in(asked: str) -> list[str]:
    """The folded words that may tell what it is about, each once."""
    return list(dict.fromkeys(_WORD.findall(fold(asked[:_READ]))))


def shared(words: Mapping[str, float], title: str, text: str) -> float:
    """How much a snippet shares: the weight of its words among ``words``, 0 where that is too little. Both folded."""
    there = set(_WORD.findall(text))
    in_title = set(_WORD.findall(title))
    common = [word for word in words if word in there]
    if len(common) < _SHARED and not any(word in in_title for word in common):
        return 0.0
    return sum(words[word] * (2.0 if word in in_title else 1.0) for word in common)
