"""Whether an answer fits its field. Patterns come from packs, so they run on an engine that cannot run away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from typing import Any

from workbench.library.template.days import WRONG, read_day
from workbench.library.template.parse import conditions, included, parse
from workbench.packs.model import Field, FieldType, PackSnippet

_NUMBER = r"[+\-−]?\d{1,3}(?:[ .,'’\x{00A0}\x{202F}]?\d{3})*(?:[.,]\d+)?"
_LONGEST = 2_000
MAX_INCLUDED = 100


def misfit(field: Field, value: str, language: str = "") -> str:
    """What is wrong with an answer as it is typed, in words that stand under the field; empty where it fits.

    An empty answer fits unless the field is required. ``language``: in whose order a day is read.
    """
    value = value.strip()
    if not value:
        return "Fill this in." if field.required else ""
    if len(value) > _LONGEST:
        return f"Longer than {_LONGEST:,} characters."
    match field.type:
        case FieldType.DATE:
            return "" if read_day(value, date.min, language) else WRONG
        case FieldType.NUMBER if not _matches(_NUMBER, value):
            return "A number goes here, such as 12 or 12.50."
        case FieldType.CHOICE if value not in field.options:
            return f"One of: {', '.join(field.options[:6])}{' …' if len(field.options) > 6 else ''}."
        case FieldType.YES_NO if value not in {"yes", "no"}:
            return "Yes or no."
    if field.pattern and not _matches(field.pattern, value):
        return f"This does not look as it should: {field.pattern}"
    return ""


def fault_of_pattern(pattern: str) -> str:
    """Why a pattern cannot be used; empty where it can."""
    try:
        _compiled(pattern)
    except ValueError as error:
        return str(error)
    return ""


def fields_of(snippet: PackSnippet, include: Callable[[str], PackSnippet | None]) -> tuple[Field, ...]:
    """The fields a snippet asks for, with those of what it includes, each once."""
    found: dict[str, Field] = {}
    for each in _whole(snippet, include):
        for field in each.fields:
            found.setdefault(field.name, field)
    return tuple(found.values())


def deciding(snippet: PackSnippet, include: Callable[[str], PackSnippet | None]) -> tuple[Field, ...]:
    """Those of them whose answer decides which parts stand: they cannot be answered once the words are there."""
    hung = {name for each in _whole(snippet, include) for name in conditions(parse(each.body).nodes)}
    fields = fields_of(snippet, include)
    return tuple(each for each in fields if each.type is FieldType.YES_NO or f"field.{each.name}" in hung)


def _whole(snippet: PackSnippet, include: Callable[[str], PackSnippet | None]) -> Iterator[PackSnippet]:
    """A snippet and what it includes, each once."""
    waiting, seen = [snippet], {snippet.id}
    while waiting and len(seen) <= MAX_INCLUDED:
        each = waiting.pop(0)
        yield each
        for id_ in included(parse(each.body).nodes):
            other = include(id_) if id_ not in seen else None
            seen.add(id_)
            if other is not None:
                waiting.append(other)


def _matches(pattern: str, value: str) -> bool:
    try:
        return _compiled(pattern).fullmatch(value) is not None
    except ValueError:  # nobody can fit a pattern that is none; the library reports it
        return True


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    import re2  # noqa: PLC0415  (only where a field has a pattern)

    options = re2.Options()
    options.max_mem = 1 << 20
    options.log_errors = False
    try:
        return re2.compile(pattern[:500], options=options)
    except re2.error as error:
        raise ValueError(error.args[0].decode() if isinstance(error.args[0], bytes) else str(error)) from error
