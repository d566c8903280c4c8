"""Words as they are looked up. Pure. Scripts without spaces between words are read in pairs of letters."""

from __future__ import annotations

import re

from workbench.kernel.text import fold

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+")
_RUN = re.compile(rf"[{_SPACELESS}]")
_ANY = re.compile(r"[^\W_]+(?:[\u2019'][^\W_]+)*")
_STEM, _ENDING = 4, 4  # letters that forms of a word share, and those in which they may differ


def tokens(text: str) -> list[str]:
    """The words of ``text``, folded, in their order; a run without spaces as its pairs of letters."""
    found: list[str] = []
    for word in _TOKEN.findall(fold(text)):
        if len(word) > 1 and _RUN.match(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def indexed(text: str) -> str:
    """``text`` as the index of words keeps it."""
    return " ".join(tokens(text))


def surfaces(text: str) -> list[tuple[str, str]]:
    """(folded, as it stands) for each word of ``text``; a run without spaces as its pairs of letters."""
    found: list[tuple[str, str]] = []
    for word in _ANY.findall(text):
        found += [(pair, pair) for pair in tokens(word)] if _RUN.search(word) else [(fold(word), word)]
    return found


def alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one word, as far as their letters tell."""
    if one == other:
        return True
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return same >= _STEM and max(len(one), len(other)) - same <= _ENDING
