"""Where a word of the command line reads from and writes to."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TextIO

from workbench.kernel.errors import UserError

_RETURN = re.compile(r"\r\n?")
_COMMANDS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Console:
    """Standard input, output and error as parts, so that tests hand over their own."""

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO

    def read(self, *, as_it_is: bool = False) -> str:
        """All of standard input; ``as_it_is``: also its line ends. Raises UserError where it is not text."""
        try:
            text = self.stdin.read()
        except UnicodeDecodeError as error:
            raise UserError("Standard input is not UTF-8 text.", "Save it as UTF-8 and try again.") from error
        return text if as_it_is else _RETURN.sub("\n", text)

    def say(self, line: str = "") -> None:
        """Raises UserError where it cannot be written, as on a full disk."""
        with self._writing():
            self.stdout.write(_shown(line, self.stdout) + "\n")

    def flush(self) -> None:
        """All that was said is out. Raises UserError as `say` does."""
        with self._writing():
            self.stdout.flush()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:  # who reads has seen enough
            _let_go(self.stdout)
            raise
        except OSError as error:
            _let_go(self.stdout)
            raise UserError(
                f"The answer could not be written: {error.strerror}.", "Make room, or write it elsewhere."
            ) from error

    def complain(self, line: str) -> None:
        self.stderr.write(_shown(line, self.stderr) + "\n")


def _let_go(stream: TextIO) -> None:
    """What is left goes nowhere: the interpreter would try again as it ends, and give an exit code for that."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _shown(line: str, stream: TextIO) -> str:
    """``line``; for a terminal without what would command it, or turn the words around it: customers wrote some."""
    return _COMMANDS.sub("\ufffd", line) if stream.isatty() else line
