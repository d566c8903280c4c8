"""espanso: ``{{name}}`` with variables of many kinds, ``[[field]]`` in forms, ``$|$`` for the cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from workbench.exchange.making import Links, Made
from workbench.exchange.model import MAX_BODY_CHARACTERS
from workbench.exchange.placeholders import dates
from workbench.exchange.placeholders.body import Body, plain
from workbench.packs.model import FieldType

MAX_ECHO = 8
_TAG = re.compile(
    r"(?P<literal>\\\{\\\{|\\\}\\\})|(?P<cursor>\$\|\$)"
    r"|\{\{\s*(?P<name>\w+)(?:\.(?P<sub>\w+))?\s*\}\}|\[\[\s*(?P<blank>\w+)\s*\]\]"
)
_MARKS = ("{{", "[[", "$|$", "\\{", "\\}")
_GROUP = re.compile(r"\(\?P?<(\w+)>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a match brings besides its text. ``form``: the text is the layout of a form, with these ``form_fields``."""

    vars: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    form: bool = False
    form_fields: Mapping[str, Any] = field(default_factory=dict)
    regex: str = ""


def translate(text: str, match: Match, links: Links) -> Made:
    """The text of a match as a body of ours."""
    if not any(mark in text for mark in _MARKS):
        return plain(text)
    body = Body(links)
    _Writer(body, match).write(text, depth=0)
    return body.made()


def mentions(text: str, match: Match) -> Iterator[str]:
    """The triggers of the matches that this one includes."""
    if not match.vars or "{{" not in text:
        return
    for found in _TAG.finditer(text):
        variable = match.vars.get(found["name"] or "")
        if variable and _kind(variable) == "match":
            yield _text(_params(variable).get("trigger"))


def variables(listed: Any) -> dict[str, Mapping[str, Any]]:
    """Variables by their name; what is none is left out."""
    if not isinstance(listed, list):
        return {}
    return {_text(each.get("name")): each for each in listed if isinstance(each, dict) and _text(each.get("name"))}


class _Writer:
    def __init__(self, body: Body, match: Match) -> None:
        self._body = body
        self._match = match
        self._groups = frozenset(_GROUP.findall(match.regex))
        self._echoed = 0

    def write(self, text: str, *, depth: int) -> None:
        last = 0
        for found in _TAG.finditer(text):
            if found["blank"] and not self._match.form:
                continue
            self._body.words(text[last : found.start()])
            last = found.end()
            self._body.reads(found[0])
            if found["literal"]:
                self._body.words(found["literal"].replace("\\", ""))
            elif found["cursor"]:
                self._body.cursor()
            elif found["blank"]:
                self._form_field(found["blank"], self._match.form_fields, "form1")
            else:
                self._variable(found["name"], found["sub"] or "", found[0], depth)
        self._body.words(text[last:])

    def _variable(self, name: str, sub: str, written: str, depth: int) -> None:
        variable = self._match.vars.get(name)
        if variable is None:
            self._loose(name, sub, written)
            return
        params = _params(variable)
        match _kind(variable):
            case "echo":
                self._echo(name, _text(params.get("echo")), depth)
            case "form" if sub:
                self._form_field(sub, _table(params.get("fields")), name)
            case "match":
                self._body.include(_text(params.get("trigger")))
            case "clipboard":
                self._body.clipboard()
            case "date":
                shifted = _text(params.get("offset")) not in {"", "0"}
                dates.by_strftime(self._body, _text(params.get("format")), shifted=shifted)
            case "choice":
                self._choice(name, params.get("values"))
            case "random":
                self._choice(name, params.get("choices"))
                self._body.note(f"“{name}” was picked at random there; here it is chosen.")
            case "shell" | "script" as kind:
                self._body.never_run(name, f"a {kind} command")
            case _:
                self._body.unknown(written)

    def _loose(self, name: str, sub: str, written: str) -> None:
        """A name without a variable: of a form in older files, of the trigger, or of nothing."""
        if self._match.form and not sub:
            self._form_field(name, self._match.form_fields, "form1")
        elif name in self._groups:
            self._body.ask(name)
            self._body.note(f"“{name}” was taken from what was typed; here it is asked for.")
        else:
            self._body.unknown(written)

    def _echo(self, name: str, words: str, depth: int) -> None:
        self._echoed += len(words) + 1
        if self._echoed > MAX_BODY_CHARACTERS:
            raise ValueError("what its variables hold is too long")
        if depth >= MAX_ECHO:
            self._body.open(name, f"“{name}” holds itself, and was left open.")
        else:
            self.write(words, depth=depth + 1)

    def _choice(self, name: str, values: Any) -> None:
        options = tuple(_options(values))
        self._body.ask(name, FieldType.CHOICE, options=options, key=("choice", name))
        if any("{{" in option for option in options):
            self._body.note(f"What “{name}” offers holds placeholders, which stay as they are written.", look=True)

    def _form_field(self, name: str, fields: Mapping[str, Any], form: str) -> None:
        given = _table(fields.get(name))
        default = _text(given.get("default"))
        label = name.replace("_", " ")
        kind = _text(given.get("type"))
        if kind in {"choice", "list"}:
            options = tuple(_options(given.get("values")))
            self._body.ask(label, FieldType.CHOICE, default=default, options=options, key=(form, name))
        else:
            type_ = FieldType.LONG if _text(given.get("multiline")).lower() == "true" else FieldType.TEXT
            self._body.ask(label, type_, default=default, key=(form, name), required=False)
        if kind not in {"", "text", "choice", "list"}:
            self._body.note(f"“{name}” is a “{kind}”, which is not known here; it is a text.", look=True)


def _options(values: Any) -> Iterator[str]:
    """What a choice puts in: each line of a text, each word of a list, the id of what has one."""
    if isinstance(values, str):
        yield from values.split("\n")
    for each in values if isinstance(values, list) else ():
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            yield _text(each.get("id")) or _text(each.get("label"))


def _kind(variable: Mapping[str, Any]) -> str:
    return _text(variable.get("type"))


def _params(variable: Mapping[str, Any]) -> Mapping[str, Any]:
    return _table(variable.get("params"))


def _table(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
