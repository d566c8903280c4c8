"""Hides what is not the agent's own prose, so that no rule reads it. Lengths stay, so offsets stay right.

Hidden: quotations, quoted lines and mails, code, addresses, file names, placeholders, markup, names of buttons and
the signature.
"""

from __future__ import annotations

import re

from workbench.certainty.hiding import hidden_in

MASKED = "\ue000"  # private use: no rule can mean it, and it is no word character

_EMPHASIS = re.compile(r"[*_](?:(?<![\w*_].)[*_]{0,2}(?=\w)|(?<=\w.)[*_]{0,2}(?![\w*_]))", re.DOTALL)
# What is to be clicked on, in every language: a name, where it is set off.
_CLICKS = (
    "click|tap|press|choose|select|pick|tick|untick|check|uncheck|open|enable|disable|hit|called|named|labell?ed"
    "|klicken|klicke|tippen|drücken|wählen|wähle|öffnen|cliquez|appuyez|choisissez|sélectionnez|ouvrez"
    "|haga clic|haz clic|pulse|pulsa|elija|elige|seleccione|selecciona|abra|abre|clique|toque|escolha|selecione"
)
_SET_OFF = re.compile(r"(?<=\s)(?P<mark>\*\*|__|[*_])(?P<name>[^*_\n.!?]{1,60})(?P=mark)(?!\w)")
_SET_OFF_FOLLOWS = re.compile(rf"\b(?:{_CLICKS})(?:\s\w{{1,5}}){{0,3}}\s\Z", re.IGNORECASE)
_NAME_FOLLOWS = re.compile(rf"\b(?:{_CLICKS})(?:\s\w{{1,5}}){{0,2}}\Z", re.IGNORECASE)
_WINDOW = 40  # code points before a name; what is to be clicked on is said right there


def mask(text: str) -> str:
    """``text`` with what is not the agent's own prose made unreadable; same length, code point for code point.

    Emphasis marks become spaces and typographic apostrophes plain ones, so that rules need not know them.
    """
    hidden = _without_hidden(text)
    if "*" in hidden or "_" in hidden:
        hidden = _SET_OFF.sub(_without_name, hidden)
        hidden = _EMPHASIS.sub(lambda found: " " * len(found[0]), hidden)
    return hidden.replace("’", "'")


def _without_hidden(text: str) -> str:
    parts: list[str] = []
    at = 0
    for start, end in hidden_in(text):
        parts += text[at:start], _blank(text[start:end])
        at = end
    return "".join((*parts, text[at:])) if parts else text


def names_button(before: str, word: str) -> bool:
    """Whether ``word``, which stands behind ``before``, begins the name of something to click on: with a capital."""
    return word[:1].isupper() and _NAME_FOLLOWS.search(before) is not None


def _without_name(set_off: re.Match[str]) -> str:
    before = set_off.string[max(0, set_off.start() - _WINDOW) : set_off.start()]
    if _SET_OFF_FOLLOWS.search(before) is None:
        return set_off[0]
    mark = set_off["mark"]
    return f"{mark}{MASKED * len(set_off['name'])}{mark}"


def lower(text: str) -> str:
    """``text`` in lower case with the same length, also where one capital has two small code points (``İ``)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


def _blank(hidden: str) -> str:
    """As many masks as characters; line breaks stay, for they part paragraphs."""
    if "\n" not in hidden:
        return MASKED * len(hidden)
    return "\n".join(MASKED * len(line) for line in hidden.split("\n"))
