"""Copies a reply for another program, through the same gate as Send."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from ui.commands.parts import Parts
from ui.panes.composer.answers import look_at, quoted
from ui.widgets.rich_copy import as_mime
from workbench.kernel.errors import UserError
from workbench.kernel.gate import look

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_NAMED = 3


class Copying(QObject):
    """Of the composer's open draft."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        pane.editor.kept_back.connect(self._say_kept_back)
        parts.registry.bind("reply.copy", self.copy)

    def copy(self, *, meant: bool = False) -> None:
        """All of it, rich and plain, as it would leave. ``meant``: the agent has looked at what seems odd."""
        editor, say = self._pane.editor, self._pane.desk.strip.say
        editor.stops_through.take()
        words = editor.leaving()
        found = look(editor.text(), editor.put_in_by_snippets())
        if not words.strip():
            say("Nothing is written yet.")
        elif found.open:
            say(f"Not copied. To fill first: {named(found.open)}")
            editor.setFocus()
            editor.stops_through.go_to(editor.to_fill()[0])
        elif not meant and (why := self._against(found.odd)):
            self._ask(why, found.odd)
        else:
            self._put(words)

    def _against(self, odd: tuple[str, ...]) -> str:
        page = self._pane.page()
        spent = self._parts.workbench.insertions.spent(page.ticket, page.kind, self._pane.editor.text()) if page else ()
        said = [*spent, *([f"Gaps to check before it goes: {quoted(odd)}"] if odd else [])]
        return " ".join(said)

    def _ask(self, why: str, odd: tuple[str, ...]) -> None:
        notice = self._pane.desk.notice
        notice.show_notice(f"Not copied yet. {why}", "warning")

        def and_then(act: Callable[[], object]) -> Callable[[], None]:
            def run() -> None:
                notice.hide()
                act()

            return run

        notice.add_action("Look", and_then(lambda: look_at(self._pane.editor, odd))).setFocus()
        notice.add_action("Copy as it is", and_then(lambda: self.copy(meant=True)))

    def _put(self, words: str) -> None:
        try:
            mime = as_mime(words)
        except UserError as error:
            self._pane.desk.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger")
            return
        QGuiApplication.clipboard().setMimeData(mime)
        self._pane.desk.strip.say("Copied, for pasting with its formats or as plain text.")

    def _say_kept_back(self, labels: tuple[str, ...]) -> None:
        self._pane.desk.strip.say(f"Copied for this reply only. To fill first: {named(labels)}")


def named(labels: tuple[str, ...]) -> str:
    """The first of them by name."""
    return ", ".join(labels[:_NAMED]) + (", …" if len(labels) > _NAMED else "")
