"""Which rules a file is checked with on the command line: those that ship, this house's, and those of its pack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.certainty import Checker, base_of, book_of
from workbench.certainty.files.gather import PACK, pack_of
from workbench.certainty.house.model import HouseFault
from workbench.certainty.house.sources import House, InMemory, LastGood, Source, file_source, house_of
from workbench.certainty.model import RuleBook
from workbench.certainty.service import CertaintyService
from workbench.kernel.changes import Changes
from workbench.kernel.clock import SystemClock
from workbench.kernel.errors import UserError
from workbench.store import Store
from workbench.store.health import FILE


class Rules:
    """Checkers by language and pack. ``folder``: house rules in place of those of the data folder, or None."""

    def __init__(self, folder: Path | None, service: CertaintyService | None, own: Path | None) -> None:
        self._folder = folder
        self._service = service
        self._own = own
        self._houses: dict[tuple[str, Path | None], House] = {}
        self._misnamed: list[HouseFault] = []
        self._checkers: dict[tuple[str, Path | None], Checker | None] = {}

    @property
    def remembers(self) -> bool:
        """Whether it is known what a damaged file said when it was last good."""
        return self._service is not None

    def checker(self, language: str, file: str) -> Checker | None:
        """The checker for ``file``, or None where there are no rules for its language."""
        key = base_of(language), pack_of(Path(file)) if file else None
        if key not in self._checkers:
            house = self._house(*key)
            self._checkers[key] = Checker(house.book) if house.book else None
        return self._checkers[key]

    def book(self, language: str) -> RuleBook | None:
        """The rules of ``language``, or None where there are none."""
        return self._house(base_of(language), None).book

    def look_at(self, file: Path) -> None:
        """Read ``file``, which holds the rules of a pack; `faults` says what is wrong."""
        if base_of(file.stem) == file.stem:
            self._house(file.stem, file.absolute().parent.parent)
        else:
            self._misnamed.append(
                HouseFault(file=str(file), why="its name is not the code of a language, such as en.toml")
            )

    def faults(self) -> list[HouseFault]:
        """Every fault in the house files that were read so far, once."""
        found = (fault for house in self._houses.values() for fault in house.faults)
        return list(dict.fromkeys([*self._misnamed, *found]))

    def meant(self, fault: HouseFault) -> bool:
        """Whether the damaged file is one that was to be used or checked here, and not a person's own."""
        return self._own is None or not fault.file.startswith((str(self._own), "the rules of “"))

    def _house(self, language: str, pack: Path | None) -> House:
        key = language, pack
        if key not in self._houses:
            base = book_of(language) if language else None
            sources = list(self._sources(language, pack)) if language else []
            allow = self._service.allowed(language) if self._service and language else []
            last: LastGood = self._service.last_good if self._service else InMemory()
            self._houses[key] = house_of(base, language, sources, last, allow)
        return self._houses[key]

    def _sources(self, language: str, pack: Path | None) -> Iterator[Source]:
        if self._service:
            yield from self._service.sources(language)
        for folder in (self._folder, None if self._service else self._own, pack / "rules" if pack else None):
            if folder and (source := file_source(str(folder), folder / f"{language}.toml")):
                yield source


@contextmanager
def rules_for(home: Path, house: Path | None, *, own: bool) -> Iterator[Rules]:
    """The rules of ``house``; without it, and with ``own``, those of the data folder, beside an open window too.

    Raises UserError where ``house`` is no folder.
    """
    if house is not None:
        if not house.is_dir():
            raise UserError(f"{house} is no folder.", "Name the folder that holds your rules, such as rules/.")
        yield Rules(house / "rules" if (house / PACK).is_file() else house, None, None)
    elif not own:
        yield Rules(None, None, None)
    elif not (home / FILE).exists():
        yield Rules(None, None, home / "rules")
    else:
        changes = Changes()
        store = Store(home / FILE, changes, read_only=True)
        try:
            service = CertaintyService(store, SystemClock(), changes, home / "rules", keeps=False)
            yield Rules(None, service if service.is_ready() else None, home / "rules")
        finally:
            store.close()
