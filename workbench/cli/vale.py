"""``workbench check --import-vale``: a style for Vale becomes a house file."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from workbench.certainty import base_of, book_of
from workbench.certainty.files.gather import text_of
from workbench.certainty.house.reading import read
from workbench.certainty.house.vale import Imported, take_in
from workbench.certainty.model import Kind, RuleBook
from workbench.cli.console import Console
from workbench.kernel.errors import UserError

_ENDINGS = (".yml", ".yaml")


def run_import(arguments: argparse.Namespace, console: Console) -> int:
    """1 when something did not come over as it was. Raises UserError, writing nothing."""
    source, target = arguments.import_vale, arguments.to
    if target is None:
        raise UserError("It is not said where the rules should go.", "Name a file: --to rules/en.toml")
    if target.exists():
        raise UserError(f"{target} is there already.", "Name another file with --to, and join the two yourself.")
    language = base_of(target.stem)
    if target.suffix != ".toml" or language != target.stem:
        raise UserError(
            f"{target.name} is no name of a rule file.", "Call it after its language, such as rules/en.toml."
        )
    into = Imported()
    for file in _files(source):
        style = f"{file.parent.name}." if source.is_dir() and file.parent.name else ""
        take_in(text_of(file), str(file), f"{style}{file.stem}", Kind(arguments.kind), into)
    made = into.toml()
    base = book_of(language) or RuleBook(language=language, rules=(), woken_by={})
    if faults := read(made, str(target), base).faults:
        raise UserError(f"{faults[0]}", "Take that rule out of the style, and try again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(made, "utf-8")
    for each in into.unmapped:
        console.say(str(each))
    count = "1 rule is" if len(into.rules) == 1 else f"{len(into.rules):,} rules are"
    console.say(f"{count} in {target}. Try them: workbench check --house {target.parent} FILE")
    return 1 if into.unmapped else 0


def _files(source: Path) -> Iterator[Path]:
    """The style's files. Raises UserError where there is none."""
    if not source.is_dir():
        yield source
        return
    found = sorted(file for file in source.rglob("*") if file.suffix.lower() in _ENDINGS and file.is_file())
    if not found:
        raise UserError(
            f"There is no rule of Vale in {source}.", "Name a file such as styles/Acme/Hedges.yml, or its folder."
        )
    yield from found
