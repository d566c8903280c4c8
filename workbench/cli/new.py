"""``workbench new``: begin a conversation with a customer; it goes out with the next sync, as one from the window."""

from __future__ import annotations

import argparse
from datetime import timedelta
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.cli.reply import tell
from workbench.helpdesk.model import NoPlace, Place
from workbench.helpdesk.port import OutKind
from workbench.kernel.errors import UserError
from workbench.outbox.model import Queued
from workbench.tickets.unsent.model import Heading


def add_to(words: Any) -> None:
    parser = words.add_parser("new", help="begin a conversation with words read from standard input")
    parser.add_argument("--to", required=True, metavar="ADDRESS", help="the customer, as in 'Name <address>'")
    parser.add_argument("--subject", required=True, help="what it is about")
    parser.add_argument("--inbox", metavar="NAME", help="where it is from, if there are several")
    parser.add_argument("--meant", action="store_true", help="queue it also with what is often a gap")
    parser.add_argument("--attach", action="append", default=[], type=Path, metavar="FILE", help="a file to go with it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when it was not queued, with the reason on standard error; then nothing is kept of it."""
    with opened(home) as workbench:
        place = _place(workbench, arguments.inbox)
        files = [workbench.attachments.keep(file) for file in arguments.attach]
        text = console.read()
        heading = Heading(account=place.account, inbox=place.inbox, to=arguments.to, subject=arguments.subject)
        ticket = workbench.unsent.begin(heading)
        answer = None
        try:
            answer = workbench.outbox.queue(
                ticket, OutKind.REPLY, text, hold=timedelta(0), meant=arguments.meant, files=files
            )
        finally:
            if not isinstance(answer, Queued):
                workbench.unsent.discard(ticket)
    return tell(answer, console)


def _place(workbench: Workbench, name: str | None) -> Place:
    places = workbench.accounts.places()
    if isinstance(places, NoPlace):
        raise UserError(places.reason, "Run `workbench sync --once` if it has not been reached yet.")
    found = [place for place in places if name is None or name.casefold() in (place.name.casefold(), _full(place))]
    if len(found) == 1:
        return found[0]
    names = ", ".join(f"“{place.account_name} · {place.name}”" for place in places)
    if not found:
        raise UserError(f"There is no inbox “{name}”.", f"Choose one of {names} with --inbox.")
    raise UserError("There are several inboxes.", f"Choose one of {names} with --inbox.")


def _full(place: Place) -> str:
    return f"{place.account_name} · {place.name}".casefold()
