"""Hears what the customer will hear: doubt, false hope, too much apology, script.

One call is enough. It takes any text and gives a list, empty where there is nothing to say:

>>> from workbench.certainty import check
>>> reply = "Hello Mette! Your invoice should now be in your inbox."
>>> [finding] = check(reply, "en")
>>> finding.kind.value, finding.level.value, finding.rule
('uncertain', 'warn', 'should')
>>> reply[finding.span.start : finding.span.end]
'should now'
>>> finding.rewrite  # the certain wording of the sentence, for when somebody has looked
'Your invoice is now in your inbox.'
>>> check("Your invoice is now in your inbox.", "en")
[]

Nothing is changed and nothing is asked of a network. A finding says what the customer hears (``message``) and what to
check before the certain wording is used (``verify``); see :class:`Finding` for every field. Quotations, code, addresses
and placeholders are not read. The text is plain text or the Markdown of a reply; ``workbench check`` also knows files.

Rules are files in ``resources/rules``, one for each language; a language without a file is not checked, and
:func:`languages` names those with one. :func:`checker_for` gives the checker itself, which may be kept, used for many
texts and shared between threads.
"""

from __future__ import annotations

from functools import cache

from workbench.certainty.ask_words import NO_WORDS, AskWords
from workbench.certainty.conventions import PLAIN, Conventions
from workbench.certainty.engine import Checker
from workbench.certainty.model import Finding, Kind, Level, RuleBook
from workbench.certainty.rules import RulesDamaged, load, load_asks
from workbench.paths import resources

__all__ = ["Checker", "Finding", "Kind", "Level", "RulesDamaged", "check", "checker_for", "languages"]


def check(text: str, language: str = "en") -> list[Finding]:
    """The places of ``text`` where the customer hears less than was meant, in the order of the text.

    ``text``: any Unicode of any length; offsets in the findings are code points, as Python counts. ``language``: a code
    such as ``en``, ``en-GB`` or ``pt_BR``, of which the part before the region counts. The list is empty where nothing
    was found, and also where ``language`` has no rules: ``checker_for(language) is None`` tells the two apart.

    Raises RulesDamaged where the rule file that came with the program can no longer be read.
    """
    checker = checker_for(language)
    return list(checker.check(text)) if checker else []


def checker_for(language: str) -> Checker | None:
    """The checker of ``language`` (``en``, ``en-GB``), or None where it has no rules. Raises RulesDamaged."""
    base = base_of(language)
    return _checker(base) if base in languages() else None


def languages() -> tuple[str, ...]:
    """Languages that have rules, as two-letter codes."""
    return tuple(sorted(file.stem for file in (resources() / "rules").glob("*.toml")))


def base_of(language: str) -> str:
    """The part of ``language`` before the region, in small letters; empty where it is no code of a language."""
    base = language.replace("_", "-").partition("-")[0].lower()
    return base if base.isascii() and base.isalpha() and len(base) in (2, 3) else ""


def book_of(language: str) -> RuleBook | None:
    """The rules that ship for ``language`` (two letters), or None. Raises RulesDamaged."""
    return _book(language) if language in languages() else None


def asks_of(language: str) -> tuple[AskWords, Conventions]:
    """How customers ask in ``language`` (``en``, ``en-GB``) and how it is written. Raises RulesDamaged.

    Much sooner there than the rules, of which none is made for it.
    """
    base = base_of(language)
    return _asks(base) if base in languages() else (NO_WORDS, PLAIN)


@cache
def _asks(language: str) -> tuple[AskWords, Conventions]:
    return load_asks(resources() / "rules" / f"{language}.toml")


@cache  # made once: the rules are our own files and do not change while the program runs
def _book(language: str) -> RuleBook:
    return load(resources() / "rules" / f"{language}.toml")


@cache
def _checker(language: str) -> Checker:
    return Checker(_book(language))
