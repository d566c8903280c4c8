"""``workbench feedback plans``: note what accounts pay and who left, from a table."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.feedback.clients.model import Outcome, Report

_LISTED = 60


def add_to(words: Any) -> None:
    parser = words.add_parser("plans", help="note plans, monthly amounts and who left, from a table")
    parser.add_argument("file", type=Path, metavar="FILE.csv",
                        help="with headings: company or email, then plan, monthly, left on, prospect")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="say what would be noted, and change nothing")
    parser.add_argument("--all", action="store_true", help="list every row, also those that are as they were")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when a row was left out."""
    with opened(home) as workbench:
        report = workbench.product.clients.plans(arguments.file, dry_run=arguments.dry_run)
    _tell(report, console, everything=arguments.all)
    noted, left_out = report.number(Outcome.NEW, Outcome.CHANGED), report.number(Outcome.LEFT_OUT)
    same = report.number(Outcome.SAME)
    verb = "would be noted" if arguments.dry_run else "noted"
    console.say(f"{noted} {verb}, {same} as they were, {left_out} left out.")
    if arguments.dry_run:
        console.say("Nothing was changed: this was a dry run.")
    return 1 if left_out else 0


def _tell(report: Report, console: Console, *, everything: bool) -> None:
    shown = [each for each in report.findings if everything or each.outcome is not Outcome.SAME]
    shown.sort(key=lambda each: (each.outcome is not Outcome.LEFT_OUT, each.line))  # first what needs a look
    for each in shown if everything else shown[:_LISTED]:
        console.say(f"line {each.line:<5} {each.outcome:<9} {each.who}: {each.words}" if each.words else
                    f"line {each.line:<5} {each.outcome:<9} {each.who}")  # fmt: skip
    if not everything and len(shown) > _LISTED:
        console.say(f"and {len(shown) - _LISTED} more; --all lists them.")
