"""What the library speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span
from workbench.packs.model import Field, PackSnippet

OWN = "own"  # the pack that holds what was written or brought in on this machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet(PackSnippet):
    """A snippet as it is used here. ``edited``: a personal edit lies over the pack's words; ``differs``: the pack has
    other words by now than those the edit was made on.
    """

    id: SnippetId
    pack_id: str
    edited: bool = False
    differs: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """How a snippet was used on this machine, never by whom.

    ``warmth``: at ``last_used_at``, an exponentially decayed sum of uses; ``pinned_at``: since when it is kept on top;
    ``shortcut``: one of one's own, in the place of the snippet's.
    """

    uses: int = 0
    warmth: float = 0.0
    last_used_at: datetime | None = None
    pinned_at: datetime | None = None
    shortcut: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A search result. ``marks``: where the words were found in the title; ``pinned``: it is kept on top.

    ``words``: what words of it begin with, folded: what was typed, and what it may have meant.
    """

    snippet: Snippet
    words: tuple[str, ...] = ()
    marks: tuple[Span, ...] = ()
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyContext:
    """What a reply is written in: ``values`` by placeholder name, and the ticket's language, channel and tags.

    ``products``: what the ticket may be about, folded; ``asked``: subject and last words of the customer, in which what
    the ticket is about is looked for.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    language: str = ""
    channel: str = ""
    tone: str = ""
    tags: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    asked: str = ""


class State(StrEnum):
    """How far a placeholder is. Empty and unknown ones are never sent; suspicious ones are asked about."""

    RESOLVED = "resolved"
    DEFAULTED = "defaulted"
    EMPTY = "empty"
    UNKNOWN = "unknown"
    SUSPICIOUS = "suspicious"
    YOURS = "yours"  # a slot for the agent's own words, which goes away when it is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A placeholder in a text. ``label`` is what it asks for, ``why`` where its value is from or what is odd about it.

    ``span`` is in code points of the text. ``field`` is set where the agent is asked.
    """

    span: Span
    name: str
    label: str
    state: State
    why: str = ""
    field: Field | None = None

    @property
    def may_be_left(self) -> bool:
        """Whether it is an answer that nobody must give; left open it goes away."""
        return self.state is State.EMPTY and self.field is not None and not self.field.required


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A snippet ready to insert. ``caret``: code point where typing goes on; ``problems``: in sentences.

    ``included``: the ids of other snippets whose words are in it, and where.
    """

    text: str
    caret: int
    places: tuple[Placed, ...] = ()
    problems: tuple[str, ...] = ()
    included: tuple[tuple[str, Span], ...] = ()

    @property
    def open(self) -> tuple[str, ...]:
        """Labels of what must be filled before it may go out."""
        open_ = {State.EMPTY, State.UNKNOWN}
        return tuple(each.label for each in self.places if each.state in open_ and not each.may_be_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a snippet was before a deed. ``was`` is None where it was not there."""

    seq: int
    at: datetime
    deed: str
    was: PackSnippet | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A snippet that somebody should mend, with what is wrong in their words."""

    id: str
    snippet: SnippetId
    title: str
    note: str
    at: datetime
