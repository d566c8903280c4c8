"""What a pattern has to do for a rule, and the two engines that do it.

The rules that come with the program are ours: the standard library runs them, and their patterns may look around.
Everybody else's run in an engine whose time grows with the length of the text alone (`linear`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

_SPACES = re.compile(r"\\ | |\\.|\[(?:\\.|[^\]])+\]")


class Found(Protocol):
    """A place where a pattern was found."""

    def span(self, group: int | str = 0, /) -> tuple[int, int]: ...
    def groupdict(self) -> Mapping[str, object]: ...


class Pattern(Protocol):
    """Looked for anywhere in a text."""

    def search(self, text: str, /) -> object | None: ...


class CuePattern(Protocol):
    """Found as whole words, every time, from left to right.

    One that is made by `linear` also knows ``may_be_in``: False where no sentence of a text can hold it.
    """

    @property
    def groupindex(self) -> Mapping[str, int]: ...
    def finditer(self, text: str, /) -> Iterator[Found]: ...


def may_be_in(cue: CuePattern, text: str) -> bool:
    """False where no sentence of ``text`` can hold ``cue``; one look at the whole instead of one at each sentence."""
    looks = getattr(cue, "may_be_in", None)
    return looks is None or bool(looks(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a rule file's patterns are made, and how much it must say.

    ``pattern`` and ``cue`` compile and raise ValueError with what is wrong in words. ``complete``: every rule names its
    triggers and has examples.
    """

    pattern: Callable[[str], Pattern]
    cue: Callable[[str], CuePattern]
    complete: bool


def _compiled(written: str) -> re.Pattern[str]:
    try:
        return re.compile(_SPACES.sub(_any_space, written))
    except re.error as error:
        raise ValueError(f"is not a pattern ({error})") from error


def _cue(written: str) -> re.Pattern[str]:
    return _compiled(rf"(?<![\w'])(?:{written})(?!\w)")


def _elided_cue(written: str) -> re.Pattern[str]:
    """Where words elide (qu'il), an apostrophe parts them."""
    return _compiled(rf"(?<!\w)(?:{written})(?:(?<=')|(?!\w))")


def _any_space(found: re.Match[str]) -> str:
    """White space of any length for a space; escapes and character classes as they are."""
    return r"(?:\s+)" if found[0].endswith(" ") else found[0].replace(" ", r"\s")


SHIPPED = Dialect(pattern=_compiled, cue=_cue, complete=True)


def shipped(*, elides: bool) -> Dialect:
    """The dialect of the rules that come with the program, of a language in which words elide or do not."""
    return replace(SHIPPED, cue=_elided_cue) if elides else SHIPPED
