"""Tells fast that a text cannot hold a pattern of the standard library, so that its engine need not read the text.

The pattern is loosened until google-re2 takes it: what it only looks at is left out, and a class of signs becomes one
that holds at least as much. Where the loosened pattern is not found, the pattern is not either; where it is found,
nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_MEMORY = 8 << 20  # bytes that one cue may take while it reads; four times what the largest needs
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


def sieve(pattern: str) -> Callable[[bytes], object] | None:
    """Told of a text in UTF-8, says nothing where no place of it can hold the ``pattern``, which is loosened.

    None where google-re2 does not take the pattern even so.
    """
    import re2  # noqa: PLC0415  # only where replies are checked

    one = re2.Set.SearchSet(_options())  # a set is never asked where, which it would have to be told
    try:
        one.Add(pattern.encode())
        one.Compile()
    except re2.error:
        return None
    found: Callable[[bytes], object] = one.Match  # google-re2 has no types
    return found


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
