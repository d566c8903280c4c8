"""What a pattern has to do for a rule, and what an engine is that does it.

The rules that come with the program are ours, and their patterns may look around (`shipped`). Everybody else's run in
an engine whose time grows with the length of the text alone (`linear`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol


class Found(Protocol):
    """A place where a pattern was found."""

    def span(self, group: int | str = 0, /) -> tuple[int, int]: ...
    def groupdict(self) -> Mapping[str, object]: ...


class Pattern(Protocol):
    """Looked for anywhere in a text."""

    def search(self, text: str, /) -> object | None: ...


class CuePattern(Protocol):
    """Found as whole words, every time, from left to right.

    One that is made by `linear` also knows ``may_be_in``: False where no sentence of a text can hold it. One that is
    made by `shipped` may have a ``sieve``, which says the same of a sentence in UTF-8, and fast.
    """

    @property
    def groupindex(self) -> Mapping[str, int]: ...
    def finditer(self, text: str, /) -> Iterator[Found]: ...


def may_be_in(cue: CuePattern, text: str) -> bool:
    """False where no sentence of ``text`` can hold ``cue``; one look at the whole instead of one at each sentence."""
    looks = getattr(cue, "may_be_in", None)
    return looks is None or bool(looks(text))


def sieve_of(cue: CuePattern) -> Callable[[bytes], object] | None:
    """What tells that a sentence in UTF-8 cannot hold ``cue``, where there is such a thing."""
    found: Callable[[bytes], object] | None = getattr(cue, "sieve", None)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a rule file's patterns are made, and how much it must say.

    ``pattern`` and ``cue`` compile and raise ValueError with what is wrong in words. ``complete``: every rule names its
    triggers and has examples.
    """

    pattern: Callable[[str], Pattern]
    cue: Callable[[str], CuePattern]
    complete: bool
