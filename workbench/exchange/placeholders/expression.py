"""What stands between the braces: a name, perhaps what stands in for it, perhaps more than can be done here."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LITERAL = r"(?:\"(?P<d{0}>[^\"]*)\"|'(?P<s{0}>[^']*)'|“(?P<c{0}>[^”]*)”|‘(?P<k{0}>[^’]*)’)"
_NAME = re.compile(r"\s*(?P<name>[A-Za-z_][\w.\-]{0,120}(?:\[[^\]]{0,40}\][\w.\-]{0,120}){0,4})\s*")
_OR = re.compile(r"\|\|\s*" + _LITERAL.format("o") + r"\s*")
_STANDS_IN = re.compile(r"\|\s*(?:default|fallback)\s*[:(]\s*" + _LITERAL.format("f") + r"\s*\)?\s*")
_HARMLESS = re.compile(r"\|\s*(?:escape|h|strip|strip_html|strip_newlines|raw|safe)\s*(?=\||\Z)")
_SPLIT_FIRST = re.compile(r"\|\s*split\s*:\s*(?:\" \"|' ')\s*\|\s*first\s*")
_CASE = re.compile(r"\|\s*(?:capitalize|upcase|downcase|title|upper|lower)\s*(?=\||\Z)")
_CONDITION = re.compile(
    r"\s*(?P<name>[A-Za-z_][\w.\-]{0,120})\s*(?:(?P<sign>==|!=|<>)\s*"
    r"(?:" + _LITERAL.format("v") + r"|(?P<word>blank|empty|nil|null|true|false|\d{1,12})))?\s*"
)
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """``fallback`` is None where there is none; ``more``: what else stands there and is not done here."""

    name: str
    fallback: str | None = None
    cased: bool = False
    first_word: bool = False
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``value`` is None where any will do; ``wanted``: whether it must hold or must not."""

    name: str
    value: str | None = None
    wanted: bool = True


def expression(written: str) -> Expression:
    """Read what stands between braces; never raises. ``name`` is empty where it begins with no name."""
    begun = _NAME.match(written)
    if begun is None:
        return Expression(name="", more=written.strip())
    rest = written[begun.end() :]
    fallback: str | None = None
    cased = first_word = False
    while rest:
        if found := _OR.match(rest) or _STANDS_IN.match(rest):
            fallback = _literal(found)
        elif found := _SPLIT_FIRST.match(rest):
            first_word = True
        elif found := _CASE.match(rest):
            cased = True
        else:
            found = _HARMLESS.match(rest)
        if found is None:
            break
        rest = rest[found.end() :].lstrip()
    return Expression(name=begun["name"], fallback=fallback, cased=cased, first_word=first_word, more=rest.strip())


def condition(written: str) -> Condition | None:
    """A condition on one name; None where it is more than that."""
    found = _CONDITION.fullmatch(written)
    if found is None:
        return None
    wanted = found["sign"] not in {"!=", "<>"}
    if found["sign"] is None:
        return Condition(name=found["name"])
    value = found["word"] if found["word"] is not None else _literal(found).strip()
    if found["word"] in {"blank", "empty", "nil", "null"} or not value:
        return Condition(name=found["name"], wanted=not wanted)
    if found["word"] in {"true", "false"} or len(value) > _LONGEST or set(value) & set("{}\n|"):
        return None
    return Condition(name=found["name"], value=value, wanted=wanted)


def literals(written: str) -> tuple[str, ...] | None:
    """The values of ``when 'a', 'b' or 'c'``; None where something else stands there."""
    pieces = re.split(r"\s*(?:,|\bor\b)\s*", written.strip())
    one = re.compile(_LITERAL.format("w") + r"|(?P<n>\d{1,12})")
    found = [one.fullmatch(piece) for piece in pieces[:20]]
    values = tuple(match["n"] or _literal(match).strip() for match in found if match)
    fits = all(value and len(value) <= _LONGEST and not set(value) & set("{}\n|") for value in values)
    return values if len(values) == len(pieces) and fits else None


def _literal(found: re.Match[str]) -> str:
    groups = found.groupdict()
    return next((value for key, value in groups.items() if key[0] in "dsck" and len(key) == 2 and value), "")
