"""Where a word of the command line reads from and writes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from workbench.kernel.errors import UserError


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
        self.stdout.write(line + "\n")

    def complain(self, line: str) -> None:
        self.stderr.write(line + "\n")
