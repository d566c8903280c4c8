"""TextExpander: macros that begin with ``%``; fill-ins, optional parts, other snippets, dates, keys."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.exchange.making import Links, Made
from workbench.exchange.placeholders import dates
from workbench.exchange.placeholders.body import Body, plain
from workbench.packs.model import FieldType

_CODES = "aAbBcdDeFhHIjklmMnpPrRsStTuUVwWxXyYzZ"
_FILLS = "filltext|fillarea|fillpopup|fillpart|filldate|fill"
_WORDS = "key|delay|caseend|case|applescript|shell|javascript|script"
_NAMED = rf"(?i:(?:{_FILLS}|fillpartend|filltop|snippet|date|{_WORDS})[:%]|clipboard|pasteboard|[a-z]{{4,30}}:[^%\s])"
_CODE = rf"%(?!{_NAMED})[-_0^#]?[{_CODES}]"  # the letters of a macro's name are codes too
_TAG = re.compile(
    r"(?P<literal>%%)|(?P<cursor>%\|)|(?P<move>%[<>^v])"
    rf"|%(?P<fill>{_FILLS})(?!end|top)(?::(?P<args>[^%\n]{{0,4000}}))?%"
    r"|(?P<end>%fillpartend%)|(?P<top>%filltop%)"
    r"|%(?P<clip>clipboard|pasteboard)|%snippet:(?P<snippet>[^%\n]{1,200})%"
    rf"|%(?P<word>{_WORDS})(?::(?P<about>[^%\n]{{0,200}}))?%"
    r"|(?P<math>%@(?:[+-]\d{0,5}[a-z]{0,2})?)|%date:(?P<letters>[^%\n]{1,100})%"
    rf"|(?P<odd>%(?={_NAMED})\w+:?[^%\s]{{0,200}}%?)"
    rf"|(?-i:(?P<codes>{_CODE}(?:[-/.,: T]{{0,3}}{_CODE})*))",
    re.IGNORECASE,
)
_KEYS = {"tab": "\t", "enter": "\n", "return": "\n", "space": " "}
_SURE = re.compile(r"%(?:fill(?:text|area|popup|part|date)\b|snippet:|clipboard\b|key:|@[+-])", re.IGNORECASE)
_DATE = re.compile(rf"%[{_CODES}](?:[-/.]%[{_CODES}])+")


def looks_so(text: str) -> bool:
    """Whether a text is surely written for TextExpander."""
    return bool(_SURE.search(text) or _DATE.search(text))


def translate(text: str, links: Links) -> Made:
    """The text of a snippet as a body of ours."""
    if "%" not in text:
        return plain(text)
    body = Body(links)
    last, shifted = 0, False
    for found in _TAG.finditer(text):
        body.words(text[last : found.start()])
        last = found.end()
        body.reads(found[0])
        shifted = _tag(body, found, shifted)
    body.words(text[last:])
    return body.made()


def mentions(text: str) -> Iterator[str]:
    """The abbreviations of the snippets it includes."""
    if "%" not in text:
        return iter(())
    return (found["snippet"].strip() for found in _TAG.finditer(text) if found["snippet"])


def _tag(body: Body, found: re.Match[str], shifted: bool) -> bool:
    """Put one macro; gives whether the dates behind it are of another day."""
    match found.lastgroup:
        case "literal" | "cursor" | "clip" | "move" | "odd":
            _place(body, found.lastgroup, found[0])
        case "fill" | "args":
            _fill(body, found["fill"].lower(), found["args"] or "")
        case "end":
            if not body.end_part():
                body.note("An optional part ends that never began.", look=True)
        case "snippet":
            body.include(found["snippet"].strip())
        case "codes":
            _date(body, found[0], shifted)
        case "letters":
            dates.by_letters(body, found["letters"].strip())
        case "math":
            body.note(f"“{found[0]}” counts from today; the dates behind it are asked for.", look=True)
            return True
        case "word" | "about":
            _word(body, found["word"].lower(), found["about"] or "", found[0])
    return shifted


def _place(body: Body, kind: str | None, written: str) -> None:
    if kind == "literal":
        body.words("%")
    elif kind == "cursor":
        body.cursor()
    elif kind == "clip":
        body.clipboard()
    elif kind == "odd":
        body.unknown(written)
    else:
        body.note("Moves of the cursor by a key were left out.", look=True)


def _date(body: Body, written: str, shifted: bool) -> None:
    if written in {"%n", "%t"}:
        body.words("\n" if written == "%n" else "\t")
    else:
        dates.by_strftime(body, written, shifted=shifted)


def _word(body: Body, word: str, about: str, written: str) -> None:
    """A macro by its name."""
    if word == "key":
        key = about.lower()
        body.words(_KEYS.get(key, ""))
        if key not in _KEYS:
            body.note(f"The key “{key}” it pressed was left out.", look=True)
    elif word in {"delay", "case", "caseend"}:
        body.note(f"“{written}” has no meaning here and was left out.", look=word != "delay")
    else:
        body.never_run(written.strip("%"), "a script")


def _fill(body: Body, kind: str, args: str) -> None:
    name, default, options = _arguments(args)
    match kind:
        case "filltext" | "fill":
            body.ask(name, default=default, key=("fill", name))
        case "fillarea":
            body.ask(name, FieldType.LONG, default=default, key=("fill", name))
        case "fillpopup":
            body.ask(name, FieldType.CHOICE, default=default, options=options, key=("fill", name, options))
        case "filldate":
            body.ask(name, FieldType.DATE, key=("fill", name))
            body.note(f"The day “{name}” is written here as the reply writes dates.")
        case _:
            body.begin_part(name, default=default.lower() != "no")


def _arguments(args: str) -> tuple[str, str, tuple[str, ...]]:
    """Name, default and, for a choice, what it offers in its order; the default is one of those."""
    name, default, options = "", "", []
    for part in args.split(":"):
        key, sign, value = part.partition("=")
        match key.strip().lower() if sign else "":
            case "name":
                name = value
            case "default":
                default = value
                options.append(value)
            case "width" | "height" | "format" | "type":
                pass
            case _ if part.strip():
                options.append(part)
    if not name and options:  # an older way to write it: %fill:name%
        name, *options = options
    return name.strip() or "Blank", default.strip(), tuple(options)
