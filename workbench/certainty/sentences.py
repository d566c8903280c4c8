"""Cuts a text into sentences: the unit that a rule reads and a rewrite replaces."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from workbench.certainty.conventions import PLAIN, Conventions
from workbench.kernel.spans import Span

LONGEST = 1_000  # code points; longer runs are no human sentence and are cut, which keeps every rule linear

_CUT = re.compile(  # begins with a set of characters, over which the engine leaps to the next place that may be one
    r"[.!?…\n](?:"
    r"(?<!\n)(?P<end>[.!?…]{0,19})[\"'”’»)\]]{0,3}(?=\s|\Z)"
    r"|(?<=\n)(?:[ \t]*\n)+"
    r"|(?<=\n)(?=[ \t]{0,12}(?:[-*•+–—·>]|\d{1,3}[.)])\s)"
    r"|(?<=\n)(?P<short>)(?=[^\S\n]{0,8}[¿¡]?[^\W\d_a-z])"
    r")"
)
_WORD_BEFORE = re.compile(r"[\w.'-]*\Z")
_NUMBERED = re.compile(r"\n?\s*\(?(?:\d{1,3}|[a-zA-Z])\Z")
_ORDINAL = re.compile(r"\d{1,2}")
_NEXT_WORD = re.compile(r"\s*(\w*)")
_SHORT_LINE = 55
_start = attrgetter("start")
_AROUND = 14  # code points; no abbreviation is longer


class Sentences:
    """The sentences of a text, in order; each without outer white space and at most LONGEST code points long.

    Only where it is cut is found at once: the sentences that nobody asks for are not measured.
    """

    def __init__(self, text: str, conventions: Conventions = PLAIN) -> None:
        self._text = text
        self._cuts = [0]
        for cut in _CUT.finditer(text):
            if _parts(text, self._cuts[-1], cut, conventions):
                self._cuts.append(cut.end())
        self._cuts.append(len(text))
        self._near: tuple[int, list[Span]] = (0, [])  # what was asked for last, and its number

    def __iter__(self) -> Iterator[Span]:
        return (span for between in pairwise(self._cuts) for span in _pieces(self._text, *between))

    def around(self, place: int) -> Span:
        """The sentence that the character at ``place`` is in, which is no white space."""
        number = bisect_right(self._cuts, place)
        start, end = self._cuts[number - 1], self._cuts[number]
        if end - start <= LONGEST:
            return _trimmed(self._text, start, end)
        if number != self._near[0]:
            self._near = number, list(_pieces(self._text, start, end))
        near = self._near[1]
        return near[bisect_right(near, place, key=_start) - 1]


def split(text: str, conventions: Conventions = PLAIN) -> tuple[Span, ...]:
    """All `Sentences` of ``text``."""
    return tuple(Sentences(text, conventions))


def _parts(text: str, start: int, cut: re.Match[str], conventions: Conventions) -> bool:
    """Whether the sentence that began at ``start`` ends at ``cut``."""
    if cut["short"] is not None:
        line = max(start, text.rfind("\n", start, cut.start()) + 1)
        return cut.start() - line < _SHORT_LINE
    if cut["end"] is None:
        return True
    return not _goes_on(text, start, cut, conventions)


def _goes_on(text: str, start: int, cut: re.Match[str], conventions: Conventions) -> bool:
    """Whether the full stop at ``cut`` belongs to an abbreviation, a list number or a pause."""
    stop, end = cut.start(), cut.end("end")
    if text[stop:end] != ".":
        return (text[stop] == "…" or text[stop:end] in ("...", "..", "....")) and _following(text, cut).islower()
    if stop - start <= 5 and _NUMBERED.fullmatch(text[start:stop]):
        return True
    word = _word_before(text, max(start, stop - _AROUND), stop)
    small = word.lower()
    if small in conventions.abbreviations or _within_spaced(text, start, stop, conventions):
        return True
    if small in conventions.last_abbreviations:
        return not _following(text, cut).isupper()
    if conventions.after_ordinals and _ORDINAL.fullmatch(word):
        after = _NEXT_WORD.match(text, cut.end(), cut.end() + 20)
        lower = _following(text, cut).islower()
        return lower or (after is not None and after[1].lower() in conventions.after_ordinals)
    return len(word) == 1 and word.isupper() and small not in conventions.words_of_one_letter


def _word_before(text: str, begin: int, stop: int) -> str:
    piece = text[begin:stop]
    last = piece[piece.rfind(" ") + 1 :]
    if last.isalpha():  # as nearly always
        return last
    found = _WORD_BEFORE.search(piece)
    return found[0] if found else ""


def _following(text: str, cut: re.Match[str]) -> str:
    """The first character of the next sentence, if there is one soon."""
    return text[cut.end() : cut.end() + 4].lstrip()[:1]


def _within_spaced(text: str, start: int, stop: int, conventions: Conventions) -> bool:
    """Whether the stop belongs to an abbreviation written with spaces, as in ``d. h.``, but does not end the text's
    sentence with it.
    """
    if conventions.spaced is None:
        return False
    begin = max(start, stop - _AROUND)
    if "." not in text[begin:stop] and "." not in text[stop + 1 : stop + _AROUND]:
        return False  # it has two stops at least
    for found in conventions.spaced.finditer(text, begin, stop + _AROUND):
        if found.start() <= stop < found.end():
            short = "".join(found[0].split())[:-1].lower()
            return stop + 1 < found.end() or short not in conventions.last_abbreviations
    return False


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without its outer white space, in pieces of at most LONGEST, cut at spaces where there are."""
    while start < end:
        piece = end
        if end - start > LONGEST:
            space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            piece = space if space > start else start + LONGEST
        span = _trimmed(text, start, piece)
        if span.start < span.end:
            yield span
        start = piece


def _trimmed(text: str, start: int, end: int) -> Span:
    """The span without its outer white space; empty where there is nothing else."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
