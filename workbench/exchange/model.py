"""What a reader of another program's file gives: each item as a snippet of ours, with what is to be known about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from workbench.packs.model import PackSnippet

MAX_FILE_BYTES = 64 * 1024 * 1024
MAX_BODY_CHARACTERS = 50_000
MAX_ITEMS = 200_000


class Outcome(StrEnum):
    """What becomes of an item: it comes in as it is, comes in and should be looked at, or stays out."""

    COMES = "comes"
    LOOK = "look"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of a file. ``source``: how the other program calls it, for a person.

    ``notes``: what needs a look, or why it stays out, each in a sentence; ``mapped``: each placeholder as it was and
    as it is now, “#{input:Name} → {{field.name}}”. ``snippet`` is None exactly when it is skipped, or when what is
    said is ``about`` the whole file; its ``origin`` is ``format:identity`` by which a later import finds it again.
    ``files``: paths of what goes with it.
    """

    source: str
    outcome: Outcome
    notes: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    about: bool = False
    snippet: PackSnippet | None = None
    files: tuple[str, ...] = ()


class Format(Protocol):
    """A format. ``name``: the word for the command line; ``title``: for a person."""

    name: str
    title: str

    def recognises(self, path: Path) -> bool:
        """Whether the file or folder looks like this format; must be cheap, and never raises."""
        ...

    def read(self, path: Path) -> Iterator[Item]:
        """Its items, one after the other, so that progress can be shown and the work can be stopped.

        A fault in one item is that item's note; raises UserError where nothing of the file can be read.
        """
        ...
