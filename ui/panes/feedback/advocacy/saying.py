"""How decisions, steps and replies are said on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ui.panes.feedback.topics.looks import number_of
from ui.widgets.days import day_name
from workbench.feedback.advocacy.model import DECLINED, SETTLED, Outcome, Owed, OwedState, Status, StatusEvent, Step
from workbench.feedback.advocacy.words import CHANNELS, WORDS, answered_no, effect

_SKIPPED = 3


def decision(event: StatusEvent, today: date) -> str:
    """A decision on one line: what, who, why, and when it returns."""
    word = WORDS[event.status][0]
    who = f"{word}, says {event.decided_by}" if event.decided_by else word
    parts = [f"{who}: {event.reason}" if event.reason else who]
    if event.revisit_on is not None:
        parts.append(f"back on {day_name(event.revisit_on, today)}")
    return " · ".join(parts)


def dated(event: StatusEvent, today: date) -> str:
    """A decision with its day."""
    day = day_name(event.at.astimezone().date(), today)
    return f"{day[:1].upper()}{day[1:]} · {decision(event, today)}"


def raised_again(current: StatusEvent | None, status: Status | None, waiting: int) -> str:
    """What is to be known before a topic that was declined stands open again as ``status``; "" where nothing is.

    ``waiting``: replies with the no that are still owed.
    """
    no = answered_no(current)
    if not no or status is None or status in SETTLED:
        return ""
    ends = f" {number_of(waiting, 'reply', 'replies')} with that answer will be owed no more." if waiting else ""
    return f"{no} Once it stands open again, the next customer may hear that it could come.{ends}"


def who_knows(steps: Sequence[Step], owner: str, *, they_know: bool) -> str:
    """Whether product knows, and whether who decides it does. ``steps``: the newest first."""
    answered = next((step for step in steps if step.said), None)
    if they_know:
        return f"They know: {answered.told} answered." if answered else "They know: it was decided."
    if not owner:
        return "They were told; nobody has said they know." if steps else "Nobody was told yet."
    if any(step.told.casefold() == owner.casefold() for step in steps):
        return f"{owner}, who decides, was told and has not said they know."
    others = "Others were told; " if steps else ""
    return f"{others}{owner}, who decides, was not told yet."


def consulted(event: StatusEvent) -> str:
    """Whether support was asked; "" where nothing was decided in product."""
    if event.status not in DECLINED | {Status.PLANNED, Status.SHIPPED} and not event.decided_by:
        return ""
    return f"Support asked: {event.consulted}" if event.consulted else "Support was not asked"


def step_head(step: Step, today: date) -> str:
    """Who was told, how and when."""
    who = f"{step.told}, {step.role}" if step.role else step.told
    return f"{who} · {CHANNELS[step.how]} · {day_name(step.at.astimezone().date(), today)}"


def step_next(step: Step, today: date) -> str:
    """What is next and when; "" where nothing waits."""
    if not step.waits or step.next_on is None:
        return ""
    late = " (overdue)" if step.next_on < today else ""
    return f"Next: {step.next_action}, {day_name(step.next_on, today)}{late}"


def replies(owed: Sequence[Owed]) -> str:
    """What became of the replies of a topic that wait no more; "" where there are none."""
    states = Counter(each.state for each in owed)
    said = [
        f"{states[OwedState.SENT]:n} sent" if states[OwedState.SENT] else "",
        f"{states[OwedState.SKIPPED]:n} skipped" if states[OwedState.SKIPPED] else "",
    ]
    why = list(dict.fromkeys(each.skip_why for each in owed if each.skip_why))[:_SKIPPED]
    return " · ".join(part for part in said if part) + (f" ({'; '.join(why)})" if why else "")


def waiting(owed: Sequence[Owed]) -> int:
    """How many of them are still owed."""
    return sum(each.state in (OwedState.OWED, OwedState.DRAFTED) for each in owed)


def outcome(found: Outcome, today: date) -> str:
    """What shipping did, or when that is measured."""
    if found.measured_on is not None:
        return effect(found)
    if found.due_on <= today:
        return "Four weeks have passed: what it did can be measured."
    return f"What it did is measured on {day_name(found.due_on, today)}."
