"""Words of this room: what a rule says about a cue, and what a check found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from workbench.certainty.conventions import PLAIN, Conventions
from workbench.certainty.guards import Guard
from workbench.kernel.spans import Span


class Kind(StrEnum):
    """What the customer is left with."""

    UNCERTAIN = "uncertain"
    FALSE_HOPE = "false_hope"
    OVER_APOLOGY = "over_apology"
    SCRIPT = "script"


class Level(StrEnum):
    """How loudly it is said: a warning is underlined, a hint is only counted."""

    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of saying too little. ``cue`` runs over lower-cased sentences that hold one of ``triggers``."""

    id: str
    kind: Kind
    level: Level
    cue: re.Pattern[str]
    triggers: frozenset[str]
    unless: tuple[Guard, ...]
    hears: str
    verify: str
    why: str
    rewrite: str | None
    nth: int
    flag: tuple[str, ...]
    ok: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """The rules of one language, with the rules that each trigger word wakes."""

    language: str
    rules: tuple[Rule, ...]
    woken_by: Mapping[str, tuple[int, ...]]
    conventions: Conventions = PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A place where the customer hears less than was meant. Offsets are code points.

    ``message`` is what the customer hears, ``verify`` what to check first. ``rewrite`` is the certain form of
    the text at ``replaces``, for use once it has been checked; None where none would read well.
    """

    kind: Kind
    level: Level
    span: Span
    cue: str
    rule: str
    message: str
    verify: str
    rewrite: str | None
    replaces: Span
