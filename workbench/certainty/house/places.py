"""Finds the line of an entry's field in a TOML text, which the standard library's reader does not tell."""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[{1,2}\s*([\w.\"'-]+)\s*\]{1,2}\s*(?:#.*)?$")


def line_of(raw: str, table: str, name: str = "", field: str = "") -> int:
    """The line of ``field`` in the ``table`` whose id or name is ``name``; of the entry without it; 0 for nowhere."""
    lines = raw.split("\n")
    for start, end in _blocks(lines, table):
        if not name or _sets(lines, start, end, r"(?:id|name)", rf"\s*[\"']{re.escape(name)}[\"']"):
            return (
                (_sets(lines, start, end, re.escape(field)) if field else 0)
                or (_sets(lines, start, end, r"(?:id|name)") if name else 0)
                or start + 1
            )
    return _sets(lines, 0, len(lines), re.escape(table))


def _blocks(lines: list[str], table: str) -> list[tuple[int, int]]:
    """First line and end of every table of that name."""
    heads = [(number, found[1]) for number, line in enumerate(lines) if (found := _HEADER.match(line))]
    ends = [*(number for number, _ in heads[1:]), len(lines)][: len(heads)]
    return [(number, end) for (number, name), end in zip(heads, ends, strict=True) if name == table]


def _sets(lines: list[str], start: int, end: int, key: str, value: str = "") -> int:
    """The line, from 1, that sets ``key``; 0 where none does."""
    sets = re.compile(rf"\s*[\"']?{key}[\"']?\s*={value}")
    return next((number + 1 for number in range(start, end) if sets.match(lines[number])), 0)
