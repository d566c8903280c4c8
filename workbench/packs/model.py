"""What a pack holds: snippets with their fields and variants, and dated facts. The shape in which snippets travel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

PRODUCT = "product:"  # how a tag begins that names the product its words are for


class FieldType(StrEnum):
    """What kind of value an agent is asked for."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yesno"


class SnippetStatus(StrEnum):
    """How far a snippet is. Recalled words are not inserted any more; deprecated ones still are."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    DEPRECATED = "deprecated"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A value that the agent is asked for, written ``{{field.name}}`` in the body.

    ``pattern``: a regular expression that the whole value must match, or empty; ``options``: of a choice.
    """

    name: str
    label: str
    type: FieldType = FieldType.TEXT
    default: str = ""
    pattern: str = ""
    required: bool = True
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The same words for another language, channel or tone; what is empty holds for all of them."""

    language: str = ""
    channel: str = ""
    tone: str = ""
    title: str = ""
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSnippet:
    """One snippet. ``context``: when to use it, shown and never sent.

    ``language``, ``channel`` and ``tone`` are those of ``body``; ``variants`` hold the others. ``valid_until`` is the
    last day on which it may be used; after ``review_by`` somebody should read it again. ``locked``: no personal edits.
    ``assets``: names of files in the pack that go with it. ``origin``: what it was imported from, such as
    ``zendesk:360001``, by which a later import finds it again.
    """

    id: str
    folder: str = ""
    title: str
    shortcut: str = ""
    tags: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    language: str = ""
    channel: str = ""
    tone: str = ""
    context: str = ""
    fields: tuple[Field, ...] = ()
    body: str
    variants: tuple[Variant, ...] = ()
    status: SnippetStatus = SnippetStatus.APPROVED
    owner: str = ""
    review_by: date | None = None
    valid_until: date | None = None
    locked: bool = False
    assets: tuple[str, ...] = ()
    origin: str = ""

    @property
    def bodies(self) -> tuple[str, ...]:
        """The words in every variant, its own first."""
        return (self.body, *(variant.body for variant in self.variants))

    def spent(self, today: date) -> str:
        """Why it may not be used any more, in a sentence; empty while it may."""
        if self.status is SnippetStatus.RECALLED:
            return f"“{self.title}” was recalled."
        if self.valid_until and self.valid_until < today:
            return f"“{self.title}” held until {self.valid_until.isoformat()}."
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value that many snippets state, written ``{{fact.name}}``; it holds up to and including ``valid_until``."""

    name: str
    value: str
    label: str = ""
    owner: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """Rules that a pack brings for replies in ``language``, as they are written; the checker reads them."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A file or an item that could not come in, and why, in a sentence."""

    file: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """A pack as read. ``assets``: files that snippets name, where they lie. ``digest``: SHA-256 over every file."""

    id: str
    name: str
    version: str
    serial: int
    snippets: tuple[PackSnippet, ...]
    facts: tuple[Fact, ...] = ()
    rules: tuple[RuleFile, ...] = ()
    assets: tuple[Path, ...] = ()
    faults: tuple[Fault, ...] = ()
    digest: str
