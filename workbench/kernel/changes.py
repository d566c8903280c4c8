"""The one message out of the core: what kinds of things changed, and which; sent after the commit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What can change."""

    ACCOUNT = "account"
    CUSTOMER = "customer"
    TICKET = "ticket"
    MESSAGE = "message"
    DRAFT = "draft"
    OUTGOING = "outgoing"
    SNIPPET = "snippet"
    PACK = "pack"
    FACT = "fact"
    PHRASE = "phrase"
    RULES = "rules"
    FLAG = "flag"
    CHECKED = "checked"
    FOLLOW_UP = "follow_up"
    ENTRY = "entry"
    TOPIC = "topic"
    OWED = "owed"
    QUESTION = "question"
    TRACKER = "tracker"
    ISSUE = "issue"
    BRIEF = "brief"
    AROUND = "around"
    SETTING = "setting"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Ids that changed, by kind. ``Kind.TICKET in changes`` asks for a kind, ``changes.of(kind)`` for its ids."""

    ids: Mapping[Kind, frozenset[str]]
    origin: str = ""

    def __contains__(self, kind: Kind) -> bool:
        return bool(self.ids.get(kind))

    def of(self, kind: Kind) -> frozenset[str]:
        return self.ids.get(kind, frozenset())


Listener = Callable[[ChangeSet], None]


class Changes:
    """Hands every ChangeSet to every listener, on the thread that committed it."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Add a listener; the returned function takes it away again."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def publish(self, changes: ChangeSet) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(changes)


class Recorder:
    """Collects what a transaction touches."""

    def __init__(self) -> None:
        self._ids: dict[Kind, set[str]] = {}

    def touch(self, kind: Kind, ids: Iterable[str]) -> None:
        self._ids.setdefault(kind, set()).update(ids)

    def result(self, origin: str) -> ChangeSet:
        return ChangeSet({kind: frozenset(ids) for kind, ids in self._ids.items() if ids}, origin)
