"""One pass over a text finds every word or phrase that wakes a rule; text without one costs next to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

_Node: TypeAlias = "dict[str, _Node]"
_END = ""


def trigger_pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for the whole ``phrases`` in lower-cased text, the longest at each place."""
    return re.compile(rf"(?<![^\W_])(?:{any_of(phrases)})(?![^\W_])")


def any_of(phrases: Iterable[str]) -> str:
    """The pattern of one of ``phrases``; shared beginnings make it fast, a space stands for any white space."""
    root: _Node = {}
    for phrase in phrases:
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
        node[_END] = {}
    return _branch(root) if root else r"(?!)"


def found_in(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
    """Where in ``text`` which phrase begins. One may begin within another, for either may wake a rule."""
    at = 0
    while found := pattern.search(text, at):
        phrase, start, at = found[0], found.start(), found.end()
        if not phrase.isalpha():
            words = phrase.split()
            phrase, at = " ".join(words), start + len(words[0])
        yield start, phrase


def beginnings(phrase: str) -> Iterator[str]:
    """The shorter phrases that ``phrase`` begins with: where it is found, they are not found by themselves."""
    words = phrase.split()
    return (" ".join(words[:count]) for count in range(1, len(words)))


def _branch(node: _Node) -> str:
    """The pattern of what may follow at ``node``."""
    ways = [_one(character) + _branch(child) for character, child in sorted(node.items()) if character]
    if not ways:
        return ""
    body = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
    if _END not in node:
        return body
    return f"(?:{body})?"


def _one(character: str) -> str:
    return r"\s+" if character == " " else re.escape(character)
