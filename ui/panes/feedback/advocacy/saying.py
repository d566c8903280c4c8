"""How decisions, steps and replies are said on screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from ui.panes.feedback.topics.looks import number_of
from ui.widgets.days import day_name
from workbench.feedback.advocacy.model import DECLINED, Outcome, Owed, OwedState, Status, StatusEvent, Step
from workbench.feedback.advocacy.words import CHANNELS, WORDS, effect

_SKIPPED = 3


def decision(event: StatusEvent, today: date) -> str:
    """A decision on one line: what, who, why, and when it returns."""
    word = WORDS[event.status][0]
    who = f"{word}, says {event.decided_by}" if event.decided_by else word
    parts = [f"{who}: {event.reason}" if event.reason else who]
    if event.revisit_on is not None:
        parts.append(f"back on {day_name(event.revisit_on, today)}")
    return " · ".join(parts)


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
    """What became of the replies of a topic; "" where none are owed."""
    states = Counter(each.state for each in owed)
    waiting = states[OwedState.OWED] + states[OwedState.DRAFTED]
    said = [
        f"{number_of(waiting, 'reply', 'replies')} owed" if waiting else "",
        f"{states[OwedState.SENT]:n} sent" if states[OwedState.SENT] else "",
        f"{states[OwedState.SKIPPED]:n} skipped" if states[OwedState.SKIPPED] else "",
    ]
    why = list(dict.fromkeys(each.skip_why for each in owed if each.skip_why))[:_SKIPPED]
    return " · ".join(part for part in said if part) + (f" ({'; '.join(why)})" if why else "")


def outcome(found: Outcome, today: date) -> str:
    """What shipping did, or when that is measured."""
    if found.measured_on is not None:
        return effect(found)
    if found.due_on <= today:
        return "Four weeks have passed: what it did can be measured."
    return f"What it did is measured on {day_name(found.due_on, today)}."
