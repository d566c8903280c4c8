"""The placeholders of a draft as they are kept: a list of ``{"placed": {"span": …}, …}``, spans in code points."""

from __future__ import annotations

import json
from typing import Any


def joined(front: str, behind: str, by: int) -> str:
    """Those of two texts of which the second begins at ``by``; what cannot be read is left out."""
    first = [each for each in _read(front) if each["placed"]["span"]["end"] <= by]
    second = _read(behind)
    for each in second:
        span = each["placed"]["span"]
        span["start"], span["end"] = span["start"] + by, span["end"] + by
    return json.dumps([*first, *second], ensure_ascii=False) if first or second else ""


def _read(places: str) -> list[dict[str, Any]]:
    try:
        found = json.loads(places) if places else []
        return [each for each in found if isinstance(each["placed"]["span"]["end"], int)]
    except (ValueError, TypeError, KeyError):  # of another version: the words are there all the same
        return []
