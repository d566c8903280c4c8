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
    """The pages that were made, the newest first, and the areas that one can be about."""

    pages: Sequence[Brief]
    areas: Sequence[str]


class PagesPresenter(BriefPresenter):
    """``came``: a Shown; ``made``: the id of a new page."""

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parts, parent, noun="The page")

    def ask(self) -> None:
        """Read what there is."""
        self._read(lambda: Shown(self._briefs.lists(), self._briefs.areas()), self.came.emit, "pages.list")

    def listen(self, area: str, names: Names) -> None:
        """Freeze what customers said last in ``area``; in all of them for ""."""
        self._write(lambda: self._briefs.listening([area] if area else None, names), self._made)

    def meet(self, area: str, names: Names) -> None:
        """Freeze what is to be decided in ``area``."""
        self._write(lambda: self._briefs.meeting(area, names), self._made)

    def _made(self, receipt: Receipt[MakeAnswer]) -> None:
        self._note(receipt)
        if isinstance(receipt.value, Brief):
            self.made.emit(receipt.value.id)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.BRIEF in changes or Kind.TOPIC in changes:
            self.ask()
