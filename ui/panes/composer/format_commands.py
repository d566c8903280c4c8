"""The formatting commands, carried out on what is selected in a field."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from ui.commands.registry import Registry
from ui.panes.composer.editor import ReplyEditor
from ui.panes.composer.formatting import Formed, linked, wrapped
from workbench.kernel.spans import from_utf16


class FormatCommands:
    """Each is one step of undo."""

    def __init__(self, editor: ReplyEditor) -> None:
        self._editor = editor

    def bind(self, registry: Registry) -> None:
        """These are the deeds of the commands that form words."""
        registry.bind("reply.bold", self.bold)
        registry.bind("reply.italic", self.italic)
        registry.bind("reply.link", self.link)

    def bold(self) -> None:
        self._form(wrapped(self._selected(), "**"))

    def italic(self) -> None:
        self._form(wrapped(self._selected(), "*"))

    def link(self) -> None:
        self._form(linked(self._selected(), QGuiApplication.clipboard().text()))

    def _selected(self) -> str:
        place, text = self._editor.selection(), self._editor.text()
        span = from_utf16(text, place.start, place.length)
        return text[span.start : span.end]

    def _form(self, formed: Formed) -> None:
        if not self._editor.isReadOnly():
            self._editor.form(formed.text, formed.start, formed.length)
