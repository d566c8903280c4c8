"""``workbench feedback``: what customers said, what waits for us, and ways to hand it on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli import (
    feedback_around,
    feedback_brief,
    feedback_plans,
    feedback_sets,
    feedback_topics,
    feedback_waiting,
    feedback_yours,
    push,
)
from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.kernel.text import one_line


def add_to(words: Any) -> None:
    parser = words.add_parser("feedback", help="list or export what customers said")
    parser.add_argument("--export", type=Path, metavar="FILE", help="write all of it to FILE (.csv or .json)")
    parser.set_defaults(run=run)
    more = parser.add_subparsers(dest="more", metavar="WORD")
    feedback_topics.add_to(more)
    feedback_plans.add_to(more)
    feedback_sets.add_to(more)
    feedback_around.add_to(more)
    feedback_waiting.add_to(more)
    push.add_to(more)
    feedback_brief.add_to(more)
    feedback_yours.add_to(more)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        if "do" in arguments:
            return int(arguments.do(workbench, arguments, console))
        if arguments.export:
            count = workbench.feedback.export(arguments.export)
            console.say(f"{count} {'entry' if count == 1 else 'entries'} written to {arguments.export}.")
            return 0
        for entry in workbench.feedback.listed():
            console.say(f"{entry.kind:<10} {one_line(entry.verbatim, 80)}")
            console.say(f"           {entry.customer_name}, ticket {entry.ticket_number}, {entry.channel}")
    return 0
