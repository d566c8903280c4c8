"""How it stands with a topic, in words and tones. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from workbench.feedback.advocacy.model import Channel, Outcome, Status

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


def day_words(day: date) -> str:
    """A day as it is written in a letter."""
    return f"{day.day} {day:%B} {day.year}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun."""
    return f"{number} {one if number == 1 else many}"


def ended(sentence: str) -> str:
    """The sentence with its stop; empty stays empty."""
    bare = sentence.strip()
    return bare if not bare or bare[-1] in ".!?…" else f"{bare}."


def effect(outcome: Outcome) -> str:
    """What a measurement found, as ranges and never as one number; empty before it was measured."""
    if outcome.measured_on is None:
        return ""
    return f"Conversations a week: {_range(outcome.before)} before, {_range(outcome.after)} after."


def _range(weeks: Sequence[int]) -> str:
    low, high = min(weeks, default=0), max(weeks, default=0)
    return str(low) if low == high else f"{low} to {high}"
