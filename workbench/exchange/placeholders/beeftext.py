"""Beeftext: ``#{name}`` and ``#{name:argument}``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.exchange.making import Links, Made
from workbench.exchange.placeholders import dates
from workbench.exchange.placeholders.body import Body, plain

_TAG = re.compile(r"#\{(.{0,1000}?)(?<!\\)\}")
_SHIFT = re.compile(r"((?:[+-]\d+[yMwdhmsz])+):(.*)", re.DOTALL)
_COMBOS = {"combo", "upper", "lower", "trim"}
_RUNS = {"envVar": "a setting of the computer", "powershell": "a PowerShell script"}
_KNOWN = re.compile(r"#\{(?:clipboard|date|time|dateTime|cursor|(?:input|combo|upper|lower|trim|envVar|powershell):)")


def looks_so(text: str) -> bool:
    """Whether a text is surely written for Beeftext."""
    return bool(_KNOWN.search(text))


def translate(text: str, links: Links) -> Made:
    """The text of a combo as a body of ours."""
    if "#{" not in text:
        return plain(text)
    body = Body(links)
    last = 0
    for found in _TAG.finditer(text):
        body.words(text[last : found.start()])
        last = found.end()
        name, _, argument = found[1].partition(":")
        body.reads(found[0])
        _tag(body, name, argument, found[0])
    body.words(text[last:])
    return body.made()


def mentions(text: str) -> Iterator[str]:
    """The keywords of the combos it includes."""
    for found in _TAG.finditer(text):
        name, _, argument = found[1].partition(":")
        if name in _COMBOS:
            yield _unescaped(argument)


def _tag(body: Body, name: str, argument: str, written: str) -> None:
    match name:
        case "cursor":
            body.cursor()
        case "clipboard":
            body.clipboard()
        case "date" | "time" | "dateTime":
            _date(body, name, argument)
        case "input":
            label = _unescaped(argument)
            body.ask(label or "Input", key=("input", argument))
        case "combo" | "upper" | "lower" | "trim":
            body.include(_unescaped(argument))
            if name in {"upper", "lower"}:
                body.note(f"“{written}” changed the case of its letters, which is not done here.", look=True)
        case "envVar" | "powershell":
            body.never_run(argument, _RUNS[name])
        case _:
            body.unknown(written)


def _date(body: Body, name: str, argument: str) -> None:
    shift = _SHIFT.fullmatch(argument)
    if name == "date":
        body.today()
    elif name == "time":
        dates.clock(body)
    elif shift:
        dates.by_letters(body, shift[2] or shift[1], shifted=True)
    else:
        dates.by_letters(body, argument.removeprefix(":") or "yyyy-MM-dd HH:mm")


def _unescaped(argument: str) -> str:
    return argument.replace("\\\\", "\\").replace("\\}", "}").strip()
