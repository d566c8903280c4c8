"""All snippets in memory, for what has to answer within a keystroke."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.text import fold
from workbench.library.model import Snippet


@dataclass(frozen=True, slots=True)
class _Kept:
    snippet: Snippet
    shortcut: str
    title: str
    words: tuple[str, ...]


class Shelf(QObject):
    """Read anew, beside the window, whenever the library changes."""

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._kept: tuple[_Kept, ...] = ()
        parts.bridge.changed.connect(self._on_changed)
        self._read()

    def matching(self, typed: str, language: str, limit: int = 8) -> list[Snippet]:
        """Snippets whose shortcut begins with ``typed``, then those with such a word in the title.

        Within these, the ones in ``language`` come first.
        """
        wanted = fold(typed)
        ranked = [
            (rank, each.snippet.language not in ("", language), each.shortcut or each.title, each)
            for each in self._kept
            if (rank := _rank(each, wanted)) is not None
        ]
        ranked.sort(key=lambda row: row[:3])
        return [each.snippet for *_, each in ranked[:limit]]

    def exactly(self, shortcut: str) -> Snippet | None:
        """The one snippet with this shortcut; None where there is none, or more than one."""
        wanted = fold(shortcut)
        found = [each.snippet for each in self._kept if each.shortcut and each.shortcut == wanted]
        return found[0] if len(found) == 1 else None

    def _read(self) -> None:
        self._parts.runner.run("read", lambda: _folded(self._parts.workbench.library.all()), self._came, key="shelf")

    def _came(self, kept: tuple[_Kept, ...]) -> None:
        self._kept = kept

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.SNIPPET in changes or Kind.PACK in changes:
            self._read()


def _folded(snippets: Sequence[Snippet]) -> tuple[_Kept, ...]:
    made = []
    for snippet in snippets:
        title = fold(snippet.title)
        made.append(_Kept(snippet, fold(snippet.shortcut), title, tuple(title.split())))
    return tuple(made)


def _rank(each: _Kept, wanted: str) -> int | None:
    if each.shortcut and each.shortcut == wanted:
        return 0
    if each.shortcut and each.shortcut.startswith(wanted):
        return 1
    if each.title.startswith(wanted):
        return 2
    if any(word.startswith(wanted) for word in each.words):
        return 3
    return 4 if len(wanted) > 2 and wanted in each.title else None
