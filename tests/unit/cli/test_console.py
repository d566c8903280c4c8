"""What customers wrote commands no terminal; a file or another program gets it as it is."""

from __future__ import annotations

import io

import pytest

from workbench.cli.console import Console


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", ["a\x1b]52;c;cm0=\x07", "\x9b2J", "\u202eevil", "\u2066x", "over\rwritten", "\x00"])
def test_a_terminal_gets_no_commands(words: str) -> None:
    out, err, file = Terminal(), Terminal(), io.StringIO()
    Console(io.StringIO(), out, err).say(words)
    Console(io.StringIO(), out, err).complain(words)
    Console(io.StringIO(), file, err).say(words)
    for stream in (out, err):
        assert not set(stream.getvalue()) & set("\x1b\x07\x9b\u202e\u2066\r\x00") and "\ufffd" in stream.getvalue()
    assert file.getvalue() == words + "\n"


def test_other_words_are_as_they_were() -> None:
    out = Terminal()
    Console(io.StringIO(), out, out).say("Mette Sørensen · שלום\tübrig\nנכון")
    assert out.getvalue() == "Mette Sørensen · שלום\tübrig\nנכון\n"
