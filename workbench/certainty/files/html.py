"""The prose of HTML: without tags, scripts, code and quotations, with entities as the letters they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.certainty.files.html_tokens import Sort, Token, tokens
from workbench.certainty.files.prose import Edit
from workbench.certainty.files.switches import switched_off
from workbench.certainty.mask import MASKED
from workbench.kernel.spans import Span

_APART = "\n\n"  # what stands on either side is no one sentence
_HIDDEN = dict.fromkeys(["code", "kbd", "samp", "var", "q", "tt"], MASKED) | dict.fromkeys(
    ["script", "style", "pre", "head", "template", "textarea", "blockquote", "svg", "math", "select", "iframe"], _APART
)
_WITHIN_LINES = frozenset(
    ["a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "del", "dfn", "em", "font", "i", "ins", "label", "mark"]
    + ["s", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "wbr"]
)
_THINGS = frozenset(["img", "input", "button", "object", "video", "audio", "meter", "progress"])
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_WHITE = re.compile(r"[\n\t\f]+")


def edits_of(source: str, *, markdown: bool = False) -> list[Edit]:
    """What has to change for ``source`` to be prose. In ``markdown`` line breaks mean something, and stay."""
    found = list(tokens(source, markdown=markdown))
    said = ((Span(token.start, token.end), token.text) for token in found if token.sort is Sort.COMMENT)
    return [*switched_off(said, len(source)), *_edits(found, source, white=not markdown)]


def _edits(found: list[Token], source: str, *, white: bool) -> Iterator[Edit]:
    opened: Token | None = None
    depth, done = 0, 0
    for token in found:
        if opened:
            depth += (token.sort is Sort.START) - (token.sort is Sort.END) if token.text == opened.text else 0
            if depth == 0 or (opened.text == "head" and token.sort is Sort.START and token.text == "body"):
                yield Edit(opened.start, token.end, _HIDDEN[opened.text])
                opened, done = None, token.end
            continue
        if white:
            yield from _white(source, done, token.start)
        done = token.end
        if token.sort is Sort.START and token.text in _HIDDEN:
            opened, depth = token, 1
        else:
            yield Edit(token.start, token.end, _instead(token))
    if opened:
        yield Edit(opened.start, len(source), _HIDDEN[opened.text])
    elif white:
        yield from _white(source, done, len(source))


def _white(source: str, start: int, end: int) -> Iterator[Edit]:
    """Line breaks of the source are spaces to a reader."""
    for found in _WHITE.finditer(source, start, end):
        yield Edit(found.start(), found.end(), " " * len(found[0]))


def _instead(token: Token) -> str:
    """What a reader sees in place of ``token``."""
    if token.sort is Sort.LETTER:
        return " " if token.text.isspace() else _WITHOUT_WIDTH.sub("", token.text)
    return _break(token.text) if token.sort in (Sort.START, Sort.END) else ""


def _break(tag: str) -> str:
    """What a tag is to the sentence that it stands in."""
    if tag in _WITHIN_LINES:
        return ""
    if tag in _THINGS:
        return MASKED
    return "\n" if tag == "br" else _APART
