"""Words as they are looked up. Pure. Scripts without spaces between words are read in pairs of letters."""

from __future__ import annotations

import re

from workbench.kernel.text import fold

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"[{_SPACELESS}]+|[^\W_{_SPACELESS}]+")
_RUN = re.compile(rf"[{_SPACELESS}]")


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
