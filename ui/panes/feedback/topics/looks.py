"""How topics and their figures are said: in words that a tired person reads at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ui.widgets.charts.model import Bars, Noun, Point
from ui.widgets.days import day_name, short_day
from ui.widgets.pill import State
from workbench.feedback.topics.model import Standing, TopicKind
from workbench.feedback.topics.weight import Weight

_KINDS = {
    TopicKind.BUG: ("Bug", "bug", "danger"),
    TopicKind.REQUEST: ("Request", "lightbulb", "info"),
    TopicKind.KUDOS: ("Kudos", "heart", "success"),
    TopicKind.CRITICISM: ("Criticism", "flag", "warning"),
    TopicKind.CONFUSION: ("Confusion", "help-circle", "neutral"),
    TopicKind.RULE_IN_THE_WAY: ("Rule in the way", "lock", "warning"),
    TopicKind.TEAM_PAIN: ("Our own pain", "users", "neutral"),
}


def kind_state(kind: TopicKind) -> State:
    """The chip of a kind of topic."""
    word, icon, tone = _KINDS[kind]
    return State(word=word, tone=tone, icon=icon)


_SEVERITIES = {
    None: ("How bad", "neutral", "alert"),
    1: ("1 · Cannot go on", "danger", "alert"),
    2: ("2 · Hard way round", "warning", "alert"),
    3: ("3 · In the way", "neutral", "alert"),
    4: ("4 · A small thing", "neutral", "alert"),
}


def severity_state(severity: int | None) -> State:
    """The chip of how bad it is for customers; what it asks where nobody has said it."""
    word, tone, icon = _SEVERITIES[severity]
    return State(word=word, tone=tone, icon=icon)


def area_state(area: str) -> State:
    """The chip of the part of the product that a topic is about."""
    return State(word=area or "Area", icon="tag")


def owner_state(owner: str) -> State:
    """The chip of who decides a topic; what it asks where nobody is known."""
    return State(word=f"{owner} decides" if owner else "Who decides", icon="user")


def number_of(number: int, one: str, more: str = "") -> str:
    """``1 account``, ``4 accounts``."""
    return f"{number:n} {one}" if number == 1 else f"{number:n} {more or one + 's'}"


def knowing(standing: Standing) -> str:
    """Whether product has said that it knows."""
    return "They know" if standing.they_know else "Nobody has said they know"


def next_step(standing: Standing, today: date) -> str:
    """What is next, and when; "" where nothing is planned."""
    if not standing.next_step or standing.next_on is None:
        return ""
    return f"{standing.next_step}, {day_name(standing.next_on, today)}"


def weekly(weight: Weight) -> Bars:
    """Different accounts in each week, as a chart; the last week is not over."""
    return bars_of(weight.weeks)


def bars_of(weeks: Sequence[tuple[date, int]]) -> Bars:
    """(Monday, different accounts), the oldest first, as a chart; the last week is not over."""
    points = tuple(
        Point(
            label=short_day(monday),
            full=f"week of {short_day(monday)}",
            value=number,
            unfinished=at == len(weeks) - 1,
        )
        for at, (monday, number) in enumerate(weeks)
    )
    return Bars(title="Different accounts each week", points=points, counted=Noun(one="account", many="accounts"))


def trend(weeks: Sequence[int]) -> str:
    """The bars in words, for who cannot see them."""
    if not any(weeks):
        return f"nobody wrote in the last {len(weeks)} weeks"
    return f"accounts a week over {len(weeks)} weeks, from {weeks[0]} to {weeks[-1]}, at most {max(weeks)}"


def facts(weight: Weight) -> list[str]:
    """What stands behind a topic, a line each, in the order in which it matters."""
    beside = []
    if weight.left:
        beside.append(f"{weight.left:n} that left")
    if weight.prospects:
        beside.append(number_of(weight.prospects, "prospect"))
    lines = [" · ".join([number_of(weight.accounts, "account"), *beside])]
    if any(plan for plan, _ in weight.by_plan):
        lines.append("By plan: " + ", ".join(f"{plan or 'not known'} {number:n}" for plan, number in weight.by_plan))
    if weight.accounts:
        lines.append(
            f"Different accounts in the first four of {len(weight.weeks)} weeks, then in the last four: "
            f"{weight.first_weeks:n} → {weight.last_weeks:n}"
        )
    spent = f"{weight.minutes:n} min noted for {weight.timed:n} of {weight.entries + weight.observations:n} entries"
    talked = number_of(weight.conversations, "conversation")
    lines.append(f"{talked} · {spent}" if weight.timed else talked)
    if weight.observations:
        lines.append(f"{number_of(weight.observations, 'observation')} of our own, counted nowhere else")
    return lines
