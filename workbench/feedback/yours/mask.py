"""A customer's words, name and address, taken out of texts that repeat them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

ERASED = "[erased]"
_RUN = 5  # so many words of theirs in a row are a quotation wherever they stand
_LEAST = 4  # letters of a name of one word
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What is looked for. ``names`` and ``addresses`` are of people, ``quotes`` what they said."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    quotes: frozenset[str] = frozenset()

    def __or__(self, other: Traces) -> Traces:
        return Traces(
            names=self.names | other.names,
            addresses=self.addresses | other.addresses,
            quotes=self.quotes | other.quotes,
        )


@dataclass(slots=True)
class Mask:
    """Takes traces out of texts; made once for many texts."""

    traces: Traces
    _who: re.Pattern[str] | None = field(init=False)
    _runs: set[tuple[str, ...]] = field(init=False, default_factory=set)
    _short: set[tuple[str, ...]] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        self._who = _who(self.traces)
        for quote in self.traces.quotes:
            words = tuple(word for word, _, _ in _words(quote))
            self._runs.update(words[at : at + _RUN] for at in range(len(words) - _RUN + 1))
            if words and len(words) < _RUN:
                self._short.add(words)

    def who(self, text: str) -> str:
        """``text`` without names and addresses."""
        return self._who.sub(ERASED, text) if self._who else text

    def all(self, text: str, *, carried: bool = False) -> str:
        """``text`` without names, addresses and quotations.

        ``carried``: the text is known to quote them, so that quotations of a few words are found as well.
        """
        words = _words(text)
        spans = list(_spans(words, self._runs, {_RUN}))
        if carried:
            spans += _spans(words, self._short, {len(short) for short in self._short})
        return self.who(_without(text, spans))


def _who(traces: Traces) -> re.Pattern[str] | None:
    names = [" ".join(name.split()) for name in traces.names]
    names = [name for name in names if " " in name or len(name) >= _LEAST]
    wanted = sorted({*names, *traces.addresses} - {""}, key=len, reverse=True)
    gap = r"\s+"
    each = (rf"(?<!\w){gap.join(map(re.escape, one.split()))}(?!\w)" for one in wanted)
    return re.compile("|".join(each), re.IGNORECASE) if wanted else None


def _words(text: str) -> Sequence[tuple[str, int, int]]:
    return [(match[0].casefold(), *match.span()) for match in _WORD.finditer(text)]


def _spans(
    words: Sequence[tuple[str, int, int]], runs: set[tuple[str, ...]], lengths: Iterable[int]
) -> Iterable[tuple[int, int]]:
    plain = tuple(word for word, _, _ in words)
    for length in lengths:
        for at in range(len(plain) - length + 1):
            if plain[at : at + length] in runs:
                yield words[at][1], words[at + length - 1][2]


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    out, last = [], 0
    for start, end in sorted(spans):
        if start >= last:
            out += [text[last:start], ERASED]
        last = max(last, end)
    return "".join(out) + text[last:]
