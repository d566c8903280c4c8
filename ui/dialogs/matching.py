"""Which commands a few words mean, best first. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable

from ui.commands.registry import Command
from workbench.kernel.text import fold

_AT_START, _OTHER_WORD, _INSIDE = 4, 2, 1


def matching(query: str, commands: Iterable[Command]) -> list[Command]:
    """Commands that hold every word of ``query`` in any order; those whose title's words begin so come first."""
    words = fold(query).split()
    scored = [(score, command) for command in commands if (score := _score(words, command)) is not None]
    return [command for score, command in sorted(scored, key=lambda each: -each[0])]


def _score(words: list[str], command: Command) -> int | None:
    keys = " ".join(command.shortcuts)
    title, others = fold(command.title).split(), fold(f"{command.words} {command.menu} {keys}").split()
    total = 0
    for at, word in enumerate(words):
        if any(each.startswith(word) for each in title):
            total += _AT_START + (at == 0 and title[0].startswith(word))
        elif any(each.startswith(word) for each in others):
            total += _OTHER_WORD
        elif word in " ".join(title):
            total += _INSIDE
        else:
            return None
    return total
