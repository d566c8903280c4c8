"""The words by which a language asks, read from the ``[asks]`` table of its rule file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_NEVER = re.compile(r"(?!)")
_PATTERNS = ("opens", "asks", "wants", "problems", "empty", "courtesy", "also", "thus", "lists", "closings")
FIELDS = (*_PATTERNS, "common")


@dataclass(frozen=True, slots=True, kw_only=True)
class AskWords:
    """Patterns over lower-cased text; of a language of which nothing is known they find nothing.

    ``opens``: how a sentence begins that is a question without its mark. ``asks``: how a clause does, so that one
    sentence may hold two. ``wants``: a wish, wherever it stands. ``problems``: something that is not as it should be.
    ``empty``: a whole sentence that asks for nothing of its own (*can you help?*). ``courtesy``: words that only look
    like asking. ``also``: how one begins that is about something else than the sentence before it, ``thus``: one that
    follows from it. ``lists``: what announces a list of asks. ``closings``: a line under which only the name follows.
    ``common``: words that say nothing about what is asked.
    """

    opens: re.Pattern[str] = _NEVER
    asks: re.Pattern[str] = _NEVER
    wants: re.Pattern[str] = _NEVER
    problems: re.Pattern[str] = _NEVER
    empty: re.Pattern[str] = _NEVER
    courtesy: re.Pattern[str] = _NEVER
    also: re.Pattern[str] = _NEVER
    thus: re.Pattern[str] = _NEVER
    lists: re.Pattern[str] = _NEVER
    closings: re.Pattern[str] = _NEVER
    common: frozenset[str] = frozenset()


NO_WORDS = AskWords()


def read(table: object) -> AskWords:
    """The words in the ``[asks]`` table of a rule file. Raises ValueError naming the field."""
    if not isinstance(table, Mapping):
        raise ValueError("is not a table")
    if strange := set(table) - set(FIELDS):
        raise ValueError(f"the field “{min(strange)}” is not known")
    common = table.get("common", "")
    if not isinstance(common, str):
        raise ValueError("common is not text")
    patterns = {field: _pattern(table[field], field) for field in _PATTERNS if field in table}
    return AskWords(common=frozenset(common.split()), **patterns)


def _pattern(ways: object, field: str) -> re.Pattern[str]:
    """One of ``ways``, as whole words."""
    if not isinstance(ways, list) or not ways or not all(isinstance(way, str) and way.strip() for way in ways):
        raise ValueError(f"{field} is not a list of patterns")
    for way in ways:
        if way != way.lower():
            raise ValueError(f"{field} has “{way}”, which is not in small letters")
    try:
        return re.compile(rf"(?<!\w)(?:{'|'.join(ways).replace(' ', chr(92) + 's+')})(?!\w)")
    except re.error as error:
        raise ValueError(f"{field} is no pattern: {error}") from error
