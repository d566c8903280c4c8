"""Where house rules come from, and that a file which is damaged does not take the rules away that it had."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from workbench.certainty.house.layers import layered
from workbench.certainty.house.model import HouseFault, HouseRules
from workbench.certainty.house.reading import MAX_BYTES, read
from workbench.certainty.model import RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A rule file. ``id``: it stays the same when the words change; ``name``: what a person calls it.

    ``fault``: why there is no ``text``, or empty.
    """

    id: str
    name: str
    text: str = ""
    fault: str = ""


class LastGood(Protocol):
    """Remembers the last text of each source that could be used."""

    def get(self, source: str, language: str) -> str | None: ...
    def keep(self, source: str, language: str, text: str) -> None: ...


class InMemory:
    """Remembers for as long as it lives."""

    def __init__(self) -> None:
        self._texts: dict[tuple[str, str], str] = {}

    def get(self, source: str, language: str) -> str | None:
        return self._texts.get((source, language))

    def keep(self, source: str, language: str, text: str) -> None:
        self._texts[source, language] = text


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """``book``: every rule that holds now, or None where there is none; ``faults`` of files that were not used."""

    book: RuleBook | None
    faults: tuple[HouseFault, ...] = ()


def house_of(
    base: RuleBook | None, language: str, sources: Iterable[Source], last: LastGood, allow: Iterable[str] = ()
) -> House:
    """The rules of ``sources`` over those of ``base``; in place of a damaged file what it said when it was good."""
    bottom = base or RuleBook(language=language, rules=(), woken_by={})
    houses: list[HouseRules] = []
    faults: list[HouseFault] = []
    below = bottom
    for source in sources:
        rules = _rules(source, below, last, faults)
        if rules is not None:
            houses.append(rules)
            below = layered(bottom, [replace(house, levels={}) for house in houses])  # also what is off can be changed
    allowed = list(allow)
    if base is None and not houses:
        return House(book=None, faults=tuple(faults))
    return House(book=layered(bottom, houses, allowed) if houses or allowed else bottom, faults=tuple(faults))


def _rules(source: Source, below: RuleBook, last: LastGood, faults: list[HouseFault]) -> HouseRules | None:
    if source.fault:
        faults.append(HouseFault(file=source.name, why=source.fault))
    else:
        made = read(source.text, source.name, below)
        if made.rules is not None:
            last.keep(source.id, below.language, source.text)
            return made.rules
        faults.extend(made.faults)
    before = last.get(source.id, below.language)
    return read(before, source.name, below).rules if before is not None else None


def file_source(id_: str, file: Path) -> Source | None:
    """The rule file ``file``; None where there is none."""
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            return Source(id=id_, name=str(file), fault="it is no file")
        if found.st_size > MAX_BYTES:
            return Source(id=id_, name=str(file), fault="it is larger than 1 MB; split it into packs")
        return Source(id=id_, name=str(file), text=file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        return Source(id=id_, name=str(file), fault=f"it is not UTF-8 text (byte {error.start}); save it as UTF-8")
    except OSError as error:
        return Source(id=id_, name=str(file), fault=f"it could not be read ({error.strerror})")


Stamp = tuple[int, int] | None


def stamp_of(file: Path) -> Stamp:
    """What changes when ``file`` does; None where it is not there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
