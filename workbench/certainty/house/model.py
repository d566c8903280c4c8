"""What a house file says, and what is wrong with one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workbench.certainty.guards import Guard
from workbench.certainty.model import Kind, Level, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseFault:
    """One thing that keeps a house file from being used. ``line`` counts from 1, 0 where none can be named.

    ``file``: what a person calls it; ``entry``: the rule, guard or table; ``field``: of it, or empty.
    """

    file: str
    entry: str = ""
    field: str = ""
    line: int = 0
    why: str

    def __str__(self) -> str:
        return self.said(self.file)

    def said(self, file: str) -> str:
        """The fault in a sentence; ``file``: what to call the file."""
        where = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.entry) if part)
        return f"{file}{', ' if where else ''}{where}: {self.why}."


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRules:
    """A house file as read. ``levels``: rules by id that are only louder, quieter or off (None).

    ``phrases``: for each kind, words that are found as they are written; ``allow``: words that are always let be.
    """

    language: str
    rules: tuple[Rule, ...] = ()
    levels: Mapping[str, Level | None] = field(default_factory=dict)
    phrases: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    allow: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    guards: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseRead:
    """The outcome of reading: rules, or the faults for which they are not used."""

    rules: HouseRules | None
    faults: tuple[HouseFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedPhrase:
    """Words that a person lets be, in replies in ``language`` or, where it is empty, in any. ``plain``: as compared."""

    id: str
    phrase: str
    language: str
    plain: str
    at: datetime
