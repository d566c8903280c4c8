"""Fetches for the library room: rows for what is searched, and again for what has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.library.model import Row, by_folder, by_rank, patched
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import SnippetId

_MOST = 200
_FEW = 500  # changed at once; more are read with all others
_SOON_MS = 30
_IMPORT_MS = 500  # while an import goes on nothing is read: each of its parts would make all that is listed old


class LibraryPresenter(QObject):
    """``rows_came``: a list of rows, for what was asked last."""

    rows_came = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._query = ""
        self._all: list[Row] = []
        self._whole = 1  # reasons to read all
        self._touched: set[str] = set()  # are to be read
        self._asked: set[str] = set()  # are being read
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        parts.bridge.changed.connect(self._on_changed)

    @property
    def query(self) -> str:
        return self._query

    def ask(self, query: str) -> None:
        """Look for ``query``; for everything when it is empty."""
        self._query = query.strip()
        self._refresh()

    def _refresh(self) -> None:
        library, words = self._parts.workbench.library, self._query
        if words:
            self._run(lambda: by_rank(library.search(words, limit=_MOST)), self._tell)
            return
        self._asked |= self._touched
        self._touched = set()
        self._whole += len(self._asked) > _FEW
        if reasons := self._whole:
            self._asked = set()
            self._run(lambda: by_folder(library.all()), lambda rows: self._keep(rows, reasons))
        else:
            rows, ids = self._all, frozenset(self._asked)
            self._run(lambda: patched(rows, ids, library.some(map(SnippetId, ids))) if ids else rows, self._keep)

    def _run(self, work: Callable[[], list[Row]], done: Callable[[list[Row]], None]) -> None:
        self._parts.runner.run("read", work, done, key="library.rows")

    def _keep(self, found: list[Row], reasons: int = 0) -> None:
        """All are known again; a younger question would have made this one fall silent."""
        self._all, self._asked = found, set()
        self._whole -= reasons
        self._tell(found)

    def _tell(self, found: list[Row]) -> None:
        if isValid(self):  # the window may have gone while it was read
            self.rows_came.emit(found)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SNIPPET in changes:
            self._touched |= changes.of(Kind.SNIPPET)
        elif Kind.PACK in changes:
            self._whole += 1
        else:
            return
        self._later.start(_IMPORT_MS if changes.origin == "library.import" else _SOON_MS)
