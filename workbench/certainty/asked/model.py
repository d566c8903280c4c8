"""An ask of a customer, as it is listed over the reply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from workbench.kernel.ids import MessageId


class Stand(StrEnum):
    """How an ask stands. Only a person's act makes it anything but open."""

    OPEN = "open"
    ANSWERED = "answered"
    DISMISSED = "dismissed"  # not a question after all


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """``letter``: A, B, C in the order of the conversation. ``text``: the customer's words, on one line."""

    letter: str
    text: str
    message: MessageId
    stand: Stand = Stand.OPEN
