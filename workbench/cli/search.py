"""``workbench search``: find a snippet by its words."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from workbench.cli.console import Console
from workbench.cli.opening import opened_to_read
from workbench.kernel.text import one_line


def add_to(words: Any) -> None:
    parser = words.add_parser("search", help="find a snippet")
    parser.add_argument("query", nargs="+", metavar="WORDS")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="at most N results (default: 10)")
    parser.add_argument("--full", action="store_true", help="print the whole text of the first result")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, home: Path, console: Console) -> int:
    """1 when nothing was found."""
    with opened_to_read(home) as library:
        hits = library.search(" ".join(arguments.query), limit=max(1, arguments.limit))
    if not hits:
        console.complain("No snippet has all these words. Try fewer, or the beginning of a word.")
        return 1
    if arguments.full:
        console.say(hits[0].snippet.body.rstrip())
        return 0
    for hit in hits:
        snippet = hit.snippet
        console.say(f";{snippet.shortcut:<12} {snippet.title}  ({snippet.folder}, {snippet.language})")
        console.say(f"    {one_line(snippet.body, 90)}")
    return 0
