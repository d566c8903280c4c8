"""How a language is written: where its clauses break and which full stops end no sentence. Read from rule files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_MARKS = r"[,;:()\[\]!?¡¿—–]|\s-+\s"
_LISTS = ("breaks", "abbreviations", "last_abbreviations", "words_of_one_letter", "after_ordinals", "names")
_HONEST = ("cannot_check", "cannot_say")
FIELDS = (*_LISTS, "elides", *_HONEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What cannot be known without knowing the language. The defaults suit one of which nothing is known.

    ``abbreviations`` never end a sentence, ``last_abbreviations`` do before a capital; both in lower case and
    without the last stop. ``spaced`` finds those of several parts also with spaces between them.
    ``after_ordinals`` are words that go on after a number and a stop. ``elides``: a word may begin behind an
    apostrophe. ``cannot_check`` and ``cannot_say`` are what can honestly be said where something cannot be checked, or
    said, today: with a place for the writer's own words, and ``{day}`` for when the customer hears more. ``names``
    finds words that are a name where they have a capital within a sentence, as the month of May.
    """

    breaks: re.Pattern[str] = re.compile(_MARKS)
    abbreviations: frozenset[str] = frozenset()
    last_abbreviations: frozenset[str] = frozenset()
    spaced: re.Pattern[str] | None = None
    words_of_one_letter: frozenset[str] = frozenset()
    after_ordinals: frozenset[str] = frozenset()
    elides: bool = False
    cannot_check: str = ""
    cannot_say: str = ""
    names: re.Pattern[str] | None = None

    def with_names(self, text: str, low: str) -> str:
        """``low``, ``text`` in small letters, with the capitals of names, so that no rule takes them for words."""
        if self.names is None:
            return low
        for name in self.names.finditer(text):
            low = low[: name.start()] + name[0] + low[name.end() :]
        return low


PLAIN = Conventions()


def read(table: object) -> Conventions:
    """The conventions in the ``[language]`` table of a rule file. Raises ValueError naming the field."""
    if not isinstance(table, Mapping):
        raise ValueError("is not a table")
    strange = set(table) - set(FIELDS)
    if strange:
        raise ValueError(f"the field “{min(strange)}” is not known")
    elides = table.get("elides", False)
    if not isinstance(elides, bool):
        raise ValueError("elides is not true or false")
    words = {field: _words(table, field) for field in _LISTS}
    breaks, names = words.pop("breaks"), words.pop("names")
    return Conventions(
        breaks=_breaks(breaks),
        names=_names(names),
        spaced=_spaced(words["abbreviations"] | words["last_abbreviations"]),
        elides=elides,
        cannot_check=_honest(table, "cannot_check"),
        cannot_say=_honest(table, "cannot_say"),
        **words,
    )


def _words(table: Mapping[str, object], field: str) -> frozenset[str]:
    written = table.get(field, "")
    if not isinstance(written, str):
        raise ValueError(f"{field} is not text")
    if written != written.lower():
        raise ValueError(f"{field} is not in small letters")
    return frozenset(written.split())


def _honest(table: Mapping[str, object], field: str) -> str:
    written = table.get(field, "")
    if not isinstance(written, str):
        raise ValueError(f"{field} is not text")
    if written and written.count("{day}") != 1:
        raise ValueError(f"{field} does not say {{day}} once")
    return written


def _breaks(words: Iterable[str]) -> re.Pattern[str]:
    """Punctuation, and whole words that begin a clause; ``_`` stands for a space."""
    written = "|".join(re.escape(word.replace("_", " ")) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"{_MARKS}|\b(?:{written})\b" if written else _MARKS)


def _names(words: Iterable[str]) -> re.Pattern[str] | None:
    """Each with a capital, after a word, a number or a comma."""
    ways = [re.escape(word.capitalize()) for word in sorted(words)]
    return re.compile("|".join(rf"{way}(?<=[\w,]\s{way})\b" for way in ways)) if ways else None


def _spaced(abbreviations: Iterable[str]) -> re.Pattern[str] | None:
    """``d.h`` as ``d.h.`` and ``d. h.``"""
    parts = [abbreviation.split(".") for abbreviation in sorted(abbreviations) if "." in abbreviation]
    if not parts:
        return None
    ways = "|".join(r"\.[^\S\n]?".join(map(re.escape, part)) for part in parts)
    return re.compile(rf"(?<![\w.'-])(?:{ways})\.", re.IGNORECASE)
