"""The engine of the rules that come with the program: the standard library, whose patterns may look around."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from workbench.certainty.patterns import CuePattern, Dialect, Found
from workbench.certainty.sieve import loosened, sieve

_SPACES = re.compile(r"\\ | |\\.|\[(?:\\.|[^\]])+\]")
_NAMED = re.compile(r"\(\?P<(\w+)>")


class Cue:
    """A cue that is compiled when a text comes that may hold it: few do, and compiling one takes milliseconds.

    Raises ValueError with what is wrong in words.
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        without_looks, looks = loosened(pattern)
        self.sieve = sieve(without_looks)
        self._made = None if self.sieve else _compiled(pattern)
        for look in looks:  # the sieve has told whether all else is a pattern
            _compiled(look)

    @property
    def groupindex(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(_NAMED.findall(self.pattern), 1)}

    def finditer(self, text: str, /) -> Iterator[Found]:
        if self._made is None:
            self._made = _compiled(self.pattern)
        return self._made.finditer(text)


def _compiled(written: str) -> re.Pattern[str]:
    try:
        return re.compile(written)
    except re.error as error:
        raise ValueError(f"is not a pattern ({error})") from error


def _spaced(written: str) -> str:
    return _SPACES.sub(_any_space, written)


def _any_space(found: re.Match[str]) -> str:
    """White space of any length for a space; escapes and character classes as they are."""
    return r"(?:\s+)" if found[0].endswith(" ") else found[0].replace(" ", r"\s")


def _pattern(written: str) -> re.Pattern[str]:
    return _compiled(_spaced(written))


def _cue(written: str) -> CuePattern:
    return Cue(_spaced(rf"(?<![\w'])(?:{written})(?!\w)"))


def _elided_cue(written: str) -> CuePattern:
    """Where words elide (qu'il), an apostrophe parts them."""
    return Cue(_spaced(rf"(?<!\w)(?:{written})(?:(?<=')|(?!\w))"))


SHIPPED = Dialect(pattern=_pattern, cue=_cue, complete=True)


def shipped(*, elides: bool) -> Dialect:
    """The dialect of the rules that come with the program, of a language in which words elide or do not."""
    return replace(SHIPPED, cue=_elided_cue) if elides else SHIPPED
