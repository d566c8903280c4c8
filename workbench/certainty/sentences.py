"""Cuts a text into sentences: the unit that a rule reads and a rewrite replaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.kernel.spans import Span

LONGEST = 1_000  # code points; longer runs are no human sentence and are cut, which keeps every rule linear

_TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "prof", "st", "vs", "e.g", "i.e", "eg", "ie", "cf", "approx", "dept", "fig", "no", "nr"]
    + ["vol", "incl", "ca", "resp", "ext"]
)
_MAYBE_LAST = frozenset(
    ["etc", "inc", "ltd", "co", "corp", "jr", "sr", "a.m", "p.m", "am", "pm", "u.s", "u.k", "min", "max", "sec"]
)
_CUT = re.compile(
    r"(?P<end>[.!?…]{1,20})[\"'”’»)\]]{0,3}(?=\s|\Z)"
    r"|\n(?:[ \t]*\n)+"
    r"|\n(?=[ \t]{0,12}(?:[-*•+–—·>]|\d{1,3}[.)])\s)"
    r"|(?P<short>\n)(?=[^\S\n]{0,8}[^\W\d_a-z])"
)
_WORD_BEFORE = re.compile(r"[\w.'-]*\Z")
_NUMBERED = re.compile(r"\n?\s*\(?(?:\d{1,3}|[a-zA-Z])\Z")
_SHORT_LINE = 55


def split(text: str) -> tuple[Span, ...]:
    """The sentences of ``text`` in order, without outer white space; at most LONGEST code points each."""
    spans: list[Span] = []
    start = 0
    for cut in _CUT.finditer(text):
        if _parts(text, start, cut):
            spans.extend(_pieces(text, start, cut.end()))
            start = cut.end()
    spans.extend(_pieces(text, start, len(text)))
    return tuple(spans)


def _parts(text: str, start: int, cut: re.Match[str]) -> bool:
    """Whether the sentence that began at ``start`` ends at ``cut``."""
    if cut["short"]:
        line = max(start, text.rfind("\n", start, cut.start()) + 1)
        return cut.start() - line < _SHORT_LINE
    if cut["end"] is None:
        return True
    return not _goes_on(text, start, cut)


def _goes_on(text: str, start: int, cut: re.Match[str]) -> bool:
    """Whether the full stop at ``cut`` belongs to an abbreviation, a list number or a pause."""
    following = text[cut.end() : cut.end() + 4].lstrip()[:1]
    if cut["end"] in ("...", "…", "..", "....") or cut["end"].startswith("…"):
        return following.islower()
    if cut["end"] != ".":
        return False
    before = text[max(start, cut.start() - 12) : cut.start()]
    if cut.start() - start <= 5 and _NUMBERED.fullmatch(text[start : cut.start()]):
        return True
    found = _WORD_BEFORE.search(before)
    word = found[0] if found else ""
    small = word.lower()
    if small in _TITLES:
        return not (small == "no" and following.isupper())
    if small in _MAYBE_LAST:
        return not following.isupper()
    return len(word) == 1 and word.isupper() and word != "I"


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without its outer white space, in pieces of at most LONGEST, cut at spaces where there are."""
    while end - start > LONGEST:
        cut = max(text.rfind(" ", start + LONGEST // 2, start + LONGEST), start)
        cut = cut if cut > start else start + LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    bare = piece.lstrip()
    start += len(piece) - len(bare)
    bare = bare.rstrip()
    if bare:
        yield Span(start, start + len(bare))
