"""Where in the words of a message its asks begin. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_WORD = re.compile(r"\w+")
_CUT = "…"


def begins(text: str, asks: Sequence[str]) -> list[int | None]:
    """For each of ``asks`` the code point of ``text`` that it begins at; None where it is not there.

    Only words are compared: what is read as text and what is shown part lines and bullets each in its own way.
    ``asks`` come in the order of the message; one that ends in an ellipsis may be cut within a word.
    """
    starts: list[int] = []
    joined, places = " ", list[int]()
    pieces: list[str] = []
    length = 1
    for found in _WORD.finditer(text):
        word = found[0].lower()
        starts.append(found.start())
        places.append(length)
        pieces.append(word)
        length += len(word) + 1
    joined += " ".join(pieces) + " "
    begun: list[int | None] = []
    after = 0
    for ask in asks:
        at = _find(joined, ask, after)
        begun.append(starts[bisect_right(places, at + 1) - 1] if at >= 0 else None)
        after = at + 1 if at >= 0 else after
    return begun


def _find(joined: str, ask: str, after: int) -> int:
    words = [found[0].lower() for found in _WORD.finditer(ask)]
    if ask.endswith(_CUT) and len(words) > 1:
        words.pop()
    if not words:
        return -1
    wanted = f" {' '.join(words)} "
    at = joined.find(wanted, after)
    return at if at >= 0 else joined.find(wanted)
