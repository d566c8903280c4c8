"""What a text of an import must be, beside being a text: the schema takes any, and lists read them as these. Pure.

Told by the names of columns, which mean the same in every table.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from workbench.feedback.yours.lines import Broken
from workbench.kernel.clock import from_text

_TIMES = frozenset({"at", "not_before"})
_IDS = frozenset({"entry_ids", "brief_ids", "push_ids", "counted", "quoted", "labels"})
_NUMBERS = frozenset({"before_weeks", "after_weeks"})
_LINKS = frozenset({"url", "address"})  # opened or asked by us; others are words
_FLAGS = frozenset({"practice", "wants_reply", "prospect", "kept", "open_to_all", "in_keyring"})
_SHORTEST_TIME = len("2026-05-01T10:00Z")
_FIRST_YEAR, _LAST_YEAR = 2, 9997  # there is room to reckon with weeks and zones on either side
_MOST = 10_000_000  # entries or conversations that are counted in one place


def check_meaning(row: Mapping[str, object]) -> None:
    """Raises Broken where a value cannot be read as what its column holds."""
    for name, value in row.items():
        if isinstance(value, str) and (why := _wrong(name, value)):
            raise Broken(f"has {why} in “{name}”")
        if name in _FLAGS and value not in (None, 0, 1):
            raise Broken(f"has something else than 0 or 1 in “{name}”")


def _wrong(name: str, value: str) -> str:
    if name in _TIMES or name.endswith("_at"):
        return "" if _is_time(value) else "something else than a time"
    if name.endswith("_on"):
        return "" if _is_day(value) else "something else than a day"
    if name in _IDS:
        return "" if _is_list(value, str) else "something else than a list of texts"
    if name in _NUMBERS:
        return "" if _is_list(value, int) else "something else than a list of numbers"
    if name == "entries":
        return "" if _is_runs(value) else "something else than places of entries"
    if name in _LINKS:
        return "" if not value or _is_link(value) else "something else than an address on the web"
    return ""


def _is_time(text: str) -> bool:
    try:
        return len(text) >= _SHORTEST_TIME and _FIRST_YEAR <= from_text(text).year <= _LAST_YEAR
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return len(text) == len("2026-05-01") and _FIRST_YEAR <= date.fromisoformat(text).year <= _LAST_YEAR
    except ValueError:
        return False


def _is_list(text: str, kind: type) -> bool:
    found = _read(text)
    return isinstance(found, list) and all(type(each) is kind for each in found)


def _is_runs(text: str) -> bool:
    found = _read(text)
    return isinstance(found, list) and all(
        isinstance(run, list) and len(run) == 2 and all(type(each) is int and 0 <= each <= _MOST for each in run)
        for run in found
    )


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text.isprintable()


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
