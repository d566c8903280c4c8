"""Reads what the page shows beside the window, and keeps what is done on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers import undo
from workbench.feedback.around.model import (
    Boundary,
    Contact,
    Idea,
    KeptReply,
    LearningNote,
    MayDo,
    Permission,
    Promise,
    RuleInTheWay,
    Survey,
    TodayItem,
)
from workbench.feedback.topics.model import Topic
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import UserError, WorkbenchError
from workbench.kernel.receipt import Receipt
from workbench.library.template.days import read_day

_SOON_MS = 300
_DIGEST = timedelta(days=30)
_HEARD = (Kind.AROUND, Kind.TOPIC, Kind.OWED, Kind.ENTRY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page shows."""

    today: date
    purpose: str
    could: Sequence[TodayItem]
    pinned: Sequence[Topic]
    people: Sequence[Contact]
    promises: Sequence[Promise]
    look_back: Sequence[LearningNote]
    rules: Sequence[RuleInTheWay]
    parked: Sequence[Idea]
    surveys: Sequence[Survey]
    may_do: Sequence[MayDo]
    agreed: Sequence[Boundary]
    permissions: Sequence[Permission]
    kept: Sequence[KeptReply]


class AroundPresenter(QObject):
    """``came``: a Shown; ``failed`` (title, cure): it cannot be read."""

    came = Signal(object)
    failed = Signal(str, str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.around = parts.workbench.product.around
        self._words, self._kept_words, self._seen = "", "", False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        parts.bridge.changed.connect(self._on_changed)

    def show(self, seen: bool) -> None:
        """Whether anybody looks."""
        self._seen = seen
        self.look()

    def find(self, words: str) -> None:
        """Show the people that ``words`` ask for."""
        self._words = words
        self.look()

    def find_kept(self, words: str) -> None:
        """Show the kept replies that hold ``words``."""
        self._kept_words = words
        self.look()

    def look(self) -> None:
        """Read the page anew."""
        if not self._seen:
            return
        words, kept = self._words, self._kept_words
        self._parts.runner.run("read", lambda: self._read(words, kept), self._tell, self._fail, key="around.page")

    def keep(self, work: Callable[[], Receipt[Any]], done: Callable[[Any], object] | None = None) -> None:
        """Do a deed beside the window; ``done`` hears its answer. A fault is said."""

        def kept(receipt: Receipt[Any]) -> None:
            if isValid(self):
                undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))
                if done is not None:
                    done(receipt.value)

        self._parts.runner.run("write", work, kept, self._say_fault)

    def page(self, make: Callable[[date], str], done: Callable[[str], object]) -> None:
        """Make a page of today's and hand it to ``done``."""
        today = self.today
        self._parts.runner.run("read", lambda: make(today()), done, self._say_fault)

    def digest(self, today: date, *, public: bool = False) -> str:
        """What customers thanked us for in the last thirty days."""
        return self.around.pages.digest(today - _DIGEST, today, public=public)

    def day(self, text: str) -> date | None:
        """The day that was typed; None for nothing. Raises UserError where it names none that is to come."""
        if not text.strip():
            return None
        found = read_day(text, self.today(), "")
        if found is None or found < self.today():
            raise UserError(f"“{text.strip()}” names no day that is still to come.", "Write it as 2026-05-31.")
        return found

    def today(self) -> date:
        """The day it is where this machine stands."""
        return self._parts.workbench.product.advocacy.today()

    def _read(self, words: str, kept: str) -> Shown:
        people, promises, pages = self.around.people, self.around.promises, self.around.pages
        return Shown(
            today=self.today(), purpose=pages.purpose(), could=pages.today(), pinned=pages.pinned(),
            people=people.find(words), promises=promises.listed(), look_back=people.to_look_back(),
            rules=self.around.care.rules(), parked=people.parked(), surveys=promises.surveys(),
            may_do=self.around.kept.may_do(), agreed=self.around.care.boundaries(),
            permissions=self.around.quotes.listed(), kept=self.around.kept.replies(kept),
        )  # fmt: skip

    def _tell(self, found: Shown) -> None:
        if isValid(self):
            self.came.emit(found)

    def _fail(self, error: WorkbenchError) -> None:
        if isValid(self):
            self.failed.emit(error.title, error.cure)

    def _say_fault(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._seen and any(kind in changes for kind in _HEARD) and not self._soon.isActive():
            self._soon.start()
