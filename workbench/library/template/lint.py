"""What is wrong with a snippet before anybody uses it. Everything here is a sentence for its author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from workbench.library.template.fields import MAX_INCLUDED, fault_of_pattern, misfit
from workbench.library.template.parse import included, names, parse
from workbench.library.words import NAMES, label_of_name
from workbench.packs.model import Fact, Field, FieldType, PackSnippet

_GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|hallo|hej|liebe[r]?|guten tag|bonjour|chère?|hola|estimad[oa]|olá|ciao)\s+"
    r"\{\{\s*(customer\.\w*name)\s*\}\}",
    re.IGNORECASE | re.MULTILINE,
)

_HALF = re.compile(r"(?<!\\)\{\{(?![^{}\n]*\}\})")


def problems(
    snippet: PackSnippet,
    *,
    include: Callable[[str], PackSnippet | None],
    facts: Mapping[str, Fact],
    today: date,
) -> tuple[str, ...]:
    """What its author should mend, each once, the gravest first."""
    found: list[str] = []
    for body in snippet.bodies:
        template = parse(body)
        found += (f"{words[0].upper()}{words[1:]}." for words in template.problems)
        found += _of_names(tuple(names(template.nodes)), snippet.fields, facts, today)
        found += _of_greeting(body)
        found += ("A “{{” has no “}}” after it." for _ in _HALF.finditer(body))
    found += _of_includes(snippet, include)
    found += _of_fields(snippet)
    return tuple(dict.fromkeys(found))


def unknown_names(body: str, fields: tuple[Field, ...], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """Names that nothing can fill."""
    declared = {f"field.{each.name}" for each in fields} | {f"fact.{name}" for name in facts} | NAMES.keys()
    return tuple(dict.fromkeys(name for name in names(parse(body).nodes) if name not in declared))


def included_by(snippet: PackSnippet) -> tuple[str, ...]:
    """The ids of the snippets that it includes in any variant."""
    return tuple(dict.fromkeys(id_ for body in snippet.bodies for id_ in included(parse(body).nodes)))


def _of_names(
    asked: tuple[str, ...], fields: tuple[Field, ...], facts: Mapping[str, Fact], today: date
) -> Iterator[str]:
    declared = {each.name for each in fields}
    for name in asked:
        kind, _, bare = name.partition(".")
        if kind == "fact" and bare not in facts:
            yield f"There is no fact “{bare}”."
        elif kind == "fact" and (until := facts[bare].valid_until) and until < today:
            yield f"The fact “{facts[bare].label or bare}” held until {until.isoformat()}."
        elif kind == "field" and bare not in declared:
            yield f"It asks for the field “{bare}”, which is not declared."
        elif kind not in {"fact", "field"} and name not in NAMES:
            yield f"Nothing can fill “{name}”."


def _of_greeting(body: str) -> Iterator[str]:
    for match in _GREETING.finditer(body):
        yield f"The greeting has nothing to say where the {label_of_name(match[1])} is not known; add “|there”."


def _of_includes(snippet: PackSnippet, include: Callable[[str], PackSnippet | None]) -> Iterator[str]:
    waiting: list[tuple[str, tuple[str, ...]]] = [(id_, (snippet.id,)) for id_ in included_by(snippet)]
    seen = 0
    while waiting and seen < MAX_INCLUDED:
        id_, way = waiting.pop()
        seen += 1
        if id_ in way:
            yield f"It includes itself by way of “{way[-1]}”." if len(way) > 1 else "It includes itself."
        elif (other := include(id_)) is None:
            yield f"It includes “{id_}”, which is not there."
        else:
            waiting += [(next_, (*way, id_)) for next_ in included_by(other)]


def _of_fields(snippet: PackSnippet) -> Iterator[str]:
    used = {name for body in snippet.bodies for name in names(parse(body).nodes)}
    for each in snippet.fields:
        if each.type is FieldType.CHOICE and not each.options:
            yield f"The choice “{each.label}” has no options."
        if each.pattern and (fault := fault_of_pattern(each.pattern)):
            yield f"The pattern of “{each.label}” cannot be read: {fault}."
        elif each.default and (wrong := misfit(each, each.default, snippet.language)):
            yield f"The default of “{each.label}” does not fit it. {wrong}"
        if f"field.{each.name}" not in used:
            yield f"The field “{each.label}” is asked for and never used."
