"""``workbench feedback quiet`` and ``workbench feedback owed``: what waits for us."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import Lists, opened_to_list
from workbench.feedback.advocacy.model import Owed, OwedState, Quiet, Why
from workbench.feedback.advocacy.words import WORDS, counted
from workbench.kernel.text import one_line

_LETTERS = 90


def add_to(more: Any) -> None:
    for name, what, told in (("quiet", quiet, "topics that have gone quiet"), ("owed", owed, "replies that are owed")):
        more.add_parser(name, help=told).set_defaults(run=_runner(what))


def _runner(told: Callable[[Lists, Console], int]) -> Callable[[argparse.Namespace, Path, Console], int]:
    def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
        del arguments
        with opened_to_list(home) as lists:
            return told(lists, console)

    return run


def quiet(lists: Lists, console: Console) -> int:
    """Topics that wait for us, a line each with what to do."""
    found = lists.advocacy.quiet()
    for each in found:
        console.say(f"{WORDS[each.status][0]:<12} {one_line(each.title, _LETTERS)}")
        console.say(f"             {_why(each)}")
    for outcome in lists.advocacy.to_measure():
        console.say(f"{'Shipped':<12} {one_line(outcome.title, _LETTERS)}")
        console.say(f"             Measure what it did: due on {outcome.due_on.isoformat()}.")
    if not found:
        console.say("No topic has gone quiet.")
    return 0


def owed(lists: Lists, console: Console) -> int:
    """Replies that are owed, a line each with who waits for it."""
    found = lists.owed.waiting()
    for each in found:
        console.say(f"{WORDS[each.event.status][0]:<12} {one_line(each.title, _LETTERS)}")
        console.say(f"             {_who(each)}")
    console.say(f"{counted(lists.owed.number(), 'reply', 'replies')} owed." if found else "No reply is owed.")
    return 0


def _why(each: Quiet) -> str:
    if each.why is Why.RETURNED:
        since = (
            f"{counted(each.entries, 'entry', 'entries')} from {counted(each.accounts, 'account', 'accounts')} since"
        )
        return f"Back since {each.due}: {since}. The reason was: {each.reason}"
    known = "They know." if each.they_know else "Nobody has said they know."
    if each.why is Why.OVERDUE and each.step is not None:
        return f"Overdue since {each.due}: {each.step.next_action}. {known}"
    return f"Nothing is planned since {each.since.date().isoformat()}. {known}"


def _who(each: Owed) -> str:
    where = f"ticket {each.number}" if each.ticket else "conversation not on this machine"
    state = "drafted" if each.state is OwedState.DRAFTED else "look first whether it is live" if each.asks_live else ""
    return ", ".join(part for part in (each.name or each.client, where, state) if part)
