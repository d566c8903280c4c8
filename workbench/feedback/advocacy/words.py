"""How it stands with a topic, in words and tones. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.feedback.advocacy.model import Channel, Outcome, Status, StatusEvent
from workbench.kernel.text import in_marks

WORDS = {
    Status.HEARD: ("Heard", "neutral"),
    Status.RAISED: ("Raised", "info"),
    Status.CONSIDERING: ("Considering", "info"),
    Status.PLANNED: ("Planned", "info"),
    Status.IN_PROGRESS: ("In progress", "info"),
    Status.SHIPPED: ("Shipped", "success"),
    Status.NOT_NOW: ("Not now", "warning"),
    Status.NOT_THIS_WAY: ("Not this way", "neutral"),
    Status.NO: ("No", "neutral"),
}
_DECLINED = {Status.NOT_NOW: "not now", Status.NOT_THIS_WAY: "not this way", Status.NO: "no"}
LET_GO = ("Let go", "neutral")
CHANNELS = {
    Channel.TALK: "in a talk",
    Channel.MEETING: "in a meeting",
    Channel.CHAT: "in chat",
    Channel.EMAIL: "by email",
    Channel.ISSUE: "in an issue",
    Channel.BRIEF: "with a brief",
    Channel.DEMO: "in a demo",
}


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def ended(sentence: str) -> str:
    """The sentence with its stop; empty stays empty."""
    bare = sentence.strip()
    return bare if not bare or bare[-1] in ".!?…" else f"{bare}."


def answered_no(event: StatusEvent | None) -> str:
    """That the answer was one of the three kinds of no, with its reason; "" where it was not."""
    said = _DECLINED.get(event.status) if event is not None else None
    if event is None or said is None:
        return ""
    who = f", says {event.decided_by}" if event.decided_by else ""
    return f"The answer was {said}{who}: {in_marks(ended(event.reason))}"


def effect(outcome: Outcome) -> str:
    """What a measurement found, as ranges and never as one number; empty before it was measured."""
    if outcome.measured_on is None:
        return ""
    return f"Conversations a week: {_range(outcome.before)} before, {_range(outcome.after)} after."


def _range(weeks: Sequence[int]) -> str:
    low, high = min(weeks, default=0), max(weeks, default=0)
    return str(low) if low == high else f"{low} to {high}"
