"""Words of this room: what a rule says about a cue, and what a check found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workbench.certainty.ask_words import NO_WORDS, AskWords
from workbench.certainty.conventions import PLAIN, Conventions
from workbench.certainty.guards import Guard
from workbench.certainty.patterns import CuePattern
from workbench.kernel.spans import Span


class Kind(StrEnum):
    """What the customer is left with."""

    UNCERTAIN = "uncertain"
    FALSE_HOPE = "false_hope"
    OVER_APOLOGY = "over_apology"
    SCRIPT = "script"


class Known(StrEnum):
    """What no rule finds: the program knows it otherwise than the reply says it."""

    FACT = "fact"


class Level(StrEnum):
    """How loudly it is said: a warning is underlined, a hint is only counted."""

    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of saying too little. ``cue`` runs over lower-cased sentences that hold one of ``triggers``.

    Without triggers it runs over every sentence. ``source``: what the rule goes back to, such as an essay, or empty.
    ``house``: a team's or a person's own, which speaks before those that ship.
    """

    id: str
    kind: Kind
    level: Level
    cue: CuePattern
    triggers: frozenset[str]
    unless: tuple[Guard, ...]
    hears: str
    verify: str
    why: str
    rewrite: str | None
    nth: int
    flag: tuple[str, ...]
    ok: tuple[str, ...]
    source: str = ""
    house: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The rules of one language, with the rules that each trigger word wakes.

    ``words`` and ``guards`` are there for rules that others add; findings that overlap one of ``allowed`` are left out.
    """

    language: str
    rules: tuple[Rule, ...]
    woken_by: Mapping[str, tuple[int, ...]]
    conventions: Conventions = PLAIN
    asks: AskWords = NO_WORDS
    words: Mapping[str, str] = field(default_factory=dict)
    guards: Mapping[str, tuple[Guard, ...]] = field(default_factory=dict)
    allowed: tuple[CuePattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place where the customer hears less than was meant. Offsets are code points of the text that was checked.

    ``kind``: what the customer is left with: ``uncertain``, ``false_hope``, ``over_apology`` or ``script``.
    The window finds ``fact`` as well.
    ``level``: ``warn`` is worth a stop before sending, ``hint`` worth a glance.
    ``span``: where the cue stands; ``span.start`` is its first code point, ``span.end`` the one behind its last.
    ``cue``: the words at ``span``, as they were typed.
    ``rule``: the id of the rule that found them; each rule of ours has a page in ``docs/rules``.
    ``message``: what the customer hears, in a sentence or two.
    ``verify``: what to check before anything is changed.
    ``rewrite``: the certain form of the text at ``replaces``, for use once it has been checked and is so; None where
    none would read well.
    ``replaces``: where the sentence stands that ``rewrite`` would take the place of.
    """

    kind: Kind | Known
    level: Level
    span: Span
    cue: str
    rule: str
    message: str
    verify: str
    rewrite: str | None
    replaces: Span
