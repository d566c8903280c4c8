"""One pass over a text finds every word that wakes a rule; text without one costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"
_END = ""


def trigger_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the whole ``words`` in lower-cased text; shared prefixes make it fast."""
    root: _Node = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[_END] = {}
    body = _branch(root) if root else r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{body})(?![^\W_])")


def _branch(node: _Node) -> str:
    """The pattern of what may follow at ``node``."""
    ways = [re.escape(character) + _branch(child) for character, child in sorted(node.items()) if character]
    if not ways:
        return ""
    body = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    if _END not in node:
        return body
    return f"(?:{body})?"
