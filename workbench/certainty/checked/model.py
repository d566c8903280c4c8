"""What became of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """What somebody found who looked, or why nobody did."""

    IS = "is"
    IS_NOT = "is_not"
    CANNOT = "cannot"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``sentence``: as it stood when its finding was answered; ``rule``: the id of the rule that found it."""

    id: str
    rule: str
    sentence: str
    outcome: Outcome
    at: datetime

    def holds_in(self, text: str) -> bool:
        """Whether it is true of ``text`` as it leaves.

        *It is* speaks of the certain words: where the doubtful ones stand again, as undo brings them, nobody may read
        that they were checked. What was kept as it was is only so where it still stands.
        """
        stands = " ".join(self.sentence.split()) in " ".join(text.split())
        match self.outcome:
            case Outcome.IS:
                return not stands
            case Outcome.KEPT:
                return stands
            case _:
                return True
