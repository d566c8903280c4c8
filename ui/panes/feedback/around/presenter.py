"""Reads what a page shows beside the window, and keeps what is done on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers import undo
from workbench.feedback.around.model import DueAround
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import UserError, WorkbenchError
from workbench.kernel.receipt import Receipt
from workbench.library.template.days import read_day

_SOON_MS = 300
_DIGEST = timedelta(days=30)
_HEARD = (Kind.AROUND, Kind.TOPIC, Kind.OWED, Kind.ENTRY)


class AroundPresenter(QObject):
    """``came``: the page that is looked at was read and shown; ``failed`` (title, cure): it cannot be read.

    ``due``: a DueAround, for the list of pages.
    """

    came = Signal()
    due = Signal(object)
    failed = Signal(str, str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.around = parts.workbench.product.around
        self._seen = False
        self._read: Callable[[], Any] | None = None
        self._show: Callable[[Any], object] = id
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.look)
        parts.bridge.changed.connect(self._on_changed)

    def show(self, seen: bool) -> None:
        """Whether anybody looks."""
        self._seen = seen
        self.look()

    def turn_to(self, read: Callable[[], Any], show: Callable[[Any], object]) -> None:
        """Another page is looked at from now on: ``read`` beside the window, ``show`` in it."""
        self._read, self._show = read, show
        self.look()

    def look(self) -> None:
        """Read the page anew, and how much waits."""
        if not self._seen or (read := self._read) is None:
            return
        show, run = self._show, self._parts.runner.run
        run("read", read, lambda found: self._came(show, found), self._fail, key="around.page")
        run("read", self.around.pages.due, self._came_due, key="around.due")

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

    def _came(self, show: Callable[[Any], object], found: Any) -> None:
        if isValid(self) and show == self._show:
            show(found)
            self.came.emit()

    def _came_due(self, due: DueAround) -> None:
        if isValid(self):
            self.due.emit(due)

    def _fail(self, error: WorkbenchError) -> None:
        if isValid(self):
            self.failed.emit(error.title, error.cure)

    def _say_fault(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._seen and any(kind in changes for kind in _HEARD) and not self._soon.isActive():
            self._soon.start()
