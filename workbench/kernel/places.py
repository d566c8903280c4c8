"""Open placeholders: what still stands as ``{{…}}`` in a text and must be filled before a customer sees it.

What stands in code (`` `…` `` or a fence) is meant as it is and is left alone.
"""

from __future__ import annotations

import re

from workbench.kernel.spans import Span

_CODE = re.compile(r"^(```|~~~).*?(?:^\1[^\n]*$|\Z)|`[^`\n]{1,500}`", re.DOTALL | re.MULTILINE)
_PLACE = re.compile(r"\{\{[^{}\n]{0,200}\}\}")


def open_places(text: str) -> tuple[Span, ...]:
    """Where the open placeholders stand, braces included, in order."""
    if "{{" not in text:
        return ()
    code = in_code(text)
    return tuple(
        Span(*match.span())
        for match in _PLACE.finditer(text)
        if not any(span.start <= match.start() < span.end for span in code)
    )


def in_code(text: str) -> tuple[Span, ...]:
    """What stands in code, its marks included."""
    return tuple(Span(*match.span()) for match in _CODE.finditer(text))


def label_of(text: str, place: Span) -> str:
    """What the placeholder asks for, without its braces."""
    return text[place.start + 2 : place.end - 2].strip() or "blank"
