"""Text as it is kept: one form, so that equal words have equal bytes."""

from __future__ import annotations

import re
import unicodedata

_BREAK = re.compile(r"\r\n?|\u2028|\u2029")
_SPACE = re.compile(r"\s+")
# Letters that have no accent to take away, yet are typed without one by who has no such key.
_LETTERS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
_DOUBLE = re.compile('["“”„«»]')
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def normalise(text: str) -> str:
    """NFC, line feeds, no control characters; the one form that is stored, compared and hashed."""
    return _CONTROL.sub("", _BREAK.sub("\n", unicodedata.normalize("NFC", text)))


def fold(text: str) -> str:
    """Case and accents taken away, white space made single: the form in which words are compared."""
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(bare.translate(_LETTERS).split())


def one_line(text: str, limit: int) -> str:
    """The text on one line, cut at ``limit`` characters with an ellipsis."""
    flat = _SPACE.sub(" ", text[: limit * 4]).strip()
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def in_marks(text: str) -> str:
    """``text`` in quotation marks: “…”, or ‘…’ where it has double ones of its own."""
    return f"‘{text}’" if _DOUBLE.search(text) else f"“{text}”"
