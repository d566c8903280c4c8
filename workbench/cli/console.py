"""Where a word of the command line reads from and writes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True, slots=True)
class Console:
    """Standard input, output and error as parts, so that tests hand over their own."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def say(self, line: str = "") -> None:
        self.stdout.write(line + "\n")

    def complain(self, line: str) -> None:
        self.stderr.write(line + "\n")
