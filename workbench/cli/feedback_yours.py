"""``workbench feedback export``, ``import`` and ``erase``: what is kept is yours."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.feedback.yours import said
from workbench.feedback.yours.model import Names, Whom
from workbench.kernel.errors import UserError


def add_to(more: Any) -> None:
    export = more.add_parser("export", help="write all feedback to a file that can be imported, or a spreadsheet")
    export.add_argument("file", type=Path, metavar="FILE", help=".jsonl: every row, without loss; .csv: a spreadsheet")
    export.add_argument("--topics", action="store_true", help="with .csv: topics in place of entries")
    export.add_argument(
        "--names", choices=[each.value for each in Names], default=Names.NONE.value,
        help="with .csv: how much of customers’ names (none unless said)",
    )  # fmt: skip
    export.set_defaults(run=_export)
    bring = more.add_parser("import", help="bring in an export: all that is new in it, or nothing")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--dry-run", action="store_true", help="only say what would come")
    bring.set_defaults(run=_import)
    erase = more.add_parser("erase", help="erase a customer’s words, name and address for good")
    erase.add_argument("email", metavar="EMAIL")
    erase.add_argument("--whole-account", action="store_true", help="everyone of the same company")
    erase.add_argument("--yes", action="store_true", help="do it; without this it only says what would go")
    erase.set_defaults(run=_erase)


def _export(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    file, ending = arguments.file, arguments.file.suffix.lower()
    if ending not in {".jsonl", ".csv"}:
        raise UserError(f"“{file.name}” is neither .jsonl nor .csv.", "Choose a name with one of these endings.")
    with opened(home) as workbench:
        yours = workbench.product.yours
        if ending == ".jsonl":
            count = yours.export(file)
        elif arguments.topics:
            count = yours.export_topics(file)
        else:
            count = yours.export_entries(file, Names(arguments.names))
    console.say(said.exported(count, str(file)))
    return 0


def _import(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        yours = workbench.product.yours
        found = yours.look(arguments.file) if arguments.dry_run else yours.bring(arguments.file)
    for line in said.looked(found, done=not arguments.dry_run):
        console.say(line)
    return 1 if found.fault_count else 0


def _erase(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    whom = Whom(email=arguments.email, whole_account=arguments.whole_account)
    with opened(home) as workbench:
        numbers = workbench.product.yours.numbers(whom)
        if not numbers.any:
            console.say(f"No feedback of {arguments.email} is kept here.")
            return 0
        if not arguments.yes:
            console.say(said.ask(numbers, arguments.email))
            console.say("Nothing was changed. Say --yes to do it.")
            return 1
        for line in said.erased(workbench.product.yours.erase(whom)):
            console.say(line)
    return 0
