"""``workbench check``: certainty findings of files or standard input, as linters give them."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from workbench.certainty import Finding, check, checker_for
from workbench.certainty.jsonl import record
from workbench.cli.console import Console
from workbench.kernel.errors import UserError

_LARGEST = 64 * 1024 * 1024


def add_to(words: Any) -> None:  # argparse names no public type for it
    parser = words.add_parser("check", help="say where words leave the customer in doubt")
    parser.add_argument("files", nargs="*", metavar="FILE", help="text files, or - for standard input")
    parser.add_argument("--format", choices=("text", "jsonl"), default="text", help="how findings are printed")
    parser.add_argument("--language", default="en", help="language of the text, such as de or pt-BR (default: en)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when there is a warning, 0 when there is none. Raises UserError for a file that cannot be read."""
    if checker_for(arguments.language) is None:
        console.complain(f"There are no rules for “{arguments.language}” yet, so nothing was checked.")
        return 0
    warned = False
    for name in arguments.files or ["-"]:
        for item, text in _texts(name, console, arguments.format):
            findings = check(text, arguments.language)
            warned = warned or any(finding.level == "warn" for finding in findings)
            if arguments.format == "jsonl":
                console.say(json.dumps(record(item, findings), ensure_ascii=False))
            else:
                _print(item, text, findings, console)
    return 1 if warned else 0


def _texts(name: str, console: Console, form: str) -> Iterator[tuple[str, str]]:
    """Pairs of (id, text): the lines of a ``.jsonl`` file, or the whole of any other."""
    raw = console.read() if name == "-" else _read(Path(name))
    if form == "jsonl" and name.endswith(".jsonl"):
        yield from _lines(raw, name)
    else:
        yield ("<stdin>" if name == "-" else name), raw


def _lines(raw: str, name: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(raw.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            if not isinstance(item["text"], str):
                raise TypeError
            yield item["id"], item["text"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise UserError(
                f"{name}, line {number}: this is not an object with “id” and “text”.",
                "The lines before it were checked.",
            ) from error


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > _LARGEST:
            raise UserError(f"{file} is larger than {_LARGEST // 2**20} MiB.", "Split it and check the parts.")
        return file.read_text("utf-8-sig")
    except OSError as error:
        raise UserError(
            f"{file} could not be read: {error.strerror}.", "Check its name and that you may read it."
        ) from error
    except UnicodeDecodeError as error:
        raise UserError(f"{file} is not UTF-8 text.", "Save it as UTF-8 and check it again.") from error


def _print(item: str, text: str, findings: Sequence[Finding], console: Console) -> None:
    for finding in findings:
        line = text.count("\n", 0, finding.span.start) + 1
        column = finding.span.start - (text.rfind("\n", 0, finding.span.start) + 1) + 1
        console.say(f"{item}:{line}:{column}: {finding.level}: {finding.kind}: “{finding.cue}” {finding.message}")
        console.say(f"    Verify: {finding.verify}")
        if finding.rewrite:
            console.say(f"    If it is so: {finding.rewrite}")
