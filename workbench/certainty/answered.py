"""Which asks of a customer a reply seems to answer: by the words they share, a letter, or the ask quoted. Pure.

It is a suggestion: that words are shared does not mean that the question is answered, and only a person can tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from workbench.certainty import asks_of
from workbench.certainty.sentences import split
from workbench.kernel.text import fold

_WORD = re.compile(r"\w{4,}|\d{2,}")
_STEM = 5  # letters: invoice and invoices, Rechnung and Rechnungen are one word
_SHARE = 0.4  # of the words of an ask that are its own
_LEAST = 2
_LETTERED = re.compile(r"^[ \t>*_-]{0,8}\(?([A-Z])[*_]{0,2}[.):][*_]{0,2}[ \t]+\S", re.MULTILINE)
_QUOTE = re.compile(r"^[ \t]{0,3}>[^\n]*$\n?", re.MULTILINE)
_QUOTED = re.compile(r"[ \t]{0,3}>")


def answered_by(reply: str, asks: Mapping[str, str], language: str = "en") -> frozenset[str]:
    """The letters of ``asks`` (letter to words) that ``reply`` seems to answer. A question of its own answers none.

    Raises RulesDamaged where the rules of ``language`` cannot be read.
    """
    words, conventions = asks_of(language)
    common = frozenset(fold(word) for word in words.common)
    own = _QUOTE.sub("", reply)
    told = " ".join(own[s.start : s.end] for s in split(own, conventions) if not own[s.start : s.end].endswith("?"))
    said = _stems(told, common)
    wanted = {letter: _stems(text, common) for letter, text in asks.items()}
    by_words = {letter for letter, stems in wanted.items() if _covers(said, stems, _counts(list(wanted.values())))}
    lettered = {found[1] for found in _LETTERED.finditer(own)} & asks.keys()
    return frozenset(by_words | lettered | _quoted(reply, asks))


def _covers(said: frozenset[str], wanted: frozenset[str], counts: Counter[str]) -> bool:
    """Whether enough is said of what this ask alone speaks of; words of many asks tell little."""
    shared = said & wanted
    if not shared or (len(shared) < _LEAST and len(wanted) > _LEAST):
        return False
    weights = {stem: 1 / counts[stem] for stem in wanted}
    return sum(weights[stem] for stem in shared) >= _SHARE * sum(weights.values())


def _quoted(reply: str, asks: Mapping[str, str]) -> set[str]:
    """Those that stand in the reply as a quotation with words below it."""
    lines = [line for line in reply.split("\n") if line.strip()]
    blocks = [(quote, list(some)) for quote, some in groupby(lines, key=lambda line: _QUOTED.match(line) is not None)]
    found: set[str] = set()
    for quote, some in blocks[:-1]:  # below the last nothing is said
        if quote:
            quoted = fold(" ".join(line.lstrip(" \t>") for line in some))
            found |= {letter for letter, text in asks.items() if fold(text) in quoted}
    return found


def _stems(text: str, common: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(text)) if word not in common)


def _counts(wanted: Sequence[frozenset[str]]) -> Counter[str]:
    return Counter(stem for stems in wanted for stem in stems)
