"""``workbench follow-ups``: who hears from us again, by when and about what; add one, or note that it was done."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import opened, ticket_of
from workbench.kernel.errors import UserError
from workbench.library.template.days import WRONG, read_day


def add_to(words: Any) -> None:
    parser = words.add_parser("follow-ups", help="list what is to be followed up, add to it, or take from it")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--due", action="store_true", help="only what is due today or was before")
    what.add_argument("--add", nargs=3, metavar=("NUMBER", "DAY", "ABOUT"), help="follow up on a ticket by a day")
    what.add_argument("--done", metavar="NUMBER", help="what was to be followed up on this ticket is done")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when something is due."""
    with opened(home) as workbench:
        if arguments.add:
            return _add(workbench, console, *arguments.add)
        if arguments.done:
            return _done(workbench, console, arguments.done)
        return _list(workbench, console, due=arguments.due)


def _add(workbench: Workbench, console: Console, number: str, typed: str, about: str) -> int:
    day = read_day(typed, workbench.follow_ups.today())
    if day is None:
        raise UserError(f"“{typed}” is no day that can be read.", WRONG)
    made = workbench.follow_ups.add(ticket_of(workbench, number), day, about).value
    console.say(f"Follow up by {made.due}: {made.about}")
    return 0


def _done(workbench: Workbench, console: Console, number: str) -> int:
    found = workbench.follow_ups.of_ticket(ticket_of(workbench, number))
    for each in found:
        workbench.follow_ups.done(each.id)
        console.say(f"Done: {each.about}")
    if not found:
        console.say("Nothing is to be followed up on this ticket.")
    return 0


def _list(workbench: Workbench, console: Console, *, due: bool) -> int:
    late = workbench.follow_ups.due()
    found = late if due else workbench.follow_ups.waiting()
    for each in found:
        name = f", {each.customer}" if each.customer else ""
        console.say(f"{each.follow_up.due}  #{each.number}{name}: {each.follow_up.about}")
    if not found:
        console.say("Nothing is due." if due else "Nothing is to be followed up.")
    return 1 if late else 0
