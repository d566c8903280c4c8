"""Who is counted: a company where one is known, else a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from workbench.kernel.ids import ClientId


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """``monthly_cents``: what it pays a month, in hundredths; None: not known. ``left_on``: None: it has not left."""

    id: ClientId
    name: str
    plan: str = ""
    monthly_cents: int | None = None
    left_on: date | None = None
    prospect: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a table tells of a client. None: the table does not tell it, so it stays as it is."""

    plan: str | None = None
    monthly_cents: int | None = None
    left_on: date | None = None
    stays: bool = False  # the table has a column for the day and it is empty: nobody left
    prospect: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of a table. ``line``: its number, the heading is 1; ``who``: the company or address it is about."""

    line: int
    who: str
    keys: tuple[str, ...] = ()
    facts: Facts = Facts()
    fault: str = ""


class Outcome(StrEnum):
    """What a row does."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "as it was"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a row does, and why where it is left out or something about it is to be known."""

    line: int
    who: str
    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class Report:
    """A finding for each row, in their order."""

    findings: Sequence[Finding]

    def number(self, *outcomes: Outcome) -> int:
        return sum(finding.outcome in outcomes for finding in self.findings)
