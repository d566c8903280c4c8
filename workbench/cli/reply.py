"""``workbench reply``: queue a reply that a person wrote; it goes out with the next sync, as one from the window."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened, ticket_of
from workbench.helpdesk.port import OutKind, Status
from workbench.outbox.model import CustomerWrote, Empty, HostSends, NotFilled, Queued, Scarred, SendAnswer, Spent
from workbench.tickets.unsent.model import Incomplete


def add_to(words: Any) -> None:
    parser = words.add_parser("reply", help="queue a reply read from standard input")
    parser.add_argument("number", help="number of the ticket")
    parser.add_argument("--note", action="store_true", help="an internal note instead of a reply")
    parser.add_argument("--status", choices=("open", "pending", "solved"), help="the ticket's status after it")
    parser.add_argument("--meant", action="store_true", help="queue it also with what is often a gap")
    parser.add_argument("--attach", action="append", default=[], type=Path, metavar="FILE", help="a file to go with it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when it was not queued, with the reason on standard error."""
    with opened(home) as workbench:
        ticket = ticket_of(workbench, arguments.number)
        kind = OutKind.NOTE if arguments.note else OutKind.REPLY
        text = console.read()
        draft = workbench.drafts.load(ticket, kind)
        other = draft is not None and draft.text.strip() != text.strip()
        answer = workbench.outbox.queue(
            ticket,
            kind,
            text,
            hold=timedelta(0),
            new_status=Status(arguments.status) if arguments.status else None,
            meant=arguments.meant,
            keep_draft=other,
            files=[workbench.attachments.keep(file) for file in arguments.attach],
        )
    code = tell(answer, console)
    if other and not code:
        console.say("The draft on this ticket has other words, and is kept.")
    return code


def tell(answer: SendAnswer, console: Console) -> int:
    """Say what became of it; the exit code."""
    match answer:
        case Queued():
            console.say("Queued. It goes out with the next sync.")
            return 0
        case Incomplete(_, reason):
            console.complain(f"Not queued: {reason}")
        case NotFilled(labels):
            console.complain(f"Not queued: still to be filled: {', '.join(labels)}.")
        case Scarred(pieces):
            console.complain(f"Not queued: gaps to check first: {', '.join(pieces)}. With --meant it goes as it is.")
        case Spent(reasons):
            console.complain(f"Not queued: {' '.join(reasons)} With --meant it goes as it is.")
        case Empty():
            console.complain("Not queued: there is nothing in it.")
        case HostSends():
            console.complain(f"Not queued: {answer.words}")
        case CustomerWrote(_, text):
            console.complain(f"Not queued: the customer wrote again: {text[:200]}")
    return 1
