"""Open placeholders: what still stands as ``{{…}}`` in a text and must be filled before a customer sees it.

A slot (``{{yours: …}}``) is a place for the agent's own words; left as it is, it goes away with its sentence.

What stands in code (`` `…` `` or a fence) or behind a backslash is meant as it is and is left alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from workbench.kernel.spans import Span

_CODE = re.compile(r"^(```|~~~).*?(?:^\1[^\n]*$|\Z)|`[^`\n]{1,500}`", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"(?<!\\)\{\{[^{}\n]{0,200}\}\}")
_SLOT = re.compile(r"\{\{\s*yours\s*:[^{}\n]*\}\}")
_ENDS = re.compile(r"[.!?…:。！？]+[\"'”’»)\]]*(?=\s|$)")
_GAP = re.compile(r"\n{3,}")


def places(text: str) -> tuple[Span, ...]:
    """Where placeholders stand, open ones and slots, braces included, in order."""
    if "{{" not in text:
        return ()
    code = in_code(text)
    begins = [span.start for span in code]

    def is_code(at: int) -> bool:
        before = bisect_right(begins, at) - 1
        return before >= 0 and at < code[before].end

    return tuple(Span(*match.span()) for match in _PLACE.finditer(text) if not is_code(match.start()))


def open_places(text: str) -> tuple[Span, ...]:
    """Where the open placeholders stand, braces included, in order."""
    return tuple(place for place in places(text) if not is_slot(text, place))


def is_slot(text: str, place: Span) -> bool:
    """Whether this is a place for the agent's own words."""
    return _SLOT.fullmatch(text, place.start, place.end) is not None


def without_slots(text: str) -> str:
    """The text without the sentences whose slot was left as it is; a line that held nothing else goes too."""
    while slots := [place for place in places(text) if is_slot(text, place)]:
        text = _without_sentence(text, slots[-1])
    return text


def _without_sentence(text: str, slot: Span) -> str:
    begins = text.rfind("\n", 0, slot.start) + 1
    ends = text.find("\n", slot.end)
    ends = len(text) if ends == -1 else ends
    masked = _SLOT.sub(lambda match: "_" * len(match[0]), text)
    before = [match.end() for match in _ENDS.finditer(masked, begins, slot.start)]
    after = _ENDS.search(masked, slot.end, ends)
    start, end = before[-1] if before else begins, after.end() if after else ends
    kept, rest = text[begins:start], text[end:ends]
    line = kept + rest if kept else rest.lstrip(" ")
    if line.strip():
        return text[:begins] + line + text[ends:]
    return _GAP.sub("\n\n", text[:begins] + text[ends + 1 :]) if begins else text[ends:].lstrip("\n")


def in_code(text: str) -> tuple[Span, ...]:
    """What stands in code, its marks included."""
    return tuple(Span(*match.span()) for match in _CODE.finditer(text))


def label_of(text: str, place: Span) -> str:
    """What the placeholder asks for, without its braces."""
    return text[place.start + 2 : place.end - 2].strip() or "blank"
