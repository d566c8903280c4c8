"""The words in which a topic becomes an issue, or a comment with what is new. Pure.

Facts and the customers' own words; nothing tells those who build how to build it. Customers are not named unless that
was chosen, and without names what points to a person is taken out of their words as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbench.feedback.names import initials
from workbench.feedback.personal import hidden
from workbench.feedback.topics.model import Evidence, Topic
from workbench.feedback.topics.weight import Weight
from workbench.feedback.trackers.markup import harmless, heading, plain, points, quoted, strong
from workbench.feedback.trackers.model import Names
from workbench.feedback.trackers.port import Markup
from workbench.kernel.ids import EntryId
from workbench.kernel.text import normalise, one_line

QUOTES = 3
_MOST_ACCOUNTS, _MOST_TICKETS = 40, 40
_LONGEST_QUOTE = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is told. ``behind``: the entries, newest first; ``chosen``: those to quote, None for the usual few.

    ``fresh``: of a comment, the weight of what is new alone, and ``since`` when the last was told.
    """

    topic: Topic
    weight: Weight
    behind: Sequence[Evidence]
    names: Names
    markup: Markup
    chosen: Sequence[EntryId] | None = None
    fresh: Weight | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The body, without its mark, and whose words are in it."""

    body: str
    quoted: tuple[EntryId, ...]


def issue(material: Material) -> Text:
    """The body of a new issue."""
    markup, topic = material.markup, material.topic
    quotes = _quotes(material)
    problem = harmless(topic.problem.strip(), markup) or "No problem is written down yet."
    parts = [
        heading("The problem", markup),
        problem,
        heading("How many, who, and is it growing", markup),
        points(_facts(material, material.weight), markup),
        *_said(material, quotes, "In their words"),
        *_part("What customers can do today", topic.workaround, markup),
        *_part("What would count as solved", topic.solved_when, markup),
        heading("Where this comes from", markup),
        _source(material),
    ]
    return Text(body="\n\n".join(parts), quoted=tuple(each.entry.id for each in quotes))


def comment(material: Material) -> Text:
    """A comment with what is new since the last time."""
    markup, fresh = material.markup, material.fresh
    assert fresh is not None
    quotes = _quotes(material)
    since = f"Since {_day(material.since)}" if material.since else "What we know so far"
    more = f"{since}: {strong(_accounts(fresh.accounts), markup)} wrote, in {_many(fresh.entries, 'message')}."
    parts = [
        more,
        points(_facts(material, material.weight), markup),
        *_said(material, quotes, "In their words"),
        _source(material),
    ]
    return Text(body="\n\n".join(parts), quoted=tuple(each.entry.id for each in quotes))


def _facts(material: Material, weight: Weight) -> list[str]:
    markup = material.markup
    wrote = f"{strong(_accounts(weight.accounts), markup)}, {_many(weight.entries, 'message')}"
    if weight.conversations:
        wrote += f" in {_many(weight.conversations, 'conversation')}"
    if weight.first_said and weight.last_said:
        wrote += f", {_day(weight.first_said)} to {_day(weight.last_said)}"
    facts = [f"{wrote}. An account is counted once however often it wrote."]
    if any(plan for plan, _ in weight.by_plan):
        plans = ", ".join(f"{plain(plan, markup) if plan else 'plan not known'} {n}" for plan, n in weight.by_plan)
        facts.append(f"By plan: {plans}.")
    facts.append(
        f"Accounts in the first four of the last twelve weeks: {weight.first_weeks}; in the last four:"
        f" {weight.last_weeks}."
    )
    beside = [f"{weight.left} that left since", f"{weight.prospects} that never bought"]
    if counted := [words for words, n in zip(beside, (weight.left, weight.prospects), strict=True) if n]:
        facts.append(f"Not counted above: {' and '.join(counted)}.")
    if named := _named(material):
        facts.append(named)
    return facts


def _named(material: Material) -> str:
    """The accounts by name, as chosen."""
    if material.names is Names.NONE:
        return ""
    known = {each.client: each for each in material.behind if each.client is not None and not each.by_agent}
    shown = sorted(
        plain(_account(each, material.names), material.markup)
        + (f" ({plain(each.plan, material.markup)})" if each.plan else "")
        for each in known.values()
    )
    rest = f" and {len(shown) - _MOST_ACCOUNTS} more" if len(shown) > _MOST_ACCOUNTS else ""
    return f"Accounts: {', '.join(shown[:_MOST_ACCOUNTS])}{rest}." if shown else ""


def _account(evidence: Evidence, names: Names) -> str:
    name = evidence.client_name or evidence.entry.customer_name
    return (initials(name) if names is Names.INITIALS else name) or "no name known"


def _quotes(material: Material) -> list[Evidence]:
    """Those that were chosen; else the newest words of different accounts."""
    chosen = newest_of_each(material.behind) if material.chosen is None else material.chosen
    wanted = frozenset(chosen)
    return [each for each in material.behind if not each.by_agent and each.entry.id in wanted]


def newest_of_each(behind: Iterable[Evidence]) -> list[EntryId]:
    """The newest words of different accounts, as many as are quoted of themselves."""
    first: dict[object, EntryId] = {}
    for each in behind:
        if not each.by_agent:
            first.setdefault(each.client or each.entry.id, each.entry.id)
    return list(first.values())[:QUOTES]


def _said(material: Material, quotes: Sequence[Evidence], title: str) -> Iterable[str]:
    if not quotes:
        return
    yield heading(title, material.markup)
    for each in quotes:
        yield quoted(_words(each, material.names), _who(each, material.names), material.markup)


def _words(evidence: Evidence, names: Names) -> str:
    text = normalise(evidence.entry.verbatim).strip()
    if names is not Names.FULL:  # before it is cut: half an address is not known for one
        text = hidden(text, [evidence.entry.customer_name, evidence.client_name], leaving=True)
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()} […]"


def _who(evidence: Evidence, names: Names) -> str:
    entry = evidence.entry
    name = {
        Names.NONE: "a customer",
        Names.INITIALS: initials(entry.customer_name) or "a customer",
        Names.FULL: entry.customer_name or "a customer",
    }[names]
    firm = evidence.client_name if names is Names.FULL and evidence.client_name != entry.customer_name else ""
    parts = [
        name,
        firm,
        evidence.plan,
        _day(entry.said_at),
        f"ticket {entry.ticket_number}" if entry.ticket_number else "",
    ]
    return ", ".join(one_line(part, 120) for part in parts if part)


def _source(material: Material) -> str:
    numbers = dict.fromkeys(each.entry.ticket_number for each in material.behind if each.entry.ticket_number)
    shown = [plain(number, material.markup) for number in numbers][:_MOST_TICKETS]
    rest = f" and {len(numbers) - len(shown)} more" if len(numbers) > len(shown) else ""
    tickets = f" Tickets: {', '.join(shown)}{rest}." if shown else ""
    hidden = " Names are left out; ask support." if material.names is Names.NONE else ""
    return f"From support’s feedback log, counted {_day(material.weight.until)}.{tickets}{hidden}"


def _part(title: str, text: str, markup: Markup) -> Iterable[str]:
    return (heading(title, markup), harmless(text.strip(), markup)) if text.strip() else ()


def _accounts(number: int) -> str:
    return _many(number, "account")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _day(at: datetime | date) -> str:
    return at.strftime("%Y-%m-%d")
