"""A customer's exact words: the part of the kept message that a selection on the screen stands for. Pure."""

from __future__ import annotations

import re
from bisect import bisect_right

_PIECE = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+")


def exact(selected: str, text: str) -> str:
    """The part of ``text`` that is ``selected``, byte for byte, though the screen breaks its lines elsewhere.

    Where the text has marks that the screen does not show, the words as they are shown. "" where it is not in there.
    """
    words = selected.strip()
    if not words or words in text:
        return words
    pieces = list(_PIECE.finditer(text))
    flat, sought = " ".join(piece[0] for piece in pieces), " ".join(words.split())
    at = flat.find(sought)
    if at >= 0:
        starts = [0]
        for piece in pieces:
            starts.append(starts[-1] + len(piece[0]) + 1)

        def place(offset: int) -> int:
            number = bisect_right(starts, offset) - 1
            return pieces[number].start() + offset - starts[number]

        return text[place(at) : place(at + len(sought) - 1) + 1]
    bare = _bare(words)
    return words if bare and bare in _bare(text) else ""


def _bare(text: str) -> str:
    """The words alone, without marks."""
    return " ".join(_WORD.findall(text))
