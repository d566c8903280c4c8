"""Placeholders as they stand in a text: what is still ``{{…}}`` must be filled before a customer sees it.

A slot (``{{yours: …}}``) is a place for the agent's own words; left as it is, it goes away with its sentence.

What somebody typed into code (`` `…` `` or a fence) or behind a backslash is meant as it is and is left alone. What a
snippet put in is known by its words (``sure``) and is a placeholder wherever it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from workbench.kernel.spans import Span

_CODE = re.compile(r"^(```|~~~).*?(?:^\1[^\n]*$|\Z)|`[^`\n]{1,500}`", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"(?<!\\)\{\{[^{}]{0,300}\}\}")
_SLOT = re.compile(r"\{\{\s*yours\s*:[^{}]*\}\}")
_WHOLE = re.compile(r"\\?\{\{[^{}]{0,300}\}\}")
_LONE = re.compile(r"(?<!\\)\{\{[^\s{}]{0,30}|[^\s{}]{0,30}(?<!\\)\}\}")


def places(text: str, sure: Collection[str] = ()) -> tuple[Span, ...]:
    """Where placeholders stand, open ones and slots, braces included, in order."""
    if "{{" not in text:
        return ()
    code = in_code(text)
    return tuple(
        Span(*match.span()) for match in _PLACE.finditer(text) if match[0] in sure or not _in_any(match.start(), code)
    )


def open_places(text: str, sure: Collection[str] = ()) -> tuple[Span, ...]:
    """Where the open placeholders stand, braces included, in order."""
    return tuple(place for place in places(text, sure) if not is_slot(text, place))


def broken_places(text: str) -> tuple[Span, ...]:
    """Braces that lost the others of their pair, with the word at them, in order."""
    if "{{" not in text and "}}" not in text:
        return ()
    code = in_code(text)
    whole = _WHOLE.sub(lambda match: " " * len(match[0]), text)
    return tuple(Span(*match.span()) for match in _LONE.finditer(whole) if not _in_any(match.start(), code))


def is_slot(text: str, place: Span) -> bool:
    """Whether this is a place for the agent's own words."""
    return _SLOT.fullmatch(text, place.start, place.end) is not None


def in_code(text: str) -> tuple[Span, ...]:
    """What stands in code, its marks included."""
    return tuple(Span(*match.span()) for match in _CODE.finditer(text))


def label_of(text: str, place: Span) -> str:
    """What the placeholder asks for, without its braces."""
    return " ".join(text[place.start + 2 : place.end - 2].split()) or "blank"


def _in_any(at: int, spans: Sequence[Span]) -> bool:
    """Whether ``at`` is in one of ``spans``, which are in order."""
    before = bisect_right(spans, at, key=lambda span: span.start) - 1
    return before >= 0 and at < spans[before].end
