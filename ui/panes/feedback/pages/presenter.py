"""Fetches and makes listening lists and meeting packs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.feedback.brief.presenter import BriefPresenter
from workbench.feedback.brief.model import Brief, MakeAnswer, Names
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.receipt import Receipt


@dataclass(frozen=True, slots=True)
class Shown:
    """The pages that were made, the newest first, and the areas that one can be about.

    ``practice``: all of it is of the practice desk. ``two``: there is, or was, a practice desk.
    """

    pages: Sequence[Brief]
    areas: Sequence[str]
    practice: bool
    two: bool


class PagesPresenter(BriefPresenter):
    """``came``: a Shown; ``made``: the id of a new page."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parts, parent, noun="The page")
        self._practice: bool | None = None

    def ask(self) -> None:
        """Read what there is: of the desk that was chosen; else of the practice desk where there is no other."""
        chosen, briefs = self._practice, self._briefs

        def read() -> Shown:
            there, real = briefs.desks()
            practice = there and (not real if chosen is None else chosen)
            return Shown(briefs.lists(practice=practice), briefs.areas(practice=practice), practice, there)

        self._read(read, self._came, "pages.list")

    def choose_desk(self, practice: bool) -> None:
        """Show what is of the practice desk, or all else; they are never mixed."""
        self._practice = practice
        self.ask()

    def _came(self, shown: Shown) -> None:
        self._practice = shown.practice if self._practice is None and shown.two else self._practice
        self.came.emit(shown)

    def listen(self, area: str, names: Names) -> None:
        """Freeze what customers said last in ``area``; in all of them for ""."""
        areas, practice = [area] if area else None, bool(self._practice)
        self._write(lambda: self._briefs.listening(areas, names, practice=practice), self._made)

    def meet(self, area: str, names: Names) -> None:
        """Freeze what is to be decided in ``area``."""
        practice = bool(self._practice)
        self._write(lambda: self._briefs.meeting(area, names, practice=practice), self._made)

    def _made(self, receipt: Receipt[MakeAnswer]) -> None:
        self._note(receipt)
        if isinstance(receipt.value, Brief):
            self.made.emit(receipt.value.id)

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(kind in changes for kind in (Kind.BRIEF, Kind.TOPIC, Kind.ACCOUNT)):
            self.ask()
