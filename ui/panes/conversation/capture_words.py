"""What the bubble says of what was kept, and of what was not."""

from __future__ import annotations

import sys

from workbench.feedback.model import AlreadyKept, Captured, FeedbackKind, NothingSaid, NotTheirWords
from workbench.feedback.topics.model import Linked
from workbench.kernel.text import in_marks, one_line

OWN_HEAD = "What you see yourself. It is kept apart and counts as no account."
HELD = "Control" if sys.platform == "darwin" else "Alt"  # there Alt types letters of its own
OWN_HINT = f"{HELD} and a letter for the kind, Enter keeps, Esc leaves nothing."
_NOT_THEIRS = "Only words of the customer's own message can be kept. Select some of them."
_NOTHING = "Write what you see first."
_MOST = 90  # letters


def noted(answer: Captured) -> str:
    """What was kept; once, that a third account speaks of it."""
    said = f"Noted as {said_kind(answer.entry.kind)}"
    if not isinstance(answer.linked, Linked):
        return f"{said}." if answer.linked is None else f"{said}. The topic could not take it: it stands behind none."
    third = f" {answer.linked.third.words}" if answer.linked.third else ""
    return f"{said} behind {in_marks(one_line(answer.linked.topic.title, _MOST))}.{third}"


def refused(answer: AlreadyKept | NotTheirWords | NothingSaid | Captured, words: str) -> str:
    """Why ``words`` were not kept."""
    if isinstance(answer, AlreadyKept):
        kind, kept = said_kind(answer.entry.kind), answer.entry.verbatim
        if " ".join(kept.split()) == " ".join(words.split()):
            return f"These words are kept as {kind} already."
        return f"This message is kept as {kind} already: {in_marks(one_line(kept, _MOST))}"
    return _NOTHING if isinstance(answer, NothingSaid) else _NOT_THEIRS


def said_kind(kind: FeedbackKind) -> str:
    """The kind within a sentence."""
    return kind.value
