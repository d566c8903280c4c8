"""Does what is asked in the rooms of pushing: beside the window, with what was done said and its undo at hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers import undo
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.receipt import Receipt


class Deeds(QObject):
    """``said`` in what follows: the words told with an Undo; "" for none."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts

    def do(
        self, deed: Callable[[], Receipt[Any]], done: Callable[[Any], str], kept: Callable[[], Any] = int,
        failed: Callable[[WorkbenchError], object] | None = None,
    ) -> None:  # fmt: skip
        """Carry out a deed. ``done`` takes its value and gives what is said; ``kept`` runs where it can be undone.

        ``failed`` takes why it could not be done, which is said without it.
        """

        def over(receipt: Receipt[Any]) -> None:
            if not isValid(self):
                return
            words = done(receipt.value)
            if receipt.inverse is not None:
                undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))
                kept()
                if words:
                    self._parts.notices.say(words, "Undo", self._parts.undo.undo)
            elif words:
                self._parts.notices.say(words)

        def not_done(error: WorkbenchError) -> None:
            if isValid(self):
                (failed or self._failed)(error)

        self._parts.runner.run("write", deed, over, not_done)

    def run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Carry out what cannot be undone from here."""
        self._parts.runner.run("write", work, lambda value: done(value) if isValid(self) else None, self._failed)

    def read(self, work: Callable[[], Any], done: Callable[[Any], object], key: str) -> None:
        """Read beside the window; only what was asked for last under ``key`` comes."""
        self._parts.runner.run("read", work, lambda value: done(value) if isValid(self) else None, key=key)

    def _failed(self, error: WorkbenchError) -> None:
        if isValid(self):
            self._parts.notices.fault(error.title, error.cure)
