"""Words that push a topic: what is new since the last time, plainer each round. Pure.

They never ask for leave to ask, blame nobody, and end with what would be an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from workbench.feedback.advocacy.model import Behind, Nudge, StatusEvent, Step
from workbench.feedback.advocacy.words import answered_no, counted
from workbench.feedback.topics.model import Topic
from workbench.kernel.days import long_day
from workbench.kernel.text import in_marks, one_line

_QUOTES, _LETTERS = 3, 240
_STANDS = "That stands. Push it only with what is new since."


def nudge_of(
    topic: Topic, steps: Sequence[Step], behind: Sequence[Behind], current: StatusEvent | None = None
) -> Nudge:
    """The words for a topic. ``steps``: what was told, the oldest first; ``behind``: what stands behind it.

    ``current``: what was decided last.
    """
    title, problem, no = topic.title, topic.problem, answered_no(current)
    last = steps[-1] if steps else None
    since = last.at if last else None
    new = [each for each in behind if since is None or each.heard_at > since]
    before = _accounts(each for each in behind if each not in new)
    accounts = _accounts(behind)
    fresh = len(accounts - before)
    unanswered = _unanswered(steps)
    facts = _facts(len(accounts), fresh, len(new), since)
    quotes = _quotes(new or behind)
    parts = (
        _first(title, problem, len(accounts), len(behind)) if last is None else _again(title, steps, unanswered, facts),
        quotes,
        _ask(unanswered, len(accounts)),
    )
    return Nudge(
        text="\n\n".join(part for part in parts if part),
        round=len(unanswered),
        to=last.told if last else topic.owner,
        accounts=len(accounts),
        new_accounts=fresh,
        new_entries=len(new),
        warnings=(*([f"{no} {_STANDS}"] if no else []), *_warnings(behind, since, fresh)),
    )


def _first(title: str, problem: str, accounts: int, entries: int) -> str:
    told = f"{counted(accounts, 'account has', 'accounts have')} told us, in {counted(entries, 'entry', 'entries')}."
    return f"{in_marks(title)}: {told}" + (f"\n\n{problem.strip()}" if problem.strip() else "")


def _again(title: str, steps: Sequence[Step], unanswered: Sequence[Step], facts: str) -> str:
    """The opening, plainer with each round in which nobody answered."""
    if not unanswered:
        said = next(step for step in reversed(steps) if step.said)
        return f"{in_marks(title)}. {said.told} said: {in_marks(one_line(said.said, _LETTERS))} {facts}"
    days = [long_day(step.at.astimezone().date()) for step in unanswered]
    if len(days) == 1:
        return f"{in_marks(title)}, which I brought up on {days[0]}. {facts}"
    if len(days) == 2:
        return f"{in_marks(title)}: I brought this up on {days[0]} and on {days[1]}, and have no answer. {facts}"
    return f"{in_marks(title)} has been raised {len(days)} times since {days[0]}, without an answer. {facts}"


def _facts(accounts: int, fresh: int, entries: int, since: datetime | None) -> str:
    if since is None:
        return ""
    if fresh:
        new = f"{counted(fresh, 'more account has', 'more accounts have')} written"
        return f"Since then {new}, in {counted(entries, 'entry', 'entries')}; it is {accounts} now."
    if entries:
        return f"Since then {counted(entries, 'entry', 'entries')} more came in, from the same {accounts}."
    return f"Nobody new has written since; it is {counted(accounts, 'account', 'accounts')}."


def _quotes(behind: Sequence[Behind]) -> str:
    theirs = sorted((each for each in behind if not each.by_agent), key=lambda each: each.said_at, reverse=True)
    return "\n\n".join(f"> {one_line(each.verbatim, _LETTERS)}" for each in theirs[:_QUOTES])


def _ask(unanswered: Sequence[Step], accounts: int) -> str:
    if not unanswered:
        return "What do you make of it, and what happens next?"
    if len(unanswered) == 1:
        return "What is the answer: yes, no with the reason, or the day on which you decide?"
    if len(unanswered) == 2:
        return "We need an answer: yes, no with the reason, or the day on which it is decided. Who decides it?"
    return (
        "Who decides this, and on which day? A no with its reason is an answer too: "
        f"we tell {'the account' if accounts == 1 else f'all {accounts} accounts'} plainly, and stop asking."
    )


def _unanswered(steps: Sequence[Step]) -> list[Step]:
    """The steps since somebody last answered, the oldest first."""
    found: list[Step] = []
    for step in reversed(steps):
        if step.said:
            break
        found.insert(0, step)
    return found


def _accounts(behind: Iterable[Behind]) -> set[str]:
    return {each.client for each in behind if each.client is not None and each.present and not each.by_agent}


def _warnings(behind: Sequence[Behind], since: datetime | None, fresh: int) -> tuple[str, ...]:
    left = {each.client for each in behind if each.client and each.left and not each.by_agent}
    told = {each.client for each in behind if each.client and each.told}
    answered = {
        each.client
        for each in behind
        if each.client and since is not None and each.answered_at is not None and each.answered_at > since
    } - told
    found = []
    if left:
        found.append(f"{counted(len(left), 'account', 'accounts')} behind it left; not counted here.")
    if told:
        found.append(f"{counted(len(told), 'account was', 'accounts were')} told what became of it already.")
    if answered:
        found.append(
            f"{counted(len(answered), 'account got', 'accounts got')} a reply from us since. See what it said."
        )
    if since is not None and not fresh:
        found.append("No new account since the last time.")
    if not _accounts(behind):
        found.append("No customer of today stands behind it.")
    return tuple(found)
