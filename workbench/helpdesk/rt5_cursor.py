"""How far a pull has come, as text that only this adapter reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec


class Phase(StrEnum):
    """What a pull is at."""

    LIST = "list"  # all tickets by number
    HISTORY = "history"  # messages up to the newest one when the listing began
    FEED = "feed"  # what changed since


@dataclass(slots=True, kw_only=True)
class Progress:
    """How far a pull has come.

    ``after``: last ticket (list) or transaction (else) that was read. ``head``: newest message when the
    first listing began. ``seen``: transactions of late, read already. ``known``: tickets that we can see.
    ``swept``: newest update of a ticket that was dealt with, with ``edge``, the tickets at that very time.
    ``drift``: by how much the server's count of tickets differs from what it lists.
    """

    phase: Phase = Phase.LIST
    begun: bool = False
    after: int = 0
    head: int = 0
    seen: set[int] = field(default_factory=set)
    known: set[int] = field(default_factory=set)
    swept: str = ""
    edge: set[int] = field(default_factory=set)
    drift: int = 0

    def text(self) -> str:
        saved = _Saved(
            phase=self.phase,
            begun=self.begun,
            after=self.after,
            head=self.head,
            seen=pack(self.seen),
            known=pack(self.known),
            swept=self.swept,
            edge=pack(self.edge),
            drift=self.drift,
        )
        return msgspec.json.encode(saved).decode()


class _Saved(msgspec.Struct, kw_only=True, forbid_unknown_fields=True, tag_field="v", tag=1):
    phase: Phase
    begun: bool
    after: int
    head: int
    seen: str
    known: str
    swept: str
    edge: str
    drift: int


def progress(cursor: str | None) -> Progress:
    """The inverse of `Progress.text`. A cursor that cannot be read means a pull from the start."""
    if not cursor:
        return Progress()
    try:
        saved = msgspec.json.decode(cursor, type=_Saved)
        return Progress(
            phase=saved.phase,
            begun=saved.begun,
            after=saved.after,
            head=saved.head,
            seen=unpack(saved.seen),
            known=unpack(saved.known),
            swept=saved.swept,
            edge=unpack(saved.edge),
            drift=saved.drift,
        )
    except (msgspec.DecodeError, ValueError):
        return Progress()


def pack(numbers: Iterable[int]) -> str:
    """Numbers as ranges: {1, 2, 3, 7} is ``1-3,7``."""
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def unpack(text: str) -> set[int]:
    """The inverse of `pack`. Raises ValueError on other text."""
    numbers: set[int] = set()
    for span in text.split(",") if text else ():
        first, _, last = span.partition("-")
        numbers.update(range(int(first), int(last or first) + 1))
    return numbers
