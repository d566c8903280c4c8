"""Finds the line of an entry's field in a TOML text, which the standard library's reader does not tell.

A text is looked through once: a file with very many faults is told of as fast as one with a few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.\"'-]+)\s*\]{1,2}\s*(?:#.*)?$")
_SETS = re.compile(r"\s*+[\"']?([^\"'=\s]++)[\"']?\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')?")
_NAMES = ("id", "name")


@dataclass(slots=True)
class _Block:
    """A table: the line on which it begins, and the first line that sets each of its fields."""

    line: int
    sets: dict[str, int] = field(default_factory=dict)

    def of(self, name: str, field: str) -> int:
        named = min((self.sets[each] for each in _NAMES if each in self.sets), default=0)
        return (self.sets.get(field, 0) if field else 0) or (named if name else 0) or self.line


class Places:
    """The lines of one TOML text."""

    def __init__(self, raw: str) -> None:
        self._anywhere: dict[str, int] = {}
        self._first: dict[str, _Block] = {}
        self._named: dict[tuple[str, str], _Block] = {}
        table, block = "", _Block(0)
        for number, line in enumerate(raw.split("\n"), 1):
            if head := _HEADER.match(line):
                table, block = head[1], _Block(number)
                self._first.setdefault(table, block)
            elif sets := _SETS.match(line):
                self._anywhere.setdefault(sets[1], number)
                block.sets.setdefault(sets[1], number)
                if sets[1] in _NAMES and (name := sets[2] or sets[3]):
                    self._named.setdefault((table, name), block)

    def line_of(self, table: str, name: str = "", field: str = "") -> int:
        """The line of ``field`` in the ``table`` whose id or name is ``name``; of the entry without it; 0: nowhere."""
        block = self._named.get((table, name)) if name else self._first.get(table)
        return block.of(name, field) if block else self._anywhere.get(table, 0)
