"""What the library speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A snippet as kept. ``fields``: label by field name; ``context``: when to use it, never sent."""

    id: SnippetId
    pack_id: str
    folder: str
    title: str
    shortcut: str
    tags: tuple[str, ...]
    synonyms: tuple[str, ...]
    language: str
    context: str
    fields: Mapping[str, str]
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How a snippet was used on this machine, never by whom.

    ``warmth``: at ``last_used_at``, an exponentially decayed sum of uses; ``pinned_at``: since when it is kept on top.
    """

    uses: int = 0
    warmth: float = 0.0
    last_used_at: datetime | None = None
    pinned_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search result. ``marks``: where the words were found in the title; ``pinned``: it is kept on top."""

    snippet: Snippet
    score: float
    marks: tuple[Span, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyContext:
    """What a reply is written in: ``values`` by placeholder name, and the ticket's language and tags.

    ``asked``: subject and last words of the customer, in which what the ticket is about is looked for.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    tags: tuple[str, ...] = ()
    asked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A snippet ready to insert. ``caret``: code point where typing goes on; ``open``: labels still to be filled."""

    text: str
    caret: int
    open: tuple[str, ...]
