"""How a whole set ends: complete, left midway, never started; or not yet, for it is our turn or still going."""

from __future__ import annotations

from datetime import datetime, timedelta

from workbench.feedback.sets.model import Kept, Outcome, Question, Raised, Way, Whole
from workbench.feedback.sets.whole import REOPENS

CHAT_LIMIT = timedelta(minutes=15)
EMAIL_LIMIT = timedelta(days=7)


def outcome(whole: Whole, now: datetime) -> Outcome | None:
    """How it stands at ``now``; None where nothing is listed."""
    if not whole.questions:
        return None
    if not is_open(whole):
        return Outcome.COMPLETE if now - whole.last_at >= REOPENS else Outcome.GOING
    if our_turn(whole):
        return Outcome.WAITING
    if not _has_left(whole, now):
        return Outcome.GOING
    return Outcome.MIDWAY if any(each.done for each in whole.questions) else Outcome.NEVER


def kept(whole: Whole, person: str, *, practice: bool) -> Kept:
    """What is counted of it. Each end is counted seven days after the last words, so that all had the same time.

    Else the people who left a chat this week would be counted, and those who were done this week would not.
    """
    ends = outcome(whole, whole.last_at + REOPENS)
    listed = ends is not None
    waits = ends is Outcome.WAITING if listed else our_turn(whole)
    left = next(((at, each) for at, each in enumerate(whole.questions, 1) if not each.done), None)
    gone = left if ends is Outcome.MIDWAY else None
    return Kept(
        person=person,
        practice=practice,
        whole=whole,
        outcome=ends or (Outcome.WAITING if waits else Outcome.GOING),
        listed=listed,
        settled_at=None if waits else whole.last_at + REOPENS,
        left_step=gone[1].step if gone else None,
        left_place=gone[0] if gone else None,
        reopened=reopened(whole.questions),
    )


def our_turn(whole: Whole) -> bool:
    """Whether the customer waits for us.

    In a chat that is closed they do only where they asked for something in their last words: a farewell needs nothing.
    """
    if whole.turns[-1].ours:
        return False
    may_rest = whole.last_way is Way.CHAT or not whole.questions
    return whole.asks_on or not (whole.closed and may_rest)


def is_open(whole: Whole) -> bool:
    """Whether a question is open: one of the list, or one in what the customer wrote last."""
    return any(not each.done for each in whole.questions) or (whole.asks_on and not whole.turns[-1].ours)


def reopened(questions: tuple[Question, ...]) -> bool:
    """Whether the customer came back with more when all that had come up before was done."""
    return any(
        all(before.done_at is not None and before.done_at < each.raised_at for before in earlier)
        for each in questions
        if each.raised is Raised.CUSTOMER
        and (earlier := [other for other in questions if other.raised_at < each.raised_at])
    )


def _has_left(whole: Whole, now: datetime) -> bool:
    """Whether the customer is silent past the limit of where they wrote last."""
    if whole.last_way is Way.CHAT:
        return whole.closed or now - whole.last_at >= CHAT_LIMIT
    return now - whole.last_at >= EMAIL_LIMIT
