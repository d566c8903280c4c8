"""How far an export is, told while it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
Tell = Callable[[int], object]
"""Told how many snippets are written; what it raises ends the export, and nothing is left of it."""
_EVERY = 100


def nobody(_done: int) -> None:
    """Nobody wants to know."""


def counted(items: Iterable[T], tell: Tell) -> Iterator[T]:
    """``items``, with a word after each hundred."""
    for number, each in enumerate(items, 1):
        yield each
        if number % _EVERY == 0:
            tell(number)
