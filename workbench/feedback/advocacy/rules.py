"""What a decision and a step cannot do without. Pure."""

from __future__ import annotations

from datetime import date

from workbench.feedback.advocacy.model import DECLINED, Lack, Missing, Status

LEAST_REASON = 15


def lacks_of_decision(
    status: Status, *, reason: str, decided_by: str, revisit_on: date | None, today: date, told: bool
) -> Missing | None:
    """What is missing before ``status`` can be kept; None where nothing is. ``told``: somebody in product was told."""
    lacks = []
    if status is Status.RAISED and not told:
        lacks.append(Lack.STEP)
    if (status in DECLINED or status is Status.PLANNED) and not decided_by:
        lacks.append(Lack.DECIDER)
    if status in DECLINED and len(reason) < LEAST_REASON:
        lacks.append(Lack.REASON)
    if status is Status.NOT_NOW and (revisit_on is None or revisit_on <= today):
        lacks.append(Lack.DATE)
    return Missing(tuple(lacks)) if lacks else None


def lacks_of_step(told: str, action: str, on: date | None) -> Missing | None:
    """What is missing before a step can be kept; None where nothing is. An action and its day come together."""
    lacks = []
    if not told:
        lacks.append(Lack.TOLD)
    if action and on is None:
        lacks.append(Lack.DATE)
    if on is not None and not action:
        lacks.append(Lack.ACTION)
    return Missing(tuple(lacks)) if lacks else None
