"""Tells fast that a text cannot hold a pattern of the standard library, so that its engine need not read the text.

The pattern is loosened until google-re2 takes it: what it only looks at is left out, and a class of signs becomes one
that holds at least as much. Where the loosened pattern is not found, the pattern is not either; where it is found,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

_MEMORY = 64 << 20  # bytes that one cue may take while it reads; it takes what it needs
_PIECE = re.compile(
    r"[^\\\[()$*+?{}]+|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\(\?>|\(\?P<\w+>|[*+?}]\+|\{,|.", re.DOTALL
)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
_NOTHING = "(?:)"
_ANYTHING = "(?s:.)"
_BEYOND = r"\x{80}-\x{10ffff}"  # that any of these may be meant makes a program tens of times smaller than saying which
_IN_CLASS = {r"\w": rf"0-9A-Za-z_{_BEYOND}", r"\s": rf"\s\x1c-\x1f{_BEYOND}", r"\d": rf"0-9{_BEYOND}"}
_LOOSER = {escape: f"[{inner}]" for escape, inner in _IN_CLASS.items()}
_LOOSER |= dict.fromkeys((r"\W", r"\S", r"\D"), _ANYTHING)
_LOOSER |= dict.fromkeys((r"\b", r"\B", r"\Z", "$"), _NOTHING)
_LOOSER |= {"(?>": "(?:", "{,": "{0,", "++": "+", "*+": "*", "?+": "?", "}+": "}"}


class Sieve:
    """What can be told of texts without reading them with the pattern itself."""

    def __init__(self, loosened: Any) -> None:
        self._loosened = loosened  # google-re2 has no types

    def lets_through(self, text: str) -> bool:
        """False where no place of ``text`` can hold the pattern."""
        try:
            return self._loosened.search(text.encode()) is not None
        except UnicodeEncodeError:  # half of a pair of UTF-16, which is no character
            return True


def sieve(pattern: str) -> Sieve | None:
    """The sieve made of a ``pattern`` that is loosened, or None where google-re2 does not take it even so."""
    import re2  # noqa: PLC0415  # only where replies are checked

    try:
        return Sieve(re2.compile(pattern.encode(), _options()))
    except re2.error:
        return None


def loosened(pattern: str) -> tuple[str, list[str]]:
    """``pattern`` without what google-re2 cannot do, which is found wherever it is; and what ``pattern`` looks at."""
    kept: list[str] = []
    looks: list[str] = []
    pieces = iter(_PIECE.findall(pattern))
    for piece in pieces:
        if piece.startswith(_LOOKS):
            kept.append(_NOTHING)
            looks.append(piece + "".join(_to_its_end(pieces)))
        elif piece.startswith("["):
            kept.append(_class(piece))
        else:
            kept.append("(" if piece.startswith("(?P<") else _LOOSER.get(piece, piece))
    return "".join(kept), looks


def _to_its_end(pieces: Iterator[str]) -> Iterator[str]:
    """What stands in brackets that are open already, with the one that closes them."""
    depth = 1
    while depth and (piece := next(pieces, "")):
        depth += piece.startswith("(") - (piece == ")")
        yield piece


def _class(written: str) -> str:
    if "\\" in written and (written[1] == "^" or re.search(r"\\[WSD]", written)):
        return _ANYTHING
    return re.sub(r"\\.", lambda found: _IN_CLASS.get(found[0], found[0]), written)


@cache
def _options() -> Any:
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MEMORY
    return options
