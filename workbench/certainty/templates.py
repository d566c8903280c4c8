"""Rewrites that are written out in a rule file, made of the parts that the rule's cue found.

``={who}'ll`` puts one text in place of the cue. ``=one : is{rest} | many : are{rest}`` takes the first whose named
parts were all found: those before the colon, and those in braces unless marked as in ``{rest?}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_PART = re.compile(r"\{(\w+)(\?)?\}")
_WAY = re.compile(r"(?:(?P<needs>\w+(?: \w+)*) : )?(?P<text>.+)", re.DOTALL)


def filled(template: str, parts: Mapping[str, str]) -> str | None:
    """The text for ``parts``, or None where no way of ``template`` has all that it needs."""
    for needs, text in _ways(template):
        if all(parts.get(name) for name in needs):
            return _PART.sub(lambda found: parts.get(found[1], ""), text)
    return None


def names(template: str) -> frozenset[str]:
    """The parts that ``template`` speaks of."""
    return frozenset(
        name for needs, text in _ways(template) for name in (*needs, *(found[1] for found in _PART.finditer(text)))
    )


def _ways(template: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """The parts that each way needs, and its text."""
    for way in template.split(" | "):
        found = _WAY.fullmatch(way)
        if found:
            needed = (part[1] for part in _PART.finditer(found["text"]) if not part[2])
            yield (*(found["needs"] or "").split(), *needed), found["text"]
