"""``workbench read-apart``: what this program says to itself where it reads a large file; not for a person."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.library.importing.apart import WORD, serve


def add_to(words: Any) -> None:
    parser = words.add_parser(WORD)
    parser.add_argument("format")
    parser.add_argument("path", type=Path)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, _home: Path, _console: Console) -> int:
    return serve(arguments.format, arguments.path)
