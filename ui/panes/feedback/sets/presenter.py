"""Fetches what is said of whole sets, reckons in the background what changed, and keeps named sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers import undo
from workbench.feedback.sets.model import NamedSet
from workbench.feedback.sets.page import Narrow, SetPage
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import in_marks

_SOON_MS = 300
_HEARD = (Kind.QUESTION, Kind.MESSAGE, Kind.TICKET, Kind.OUTGOING, Kind.ACCOUNT, Kind.AROUND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the section shows."""

    page: SetPage
    named: Sequence[NamedSet]
    purpose: str = ""


class SetsPresenter(QObject):
    """``came``: a Shown; ``kept`` and ``refused`` (title, cure): what became of a named set; ``failed``: no reading."""

    came = Signal(object)
    kept = Signal()
    refused = Signal(str, str)
    failed = Signal(str, str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._sets = parts.workbench.product.sets
        self._pages = parts.workbench.product.around.pages
        self._narrow = Narrow()
        self._seen = False
        self._settling = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._look)
        parts.bridge.changed.connect(self._on_changed)

    def show(self, seen: bool) -> None:
        """Whether anybody looks: only then is anything reckoned."""
        self._seen = seen
        self._look()

    def ask(self, narrow: Narrow) -> None:
        """Fetch the page of what is left by ``narrow``."""
        self._narrow = narrow

        def read() -> Shown:
            return Shown(page=self._sets.page(narrow), named=self._sets.named(), purpose=self._pages.purpose())

        self._parts.runner.run("read", read, self._tell, self._fail, key="sets.page")

    def keep(self, name: str, steps: Sequence[str], goal: str | None) -> None:
        """Keep a named set; a fault is said where it is written."""

        def done(receipt: Receipt[NamedSet]) -> None:
            self._note(receipt)
            self.kept.emit()

        def refuse(error: WorkbenchError) -> None:
            if isValid(self):
                self.refused.emit(error.title, error.cure)

        self._run(lambda: self._sets.keep_named(name, steps, goal), done, refuse)

    def remove(self, named: NamedSet) -> None:
        """Let a named set be chosen no longer."""

        def done(receipt: Receipt[bool]) -> None:
            self._note(receipt)
            self._parts.notices.say(f"{in_marks(named.name)} is not offered any more.", "Undo", self._parts.undo.undo)

        self._run(lambda: self._sets.end_named(named.id), done, self._say_fault)

    def _settle(self) -> None:
        """Reckon some of what changed, and come back while there is more: others may write between."""
        if not self._seen or self._settling:
            return
        self._settling = True

        def done(more: bool) -> None:
            self._settling = False
            if more:
                self._settle()

        def stop(error: WorkbenchError) -> None:
            self._settling = False
            self._fail(error)

        self._run(self._sets.settle, done, stop)

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], object], failed: Callable[[WorkbenchError], object]
    ) -> None:
        self._parts.runner.run("write", work, lambda result: done(result) if isValid(self) else None, failed)

    def _note(self, receipt: Receipt[Any]) -> None:
        undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

    def _say_fault(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _tell(self, found: Shown) -> None:
        if isValid(self):
            self.came.emit(found)

    def _fail(self, error: WorkbenchError) -> None:
        if isValid(self):
            self.failed.emit(error.title, error.cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        """Many may come at once: they are looked at together, a moment later."""
        if self._seen and any(kind in changes for kind in _HEARD) and not self._soon.isActive():
            self._soon.start()

    def _look(self) -> None:
        if self._seen:
            self.ask(self._narrow)
            self._settle()
