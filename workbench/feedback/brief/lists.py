"""Pages for people without the app: five recent verbatims for each area, and what is to be said in a meeting. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from workbench.feedback.brief.model import Names, Number, Page, Promise, Words
from workbench.feedback.brief.quotes import Hide, escaped, inside, quoted
from workbench.feedback.topics.model import Standing, Topic
from workbench.feedback.topics.weight import Weight
from workbench.kernel.clock import local_day
from workbench.kernel.days import long_day
from workbench.kernel.ids import EntryId
from workbench.kernel.text import one_line

PER_AREA = 5
ON_A_PAGE = 5  # problems in a meeting pack that are told, the others are named
PRACTICE = "**Practice.** Nobody outside said this: these are the made-up customers of the practice desk."
_PIECE = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A topic in a meeting pack. ``numbers``: ``accounts``, ``first`` and ``last``, named for this topic alone."""

    topic: Topic
    weight: Weight
    numbers: Sequence[Number]
    quote: Words | None
    standing: Standing | None


def listening(
    areas: Sequence[tuple[str, Sequence[Words]]], at: datetime, names: Names, hide: Hide, *, practice: bool = False
) -> Page:
    """What customers said last, area by area; "" is what lies in none. ``practice``: it is of the practice desk."""
    title = "Listening list (practice)" if practice else "Listening list"
    parts = [f"# {title}\n\n*What customers said last, in their own words · {long_day(local_day(at))}*"]
    parts += [PRACTICE] if practice else inside(each for _, words in areas for each in words)
    for area, words in areas:
        said = [quoted(each, names, hide, f"{each.kind} · {long_day(local_day(each.said_at))}") for each in words]
        parts += [f"## {escaped(area) or 'In no area yet'}", *said]
    if not areas:
        parts.append("No customer’s words are kept yet.")
    entries = tuple(each.entry for _, words in areas for each in words)
    return Page(title=title, markdown="\n\n".join(parts) + "\n", numbers=(), entries=entries)


def meeting(
    area: str, problems: Sequence[Problem], more: Sequence[str], promises: Sequence[Promise], at: datetime,
    names: Names, hide: Hide, entries: Sequence[EntryId], *, practice: bool = False,
) -> Page:  # fmt: skip
    """The pack for a meeting about ``area``. ``more``: titles of problems for which there is no room."""
    title = f"{area}: what customers need decided{' (practice)' if practice else ''}"
    parts = [f"# {escaped(title)}\n\n*Prepared by support · {long_day(local_day(at))}*"]
    if not problems:
        parts.append("No problem of this area waits for anybody.")
    parts += [PRACTICE] if practice else inside(each.quote for each in problems if each.quote)
    for each in problems:
        parts += _problem(each, names, hide)
    if more:
        parts.append(f"**Open as well:** {escaped('; '.join(more))}.")
    parts.append("## Open promises\n\n" + _promises(promises, {each.topic.id: each.topic.title for each in problems}))
    numbers = tuple(number for each in problems for number in each.numbers)
    return Page(title=title, markdown="\n\n".join(parts) + "\n", numbers=numbers, entries=entries)


def _problem(each: Problem, names: Names, hide: Hide) -> list[str]:
    by = {number.name.rpartition("-")[0]: number.link for number in each.numbers}
    facts = f"**{by['accounts']}**" if each.weight.entries else "No customer’s words stand behind it yet"
    if each.weight.accounts:
        facts += f" · first four of {len(each.weight.weeks)} weeks → last four: {by['first']} → {by['last']}"
    problem = one_line(each.topic.problem, _PIECE) or "No problem written yet."
    parts = [f"## {escaped(each.topic.title)}", escaped(problem), f"{facts} · {_standing(each.standing)}"]
    return [*parts, quoted(each.quote, names, hide)] if each.quote else parts


def _standing(standing: Standing | None) -> str:
    if standing is None:
        return "nobody has said they know"
    known = "they know" if standing.they_know else "nobody has said they know"
    next_ = f" · next: {standing.next_step}, {long_day(standing.next_on)}" if standing.next_on else ""
    return escaped(f"{standing.word.lower()} · {known}{next_}")


def _promises(promises: Sequence[Promise], titles: dict[str, str]) -> str:
    lines = [
        f"{each.who}: {each.what}{f', by {long_day(each.due)}' if each.due else ', no day named'}"
        + (f" ({titles[each.topic]})" if each.topic in titles else "")
        for each in promises
    ]
    return "\n".join(f"- {escaped(one_line(each, 250))}" for each in lines) or "None is open."
