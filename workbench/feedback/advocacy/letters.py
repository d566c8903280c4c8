"""What a customer is told when something was shipped or declined: the outcome and its reason, and no hope. Pure."""

from __future__ import annotations

from workbench.feedback.advocacy.model import Owed, Status
from workbench.feedback.advocacy.words import day_words, ended
from workbench.kernel.text import one_line
from workbench.library.words import parts_of_name

_LETTERS = 300
_ANSWERS = {
    Status.SHIPPED: "It is live for you now.",
    Status.NO: "The answer is no.",
    Status.NOT_THIS_WAY: "We are not going to do it this way.",
    Status.NOT_NOW: "We are not doing this now.",
}


def letter(owed: Owed) -> str:
    """The draft for one customer, in Markdown."""
    event = owed.event
    first, _ = parts_of_name(owed.name)
    answer = [_ANSWERS[event.status], ended(event.reason)]
    if event.status is Status.NOT_NOW and event.revisit_on is not None:
        answer.append(f"We decide again on {day_words(event.revisit_on)}; until then it stays as it is.")
    parts = [
        f"Hi {first}," if first else "Hi,",
        f"On {day_words(owed.said_at.astimezone().date())} you wrote to us:",
        f"> {one_line(owed.verbatim, _LETTERS)}",
        " ".join(part for part in answer if part),
    ]
    if event.status is not Status.SHIPPED and owed.workaround.strip():
        parts.append(f"What works today: {ended(owed.workaround)}")
    return "\n\n".join(parts) + "\n"


def live_question(owed: Owed) -> str:
    """What somebody has to look at before the reply is drafted."""
    return f"Is “{owed.title}” live for {owed.name or owed.client}?"


def live_sentence(owed: Owed) -> str:
    """What was looked at, as it is noted beside the reply."""
    return f"“{owed.title}” is live for {owed.name or owed.client}."
