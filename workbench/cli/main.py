"""Takes the words of the command line apart and hands them on. Errors end here: a sentence, a cure, an exit code.

Exit codes: 0 done; 1 done, and there is something to look at (findings, faults); 2 it could not be done.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench import __version__
from workbench.cli import (
    check,
    doctor,
    feedback,
    follow_ups,
    library,
    new,
    practice,
    read_apart,
    reply,
    search,
    sync,
)
from workbench.cli.console import Console
from workbench.kernel.errors import UserError, WorkbenchError
from workbench.net.redact import RedactingFilter, Redactor
from workbench.paths import default_home

_WORDS = (check, search, library, sync, reply, new, follow_ups, feedback, practice, doctor, read_apart)


def parser() -> argparse.ArgumentParser:
    """The parser of every word."""
    top = argparse.ArgumentParser(
        prog="workbench",
        description="Support Workbench. Without a word it opens the window; palette: the search over other programs.",
    )
    top.add_argument("--version", action="version", version=f"Support Workbench {__version__}")
    top.add_argument("--data-dir", type=Path, metavar="DIR", help="the data folder (default: the platform's own place)")
    words = top.add_subparsers(dest="word", metavar="WORD", required=True)
    for module in _WORDS:
        module.add_to(words)
    return top


def main(argv: Sequence[str] | None = None, console: Console | None = None) -> int:
    """Run one word; the exit code."""
    console = console or _standard()
    _log_plainly()
    arguments = parser().parse_args(argv)
    home = arguments.data_dir or default_home()
    try:
        _refuse_other_bytes(arguments)
        code = int(arguments.run(arguments, home, console))
        console.flush()
        return code
    except WorkbenchError as error:
        console.complain(error.title)
        if error.cure:
            console.complain(error.cure)
        return 2
    except BrokenPipeError:
        return 0
    except KeyboardInterrupt:
        console.complain("Stopped. What was done is kept.")
        return 130


def _refuse_other_bytes(arguments: argparse.Namespace) -> None:
    """Raise UserError where a word is no text in the terminal's encoding; a name of a file may be any bytes."""
    for value in vars(arguments).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and not word.isascii() and any("\ud800" <= each <= "\udfff" for each in word):
                shown = word.encode("utf-8", "replace").decode()
                raise UserError(f"“{shown}” is not text.", "Write it anew; it was typed or copied in another encoding.")


def _standard() -> Console:
    """The process's own streams; a sign that the terminal cannot show becomes a question mark, and no fault.

    What comes in is read as a file is: in UTF-8, with or without a mark of that, line ends as they are.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="strict", newline="")
    return Console(sys.stdin, sys.stdout, sys.stderr)


def _log_plainly() -> None:
    """Warnings and worse to standard error, without a secret in them."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RedactingFilter(Redactor()))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(levelname)s %(message)s")
