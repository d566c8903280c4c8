"""The words of a brief in Markdown, in the order in which they persuade. Pure.

A section for which nothing is known says so: what was not asked is worth knowing too. Nothing blames anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.feedback.around.model import Contact
from workbench.feedback.brief.model import Ask, Basis, Names, Page
from workbench.feedback.brief.numbers import week_name
from workbench.feedback.brief.quotes import Hide, escaped, inside, otherwise, quoted
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.clock import local_day
from workbench.kernel.days import long_day, short_day
from workbench.kernel.text import one_line

NOT_ASKED = "Not asked yet."
WEEK_HEAD = "| week of | accounts | |"
_BAR, _LONGEST_BAR = "█", 20
_ASK = "A yes, a no with a reason, or a date to decide"
_KUDOS = "Keep it as it is, and hear what it means to them"


def brief(basis: Basis, ask: Ask, names: Names, hide: Hide) -> Page:
    """The page of a topic: problem first, ask on top, and what would count as solved."""
    sections = (
        ("The problem", _problem(basis)),
        ("How many, who, and is it growing", _how_many(basis)),
        ("In their words", _their_words(basis, names, hide)),
        ("What it costs now", _cost(basis)),
        *_asking_around(basis),
        ("If the answer is no", _if_no(basis)),
    )
    return page(basis, ask, sections)


def resource(basis: Basis, ask: Ask, names: Names, hide: Hide) -> Page:
    """The page for a pain of our own: what it takes, in hours of the work and never of persons."""
    sections = (
        ("The problem", _problem(basis)),
        ("What it takes now", _takes(basis)),
        ("What did not get done for it", _undone(basis)),
        ("What it looks like", _their_words(basis, names, hide, "No entry stands behind it yet.")),
        *_asking_around(basis),
        ("If the answer is no", _if_no_ours(basis)),
    )
    return page(basis, ask, sections)


def page(basis: Basis, ask: Ask, sections: Sequence[tuple[str, str]]) -> Page:
    """Head and ``sections`` as one page, with those numbers that are in it."""
    day = long_day(local_day(basis.at))
    by = f"Prepared by {one_line(ask.author, 80)} · {day}" if ask.author.strip() else f"Prepared by support · {day}"
    head = f"# {escaped(basis.topic.title)}\n\n{_ask(basis, ask)}\n\n*{escaped(by)}*"
    body = "\n\n".join(f"## {title}\n\n{words}" for title, words in sections)
    markdown = f"{head}\n\n{body}\n"
    used = tuple(each for each in basis.numbers.values() if f"](#{each.name})" in markdown)
    return Page(title=basis.topic.title, markdown=markdown, numbers=used, entries=basis.entries)


def _ask(basis: Basis, ask: Ask) -> str:
    who = one_line(ask.who, 80) or basis.topic.owner.strip()
    what = one_line(ask.what, 300) or (_KUDOS if basis.topic.kind is TopicKind.KUDOS else _ASK)
    by = f" by {long_day(ask.by)}" if ask.by else ""
    whom = f", from {escaped(who)}" if who else ""
    missing = "" if who else " It is not known yet who can decide it."
    return f"**Ask:** {escaped(what.rstrip('.'))}{whom}{by}.{missing}"


def _problem(basis: Basis) -> str:
    return escaped(basis.topic.problem.strip()) or "No problem written yet."


def _how_many(basis: Basis) -> str:
    weight, n = basis.weight, basis.numbers
    if not weight.entries:
        own = f" {n['own'].link} of our own." if weight.observations else ""
        return f"No customer’s words stand behind it yet.{own}"
    lines = [f"- **{n['accounts'].link}** ({n['messages'].link} in {n['conversations'].link}){_between(basis)}."]
    lines[0] += " Each is counted once however often they wrote."
    beside = [n[name].link for name, there in (("left", weight.left), ("prospects", weight.prospects)) if there]
    if beside:
        lines.append(f"- Beside them {' and '.join(beside)}.")
    if any(plan for plan, _ in weight.by_plan):
        lines.append(f"- By plan: {_plans(basis)}.")
    if weight.accounts:
        lines.append(
            f"- Different accounts in the first four of {len(weight.weeks)} weeks → the last four: "
            f"**{n['first'].link} → {n['last'].link}**."
        )
    if weight.observations:
        lines.append(f"- {n['own'].link} of our own, counted nowhere else.")
    return "\n".join(lines) + (f"\n\n{_week_table(basis)}" if any(number for _, number in weight.weeks) else "")


def _between(basis: Basis) -> str:
    first, last = basis.weight.first_said, basis.weight.last_said
    if first is None or last is None:
        return ""
    days = (local_day(first), local_day(last))
    return f" on {long_day(days[0])}" if days[0] == days[1] else f" between {long_day(days[0])} and {long_day(days[1])}"


def _plans(basis: Basis) -> str:
    return ", ".join(
        f"{escaped(plan) or 'not known'} {basis.numbers[f'plan-{at}'].link}"
        for at, (plan, _) in enumerate(basis.weight.by_plan, 1)
    )


def _week_table(basis: Basis) -> str:
    most = max(number for _, number in basis.weight.weeks)
    rows = [WEEK_HEAD, "|---|---:|---|"]
    for monday, number in basis.weight.weeks:
        bar = _BAR * (number if most <= _LONGEST_BAR else round(number * _LONGEST_BAR / most) or bool(number))
        rows.append(f"| {short_day(monday)} | {basis.numbers[week_name(monday)].link} | {bar} |")
    return "\n".join(rows)


def _their_words(basis: Basis, names: Names, hide: Hide, nothing: str = "") -> str:
    parts = [
        quoted(each, names, hide, "sees it otherwise" if otherwise(basis.topic.kind, each) else "")
        for each in basis.quotes
    ]
    return "\n\n".join([*parts, *inside(basis.quotes)]) or nothing or "Nobody’s words stand behind it yet."


def _cost(basis: Basis) -> str:
    weight, n = basis.weight, basis.numbers
    talked = f"{n['conversations'].link}" if weight.conversations else "No conversation"
    weeks = _weeks_between(basis)
    lines = [f"{talked}{weeks}.{_time(basis)}", _costs(basis)]
    workaround = escaped(basis.topic.workaround.strip())
    lines.append(
        f"What we can offer until then: {workaround}" if workaround else f"A way round it: {NOT_ASKED.lower()}"
    )
    return "\n\n".join(lines)


def _costs(basis: Basis) -> str:
    return escaped(basis.topic.costs.strip()) or f"What it costs them: {NOT_ASKED.lower()}"


def _takes(basis: Basis) -> str:
    weight, n = basis.weight, basis.numbers
    parts = [
        n[name].link for name, there in (("conversations", weight.conversations), ("own", weight.observations)) if there
    ]
    behind = f"{' and '.join(parts)}{_weeks_between(basis)}." if parts else "Nothing stands behind it yet."
    costs = one_line(basis.topic.costs, 600)
    spent = (
        [_time(basis).strip(), escaped(costs)] if costs or basis.weight.timed else [f"Time spent: {NOT_ASKED.lower()}"]
    )
    way = escaped(one_line(basis.topic.workaround, 600)) or NOT_ASKED.lower()
    return "\n".join(f"- {line}" for line in (behind, *filter(None, spent), f"A way round it: {way}"))


def _time(basis: Basis) -> str:
    weight = basis.weight
    if not weight.timed:
        return ""
    of = weight.entries + weight.observations
    return f" {basis.numbers['time'].link} of work noted for {weight.timed:,} of {of:,} entries."


def _weeks_between(basis: Basis) -> str:
    first = basis.weight.first_said
    weeks = -(-(basis.at - first).days // 7) if first else 0
    return f" in {weeks} weeks" if weeks > 1 else " within a week" if first else ""


def _undone(basis: Basis) -> str:
    said = escaped(basis.topic.undone.strip())
    over = [each for each in basis.promises if each.due is not None and each.due < local_day(basis.at)]
    late = _list(over, lambda each: f"{each.what}{f' (promised for {long_day(each.due)})' if each.due else ''}")
    return "\n\n".join(part for part in (said, late) if part) or NOT_ASKED


def _asking_around(basis: Basis) -> tuple[tuple[str, str], ...]:
    topic = basis.topic
    return (
        ("What we learned asking around", _learned(basis)),
        ("Ideas, cheapest first", _ideas(basis)),
        ("What others do", _others(basis)),
        ("What would count as solved", escaped(topic.solved_when.strip()) or NOT_ASKED),
        ("What we do not know", escaped(topic.not_known.strip()) or NOT_ASKED),
    )


def _learned(basis: Basis) -> str:
    """What was learned, and who is still to be asked where no other section names them."""
    lines = []
    for each in basis.learned:
        who = f"{escaped(each.who)}: " if each.who else ""
        tried = f" {escaped(one_line(each.tried, 200).rstrip('.'))}." if each.tried else ""
        said = escaped(one_line(each.what, 400))
        lines.append(f"- {long_day(each.on)} — {who}{_sentence(said) if tried else said}{tried}")
    elsewhere = _peers(basis)
    left = _named([each for each in basis.askable if each not in elsewhere])
    asked = "\n".join(lines) or NOT_ASKED
    if not left:
        return asked
    return f"{asked}\n\nStill to ask: {left}." if lines else f"{asked} To ask: {left}."


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _ideas(basis: Basis) -> str:
    if not basis.ideas:
        return NOT_ASKED
    lines = [
        f"{at}. {escaped(one_line(each.text, 400))}{f' ({escaped(each.cost)})' if each.cost else ''}"
        for at, each in enumerate(basis.ideas, 1)
    ]
    only = ["", "Only one idea so far."] if len(lines) == 1 else []
    return "\n".join([*lines, *only, "", "*From support: ideas, not a specification.*"])


def _others(basis: Basis) -> str:
    if words := escaped(basis.topic.others_do.strip()):
        return words
    people = _named(_peers(basis))
    return f"{NOT_ASKED} To ask: {people}." if people else NOT_ASKED


def _peers(basis: Basis) -> list[Contact]:
    """Who is to be asked what others do, where that is not known: people of other companies, or whoever there is."""
    if basis.topic.others_do.strip():
        return []
    return [each for each in basis.askable if each.organisation] or list(basis.askable)


def _named(people: Sequence[Contact]) -> str:
    named = [", ".join(part for part in (each.name, each.owns, each.organisation) if part.strip()) for each in people]
    return "; ".join(escaped(one_line(each, 120)) for each in named)


def _if_no(basis: Basis) -> str:
    if not basis.weight.accounts:
        return "Tell us why, and we tell customers plainly."
    these = basis.numbers["accounts"].link
    return f"Tell us why, and we tell {these} plainly. Nobody will hear “we have passed it on” and then nothing more."


def _if_no_ours(basis: Basis) -> str:
    return "Tell us why, and we look for what can be left undone instead, together."


def _list(rows: Sequence[object], words: Callable[..., str]) -> str:
    return "\n".join(f"- {escaped(one_line(words(each), 300))}" for each in rows)
