"""``workbench check``: certainty findings of files, folders or standard input, as linters give them.

Exit codes: 0 nothing to warn of, 1 at least one warning, 2 something could not be checked.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import __version__
from workbench.certainty import Checker, Finding, Kind, Level
from workbench.certainty.files import form_of, read
from workbench.certainty.files.gather import files_below, is_rules, language_of_pack, pack_of, text_of
from workbench.certainty.house.model import HouseFault
from workbench.certainty.jsonl import record
from workbench.certainty.lines import Lines
from workbench.certainty.pages import page
from workbench.certainty.sarif import Log
from workbench.cli.console import Console
from workbench.cli.rules import Rules, rules_for
from workbench.cli.vale import run_import
from workbench.kernel.errors import UserError

_STDIN = "<stdin>"
_ENGLISH = "en"


def add_to(words: Any) -> None:  # argparse names no public type for it
    parser = words.add_parser(
        "check",
        help="say where words leave the customer in doubt",
        description="Says where words leave the customer in doubt. Exit codes: 0 nothing to warn of, 1 a warning, "
        "2 something could not be checked.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="files or folders, or - for standard input")
    parser.add_argument("--format", choices=("text", "jsonl", "sarif"), default="text", help="how findings are printed")
    parser.add_argument(
        "--language",
        default="",
        metavar="CODE",
        help="language of what names none itself, such as pt-BR (default: the pack's, or en)",
    )
    parser.add_argument("--min-level", choices=tuple(Level), default=Level.HINT, help="leave out what is less")
    parser.add_argument(
        "--stdin-filename", default="", metavar="NAME", help="check standard input as the file of this name"
    )
    parser.add_argument(
        "--house", type=Path, metavar="DIR", help="rules of this folder or pack, in place of those of the data folder"
    )
    parser.add_argument("--no-own", action="store_true", help="leave out the rules and phrases of the data folder")
    parser.add_argument("--explain", metavar="RULE", help="say what a rule stands for, and check nothing")
    vale = parser.add_argument_group("rules of Vale")
    vale.add_argument("--import-vale", type=Path, metavar="PATH", help="make house rules of a style, and check nothing")
    vale.add_argument("--to", type=Path, metavar="FILE", help="the file that they go to, such as rules/en.toml")
    vale.add_argument("--kind", choices=tuple(Kind), default=Kind.UNCERTAIN, help="what the style's rules find")
    parser.set_defaults(run=run)


@dataclass(frozen=True, slots=True)
class _Item:
    """Something to check. ``name`` is what findings call it, ``file`` decides how it is read."""

    name: str
    text: str
    file: str = ""


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when there is a warning, 0 when there is none, 2 when something could not be checked."""
    if arguments.import_vale:
        return run_import(arguments, console)
    with rules_for(home, arguments.house, own=not arguments.no_own) as rules:
        if arguments.explain:
            return _explain(arguments.explain, arguments.language or _ENGLISH, rules, console)
        return _Run(arguments, rules, console).all()


class _Run:
    def __init__(self, arguments: argparse.Namespace, rules: Rules, console: Console) -> None:
        self._arguments = arguments
        self._rules = rules
        self._console = console
        self._log = Log(__version__)
        self._print: Callable[[_Item, list[Finding]], None] = {
            "text": self._as_text,
            "jsonl": self._as_record,
            "sarif": lambda item, findings: self._log.add(item.name, item.text, findings),
        }[arguments.format]
        self._silent: set[str] = set()
        self._said: set[HouseFault] = set()
        self._warned = self._failed = False

    def all(self) -> int:
        for name in self._arguments.files or ["-"]:
            for item in self._items(name):
                self._check(item)
        if self._arguments.format == "sarif":
            self._console.say(json.dumps(self._log.document(), ensure_ascii=False, indent=2))
        return 2 if self._failed else int(self._warned)

    def _check(self, item: _Item) -> None:
        reading = read(item.text, form_of(item.file))
        checker = self._checker(reading.language or self._language(item.file), item.file)
        least = (Level.WARN,) if self._arguments.min_level == Level.WARN else tuple(Level)
        found = checker.check(reading.prose) if checker else ()
        findings = [reading.placed(finding) for finding in found if finding.level in least]
        self._warned = self._warned or any(finding.level is Level.WARN for finding in findings)
        self._print(item, findings)

    def _language(self, file: str) -> str:
        """The language of a file that names none."""
        pack = pack_of(Path(file)) if file else None
        return self._arguments.language or (language_of_pack(pack) if pack else "") or _ENGLISH

    def _checker(self, language: str, file: str) -> Checker | None:
        checker = self._rules.checker(language, file)
        self._say_faults()
        if checker is None and language not in self._silent:
            self._silent.add(language)
            self._console.complain(f"There are no rules for “{language}” yet, so nothing in it was checked.")
        return checker

    def _say_faults(self) -> None:
        """What is wrong with house files, each thing once. A person's own only says so; others fail the check."""
        new = [fault for fault in self._rules.faults() if fault not in self._said]
        for fault in new:
            self._complain(fault.said(_named(fault.file)))
            self._failed = self._failed or self._rules.meant(fault)
        for file in dict.fromkeys(fault.file for fault in new):
            instead = "what it said when it was last good, or else " if self._rules.remembers else ""
            self._console.complain(
                f"Nothing of {_named(file)} is used until that is mended, but {instead}the rules that ship."
            )
        self._said.update(new)

    def _complain(self, words: str) -> None:
        self._log.complain(words)
        self._console.complain(words)

    def _items(self, name: str) -> Iterator[_Item]:
        """What ``name`` stands for; what cannot be read is said, and the rest goes on."""
        if name == "-":
            file = self._arguments.stdin_filename
            yield from self._of_text(self._console.read(as_it_is=True), file or _STDIN, file)
            return
        if not name:  # it would stand for this folder, and is a name that was lost
            raise UserError("An empty name stands for no file.", "Name a file, a folder, or - for standard input.")
        for path in files_below(Path(name)):
            if is_rules(path):
                self._rules.look_at(path)
                self._say_faults()
                continue
            try:
                yield from self._of_file(path)
            except UserError as error:
                self._failed = True
                self._complain(f"{error.title} {error.cure}")

    def _of_file(self, path: Path) -> Iterator[_Item]:
        return self._of_text(text_of(path), str(path), str(path))

    def _of_text(self, text: str, name: str, file: str) -> Iterator[_Item]:
        """The text, or for JSON Lines in and out each of its texts. Raises UserError for JSON Lines in alone."""
        if not file.endswith(".jsonl"):
            yield _Item(name, text, file)
        elif self._arguments.format == "jsonl":
            yield from self._of_lines(text, name)
        else:
            raise UserError(f"{name} holds JSON Lines, which are not read as one text.", "Add --format jsonl.")

    def _of_lines(self, raw: str, name: str) -> Iterator[_Item]:
        for number, line in enumerate(raw.split("\n"), 1):
            if not line.strip():
                continue
            item = _of_line(line)
            if item is not None:
                yield item
                continue
            self._failed = True
            self._complain(
                f"{name}, line {number}: this is not an object with “id” and “text”. The other lines were checked."
            )

    def _as_record(self, item: _Item, findings: list[Finding]) -> None:
        self._console.say(json.dumps(record(item.name, findings), ensure_ascii=False))

    def _as_text(self, item: _Item, findings: list[Finding]) -> None:
        lines = Lines(item.text) if findings else None
        for finding in findings:
            line, column = lines.at(finding.span.start) if lines else (0, 0)
            place, what = f"{item.name}:{line}:{column}", f"{finding.level}: {finding.kind} ({finding.rule})"
            cue = " ".join(finding.cue.split())
            named = "" if cue in finding.message else f"“{cue}” "
            self._console.say(f"{place}: {what}: {named}{finding.message}")
            self._console.say(f"    Verify: {finding.verify}")
            if finding.rewrite:
                self._console.say(f"    If it is so: {' '.join(finding.rewrite.split())}")


def _explain(name: str, language: str, rules: Rules, console: Console) -> int:
    book = rules.book(language)
    rule = next((rule for rule in book.rules if rule.id == name), None) if book else None
    if book is None or rule is None:
        raise UserError(f"There is no rule “{name}” for “{language}”.", "A finding names its rule in brackets.")
    console.say(page(rule, book).rstrip())
    return 0


def _named(file: str) -> str:
    """The file of rules as a person would name it here: from this folder on, where it lies below it."""
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file


def _of_line(line: str) -> _Item | None:
    """What a line of JSON Lines holds, or None where that is not an id and a text."""
    try:
        item = json.loads(line)
        return _Item(item["id"], item["text"]) if isinstance(item["text"], str) else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
