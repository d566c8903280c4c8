"""YAML as plain text, lists and tables, put together event by event: no alias is followed, no tag is obeyed.

Every scalar stays the text that was written, so ``no``, ``1.10`` and ``012`` are those words and not values.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

MAX_DEPTH = 60
MAX_NODES = 4_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """Stands where an alias stood."""


REFUSED = Refused()


@dataclass(frozen=True, slots=True)
class Document:
    """What could be read; ``fault``: why reading ended before the end of the file, else empty."""

    root: Any
    fault: str = ""


def read_yaml(text: str) -> Document:
    """The first document of ``text``. Never raises: after a fault it holds what stood before it."""
    builder = _Builder()
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}: " if error.problem_mark else ""
        return Document(builder.root, f"{line}{error.problem or error.context or 'this is not YAML'}")
    except (yaml.YAMLError, ValueError, RecursionError, UnicodeError) as error:
        return Document(builder.root, str(error).splitlines()[0] if str(error) else "this is not YAML")
    return Document(builder.root)


def holds_refused(value: Any) -> bool:
    """Whether an alias stood anywhere in ``value``."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if each is REFUSED:
            return True
        if isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each
    return False


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    yield from yaml.parse(text, Loader=loader)


class _Builder:
    """Lists and tables from the outside in, so that what was read before a fault is there."""

    def __init__(self) -> None:
        self.root: Any = None
        self._open: list[tuple[Any, bool]] = []
        self._key: list[str | None] = []
        self._nodes = 0
        self._begun = False

    def take(self, event: yaml.Event) -> bool:
        """False when the first document has ended."""
        if isinstance(event, yaml.ScalarEvent):
            self._put(event.value)
        elif isinstance(event, yaml.AliasEvent):
            self._put(REFUSED)
        elif isinstance(event, yaml.MappingStartEvent):
            self._enter({})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._enter([])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            self._key.pop()
        elif isinstance(event, yaml.DocumentEndEvent):
            return False
        return True

    def _enter(self, collection: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} deep")
        key = self._put(collection)
        self._open.append((collection, key))
        self._key.append(None)

    def _put(self, value: Any) -> bool:
        """Put a value where it belongs; True where it stands as a key and belongs nowhere."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ValueError(f"it has more than {MAX_NODES:,} parts")
        if not self._begun:
            self.root, self._begun = value, True
            return False
        holder, _ = self._open[-1]
        if isinstance(holder, list):
            holder.append(value)
        elif self._key[-1] is None:
            self._key[-1] = value if isinstance(value, str) else "\0"
            return True
        else:
            holder[self._key[-1]] = value
            self._key[-1] = None
        return False
