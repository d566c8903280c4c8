from __future__ import annotations

from ui.commands.catalogue import COMMANDS
from ui.commands.registry import Facts, Registry


def test_no_command_or_shortcut_is_declared_twice() -> None:
    Registry(COMMANDS, Facts())


def test_every_command_has_a_title_in_words() -> None:
    assert all(command.title and command.title[0].isupper() and not command.title.endswith(".") for command in COMMANDS)
