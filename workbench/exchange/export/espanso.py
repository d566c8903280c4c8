"""A match file of espanso. It has no ticket: what a ticket fills is asked for there, in the same form as our fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import yaml

from workbench.exchange.export.names import Names, file_stem
from workbench.exchange.export.telling import Tell, counted, nobody
from workbench.packs.model import Fact, Field, FieldType, PackSnippet, SnippetStatus

_TAG = re.compile(r"\\\{\{|\{\{([^{}\n]{0,300})\}\}")
_LITERAL = re.compile(r"\{\{|\}\}|\$\|\$")
_AS_WORDS = {"{{": "\\{\\{", "}}": "\\}\\}", "$|$": "$ | $"}  # there is no other way to write the last one
_NOT_NAME = re.compile(r"\W+", re.ASCII)
_SIGNS = {"?": "[only if ", ":": " | else: ", "/": "]", ">": ""}  # espanso has no parts under a condition
FORM = "form"


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, which people can read."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _as_block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _as_block)


def to_espanso(snippets: Sequence[PackSnippet], facts: Iterable[Fact] = (), tell: Tell = nobody) -> str:
    """The match file; recalled snippets stay out, each variant is a match of its own."""
    usable = [each for each in snippets if each.status is not SnippetStatus.RECALLED]
    names = Names()
    triggers = {each.id: names.free(_trigger(each)) for each in usable}
    values = {fact.name: fact.value for fact in facts}
    matches = (match for each in counted(usable, tell) for match in _matches(each, triggers, values, names))
    written = "".join(_written([match]) for match in matches)  # one by one, for all at once cannot be stopped
    return f"matches:\n{written}" if written else _written({"matches": []})


def _trigger(snippet: PackSnippet) -> str:
    """Typed as here, with a sign before it: espanso would take a bare word wherever it is typed."""
    shortcut = snippet.shortcut or file_stem(snippet.title)
    return f";{shortcut}" if shortcut[:1].isalnum() else shortcut


def _written(data: object) -> str:
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=4096))


def _matches(
    snippet: PackSnippet, triggers: Mapping[str, str], facts: Mapping[str, str], names: Names
) -> Iterator[dict[str, Any]]:
    trigger = triggers[snippet.id]
    own = _Writer(snippet.fields, triggers, facts)
    terms = [*snippet.synonyms, *snippet.tags]
    yield own.match(trigger, snippet.title, snippet.body, terms)
    for each in snippet.variants:
        marks = [mark for mark in (each.language, each.channel, each.tone) if mark]
        title = f"{each.title or snippet.title} ({', '.join(marks)})" if marks else each.title or snippet.title
        wanted = ".".join([trigger, *(file_stem(mark) for mark in marks)])
        yield _Writer(snippet.fields, triggers, facts).match(names.free(wanted), title, each.body, terms)


class _Writer:
    """One body as the text of a match with its variables."""

    def __init__(self, fields: Sequence[Field], triggers: Mapping[str, str], facts: Mapping[str, str]) -> None:
        self._declared = {each.name: each for each in fields}
        self._triggers = triggers
        self._facts = facts
        self._vars: dict[str, dict[str, Any]] = {}
        self._names = Names("_")
        self._plain: dict[str, str] = {}
        self._layout: dict[str, str] = {}
        self._form: dict[str, dict[str, Any]] = {}

    def match(self, trigger: str, label: str, body: str, terms: list[str]) -> dict[str, Any]:
        text = self._text(body.rstrip("\n"))
        made: dict[str, Any] = {"trigger": trigger, "label": label, "replace": text}
        if terms:
            made["search_terms"] = terms
        listed = list(self._vars.values())
        if self._layout:
            layout = "\n".join(f"{label}: [[{name}]]" for name, label in self._layout.items())
            listed.insert(0, {"name": FORM, "type": "form", "params": {"layout": layout, "fields": self._form}})
        if listed:
            made["vars"] = listed
        return made

    def _text(self, body: str) -> str:
        pieces, last = [], 0
        for found in _TAG.finditer(body):
            pieces += [_literal(body[last : found.start()]), "\\{\\{" if found[1] is None else self._tag(found[1])]
            last = found.end()
        return "".join((*pieces, _literal(body[last:])))

    def _tag(self, inside: str) -> str:
        name, bar, rest = (part.strip() for part in inside.partition("|"))
        if name[:1] in _SIGNS:
            return self._sign(name[:1], name[1:].strip())
        if name == "cursor":
            return "$|$"
        if name == "date.today":
            return self._variable("today", "date", {"format": "%x"})
        if name.startswith("fact.") and name[5:] in self._facts:
            return _literal(self._facts[name[5:]])
        if name == "yours":
            return self._ask(f"yours {len(self._layout) + 1}", rest or "your own words", multiline=True)
        return self._ask(name, self._label(name), default=rest if bar else "")

    def _sign(self, sign: str, behind: str) -> str:
        if sign == ">":
            return self._include(behind)
        return _SIGNS[sign] + (f"{self._condition(behind)}: " if sign == "?" else "")

    def _condition(self, condition: str) -> str:
        name = re.split(r"!?=", condition.removeprefix("!"))[0].strip()
        return _literal(condition.replace(name, self._label(name), 1))

    def _include(self, id_: str) -> str:
        trigger = self._triggers.get(id_)
        if trigger is None:
            return self._ask(f"snippet {id_}", f"Snippet {id_}", multiline=True)
        return self._variable(f"snippet_{_NOT_NAME.sub('_', id_)}", "match", {"trigger": trigger})

    def _variable(self, name: str, kind: str, params: dict[str, str]) -> str:
        self._vars[name] = {"name": name, "type": kind, "params": params}
        return "{{" + name + "}}"

    def _ask(self, name: str, label: str, *, default: str = "", multiline: bool = False) -> str:
        field = self._declared.get(name.removeprefix("field.")) if name.startswith("field.") else None
        plain = self._plain.get(name)
        if plain is None:
            plain = self._plain[name] = self._names.free(_NOT_NAME.sub("_", name.removeprefix("field.")) or "blank")
            self._layout[plain] = label.replace("[", "(").replace("]", ")").replace("{", "(").replace("}", ")")
            if about := _about(field, default, multiline=multiline):
                self._form[plain] = about
        return "{{" + f"{FORM}.{plain}" + "}}"

    def _label(self, name: str) -> str:
        field = self._declared.get(name.removeprefix("field."))
        return field.label if field else name.replace(".", " ").replace("_", " ")


def _about(field: Field | None, default: str, *, multiline: bool) -> dict[str, Any]:
    about: dict[str, Any] = {}
    if field is not None and field.type in {FieldType.CHOICE, FieldType.YES_NO}:
        about = {"type": "choice", "values": list(field.options) or ["yes", "no"]}
    elif multiline or (field is not None and field.type is FieldType.LONG):
        about = {"multiline": True}
    if begins := default or (field.default if field else ""):
        about["default"] = begins
    return about


def _literal(words: str) -> str:
    """Words that espanso takes as they are."""
    return _LITERAL.sub(lambda found: _AS_WORDS[found[0]], words)
