"""Very long words, as German has them, broken where there is no room for them."""

from __future__ import annotations

import re

_LONGEST, _PIECE = 24, 12
_WORD = re.compile(rf"\w{{{_LONGEST},}}")
_HERE = "\u200b"  # where a line may break, unseen


def breakable(text: str) -> str:
    """``text`` for a label that wraps: a word that is wider than its place would widen it, and be cut off."""
    return _WORD.sub(lambda found: _HERE.join(_pieces(found.group())), text)


def _pieces(word: str) -> list[str]:
    return [word[at : at + _PIECE] for at in range(0, len(word), _PIECE)]
