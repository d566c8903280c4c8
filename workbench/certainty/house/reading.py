"""Reads a house file: every fault is found and named, and a file with a fault is not used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from workbench.certainty.engine import Checker
from workbench.certainty.guards import Guard
from workbench.certainty.house.model import HouseFault, HouseRead, HouseRules
from workbench.certainty.house.places import Places
from workbench.certainty.house.words import HEARS, VERIFY, WHY
from workbench.certainty.linear import LONGEST, Budget
from workbench.certainty.mask import lower
from workbench.certainty.model import Kind, Level, Rule, RuleBook
from workbench.certainty.rules import Wrong, guards_of, rule_of, woken_by, words_of
from workbench.kernel.toml import read_toml

MAX_BYTES = 1_000_000
MAX_RULES = 2_000
MAX_PHRASES = 10_000
LONGEST_PHRASE = 200
LONGEST_LIST = 20_000
LONGEST_EXAMPLE = 2_000
_FAULTS = 20  # more are no help
_TABLES = {"rule", "guard", "words", "phrases"}
_LEVELS: dict[str, Level | None] = {"off": None, "hint": Level.HINT, "warn": Level.WARN}
_NAMED = re.compile(r"(?:the field )?“(\w+)”")
_KINDS = ", ".join(Kind)


def read(raw: str, file: str, base: RuleBook) -> HouseRead:
    """What ``raw`` says; ``file`` is what a person calls it. ``base``: the rules that it adds to. Raises nothing."""
    if len(raw.encode("utf-8", "replace")) > MAX_BYTES:
        return refused(HouseFault(file=file, why="it is larger than 1 MB; split it into packs"))
    try:
        tables = read_toml(raw)
    except ValueError as error:
        why = f"this is not TOML ({str(error).partition(' (at ')[0]})"
        return refused(HouseFault(file=file, line=_line_of(error, raw), why=why))
    reader = _Reader(raw, file, base)
    rules = reader.read(tables)
    return HouseRead(
        rules=None if reader.faults else rules,
        faults=tuple(sorted(reader.faults, key=lambda fault: fault.line)[:_FAULTS]),
    )


def _line_of(error: ValueError, raw: str) -> int:
    """The line that a reader of TOML names; the last with words where it came to the end in the middle of something."""
    said = str(error)
    if said.endswith("(at end of document)"):
        return raw.rstrip().count("\n") + 1
    line = said.rpartition("(at line ")[2].partition(",")[0]
    return int(line) if line.isdigit() else 0


def _name(entry: str) -> str:
    return entry.partition("“")[2].partition("”")[0]


def refused(fault: HouseFault) -> HouseRead:
    """A file that is not used, for one reason."""
    return HouseRead(rules=None, faults=(fault,))


class _Reader:
    """Goes through one file and collects what is wrong."""

    def __init__(self, raw: str, file: str, base: RuleBook) -> None:
        self._places = Places(raw)
        self._budget = Budget()
        self._file = file
        self._base = base
        self.faults: list[HouseFault] = []

    def read(self, tables: Mapping[str, Any]) -> HouseRules:
        for name in tables.keys() - _TABLES:
            self._fault(f"the table “{name}” is not known; there are {', '.join(sorted(_TABLES))}", table=name)
        words = self._words(tables.get("words", {}))
        guards = self._guards(tables.get("guard", []), words)
        entries = self._entries(tables.get("rule", []))
        levels: dict[str, Level | None] = {}
        rules: list[Rule] = []
        for entry in entries:
            if self._budget.spent:
                break
            if entry.keys() <= {"id", "level"}:
                levels |= self._level(entry)
            elif rule := self._rule(entry, words, guards):
                rules.append(rule)
        phrases, allow = self._phrases(tables.get("phrases", {}))
        return HouseRules(
            language=self._base.language,
            rules=tuple(rules),
            levels=levels,
            phrases=phrases,
            allow=allow,
            words=words,
            guards=guards,
        )

    def _words(self, table: object) -> dict[str, str]:
        try:
            long = next(
                (name for name, text in _items(table) if isinstance(text, str) and len(text) > LONGEST_LIST), ""
            )
            if long:
                raise Wrong(f"[words] {long}\nis longer than {LONGEST_LIST:,} characters; make two lists of it")
            return {**self._base.words, **words_of(table)}
        except Wrong as error:
            self._wrong(error, "words")
            return dict(self._base.words)

    def _guards(self, entries: object, words: Mapping[str, str]) -> dict[str, tuple[Guard, ...]]:
        """The guards that there are already and those of the file; a name of one's own takes the place of ours."""
        guards = dict(self._base.guards)
        try:
            for entry in entries if isinstance(entries, list) else ():
                _no_longer(entry, f"guard “{entry.get('name', '?')}”" if isinstance(entry, Mapping) else "[[guard]]")
            guards |= guards_of(entries, words, self._budget.dialect)
        except Wrong as error:
            self._wrong(error, "guard")
        return guards

    def _entries(self, entries: object) -> list[Mapping[str, Any]]:
        if not isinstance(entries, list) or not all(isinstance(entry, Mapping) for entry in entries):
            self._fault("it is not written as [[rule]]", table="rule", entry="rule")
            return []
        if len(entries) > MAX_RULES:
            self._fault(f"there are more than {MAX_RULES:,} rules; split them into packs", table="rule")
            return []
        seen: set[object] = set()
        for entry in entries:
            if (id_ := str(entry.get("id", ""))) in seen:
                self._fault("the id is taken by a rule before it", table="rule", name=id_, entry=f"rule “{id_}”")
            seen.add(id_)
        return entries

    def _level(self, entry: Mapping[str, Any]) -> dict[str, Level | None]:
        """An entry that only makes a rule louder, quieter or silent."""
        id_, level = str(entry.get("id", "?")), entry.get("level")
        about = {"table": "rule", "name": id_, "entry": f"rule “{id_}”"}
        if level is None:
            self._fault(f"it has neither cue nor phrases, and no level: one of {', '.join(_LEVELS)}", **about)
        elif not isinstance(level, str) or level not in _LEVELS:
            self._fault(f"level is “{level}”, not one of {', '.join(_LEVELS)}", field="level", **about)
        elif id_ not in {rule.id for rule in self._base.rules} and not id_.startswith("phrases."):
            self._fault(
                "there is no rule of this id to change, and no cue or phrases for a new one", field="id", **about
            )
        else:
            return {id_: _LEVELS[level]}
        return {}

    def _rule(self, entry: Mapping[str, Any], words: Mapping[str, str], guards: Mapping[str, Any]) -> Rule | None:
        about = f"rule “{entry.get('id', '?')}”"
        try:
            _no_longer(entry, about)
            rule = rule_of(_filled(entry, about), words, guards, self._budget.dialect)
            _examples(rule, self._base, about)
        except Wrong as error:
            self._wrong(error, "rule", str(entry.get("id", "?")))
            return None
        return rule

    def _phrases(self, table: object) -> tuple[dict[Kind, tuple[str, ...]], tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, value in _items(table) if isinstance(table, Mapping) else [("", None)]:
            if name not in (*Kind, "allow"):
                why = f"“{name}” is not one of {_KINDS}, allow" if name else "it is not a table"
            elif not isinstance(value, list) or not all(isinstance(phrase, str) for phrase in value):
                why = f"{name} is not a list of texts"
            else:
                found[name] = tuple(plain(phrase) for phrase in value)
                why = _too_long(name, found[name])
            if why:
                self._fault(why, table="phrases", field=name, entry="[phrases]")
        return {kind: found[kind] for kind in Kind if found.get(kind)}, found.get("allow", ())

    def _wrong(self, error: Wrong, table: str, name: str = "") -> None:
        entry, _, why = str(error).partition("\n")
        named = _NAMED.match(why)
        field = named[1] if named else why.partition(" ")[0]
        if table == "words":
            field = entry.removeprefix("[words]").strip()
        self._fault(why, table=table, name=name or _name(entry), field=field, entry=entry)

    def _fault(self, why: str, *, table: str, name: str = "", field: str = "", entry: str = "") -> None:
        line = self._places.line_of(table, name, field)
        self.faults.append(HouseFault(file=self._file, entry=entry, field=field, line=line, why=why))


def _filled(entry: Mapping[str, Any], about: str) -> dict[str, Any]:
    """The entry with what it may leave out, and its phrases as texts are compared."""
    full = {"level": "warn", "kind": "uncertain", "why": WHY} | dict(entry)
    if full["kind"] in list(Kind):
        full = {"hears": HEARS[full["kind"]], "verify": VERIFY[full["kind"]]} | full
    if isinstance(full.get("phrases"), list):
        full["phrases"] = [plain(phrase) if isinstance(phrase, str) else phrase for phrase in full["phrases"]]
    if "cue" not in full and not full.get("phrases"):
        raise Wrong(f"{about}\ncue is missing, and there are no phrases")
    return full


def plain(phrase: str) -> str:
    """``phrase`` as phrases are compared: small letters, single spaces, plain apostrophes."""
    return " ".join(lower(phrase).replace("’", "'").split())


def _too_long(name: str, phrases: tuple[str, ...]) -> str:
    if len(phrases) > MAX_PHRASES:
        return f"{name} has more than {MAX_PHRASES:,} phrases"
    for phrase in phrases:
        if not any(letter.isalnum() for letter in phrase):
            return f"{name} has “{phrase}”, which holds no word"
        if len(phrase) > LONGEST_PHRASE:
            return f"{name} has a phrase of more than {LONGEST_PHRASE} characters, “{phrase[:30]}…”"
    return ""


def _no_longer(entry: object, about: str) -> None:
    """Raises Wrong where a pattern is longer than anybody writes one."""
    for field, value in _items(entry):
        most = LONGEST_EXAMPLE if field in ("flag", "ok") else LONGEST
        if any(len(text) > most for text in _texts(value)):
            raise Wrong(f"{about}\n{field} is longer than {most:,} characters; make two of it")


def _items(table: object) -> Iterator[tuple[str, object]]:
    yield from table.items() if isinstance(table, Mapping) else ()


def _texts(value: object) -> Iterator[str]:
    yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def _examples(rule: Rule, base: RuleBook, about: str) -> None:
    """Raises Wrong with the example that does not do what it stands for."""
    checker = Checker(replace(base, rules=(rule,), woken_by=woken_by((rule,)), allowed=()))
    for text in rule.flag:
        if not checker.check(text):
            raise Wrong(f"{about}\nflag has “{text}”, which the rule does not find")
    for text in rule.ok:
        if found := checker.check(text):
            raise Wrong(f"{about}\nok has “{text}”, in which the rule finds “{found[0].cue}”")
