"""Bold, italic and links as Markdown: what a formatting command makes of the selected words."""

from __future__ import annotations

import re
from dataclasses import dataclass

_ADDRESS = re.compile(r"(https?://|mailto:)\S+")


@dataclass(frozen=True, slots=True)
class Formed:
    """The text that takes the place of the selection, and what is selected in it then (code points)."""

    text: str
    start: int
    length: int


def wrapped(words: str, sign: str) -> Formed:
    """``words`` between two ``sign``, or without them where they stand there already. Outer spaces stay outside."""
    bare = words.strip()
    before = words[: len(words) - len(words.lstrip())] if bare else ""
    after = words[len(words.rstrip()) :] if bare else words
    if len(bare) > 2 * len(sign) and _is_wrapped(bare, sign):
        bare = bare[len(sign) : -len(sign)]
        return Formed(before + bare + after, len(before), len(bare))
    return Formed(f"{before}{sign}{bare}{sign}{after}", len(before) + len(sign), len(bare))


def linked(words: str, copied: str) -> Formed:
    """``words`` as a link to ``copied`` where that is an address; what is still missing is selected."""
    words, copied = words.strip(), copied.strip()
    address = copied if _ADDRESS.fullmatch(copied) else ""
    if _ADDRESS.fullmatch(words):
        return Formed(f"[]({words})", 1, 0)
    if not words or not address:
        address = address or "https://"
        start = len(words) + 3 if words else 1
        return Formed(f"[{words}]({address})", start, len(address) if words else 0)
    text = f"[{words}]({address})"
    return Formed(text, len(text), 0)


def _is_wrapped(bare: str, sign: str) -> bool:
    if not (bare.startswith(sign) and bare.endswith(sign)):
        return False
    # One star round two is bold, not italic; three are both.
    return len(sign) != 1 or not bare.startswith(sign * 2) or bare.startswith(sign * 3)
