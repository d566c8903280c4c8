"""Hides what is not the agent's own prose, so that no rule reads it. Lengths stay, so offsets stay right.

Hidden: quotations, quoted lines and mails, code, addresses, file names, placeholders and markup.
"""

from __future__ import annotations

import re

MASKED = "\ue000"  # private use: no rule can mean it, and it is no word character

_FILE_ENDINGS = (
    "bat bak bin cfg conf css csv dat dll dmg doc docx eml env exe gif htm html ics ini jpg jpeg "
    "js json log md msi ods pdf php plist png ppt py sh sql svg tar toml "
    "ts tsv txt vcf xls xlsx xml yaml yml zip"
)
_HEADERS = (  # of every language: the quoted mail need not be in that of the reply
    "Original [Mm]essage|Forwarded [Mm]essage|Ursprüngliche Nachricht|Weitergeleitete Nachricht"
    "|Message d['’]origine|Message transféré|Mensaje original|Mensaje reenviado"
    "|Mensagem [Oo]riginal|Mensagem [Ee]ncaminhada"
)
_HIDDEN = re.compile(
    "|".join(
        (
            r"^[ \t]{0,3}(?P<fence>```|~~~)(?s:.*?)(?:^[ \t]{0,3}(?P=fence)[^\n]*+$|\Z)",
            r"^[ \t]{0,3}(?:>|&gt;)[^\n]*+$",
            r"^-{3,}[ ]?(?:" + _HEADERS + r")[ ]?-{3,}(?s:.*)\Z",
            r"`[^`\n]{1,500}`",
            r"<(?:code|pre)>(?:[^<]|<(?!/?(?:code|pre)>)){0,4000}+</(?:code|pre)>",
            r"<[a-zA-Z/!][^<>\n]{0,300}>",
            r"\{\{[^{}\n]{0,200}\}\}",
            r'"(?:[^"\n]|\n(?!\n)){1,600}+"',
            r"“(?:[^”“\n]|\n(?!\n)){1,600}+”",
            r"„[^“”„\"\n]{1,600}[“”\"]",
            r"»[^»«\n]{1,600}«",
            r"«[^»«\n]{1,600}»",
            r"‚[^‚‘’\n]{1,300}[‘’](?!\w)",
            r"‘[^‘\n]{1,300}?’(?!\w)",
            r"(?<![\w'])'(?:[^'\n]|(?<=\w)'(?=\w)){1,200}'(?!\w)",
            r"(?<!\w)(?:[a-z]{2,10}://|www\.)[^\s<>\"]++",
            r"(?<![\w.+@-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++",
            r"(?<![\w./-])(?:[\w-]++\.)++(?:" + "|".join(_FILE_ENDINGS.split()) + r")\b(?![\w./-])",
            r"(?<![\w.-])(?:[\w-]++\.)++[a-z]{2,6}/\S*+",
            r"(?<![\w/])about:[a-z]++",
            r"(?<!\w)(?=[a-z0-9]++_)\w++",
        )
    ),
    re.MULTILINE | re.ASCII,
)
_EMPHASIS = re.compile(r"(?<![\w*_])[*_]{1,3}(?=\w)|(?<=\w)[*_]{1,3}(?![\w*_])")


def mask(text: str) -> str:
    """``text`` with what is not the agent's own prose made unreadable; same length, code point for code point.

    Emphasis marks become spaces and typographic apostrophes plain ones, so that rules need not know them.
    """
    hidden = _HIDDEN.sub(_blank, text)
    if "*" in hidden or "_" in hidden:
        hidden = _EMPHASIS.sub(lambda found: " " * len(found[0]), hidden)
    return hidden.replace("’", "'")


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
