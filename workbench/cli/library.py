"""``workbench library``: bring snippets in from other programs, take that back, and write them out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workbench.app import Workbench
from workbench.cli.console import Console
from workbench.cli.opening import opened
from workbench.exchange.export.writing import ExportFormat
from workbench.exchange.registry import FORMATS
from workbench.kernel.errors import UserError
from workbench.library.importing.plan import Action, Plan, Row

_WORDS = {
    Action.ADD: "new", Action.UPDATE: "changed", Action.SAME: "here already", Action.SKIP: "left out",
    Action.TELL: "about the file",
}  # fmt: skip
_LISTED = 40


def add_to(words: Any) -> None:
    parser = words.add_parser("library", help="import and export snippets")
    deeds = parser.add_subparsers(dest="deed", metavar="DEED", required=True)
    names = ", ".join(each.name for each in FORMATS)
    bring = deeds.add_parser("import", help="bring snippets in from a file or folder")
    bring.add_argument("path", type=Path, metavar="FILE_OR_FOLDER")
    bring.add_argument("--format", default="", metavar="NAME", help=f"what it is, where that is not seen: {names}")
    bring.add_argument("--folder", default="", help="where new snippets go")
    bring.add_argument("--dry-run", action="store_true", help="list what would come in, and change nothing")
    bring.add_argument("--all", action="store_true", help="list every item, also those that simply come in")
    bring.set_defaults(run=run_import)
    write = deeds.add_parser("export", help="write snippets to a file or folder")
    write.add_argument(
        "format", type=ExportFormat, choices=list(ExportFormat), metavar="FORMAT", help=", ".join(ExportFormat)
    )
    write.add_argument("target", type=Path)
    write.add_argument("--folder", default="", help="this folder of the library alone")
    write.add_argument("--overwrite", action="store_true", help="put it in the place of what is there")
    write.set_defaults(run=run_export)
    back = deeds.add_parser("undo", help="take an import back; the latest where none is named")
    back.add_argument("batch", nargs="?", default="", metavar="IMPORT")
    back.set_defaults(run=run_undo)
    deeds.add_parser("imports", help="list the imports that can be taken back").set_defaults(run=run_list)


def run_import(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when something should be looked at or was left out."""
    with opened(home) as workbench:
        plan = workbench.imports.plan(arguments.path, arguments.format, _progress(console, "Reading"))
        _tell(plan, console, everything=arguments.all)
        if arguments.dry_run:
            console.say("Nothing was changed: this was a dry run.")
        else:
            done = workbench.imports.carry_out(plan, arguments.folder, _progress(console, "Bringing in"))
            console.say(
                f"{done.added} added, {done.changed} changed. `workbench library undo {done.batch}` takes it back."
            )
    counts = plan.counts()
    return 1 if plan.to_look_at() or counts[Action.SKIP] else 0


def run_export(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        number = workbench.imports.export(
            arguments.format,
            arguments.target,
            folder=arguments.folder,
            overwrite=arguments.overwrite,
            progress=_progress(console, "Writing"),
        )
    what = "1 snippet is" if number == 1 else f"{number:,} snippets are"
    console.say(f"{what} in {arguments.target}.")
    return 0


def run_undo(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when something stays, because it was changed since."""
    with opened(home) as workbench:
        done = workbench.imports.undo(_batch(workbench, arguments.batch), _progress(console, "Taking back"))
    console.say(f"{done.added} taken out, {done.changed} as they were before.")
    for title in done.kept:
        console.say(f"  stays, for it was changed since: {title}")
    return 1 if done.kept else 0


def run_list(_arguments: argparse.Namespace, home: Path, console: Console) -> int:
    with opened(home) as workbench:
        for each in workbench.imports.batches():
            console.say(
                f"{each.id}  {each.at:%Y-%m-%d %H:%M}  {each.label}: {each.added} added, {each.changed} changed"
            )
    return 0


def _tell(plan: Plan, console: Console, *, everything: bool) -> None:
    counts = plan.counts()
    came = ", ".join(f"{counts[action]} {word}" for action, word in _WORDS.items() if counts[action])
    console.say(f"{plan.format}, {plan.name}: {came or 'nothing in it'}; {plan.to_look_at()} to look at.")
    told = (Action.SKIP, Action.TELL)
    rows = [row for row in plan.rows if everything or row.look or row.action in told]
    for row in rows if everything else rows[:_LISTED]:
        console.say(_line(row))
        for pair in row.mapped if everything else ():
            console.say(f"      {pair}")
    if not everything and len(rows) > _LISTED:
        console.say(f"  … and {len(rows) - _LISTED} more; --all lists them.")


def _line(row: Row) -> str:
    look = ", look at it" if row.look else ""
    notes = f": {' '.join(row.notes)}" if row.notes else ""
    return f"  {row.called} ({_WORDS[row.action]}{look}){notes}"


def _batch(workbench: Workbench, name: str) -> str:
    batches = workbench.imports.batches()
    found = [each.id for each in batches if each.id == name] if name else [each.id for each in batches[:1]]
    if not found:
        raise UserError(
            f"There is no import “{name}”." if name else "There is no import to take back.", "Nothing was changed."
        )
    return found[0]


def _progress(console: Console, word: str) -> Callable[[int, int], bool]:
    """A line that grows, on a terminal alone."""

    def tell(done: int, whole: int) -> bool:
        if console.stderr.isatty():
            console.stderr.write(f"\r{word}: {done:,}" + (f" of {whole:,}" if whole else "") + " ")
            console.stderr.write("\n" if whole and done >= whole else "")
            console.stderr.flush()
        return True

    return tell
