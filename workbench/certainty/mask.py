"""Hides what is not the agent's own prose, so that no rule reads it. Lengths stay, so offsets stay right.

Hidden: quotations, quoted lines and mails, code, addresses, file names, placeholders and markup.
"""

from __future__ import annotations

import re

from workbench.certainty.hiding import hidden_in

MASKED = "\ue000"  # private use: no rule can mean it, and it is no word character

_EMPHASIS = re.compile(r"[*_](?:(?<![\w*_].)[*_]{0,2}(?=\w)|(?<=\w.)[*_]{0,2}(?![\w*_]))", re.DOTALL)


def mask(text: str) -> str:
    """``text`` with what is not the agent's own prose made unreadable; same length, code point for code point.

    Emphasis marks become spaces and typographic apostrophes plain ones, so that rules need not know them.
    """
    hidden = _without_hidden(text)
    if "*" in hidden or "_" in hidden:
        hidden = _EMPHASIS.sub(lambda found: " " * len(found[0]), hidden)
    return hidden.replace("’", "'")


def _without_hidden(text: str) -> str:
    parts: list[str] = []
    at = 0
    for start, end in hidden_in(text):
        parts += text[at:start], _blank(text[start:end])
        at = end
    return "".join((*parts, text[at:])) if parts else text


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
