"""How much of a reply is a snippet's words as they came: said quietly, for the writer alone; no limit and no score."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.composer.editor import ReplyEditor
from workbench.library.inserted.compare import unchanged

_REST_MS = 300
_KEY = "reply.own_words"
# In words, for a figure would look like something to be raised or lowered.
_SHARES = (
    (95, "All snippet text"),
    (65, "Mostly snippet text"),
    (35, "About half your own words"),
    (1, "Mostly your own words"),
)


class OwnWords(QObject):
    """Of the open draft. ``changed``: another share."""

    changed = Signal()

    def __init__(self, parts: Parts, editor: ReplyEditor) -> None:
        super().__init__(editor)
        self._runner = parts.runner
        self._editor = editor
        self._texts: tuple[str, ...] = ()
        self._percent: int | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._count)
        editor.typed.connect(self._on_typed)

    def said(self) -> str:
        """The line; empty for a reply without snippets."""
        return next((words for least, words in _SHARES if (self._percent or 0) >= least), "")

    def attend(self, texts: Sequence[str]) -> None:
        """``texts``: what snippets have put into the draft that is open."""
        self._texts = tuple(texts)
        self._count()

    def _on_typed(self) -> None:
        if self._texts and not self._rest.isActive():
            self._rest.start()

    def _count(self) -> None:
        if not self._texts:
            self._show(None)
            return
        texts, written = self._texts, self._editor.text()
        self._runner.run("check", lambda: round(100 * unchanged(texts, written)), self._show, key=_KEY)

    def _show(self, percent: int | None) -> None:
        if percent != self._percent:
            self._percent = percent
            self.changed.emit()
