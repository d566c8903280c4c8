"""What was checked, as it is said beside a reply. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.certainty.checked.model import Checked, Outcome
from workbench.kernel.text import one_line

TITLE = "Checked before sending"
_LETTERS = 90
_OUTCOMES = {
    Outcome.IS: "it is",
    Outcome.IS_NOT: "it isn’t",
    Outcome.CANNOT: "could not be checked then",
    Outcome.KEPT: "kept as it was",
}


def lines(checked: Sequence[Checked]) -> tuple[str, ...]:
    """A line for each: the sentence, shortened where it is long, and what was found."""
    return tuple(f"“{one_line(each.sentence, _LETTERS)}”: {_OUTCOMES[each.outcome]}" for each in checked)
