"""``workbench feedback people``, ``month``, ``kudos`` and ``today``."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.kernel.errors import UserError

_NONE_OWED = "Nothing is owed."


def add_to(more: Any) -> None:
    people = more.add_parser("people", help="who owns what, and who to ask")
    people.add_argument("words", nargs="*", help="such as: who owns billing")
    people.add_argument("--add", metavar="NAME", help="put somebody on the list")
    people.add_argument("--owns", default="", help="what they own or decide (with --add)")
    people.add_argument("--reach", default="", help="how they are reached (with --add)")
    people.set_defaults(run=_people)
    month = more.add_parser("month", help="what we did this month, as Markdown")
    month.add_argument("--month", metavar="YYYY-MM", help="another month")
    month.set_defaults(run=_month)
    kudos = more.add_parser("kudos", help="what customers thanked us for, as Markdown")
    kudos.add_argument("--days", type=int, default=30, help="how far back (30)")
    kudos.add_argument("--public", action="store_true", help="only what customers allowed to be quoted, without names")
    kudos.set_defaults(run=_kudos)
    more.add_parser("today", help="at most three things that could be done today").set_defaults(run=_today)


def _people(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        people = workbench.product.around.people
        if arguments.add:
            people.keep(arguments.add, owns=arguments.owns, reach=arguments.reach)
        found = people.find(arguments.add or " ".join(arguments.words))
        for each in found:
            console.say(" · ".join(part for part in (each.name, each.owns, each.organisation, each.reach) if part))
        if not found:
            console.say("Nobody on the list fits." if arguments.words else "Nobody is on the list yet.")
    return 0


def _month(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        day = _first(arguments.month) if arguments.month else workbench.product.advocacy.today()
        console.say(workbench.product.around.pages.month(day))
    return 0


def _kudos(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        today = workbench.product.advocacy.today()
        first = today - timedelta(days=max(0, min(arguments.days, 36500)))
        console.say(workbench.product.around.pages.digest(first, today, public=arguments.public))
    return 0


def _today(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    del arguments
    with opened(home) as workbench:
        found = workbench.product.around.pages.today()
        for each in found:
            console.say(f"{each.could.value:<7} {each.about}")
        if not found:
            console.say(_NONE_OWED)
    return 0


def _first(month: str) -> date:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        first = date.min
    if not date.min.year < first.year < date.max.year:  # around the last days that there are nothing can be reckoned
        raise UserError(f"“{month}” is no month.", "Write it as 2026-05.")
    return first
