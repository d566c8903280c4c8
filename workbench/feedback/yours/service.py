"""What is kept of customers' feedback leaves whole, comes in whole, and is erased for good."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from workbench.feedback.yours import carry, copies, erasing, people, repo, sheets
from workbench.feedback.yours.model import Erased, Looked, Names, Numbers, Whom
from workbench.feedback.yours.people import Person
from workbench.kernel.clock import Clock, to_text
from workbench.kernel.errors import DiskFull, UserError
from workbench.kernel.ids import new_id
from workbench.kernel.whole import whole_file
from workbench.store import Store
from workbench.store.connect import told_plainly

JSON_LINES, CSV = ".jsonl", ".csv"


class YoursService:
    """Export, import and erasure over the store and the data folder that it lies in."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._home = store.path.parent

    def finish(self) -> None:
        """Finish what was cut off: take out half an import, sweep what was erased. Quick where there is nothing.

        Where the disk has no room for that, it is left for the next start: everything else can be worked on.
        """
        with suppress(DiskFull):
            for each in copies.cut_off(self._home):
                copies.remove(each)
            carry.take_back(self._store)
            if repo.unswept(self._store.read()):
                self._sweep()

    def export(self, file: Path) -> int:
        """Write every row of every feedback table to ``file`` as lines of JSON; their number.

        The file is whole or not there. Raises UserError where it cannot be written.
        """
        return _whole(file, lambda out: carry.write(self._store.read(), out), "utf-8")

    def export_entries(self, file: Path, names: Names) -> int:
        """Write entries as CSV; their number. Raises UserError as `export` does."""
        rows = [sheets.named(row, names) for row in repo.entry_rows(self._store.read())]
        return self._sheet(file, sheets.sheet(sheets.ENTRIES, rows), len(rows))

    def export_topics(self, file: Path) -> int:
        """Write topics as CSV, a merged one with the one it is part of; their number. Raises UserError."""
        rows = repo.topic_rows(self._store.read())
        return self._sheet(file, sheets.sheet(sheets.TOPICS, rows), len(rows))

    def look(self, file: Path) -> Looked:
        """What an import of ``file`` would do; nothing is changed. Raises UserError where it cannot be read."""
        return self._looked(file)[0]

    def bring(self, file: Path) -> Looked:
        """Import ``file``: all that is new in it, or nothing where it has a fault. Raises UserError, StoreFault."""
        carry.take_back(self._store)  # half of one that was brought while the disk was full
        looked, rows = self._looked(file)
        if not looked.fault_count and rows:
            carry.bring(self._store, rows)
        return looked

    def numbers(self, whom: Whom) -> Numbers:
        """What erasing would take away, to be asked once."""
        return self._numbers(self._person(whom))

    def erase(self, whom: Whom) -> Erased:
        """Erase a customer from the store, its indexes, backups, damaged copies and logs. Nothing brings it back.

        Copies come first: cut off at any point, the store still tells who it was, and it can be done again.
        Raises DiskFull or StoreFault.
        """
        person = self._person(whom)
        numbers = self._numbers(person)
        if not numbers.any:
            return Erased(numbers=numbers, cleansed=0, unreadable=0, damaged=0, swept=True)
        with told_plainly():
            done = [copies.cleanse(file, person) for file in copies.backups(self._home)]
            damaged = copies.damaged(self._home)
            for each in damaged:
                copies.remove(each)
            copies.cleanse_logs(self._home, person)
        row = {
            "id": new_id(),
            "at": to_text(self._clock.now()),
            "people": numbers.people,
            "entries": numbers.entries,
            "brief_ids": json.dumps([each.id for each in numbers.briefs]),
            "push_ids": json.dumps([each.id for each in numbers.pushes]),
            "swept_at": None,
        }
        erasing.erase(self._store.read(), lambda work: self._store.write(work, origin="feedback.erase"), person)
        gone = sorted(person.entries | person.voices)
        self._store.write(lambda tx: repo.note_erasure(tx, row, gone), origin="feedback.erase")
        return Erased(
            numbers=numbers,
            cleansed=sum(each is True for each in done),
            unreadable=sum(each is None for each in done),
            damaged=len(damaged),
            swept=self._sweep(),
        )

    def _sweep(self) -> bool:
        """Whether nothing of what is gone is left; not where the store was being read, or the disk is full."""
        try:
            if not self._store.maintain(copies.sweep):
                return False
        except DiskFull:
            return False
        self._store.write(lambda tx: repo.note_swept(tx, to_text(self._clock.now())), origin="feedback.erase")
        return True

    def _person(self, whom: Whom) -> Person:
        """All that is known of them here and in every backup."""
        person = people.whom(self._store.read(), whom)
        for file in copies.backups(self._home):
            person = copies.known_in(file, person)
        return people.gathered(self._store.read(), person)

    def _numbers(self, person: Person) -> Numbers:
        reader = self._store.read()

        briefs, pushes = (
            people.carried(reader, table, person, erasing.traced(reader, person, table)) for table in ("brief", "push")
        )
        return Numbers(
            **people.counts(reader, person),
            briefs=briefs,
            pushes=pushes,
            backups=len(copies.backups(self._home)),
            damaged=len(copies.damaged(self._home)),
        )

    def _looked(self, file: Path) -> tuple[Looked, carry.Rows]:
        try:
            with file.open("rb") as stream:
                return carry.look(self._store, stream)
        except OSError as error:
            raise UserError(f"“{file.name}” could not be read.", f"Choose another file. ({error.strerror})") from error

    def _sheet(self, file: Path, text: str, number: int) -> int:
        def write(out: IO[str]) -> int:
            out.write(text)
            return number

        return _whole(file, write, "utf-8-sig")


def _whole(file: Path, write: Callable[[IO[str]], int], encoding: str) -> int:
    def work(out: IO[bytes]) -> int:
        text = io.TextIOWrapper(out, encoding, newline="")
        number = write(text)
        text.flush()
        text.detach()
        return number

    return whole_file(file, work, private=True)
