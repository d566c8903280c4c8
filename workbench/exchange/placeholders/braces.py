"""Alfred and Raycast: ``{name}``, ``{name:argument}``, ``{name key="value" | modifier}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from workbench.exchange.making import Links, Made
from workbench.exchange.placeholders import dates
from workbench.exchange.placeholders.body import Body, plain
from workbench.packs.model import FieldType

_TAG = re.compile(r"\{(?P<name>[a-zA-Z][a-zA-Z_-]{0,30})(?P<rest>(?:[\s:|+-][^{}\n]{0,400})?)\}")
_SHIFT = re.compile(r"(?<![\w\"])[+-]\d+\s?[a-zA-Z]")
_PAIR = re.compile(r"(\w+)=(?:\"([^\"]*)\"|“([^”]*)”|'([^']*)'|(\S+))")
_ALFRED_STYLES = frozenset({"", "short", "medium", "long", "full"})
_DATES = {"date": "", "datetime": "yyyy-MM-dd HH:mm", "time": "", "day": "EEEE"}
_ASKED = {
    "selection": ("Selected text", FieldType.LONG),
    "browser-tab": ("Text of the web page", FieldType.LONG),
    "uuid": ("UUID", FieldType.TEXT),
}
_Tag = Callable[[Body, str, str, str], None]


def alfred(text: str) -> Made:
    """The text of an Alfred snippet as a body of ours."""
    return _translate(text, Links(), _alfred)


def raycast(text: str, links: Links) -> Made:
    """The text of a Raycast snippet as a body of ours."""
    return _translate(text, links, _raycast)


def mentions(text: str) -> Iterator[str]:
    """The names of the snippets that a Raycast snippet includes."""
    for found in _TAG.finditer(text):
        if found["name"] == "snippet" and (name := _pairs(found["rest"]).get("name")):
            yield name


def _translate(text: str, links: Links, tag: _Tag) -> Made:
    if "{" not in text:
        return plain(text)
    body = Body(links)
    last = 0
    for found in _TAG.finditer(text):
        if found.start() and text[found.start() - 1] == "{":  # two braces are no placeholder there
            continue
        body.words(text[last : found.start()])
        last = found.end()
        body.reads(found[0])
        tag(body, found["name"], found["rest"].strip(), found[0])
    body.words(text[last:])
    return body.made()


def _alfred(body: Body, name: str, rest: str, written: str) -> None:
    shifted = bool(_SHIFT.search(rest.partition(":")[0]))
    argument = rest.rpartition(":")[2].strip() if ":" in rest else ""
    match name:
        case "cursor":
            body.cursor()
        case "clipboard":
            _clipboard(body, rest.removeprefix(":"), written)
        case "date" | "isodate" | "datetime" | "time" if argument not in _ALFRED_STYLES:
            dates.by_letters(body, argument, shifted=shifted)
        case "date" | "isodate":
            dates.by_letters(body, "", shifted=shifted)
        case "datetime":
            dates.by_letters(body, "yyyy-MM-dd HH:mm", shifted=shifted)
        case "time":
            dates.clock(body)
        case "random":
            _random(body, rest.removeprefix(":"), written)
        case "query":
            body.ask("Query")
        case "var":
            body.open(rest.removeprefix(":"), f"“{written}” came from a workflow, and is asked for here.")
        case _:
            body.unknown(written)


def _raycast(body: Body, name: str, rest: str, written: str) -> None:
    rest, bar, modifiers = rest.partition("|")
    pairs = _pairs(rest)
    shifted = bool(_SHIFT.search(_PAIR.sub("", rest))) or bool(pairs.get("offset"))
    if name in _DATES:
        _raycast_date(body, name, pairs.get("format", ""), shifted=shifted)
    elif name in _ASKED:
        label, type_ = _ASKED[name]
        body.open(label, f"“{written}” is asked for here.", type_)
    elif name == "cursor":
        body.cursor()
    elif name == "clipboard":
        _clipboard(body, rest.strip() if pairs.get("offset") not in {None, "0"} else "", written)
    elif name == "argument":
        _argument(body, pairs)
    elif name == "snippet" and pairs.get("name"):
        body.include(pairs["name"])
    else:
        body.unknown(written)
    if bar:
        body.note(f"“{modifiers.strip()}” changed the value it stands behind, which is not done here.", look=True)


def _raycast_date(body: Body, name: str, format_: str, *, shifted: bool) -> None:
    if name == "time" and not format_:
        dates.clock(body)
    else:
        dates.by_letters(body, format_ or _DATES[name], shifted=shifted)


def _clipboard(body: Body, older: str, written: str) -> None:
    if not older:
        body.clipboard()
    else:
        body.open(f"From the clipboard ({older[:40]})", f"“{written}” is asked for here.", FieldType.LONG)


def _random(body: Body, rest: str, written: str) -> None:
    options = tuple(each.strip() for each in rest.split(",") if each.strip())
    if len(options) > 1:
        body.ask("Random", FieldType.CHOICE, options=options, key=("random", options))
        body.note(f"“{written}” was picked at random there; here it is chosen.")
    else:
        body.open("Random", f"“{written}” was made up at random there; here it is asked for.")


def _argument(body: Body, pairs: dict[str, str]) -> None:
    name = pairs.get("name", "").strip() or "Argument"
    options = tuple(each.strip() for each in pairs.get("options", "").split(",") if each.strip())
    type_ = FieldType.CHOICE if options else FieldType.TEXT
    required = "default" not in pairs
    body.ask(name, type_, default=pairs.get("default", ""), options=options, key=("argument", name), required=required)


def _pairs(rest: str) -> dict[str, str]:
    return {key: next(filter(None, values), "") for key, *values in _PAIR.findall(rest)}
