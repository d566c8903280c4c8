"""Where a word of the command line reads from and writes to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TextIO

from workbench.kernel.errors import UserError

_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Console:
    """Standard input, output and error as parts, so that tests hand over their own."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def read(self) -> str:
        """All of standard input. Raises UserError where it is not text."""
        try:
            return self.stdin.read()
        except UnicodeDecodeError as error:
            raise UserError("Standard input is not UTF-8 text.", "Save it as UTF-8 and try again.") from error

    def say(self, line: str = "") -> None:
        self.stdout.write(_shown(line, self.stdout) + "\n")

    def complain(self, line: str) -> None:
        self.stderr.write(_shown(line, self.stderr) + "\n")


def _shown(line: str, stream: TextIO) -> str:
    """``line``; for a terminal without what would command it, or turn the words around it: customers wrote some."""
    return _COMMANDS.sub("\ufffd", line) if stream.isatty() else line
