"""The command registry, plain Python: what can be done, under which name and key, and when.

A command is declared once, as data, and bound to a handler by whoever can carry it out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A declared command. ``shortcuts``: key sequences as Qt writes them, the first is the one that is shown.

    ``needs``: facts that must hold for it to be offered. ``menu``: where it stands; empty for no menu.
    ``repeats``: a held key does it again and again; not so for deeds.
    """

    id: str
    title: str
    menu: str = ""
    shortcuts: tuple[str, ...] = ()
    icon: str = ""
    needs: frozenset[str] = frozenset()
    palette: bool = True
    repeats: bool = False
    words: str = ""  # other words under which the palette finds it

    @property
    def shortcut(self) -> str:
        return self.shortcuts[0] if self.shortcuts else ""


class Facts:
    """What holds just now ("ticket.open", "reply.ready"); whoever watches hears of each change."""

    def __init__(self) -> None:
        self._held: set[str] = set()
        self._watchers: list[Callable[[], None]] = []

    def set(self, fact: str, holds: bool) -> None:
        if holds == (fact in self._held):
            return
        (self._held.add if holds else self._held.discard)(fact)
        for watcher in tuple(self._watchers):
            watcher()

    def hold(self, facts: Iterable[str]) -> bool:
        return self._held.issuperset(facts)

    def watch(self, watcher: Callable[[], None]) -> None:
        self._watchers.append(watcher)


class Registry:
    """Every command, with the handlers bound to them. A command or shortcut declared twice is an error at start."""

    def __init__(self, commands: Iterable[Command], facts: Facts) -> None:
        self.facts = facts
        self._commands: dict[str, Command] = {}
        self._handlers: dict[str, Callable[[], object]] = {}
        taken: dict[str, str] = {}
        for command in commands:
            if command.id in self._commands:
                raise ValueError(f"command {command.id} is declared twice")
            for keys in command.shortcuts:
                if other := taken.get(keys):
                    raise ValueError(f"{keys} is taken by {other} and {command.id}")
                taken[keys] = command.id
            self._commands[command.id] = command

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def __getitem__(self, command_id: str) -> Command:
        return self._commands[command_id]

    def bind(self, command_id: str, handler: Callable[[], object]) -> None:
        """Say what carries out the command. Each is bound once."""
        if command_id not in self._commands:
            raise KeyError(f"no command is declared as {command_id}")
        if command_id in self._handlers:
            raise ValueError(f"command {command_id} is bound twice")
        self._handlers[command_id] = handler

    def unbound(self) -> tuple[str, ...]:
        """Commands that nothing carries out: none, once the window is built."""
        return tuple(found for found in self._commands if found not in self._handlers)

    def enabled(self, command_id: str) -> bool:
        return command_id in self._handlers and self.facts.hold(self._commands[command_id].needs)

    def run(self, command_id: str) -> bool:
        """Carry it out if it is offered just now; whether it was."""
        if not self.enabled(command_id):
            return False
        self._handlers[command_id]()
        return True
