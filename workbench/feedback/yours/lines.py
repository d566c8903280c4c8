"""Feedback as lines of JSON: a header, one object a row, and a last line that says how many there were. Pure.

The same rows make the same bytes, so two exports can be compared. Nothing in a file is believed until it was looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

FORMAT = "support-workbench-feedback"
VERSION = 1
LONGEST = 8_000_000  # bytes of a line
MOST_ROWS = 2_000_000
_INT = 2**63
Row = dict[str, object]


class Broken(Exception):
    """A line that cannot be read; ``words`` say why."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def header() -> str:
    """The first line."""
    return _line({"kind": "header", "format": FORMAT, "version": VERSION})


def row_line(table: str, row: Mapping[str, object]) -> str:
    """A row of ``table``."""
    return _line({"table": table, **row})


def last_line(rows: int) -> str:
    """The last line: a file without it was cut off."""
    return _line({"kind": "end", "rows": rows})


def lines_of(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """The lines with their numbers from 1; None in place of one that is too long, which is never held whole."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) <= LONGEST or raw.endswith(b"\n"):
            yield number, raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = file.readline(LONGEST)
        yield number, None


def parsed(raw: bytes) -> Row:
    """The object of a line. Raises Broken."""
    try:
        found = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise Broken("is not UTF-8 text") from None
    except RecursionError:
        raise Broken("is nested too deeply") from None
    except ValueError:
        raise Broken("is not JSON") from None
    if not isinstance(found, dict):
        raise Broken("is not an object")
    return found


def check_header(row: Row) -> None:
    """Raises Broken where the file is another, or of a newer program."""
    version = row.get("version")
    if row.get("kind") != "header" or row.get("format") != FORMAT or type(version) is not int:
        raise Broken("is not the header of a feedback export")
    if version > VERSION:
        raise Broken("is of a newer version of Support Workbench: install that one to import it")


def check_values(row: Row, types: Mapping[str, str], needed: Iterable[str]) -> None:
    """Raises Broken where a value is not of its column's type, a column is not known or one that is needed is missing.

    ``types``: column to TEXT or INTEGER.
    """
    for name, value in row.items():
        kind = types.get(name)
        if kind is None:
            raise Broken(f"has a column “{name[:40]}” that this version does not know")
        if value is not None and not _fits(value, kind):
            raise Broken(f"has something else than {'a text' if kind == 'TEXT' else 'a whole number'} in “{name}”")
    for name in needed:
        if row.get(name) is None:
            raise Broken(f"has no “{name}”")


def _fits(value: object, kind: str) -> bool:
    if kind == "TEXT":
        return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)
    return type(value) is int and -_INT <= value < _INT


def _line(row: Mapping[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
