"""Hides what is not the agent's own prose, so that no rule reads it. Lengths stay, so offsets stay right.

Hidden: quotations, quoted lines and mails, code, addresses, file names, placeholders and markup.
"""

from __future__ import annotations

import re
from functools import lru_cache

MASKED = "\ue000"  # private use: no rule can mean it, and it is no word character

_FILE_ENDINGS = (
    "bat bak bin cfg conf css csv dat dll dmg doc docx eml env exe gif htm html ics ini jpg jpeg "
    "js json log md msi ods pdf php plist png ppt py sh sql svg tar toml "
    "ts tsv txt vcf xls xlsx xml yaml yml zip"
)
_INNER_STOP = re.compile(r"\w\.\w", re.ASCII)
_HEADERS = (  # of every language: the quoted mail need not be in that of the reply
    "Original [Mm]essage|Forwarded [Mm]essage|Ursprüngliche Nachricht|Weitergeleitete Nachricht"
    "|Message d['’]origine|Message transféré|Mensaje original|Mensaje reenviado"
    "|Mensagem [Oo]riginal|Mensagem [Ee]ncaminhada"
)
# What hides, each with a sign without which it cannot be there: a text is read for those alone whose signs it bears.
_HIDING = (
    ("```", r"^[ \t]{0,3}```(?s:.*?)(?:^[ \t]{0,3}```[^\n]*+$|\Z)"),
    ("~~~", r"^[ \t]{0,3}~~~(?s:.*?)(?:^[ \t]{0,3}~~~[^\n]*+$|\Z)"),
    (">", r"^[ \t]{0,3}>[^\n]*+$"),
    ("&gt;", r"^[ \t]{0,3}&gt;[^\n]*+$"),
    ("---", r"^-{3,}[ ]?(?:" + _HEADERS + r")[ ]?-{3,}(?s:.*)\Z"),
    ("`", r"`[^`\n]{1,500}`"),
    ("</", r"<(?:code|pre)>(?:[^<]|<(?!/?(?:code|pre)>)){0,4000}+</(?:code|pre)>"),
    ("<", r"<[a-zA-Z/!][^<>\n]{0,300}>"),
    ("{{", r"\{\{[^{}\n]{0,200}\}\}"),
    ('"', r'"(?:[^"\n]|\n(?!\n)){1,600}+"'),
    ("“", r"“(?:[^”“\n]|\n(?!\n)){1,600}+”"),
    ("„", r"„[^“”„\"\n]{1,600}[“”\"]"),
    ("»", r"»[^»«\n]{1,600}«"),
    ("«", r"«[^»«\n]{1,600}»"),
    ("‚", r"‚[^‚‘’\n]{1,300}[‘’](?!\w)"),
    ("‘", r"‘[^‘\n]{1,300}?’(?!\w)"),
    ("'", r"(?<![\w'])'(?:[^'\n]|(?<=\w)'(?=\w)){1,200}'(?!\w)"),
    ("://", r"(?<!\w)[a-z]{2,10}://[^\s<>\"]++"),
    ("www.", r"(?<!\w)www\.[^\s<>\"]++"),
    ("@", r"(?<![\w.+@-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"),
    (_INNER_STOP, r"(?<![\w./-])(?:[\w-]++\.)++(?:" + "|".join(_FILE_ENDINGS.split()) + r")\b(?![\w./-])"),
    (_INNER_STOP, r"(?<![\w.-])(?:[\w-]++\.)++[a-z]{2,6}/\S*+"),
    ("about:", r"(?<![\w/])about:[a-z]++"),
    ("_", r"(?<!\w)(?=[a-z0-9]++_)\w++"),
)
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?![\w*_])")


def mask(text: str) -> str:
    """``text`` with what is not the agent's own prose made unreadable; same length, code point for code point.

    Emphasis marks become spaces and typographic apostrophes plain ones, so that rules need not know them.
    """
    signs = tuple(sign for sign, _ in _HIDING if _bears(text, sign))
    hidden = _hidden(signs).sub(_blank, text) if signs else text
    if "*" in hidden or "_" in hidden:
        hidden = _EMPHASIS.sub(lambda found: " " * len(found[0]), hidden)
    return hidden.replace("’", "'")


def _bears(text: str, sign: str | re.Pattern[str]) -> bool:
    return sign in text if isinstance(sign, str) else sign.search(text) is not None


@lru_cache(maxsize=128)  # replies bear few signs, and mostly the same
def _hidden(signs: tuple[str | re.Pattern[str], ...]) -> re.Pattern[str]:
    """One pattern for all that ``signs`` may hide, so that the first to begin wins."""
    ways = (way for sign, way in _HIDING if sign in signs)
    return re.compile("|".join(ways), re.MULTILINE | re.ASCII)


def lower(text: str) -> str:
    """``text`` in lower case with the same length, also where one capital has two small code points (``İ``)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(one if len(one := character.lower()) == 1 else character for character in text)


def _blank(found: re.Match[str]) -> str:
    """As many masks as characters; line breaks stay, for they part paragraphs."""
    hidden = found[0]
    if "\n" not in hidden:
        return MASKED * len(hidden)
    return "\n".join(MASKED * len(line) for line in hidden.split("\n"))
