"""Checks a text again and again while it is written, and reads only the sentences that are new to it."""

from __future__ import annotations

from workbench.certainty.engine import Checker, Hit, Memory, Read
from workbench.certainty.model import Finding


class Rechecker:
    """Remembers what was found in each sentence of the last texts, by its words and by what of it is hidden.

    A quotation that opens further up or a fence that closes makes other sentences of what follows, so those are read
    again; what depends on the whole text, as the second apology does, is counted anew each time. To be used by one
    thread at a time.
    """

    def __init__(self) -> None:
        self._checker: Checker | None = None
        self._memory = _Generations()

    def check(self, checker: Checker, text: str) -> tuple[Finding, ...]:
        """What ``checker.check(text)`` gives. Another checker, as after a change of the rules, begins anew."""
        if checker is not self._checker:
            self._checker, self._memory = checker, _Generations()
        self._memory.turn()
        return checker.check(text, self._memory)


class _Generations(Memory):
    """What was asked for in this check and in the one before it; older sentences are forgotten."""

    def __init__(self) -> None:
        self._now: dict[Read, tuple[Hit, ...]] = {}
        self._before: dict[Read, tuple[Hit, ...]] = {}

    def turn(self) -> None:
        self._now, self._before = {}, self._now

    def get(self, read: Read) -> tuple[Hit, ...] | None:
        hits = self._now.get(read)
        if hits is None and (hits := self._before.get(read)) is not None:
            self._now[read] = hits
        return hits

    def keep(self, read: Read, hits: tuple[Hit, ...]) -> None:
        self._now[read] = hits
