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
