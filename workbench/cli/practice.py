"""``workbench practice``: set up the practice desk, or take it away with all that is of it."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened


def add_to(words: Any) -> None:
    parser = words.add_parser("practice", help="set up or remove the practice desk")
    parser.add_argument("--remove", action="store_true", help="take the practice desk and its data away")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        if arguments.remove:
            found = [account for account in workbench.accounts.all() if account.practice]
            for account in found:
                workbench.remove_account(account.id)
            console.say("The practice desk is gone." if found else "There is no practice desk.")
            return 0
        account = workbench.accounts.open_practice()
        pulled = workbench.sync.pull(account.id)
    console.say(f"The practice desk is ready: {pulled.tickets} conversations that are made up.")
    return 0
