"""Words of snippets that nobody has saved yet: on the disk as they are written, until they are saved or dropped."""

from __future__ import annotations

from contextlib import suppress

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from ui.commands.parts import Parts
from workbench.kernel.errors import WorkbenchError
from workbench.library.repo import from_json, to_json
from workbench.packs.model import PackSnippet

_STATE = "library.unsaved"
_REST_MS = 800


class Unsaved(QObject):
    """By the id of the snippet; a new one has none. What the disk does not take stays in memory.

    ``changed``: there are words of another one, or of one no longer.
    """

    changed = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._docs = _read(parts.workbench.settings.recall(_STATE))
        self._dirty = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._write_beside)

    def get(self, id_: str) -> PackSnippet | None:
        return self._docs.get(id_)

    def holds(self, id_: str) -> bool:
        return id_ in self._docs

    def keep(self, id_: str, doc: PackSnippet) -> None:
        if self._docs.get(id_) != doc:
            new = id_ not in self._docs
            self._docs[id_] = doc
            self._touch()
            if new:
                self.changed.emit()

    def drop(self, id_: str) -> None:
        if self._docs.pop(id_, None) is not None:
            self._touch()
            self.changed.emit()

    def write(self) -> WorkbenchError | None:
        """Bring them to the disk now; why not, where that was not possible."""
        if not self._dirty:
            return None
        try:
            self._write()
        except WorkbenchError as error:
            return error
        return None

    def _touch(self) -> None:
        self._dirty = True
        self._rest.start()

    def _write_beside(self) -> None:
        self._parts.runner.run("write", self._write, failed=lambda _error: self._rest.start())

    def _write(self) -> None:
        self._dirty = False  # before it is written: what comes meanwhile is for the next time
        docs = {id_: to_json(doc) for id_, doc in list(self._docs.items())}
        try:
            self._parts.workbench.settings.remember(_STATE, docs)
        except WorkbenchError:
            self._dirty = True
            raise


def _read(kept: object) -> dict[str, PackSnippet]:
    docs: dict[str, PackSnippet] = {}
    for id_, text in kept.items() if isinstance(kept, dict) else ():
        with suppress(msgspec.DecodeError, TypeError, ValueError):  # of another version
            docs[str(id_)] = from_json(text)
    return docs
