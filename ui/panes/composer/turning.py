"""The snippet that was put in last in another variant, in its place, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from ui.panes.composer.editor import ReplyEditor
from ui.widgets.why import variant_name
from ui.writing.marks import Place
from ui.writing.paper import units
from workbench.library.model import Filled, Snippet
from workbench.library.service import LibraryService
from workbench.library.variants import number_of, shown_as

Refill = Callable[[Snippet], Filled]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """The variant to put in the place of ``over``, with how it is told apart from the others."""

    snippet: Snippet
    filled: Filled
    over: Place
    words: str


class Turning(QObject):
    """As long as the words of the insertion stand as they came, with the caret in them, a key takes the next variant.

    What it turned from stands again after undo, and can be turned from there.
    """

    def __init__(self, library: LibraryService, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._library = library
        self._editor = editor
        self._start = 0
        self._refill: Refill | None = None
        self._put: list[tuple[Snippet, Filled]] = []

    def note(self, snippet: Snippet, filled: Filled, start: int, refill: Refill) -> None:
        """``snippet`` was put in at ``start`` (UTF-16 units); ``refill`` fills a variant with the same answers."""
        if start != self._start or refill is not self._refill:
            self._put.clear()
        self._start, self._refill = start, refill
        self._put.append((snippet, filled))

    def forget(self) -> None:
        """Another draft is open."""
        self._put.clear()

    def is_meant(self, event: QKeyEvent) -> bool:
        """Whether the key turns; else it is what it is elsewhere."""
        held = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        return held and event.key() == Qt.Key.Key_L and self.next() is not None

    def said(self) -> str:
        """Which variant stands there, and that there are others; empty where there are none."""
        found = self._standing()
        snippet = self._whole(found[0]) if found else None
        if found is None or snippet is None or not snippet.variants:
            return ""
        return f"{_words(snippet, number_of(snippet, found[0]))}. Ctrl+L takes the next."

    def next(self) -> Turned | None:
        """The next variant; None where no insertion stands, or it is there in one alone."""
        found = self._standing()
        snippet = self._whole(found[0]) if found else None
        if found is None or snippet is None or not snippet.variants or self._refill is None:
            return None
        number = (number_of(snippet, found[0]) + 1) % (len(snippet.variants) + 1)
        other = shown_as(snippet, number)
        over = _place(self._start, found[1])
        return Turned(snippet=other, filled=self._refill(other), over=over, words=_words(snippet, number))

    def refill(self) -> Refill | None:
        """As it was noted."""
        return self._refill

    def _standing(self) -> tuple[Snippet, Filled] | None:
        editor = self._editor
        if editor.isReadOnly():
            return None
        caret = editor.textCursor().position()
        for snippet, filled in reversed(self._put):
            place = _place(self._start, filled)
            words = editor.cursor_over(place).selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
            if words == filled.text and place.start <= caret <= place.end:
                return snippet, filled
        return None

    def _whole(self, shown: Snippet) -> Snippet | None:
        """With all its variants, in its own words."""
        return self._library.one(shown.id)


def _place(start: int, filled: Filled) -> Place:
    return Place(start, units(filled.text, len(filled.text)))


def _words(snippet: Snippet, number: int) -> str:
    return f"{variant_name(snippet, number)}, {number + 1} of {len(snippet.variants) + 1}"
