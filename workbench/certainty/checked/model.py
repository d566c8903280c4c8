"""What became of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

_STOPS = " .!…"  # a sentence may go on behind what was checked in it


class Outcome(StrEnum):
    """What somebody found who looked, or why nobody did."""

    IS = "is"
    IS_NOT = "is_not"
    CANNOT = "cannot"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``sentence``: as it stood when its finding was answered; ``rule``: the id of the rule that found it.

    ``wording``: the certain words that took its place, or empty where the writer found their own.
    """

    id: str
    rule: str
    sentence: str
    outcome: Outcome
    at: datetime
    wording: str = ""

    def holds_in(self, text: str) -> bool:
        """Whether it is true of ``text`` as it leaves.

        *It is* speaks of the certain words: where they stand no longer, or the doubtful ones stand again as undo brings
        them, nobody may read that they were checked. What was kept as it was is only so where it still stands.
        """
        there = _stands(self.sentence, text)
        match self.outcome:
            case Outcome.IS:
                return not there and _stands(self.wording.rstrip(_STOPS), text)
            case Outcome.KEPT:
                return there
            case _:
                return True


def _stands(words: str, text: str) -> bool:
    return " ".join(words.split()) in " ".join(text.split())
