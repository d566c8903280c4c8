"""What a deed gives back: its result, and how it would be undone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt(Generic[T]):
    """``label`` names the deed for the undo menu; ``inverse`` does what undo would call, None where nothing can."""

    value: T
    label: str
    inverse: Callable[[], object] | None = None
