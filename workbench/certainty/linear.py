"""Patterns that did not ship with us: they run in google-re2, which no pattern and no text can make run away.

Written as our own are, but that nothing may look around: a guard's ``head`` and ``tail`` are for that. Capital letters
do not count, and letters of every script are letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.certainty.patterns import Dialect

LONGEST = 2_000  # code points of a pattern as it is written
MOST = 4_000_000  # steps of the engine in all patterns of one file: 2,000 rules as people write them, in 2 s and 130 MB
_FILLED = 100_000  # code points of a pattern with its lists of words in it
_MEMORY = 16 << 20  # bytes that one pattern may take; it takes what it needs
_LETTER = r"\p{L}\p{M}\p{N}_"
# What may stand next to a word: signs that are no letters, written out, for a class of all letters takes 2 ms to make.
_SIGNS = (
    r"\x00-&(-/:-@\[-^`{-\x{a9}\x{ab}-\x{b1}\x{b4}\x{b6}-\x{b8}\x{bb}\x{bf}\x{d7}\x{f7}\x{55a}-\x{55f}\x{589}\x{58a}"
    r"\x{5be}\x{5c0}\x{5c3}\x{5f3}\x{5f4}\x{600}-\x{60f}\x{61b}-\x{61f}\x{66a}-\x{66d}\x{6d4}\x{964}\x{965}\x{e3f}"
    r"\x{104a}-\x{104f}\x{1680}\x{17d4}-\x{17d6}\x{17d8}-\x{17db}\x{1800}-\x{180a}\x{2000}-\x{206f}\x{20a0}-\x{20cf}\x{2122}\x{2190}-\x{245f}\x{2500}-\x{2775}\x{2794}-\x{2bff}"
    r"\x{2e00}-\x{2e2e}\x{2e30}-\x{2e7f}\x{3000}-\x{3004}\x{3008}-\x{3020}\x{3030}\x{30fb}\x{d7fc}-\x{f8ff}\x{fe10}-\x{fe6b}"
    r"\x{fe00}-\x{fe0f}\x{feff}-\x{ff0f}\x{ff1a}-\x{ff20}\x{ff3b}-\x{ff3e}\x{ff5b}-\x{ff65}\x{ffe0}-\x{fffd}"
    r"\x{1f000}-\x{1f0ff}\x{1f10d}-\x{1faff}\x{e0000}-\x{e0fff}\x{f0000}-\x{10ffff}"
)
_PART = re.compile(r"\\.|\[(?:\\.|[^\]])+\]| ", re.DOTALL)
_OUTSIDE = {
    " ": r"(?:[\s\p{Z}]+)",
    r"\ ": r"(?:[\s\p{Z}]+)",
    r"\w": f"[{_LETTER}]",
    r"\W": f"[^{_LETTER}]",
    r"\d": r"\p{Nd}",
    r"\D": r"\P{Nd}",
    r"\s": r"[\s\p{Z}]",
    r"\S": r"[^\s\p{Z}]",
}
_INSIDE = {" ": r"\s\p{Z}", r"\ ": r"\s\p{Z}", r"\w": _LETTER, r"\d": r"\p{Nd}", r"\s": r"\s\p{Z}"}
_ANCHOR = re.compile(r"(?<![\[\\])[\^$]|\\[AzbB]")
_IN_CLASS = re.compile(r"\\.| ", re.DOTALL)
_TOO_MUCH = (
    (re.compile(r"\(\?[=!]"), "looks at what follows; write that as a guard with “tail”, and name it in “unless”"),
    (
        re.compile(r"\(\?<[=!]"),
        "looks at what stands before; write that as a guard with “head”, and name it in “unless”",
    ),
    (re.compile(r"\\[1-9]|\(\?P="), "asks for the same words again; write the words out, or make a rule for each"),
    (re.compile(r"\(\?>|[*+?}]\+"), "forbids going back, which is not needed here; leave the “+” or “?>” out"),
    (re.compile(r"\(\?#|\(\?[a-z]*x"), "holds a comment; write it in a line of its own that begins with #"),
    (re.compile(r"\(\?\("), "asks whether another part was found; make two rules of it"),
    (re.compile(r"\\[ZG]"), "names the end with a sign that is not known; write $"),
)


@dataclass(frozen=True, slots=True)
class _Match:
    """A cue without the signs on either side of it."""

    found: Any  # google-re2 has no types

    def span(self, group: int | str = 0, /) -> tuple[int, int]:
        number = self.found.re.groupindex[group] if isinstance(group, str) else group or 1
        start, end = self.found.span(number)
        return start, end

    def groupdict(self) -> Mapping[str, object]:
        parts: Mapping[str, object] = self.found.groupdict()
        return parts


class _Linear:
    """A compiled pattern. ``anchored``: it asks where a text begins or ends, so that a longer text tells nothing."""

    def __init__(self, compiled: Any, *, anchored: bool) -> None:
        self._compiled = compiled
        self._anchored = anchored

    @property
    def size(self) -> int:
        """How many steps of the engine it is."""
        return int(self._compiled.programsize)

    @property
    def groupindex(self) -> Mapping[str, int]:
        names: Mapping[str, int] = self._compiled.groupindex
        return names

    def search(self, text: str, /) -> object | None:
        found: object | None = self._at(text, 0)
        return found

    def may_be_in(self, text: str, /) -> bool:
        return self._anchored or self._at(text, 0) is not None

    def finditer(self, text: str, /) -> Iterator[_Match]:
        at = 0
        while at <= len(text) and (found := self._at(text, at)):
            match = _Match(found)
            start, end = match.span()
            yield match
            at = end if end > start else end + 1

    def _at(self, text: str, at: int) -> Any:
        try:
            return self._compiled.search(text, at)
        except UnicodeEncodeError:  # half of a pair of UTF-16, which is no character
            return self._compiled.search(text.encode("utf-8", "replace").decode("utf-8"), at)


def _compiled(written: str, least: str, *, anchored: bool = False) -> _Linear:
    import re2  # noqa: PLC0415  # only where somebody has rules of their own

    try:
        return _Linear(re2.compile(written, options=_options()), anchored=anchored)
    except re2.error as error:
        raise ValueError(_why(least, error.args[0])) from error


@cache
def _options() -> Any:
    import re2  # noqa: PLC0415

    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = False
    options.max_mem = _MEMORY
    return options


def _why(written: str, said: bytes) -> str:
    """What is wrong with a pattern, and what to write instead where that is known."""
    bare = re.sub(r"\\\\", "", written)
    for sign, why in _TOO_MUCH:
        if sign.search(bare):
            return why
    words = said.decode("utf-8", "replace")
    if "too large" in words:
        return "is too large; make two rules of it"
    return f"is not a pattern ({words})"


def _pattern(written: str) -> _Linear:
    return _compiled(_translated(written), written)


def _cue(written: str) -> _Linear:
    bare = _translated(written)
    _compiled(bare, written)  # a bracket too many would be one of ours
    whole = rf"(?:^|[{_SIGNS}])({bare})(?:$|[{_SIGNS}'])"
    return _compiled(whole, written, anchored=_ANCHOR.search(written) is not None)


def _translated(written: str) -> str:
    """White space of any length for a space, and the letters of every script."""
    return _PART.sub(lambda found: _instead(found[0]), written)


def _instead(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        return _IN_CLASS.sub(lambda found: _INSIDE.get(found[0], found[0]), part)
    return _OUTSIDE.get(part, part)


LINEAR = Dialect(pattern=_pattern, cue=_cue, complete=False)


class Budget:
    """What the patterns of one file may take together; one alone is bounded by the engine."""

    def __init__(self, most: int = MOST) -> None:
        self._left = most
        self.dialect = Dialect(pattern=self._counting(_pattern), cue=self._counting(_cue), complete=False)

    @property
    def spent(self) -> bool:
        """Whether no other pattern is made."""
        return self._left < 0

    def _counting(self, make: Callable[[str], _Linear]) -> Callable[[str], _Linear]:
        def made(written: str) -> _Linear:
            if len(written) > _FILLED:
                raise ValueError("is too large with its lists of words in it; make two rules of it")
            pattern = make(written)
            self._left -= pattern.size
            if self.spent:
                raise ValueError("makes all patterns of this file too large together; repeat less, or split the file")
            return pattern

        return made
