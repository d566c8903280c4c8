"""Fetches for the library room: rows for what is searched, and a snippet's text ready to copy."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.library.model import Row, by_folder, by_rank
from workbench.kernel.changes import ChangeSet, Kind

_MOST = 200


class LibraryPresenter(QObject):
    """``rows_came``: a list of rows, for what was asked last."""

    rows_came = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._query = ""
        parts.bridge.changed.connect(self._on_changed)

    @property
    def query(self) -> str:
        return self._query

    def ask(self, query: str) -> None:
        """Look for ``query``; for everything when it is empty."""
        self._query = query.strip()
        self._parts.runner.run("read", self._read, self._tell, key="library.rows")

    def _read(self, query: str | None = None) -> list[Row]:
        library, words = self._parts.workbench.library, self._query if query is None else query
        return by_rank(library.search(words, limit=_MOST)) if words else by_folder(library.all())

    def _tell(self, found: list[Row]) -> None:
        if isValid(self):  # the window may have gone while it was read
            self.rows_came.emit(found)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SNIPPET in changes or Kind.PACK in changes:
            self.ask(self._query)
