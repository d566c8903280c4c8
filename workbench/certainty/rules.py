"""Reads a rule file into rules, and says in which rule and field a damaged one is wrong.

Patterns are written for the language: a space stands for any white space, ``<name>`` for any word of the list
``name``, ``<masked>`` for something hidden. They run over lower-cased, masked text and match whole words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from workbench.certainty import ask_words, conventions, templates
from workbench.certainty.conventions import Conventions
from workbench.certainty.guards import PARTS, Guard
from workbench.certainty.mask import MASKED
from workbench.certainty.model import Kind, Level, Rule, RuleBook
from workbench.certainty.patterns import CuePattern, Dialect, Pattern
from workbench.certainty.rewrite import MOVES
from workbench.certainty.shipped import SHIPPED, shipped
from workbench.certainty.triggers import any_of, beginnings
from workbench.kernel.errors import UserError

_CURE = "Replies are not checked until the rule file is put right or the program is installed again."
_CLASS = re.compile(r"<([a-z_]+)>")
_WORDS = re.compile(r"[\w'-]+(?: [\w'-]+)*")
_FIELDS = frozenset(
    ["id", "kind", "level", "cue", "phrases", "triggers", "unless", "nth"]
    + ["hears", "verify", "why", "source", "rewrite", "flag", "ok"]
)
_Choice = TypeVar("_Choice", bound=StrEnum)


class RulesDamaged(UserError):
    """A rule file cannot be used as it is; the title names the file, the line or rule, and the field."""


class Wrong(Exception):
    """What is wrong with one entry; becomes RulesDamaged where the file and the entry are known."""


def load(file: Path) -> RuleBook:
    """The rules in ``file``, whose stem is the language. Raises RulesDamaged."""
    return parse(_read(file), file.name, file.stem)


def load_asks(file: Path) -> tuple[ask_words.AskWords, Conventions]:
    """How customers ask, and how their language is written; the rules are left alone. Raises RulesDamaged."""
    raw = _read(file)
    tables = _toml(raw, file.name)
    with _told(raw, file.name):
        return _asks(tables.get("asks", {})), _conventions(tables.get("language", {}))


def parse(raw: str, name: str, language: str) -> RuleBook:
    """The rules written in ``raw``. ``name`` is what an error calls the file. Raises RulesDamaged."""
    tables = _toml(raw, name)
    with _told(raw, name):
        speech = _conventions(tables.get("language", {}))
        asks = _asks(tables.get("asks", {}))
        words = words_of(tables.get("words", {}))
        guards = guards_of(tables.get("guard", []), words)
        essays = _essays(tables.get("essays", {}))
        rules = tuple(_rules(tables.get("rule", []), words, guards, shipped(elides=speech.elides), essays))
    return RuleBook(
        language=language,
        rules=rules,
        woken_by=woken_by(rules),
        conventions=speech,
        asks=asks,
        words=words,
        guards=guards,
    )


def _read(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesDamaged(f"The rule file {file.name} could not be read.", _CURE) from error


def _toml(raw: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(raw)
    except tomllib.TOMLDecodeError as error:
        raise RulesDamaged(f"The rule file {name} is not valid TOML: {error}.", _CURE) from error


@contextmanager
def _told(raw: str, name: str) -> Iterator[None]:
    """What is wrong with an entry is told with its file and line."""
    try:
        yield
    except Wrong as error:
        entry, _, what = str(error).partition("\n")
        raise RulesDamaged(f"In the rule file {name}{_where(raw, entry)}, {entry}: {what}.", _CURE) from error


def _conventions(table: object) -> Conventions:
    try:
        return conventions.read(table)
    except ValueError as error:
        raise Wrong(f"[language]\n{error}") from error


def _asks(table: object) -> ask_words.AskWords:
    try:
        return ask_words.read(table)
    except ValueError as error:
        raise Wrong(f"[asks]\n{error}") from error


def _essays(table: object) -> Mapping[str, str]:
    """What the rules of each kind go back to, where they say nothing else themselves."""
    if not isinstance(table, Mapping):
        raise Wrong("[essays]\nis not a table")
    if strange := set(table) - set(Kind):
        raise Wrong(f"[essays]\n“{min(strange)}” is not one of {', '.join(Kind)}")
    return {kind: _text(table, kind, "[essays]") for kind in table}


def woken_by(rules: tuple[Rule, ...]) -> dict[str, tuple[int, ...]]:
    """The numbers of the rules that each trigger wakes."""
    woken: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(rules):
        for phrase in rule.triggers:
            woken[phrase] = (*woken.get(phrase, ()), number)
    longer = {phrase: {rule for short in beginnings(phrase) for rule in woken.get(short, ())} for phrase in woken}
    return {phrase: tuple(sorted({*numbers, *longer[phrase]})) for phrase, numbers in woken.items()}


def words_of(table: object) -> dict[str, str]:
    """For each list of words the pattern that stands for one of them."""
    if not isinstance(table, Mapping):
        raise Wrong("[words]\nis not a table")
    patterns = {"masked": MASKED}
    for name, value in table.items():
        if not isinstance(value, str):
            raise Wrong(f"[words] {name}\nis not text")
        patterns[name] = f"(?:{any_of(word.replace('_', ' ') for word in value.split())})"
    return patterns


def guards_of(entries: object, words: Mapping[str, str], dialect: Dialect = SHIPPED) -> dict[str, tuple[Guard, ...]]:
    """Guards by name; a name may have several, of which one has to hold."""
    named: dict[str, tuple[Guard, ...]] = {}
    for entry in _tables(entries, "guard"):
        name = str(entry.get("name", "?"))
        about = f"guard “{name}”"
        strange = set(entry) - {"name", "why", *PARTS}
        if strange or not set(entry) & set(PARTS):
            raise Wrong(f"{about}\n“{min(strange, default='name')}” is not a part to look at")
        parts = [part for part in PARTS if part in entry]
        patterns = tuple((part, _pattern(entry[part], words, f"{about}\n{part}", dialect.pattern)) for part in parts)
        named[name] = (*named.get(name, ()), Guard(name, patterns, str(entry.get("why", ""))))
    return named


def _rules(
    entries: object,
    words: Mapping[str, str],
    guards: Mapping[str, tuple[Guard, ...]],
    dialect: Dialect,
    essays: Mapping[str, str],
) -> Iterator[Rule]:
    seen: set[str] = set()
    for entry in _tables(entries, "rule"):
        rule = rule_of(entry, words, guards, dialect)
        if rule.id in seen:
            raise Wrong(f"rule “{rule.id}”\nthe id is taken by a rule before it")
        seen.add(rule.id)
        yield rule if rule.source else replace(rule, source=essays.get(rule.kind, ""))


def rule_of(
    entry: Mapping[str, Any],
    words: Mapping[str, str],
    guards: Mapping[str, tuple[Guard, ...]],
    dialect: Dialect = SHIPPED,
) -> Rule:
    """The rule that ``entry`` of a file is. Raises Wrong with the rule, the field and what is wrong."""
    about = f"rule “{entry.get('id', '?')}”"
    strange = set(entry) - _FIELDS
    if strange:
        raise Wrong(f"{about}\nthe field “{min(strange)}” is not known")
    phrases = _texts(entry, "phrases", about)
    cue = any_of(phrases) if phrases else _text(entry, "cue", about)
    pattern = _pattern(cue, words, f"{about}\ncue", dialect.cue)
    return Rule(
        id=_text(entry, "id", about),
        kind=_choice(Kind, entry, "kind", about),
        level=_choice(Level, entry, "level", about),
        cue=pattern,
        triggers=_triggers(phrases, entry, about, needed=dialect.complete),
        unless=_unless(entry, guards, about),
        hears=_text(entry, "hears", about),
        verify=_text(entry, "verify", about),
        why=_text(entry, "why", about),
        rewrite=_rewrite(entry, pattern, about),
        nth=_nth(entry, about),
        flag=_examples(entry, "flag", about, needed=dialect.complete),
        ok=_examples(entry, "ok", about, needed=dialect.complete),
        source=_text(entry, "source", about) if "source" in entry else "",
        house=not dialect.complete,
    )


def _triggers(phrases: tuple[str, ...], entry: Mapping[str, Any], about: str, *, needed: bool) -> frozenset[str]:
    """What has to be in a sentence for the rule to be tried: the given words, and each phrase as it is."""
    given = _texts(entry, "triggers", about)
    if needed and not given and not phrases:
        raise Wrong(f"{about}\ntriggers is missing")
    for word in given:
        if not _WORDS.fullmatch(word) or word != word.lower():
            raise Wrong(f"{about}\nthe trigger “{word}” is not words in small letters with one space between")
    if wordless := [phrase for phrase in phrases if not _WORDS.search(phrase)]:
        raise Wrong(f"{about}\nphrases has “{wordless[0]}”, which holds no word")
    return frozenset((*given, *(" ".join(phrase.split()) for phrase in phrases)))


def _unless(entry: Mapping[str, Any], guards: Mapping[str, tuple[Guard, ...]], about: str) -> tuple[Guard, ...]:
    found: list[Guard] = []
    for name in _texts(entry, "unless", about):
        if name not in guards:
            raise Wrong(f"{about}\nunless names “{name}”, which is no guard")
        found.extend(guards[name])
    return tuple(found)


def _rewrite(entry: Mapping[str, Any], cue: CuePattern, about: str) -> str | None:
    if "rewrite" not in entry:
        return None
    rewrite = _text(entry, "rewrite", about)
    if rewrite not in MOVES and not rewrite.startswith("="):
        raise Wrong(f"{about}\nrewrite is neither “=…” nor one of {', '.join(sorted(MOVES))}")
    strange = templates.names(rewrite[1:]) - set(cue.groupindex) if rewrite.startswith("=") else ()
    if strange:
        raise Wrong(f"{about}\nrewrite speaks of “{min(strange)}”, which is no part of the cue")
    return rewrite


def _nth(entry: Mapping[str, Any], about: str) -> int:
    nth = entry.get("nth", 1)
    if type(nth) is not int or nth < 1:
        raise Wrong(f"{about}\nnth is not a number from 1")
    return nth


def _examples(entry: Mapping[str, Any], field: str, about: str, *, needed: bool) -> tuple[str, ...]:
    found = _texts(entry, field, about)
    if needed and not found:
        raise Wrong(f"{about}\n{field} has no example")
    return found


def _tables(entries: object, kind: str) -> Iterator[Mapping[str, Any]]:
    if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
        raise Wrong(f"[[{kind}]]\nis not a list of tables")
    yield from entries


def _text(entry: Mapping[str, Any], field: str, about: str) -> str:
    value = entry.get(field)
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f"{about}\n{field} is missing or not text")
    return value


def _texts(entry: Mapping[str, Any], field: str, about: str) -> tuple[str, ...]:
    value = entry.get(field, [])
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        raise Wrong(f"{about}\n{field} is not a list of texts")
    return tuple(value)


def _choice(choices: type[_Choice], entry: Mapping[str, Any], field: str, about: str) -> _Choice:
    value = _text(entry, field, about)
    try:
        return choices(value)
    except ValueError as error:
        raise Wrong(f"{about}\n{field} is “{value}”, not one of {', '.join(choices)}") from error


_Made = TypeVar("_Made", Pattern, CuePattern)


def _pattern(written: object, words: Mapping[str, str], about: str, make: Callable[[str], _Made]) -> _Made:
    """Compile a pattern of the rule file, with its lists of words filled in."""
    if not isinstance(written, str) or not written.strip():
        raise Wrong(f"{about} is missing or not text")

    def fill(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise Wrong(f"{about} names the list “{found[1]}”, which is not in [words]")
        return words[found[1]]

    try:
        return make(re.sub(r"(?<!\?P)" + _CLASS.pattern, fill, written))
    except ValueError as error:
        raise Wrong(f"{about} {error}") from error


def _where(raw: str, entry: str) -> str:
    """`` line N`` where the entry is named in the file, or nothing."""
    named = re.search(r"“(.+)”", entry)
    if named:
        for number, line in enumerate(raw.split("\n"), 1):
            if re.match(rf"\s*(?:id|name)\s*=\s*[\"']{re.escape(named[1])}[\"']", line):
                return f", line {number}"
    return ""
