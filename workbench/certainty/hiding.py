"""Finds what is not the agent's own prose: quotations, quoted mail, code, addresses, placeholders, markup, signature.

Each way of hiding has a sign without which it cannot be there. The text is searched for the sign, which is fast, and
the pattern is tried only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import heapify, heappop, heapreplace

_FILE_ENDINGS = (
    "bat bak bin cfg conf css csv dat dll dmg doc docx eml env exe gif htm html ics ini jpg jpeg "
    "js json log md msi ods pdf php plist png ppt py sh sql svg tar toml "
    "ts tsv txt vcf xls xlsx xml yaml yml zip"
)
_FILE = r"(?<![\w./-])(?:[\w-]++\.)++(?:" + "|".join(_FILE_ENDINGS.split()) + r")\b(?![\w./-])"
_HEADERS = (  # of every language: the quoted mail need not be in that of the reply
    "Original [Mm]essage|Forwarded [Mm]essage|Ursprüngliche Nachricht|Weitergeleitete Nachricht"
    "|Message d['’]origine|Message transféré|Mensaje original|Mensaje reenviado"
    "|Mensagem [Oo]riginal|Mensagem [Ee]ncaminhada"
)
_INNER_STOP = re.compile(r"\.\w", re.ASCII)


def hidden_in(text: str) -> Iterator[tuple[int, int]]:
    """Where something begins and ends that is no prose, in order; of what overlaps, the first to begin."""
    searches = [way(text, sign, pattern) for way, sign, pattern in _WAYS if sign in text]
    ahead = [
        (found.start(), number, found.end()) for number, search in enumerate(searches) if (found := search.after(0))
    ]
    heapify(ahead)
    at = 0
    while ahead:
        start, order, end = ahead[0]
        if start >= at:
            yield start, end
            at = end
        elif found := searches[order].after(at):
            heapreplace(ahead, (found.start(), order, found.end()))
        else:
            heappop(ahead)


class _Anywhere:
    """For what begins with its sign, to which the engine leaps."""

    def __init__(self, text: str, sign: str, pattern: re.Pattern[str]) -> None:
        self.text = text
        self.sign = sign
        self.pattern = pattern

    def after(self, at: int) -> re.Match[str] | None:
        """The first that begins at ``at`` or behind it; calls go from left to right."""
        return self.pattern.search(self.text, at)


class _OnLines(_Anywhere):
    """For what begins with the line that its sign is on."""

    def after(self, at: int) -> re.Match[str] | None:
        while (sign := self.text.find(self.sign, at)) >= 0:
            found = self.pattern.match(self.text, max(at, self.text.rfind("\n", at, sign) + 1))
            at = self.text.find("\n", sign) + 1
            if found or not at:
                return found
        return None


class _InWords(_Anywhere):
    """For what holds its sign and no space."""

    end = 0  # of the last run without spaces, kept so that a long one is not measured for each of its parts

    def after(self, at: int) -> re.Match[str] | None:
        while (sign := self._sign(at)) >= 0:
            if sign >= self.end:
                space = self.text.find(" ", sign)
                self.end = space if space >= 0 else len(self.text)
            found = self.pattern.search(self.text, max(at, self.text.rfind(" ", at, sign) + 1), self.end)
            if found:
                return found
            at = self.end
        return None

    def _sign(self, at: int) -> int:
        return self.text.find(self.sign, at)


class _InWordsWithStops(_InWords):
    """A stop is the sign, but not one at the end of a sentence."""

    def _sign(self, at: int) -> int:
        found = _INNER_STOP.search(self.text, at)
        return found.start() if found else -1


_WAYS = tuple(
    (way, sign, re.compile(pattern, re.MULTILINE | re.ASCII))
    for way, sign, pattern in (
        (_OnLines, "```", r"^[ \t]{0,3}```(?s:.*?)(?:^[ \t]{0,3}```[^\n]*+$|\Z)"),
        (_OnLines, "~~~", r"^[ \t]{0,3}~~~(?s:.*?)(?:^[ \t]{0,3}~~~[^\n]*+$|\Z)"),
        (_OnLines, ">", r"^[ \t]{0,3}>[^\n]*+$"),
        (_OnLines, "&gt;", r"^[ \t]{0,3}&gt;[^\n]*+$"),
        (_OnLines, "---", r"^-{3,}[ ]?(?:" + _HEADERS + r")[ ]?-{3,}(?s:.*)\Z"),
        (_OnLines, "--", r"^--[ ]?\n(?:[^\n]{0,200}+(?:\n|\Z)){1,12}+\Z"),  # a signature, as mail marks one
        (_Anywhere, "`", r"`[^`\n]{1,500}`"),
        (_Anywhere, "</", r"<(?:code|pre)>(?:[^<]|<(?!/?(?:code|pre)>)){0,4000}+</(?:code|pre)>"),
        (_Anywhere, "<", r"<[a-zA-Z/!][^<>\n]{0,300}>"),
        (_Anywhere, "{{", r"\{\{[^{}\n]{0,200}\}\}"),
        (_Anywhere, '"', r'"(?=[^"]{1,600}")(?:[^"\n]++|\n(?!\n))++"'),
        (_Anywhere, "“", r"“(?=[^”“]{1,600}”)(?:[^”“\n]++|\n(?!\n))++”"),
        (_Anywhere, "„", r"„[^“”„\"\n]{1,600}[“”\"]"),
        (_Anywhere, "»", r"»[^»«\n]{1,600}«"),
        (_Anywhere, "«", r"«[^»«\n]{1,600}»"),
        (_Anywhere, "‚", r"‚[^‚‘’\n]{1,300}[‘’](?!\w)"),
        (_Anywhere, "‘", r"‘[^‘\n]{1,300}?’(?!\w)"),
        (_Anywhere, "'", r"'(?<![\w']')(?:[^'\n]|(?<=\w)'(?=\w)){1,200}'(?!\w)"),
        (_InWords, "://", r"(?<!\w)[a-z]{2,10}://[^\s<>\"]++"),
        (_InWords, "www.", r"(?<!\w)www\.[^\s<>\"]++"),
        (_InWords, "@", r"(?<![\w.+@-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"),
        (_InWordsWithStops, ".", _FILE),
        (_InWordsWithStops, ".", r"(?<![\w.-])(?:[\w-]++\.)++[a-z]{2,6}/\S*+"),
        (_InWords, "about:", r"(?<![\w/])about:[a-z]++"),
        (_InWords, "_", r"(?<!\w)(?=[a-z0-9]++_)\w++"),
    )
)
