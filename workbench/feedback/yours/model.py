"""What is told of exports, imports and erasures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

MOST_FAULTS = 20


class Names(StrEnum):
    """How much of people's names goes into a file for others."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a file; nothing of the file is taken. ``line`` counts from 1; 0: the whole file."""

    line: int
    words: str


@dataclass(slots=True, kw_only=True)
class Count:
    """Rows of one table in a file. ``elsewhere``: their conversation is not on this machine."""

    comes: int = 0
    here: int = 0
    clashes: int = 0
    elsewhere: int = 0
    erased: int = 0
    without: int = 0


@dataclass(slots=True, kw_only=True)
class Looked:
    """What an import would do, or has done. ``clashes``: a few rows that differ from what is here, in words."""

    counts: dict[str, Count] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    fault_count: int = 0
    clashes: list[str] = field(default_factory=list)

    @property
    def comes(self) -> int:
        return sum(count.comes for count in self.counts.values())

    def fault(self, line: int, words: str) -> None:
        """Note a fault; the first ones are kept in words, all are counted."""
        self.fault_count += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(line, words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whose words are to be erased: by address, or by an entry of theirs. ``whole_account``: all of the company's."""

    email: str = ""
    entry: str = ""
    whole_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A brief or a push that carried the words. ``went``: to whom or where it went, empty where it is only here."""

    id: str
    title: str
    at: str
    went: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What erasing takes away, or took. ``conversations``: those of theirs that stay as the helpdesk has them."""

    people: int
    entries: int
    owed: int
    questions: int
    topics: int
    others_at_account: int
    conversations: int
    briefs: tuple[Carried, ...] = ()
    pushes: tuple[Carried, ...] = ()
    backups: int = 0
    damaged: int = 0

    @property
    def any(self) -> bool:
        return bool(self.people or self.entries or self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased. ``unreadable``: backups that could not be opened and were removed. ``swept``: no free page,
    index or log of the store holds anything of it any more; else that is done at the next start."""

    numbers: Numbers
    cleansed: int
    unreadable: int
    damaged: int
    swept: bool
