"""The kinds of feedback as they are shown: each with a word, a shape, a tone and a letter."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.feedback.model import LETTERS, FeedbackKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a kind looks. ``letter``: what chooses it on the keyboard."""

    word: str
    icon: str
    tone: str
    letter: str


_LETTER = {kind: letter.upper() for letter, kind in LETTERS.items()}
_LOOKS = {
    FeedbackKind.BUG: ("Bug", "bug", "danger"),
    FeedbackKind.REQUEST: ("Request", "lightbulb", "info"),
    FeedbackKind.KUDOS: ("Kudos", "heart", "success"),
    FeedbackKind.CRITICISM: ("Criticism", "flag", "warning"),
    FeedbackKind.CONFUSION: ("Confusion", "help-circle", "neutral"),
}


def look_of(kind: FeedbackKind) -> Look:
    """The look of ``kind``."""
    word, icon, tone = _LOOKS[kind]
    return Look(word=word, icon=icon, tone=tone, letter=_LETTER[kind])
