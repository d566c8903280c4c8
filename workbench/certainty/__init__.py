"""Hears what the customer will hear: doubt, false hope, too much apology, script.

Rules are files in ``resources/rules``, one for each language; a language without a file is not checked.
"""

from __future__ import annotations

from functools import cache

from workbench.certainty.engine import Checker
from workbench.certainty.model import Finding, Kind, Level
from workbench.certainty.rules import RulesDamaged, load
from workbench.paths import resources

__all__ = ["Checker", "Finding", "Kind", "Level", "RulesDamaged", "check", "checker_for", "languages"]


def check(text: str, language: str = "en") -> tuple[Finding, ...]:
    """Findings in ``text`` by place; empty where ``language`` has no rules. Raises RulesDamaged."""
    checker = checker_for(language)
    return checker.check(text) if checker else ()


def checker_for(language: str) -> Checker | None:
    """The checker of ``language`` (``en``, ``en-GB``), or None where it has no rules. Raises RulesDamaged."""
    base = language.replace("_", "-").partition("-")[0].lower()
    return _checker(base) if base in languages() else None


def languages() -> tuple[str, ...]:
    """Languages that have rules, as two-letter codes."""
    return tuple(sorted(file.stem for file in (resources() / "rules").glob("*.toml")))


@cache  # made once: the rules are our own files and do not change while the program runs
def _checker(language: str) -> Checker:
    return Checker(load(resources() / "rules" / f"{language}.toml"))
