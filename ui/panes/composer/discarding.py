"""Throws a draft away, and brings it back when that is undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page, Words
from ui.workers.undo import note
from workbench.attachments.model import Attached
from workbench.certainty.checked.model import Checked
from workbench.kernel.receipt import Receipt

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane


class Discarding(QObject):
    """Of the composer's open draft. What was written since goes under what comes back, never over it."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        parts.registry.bind("reply.discard", self.discard)

    def discard(self) -> None:
        page = self._pane.page()
        if page is None:
            return
        words = self._pane.words()
        noted = self._parts.workbench.checked.of_draft(page.ticket, page.kind)
        self._pane.autosave.forget(page)
        self._pane.autosave.put(page, Words("", 0, 0))
        files = self._pane.attaching.discard(page)
        new = self._pane.addressing.discard()
        self._pane.turn_to(None)
        if new is not None and new.value:
            back = partial(self._begin_again, new, page, words, files)
            note(self._parts.undo, Receipt(value=None, label=new.label, inverse=back))
            self._parts.notices.say("The message is discarded.", "Undo", self._parts.undo.undo)
        elif words.text.strip() or files:
            back = partial(self._bring_back, page, words, files, noted)
            note(self._parts.undo, Receipt(value=None, label="Discard the draft", inverse=back))
            self._parts.notices.say("The draft is discarded.", "Undo", self._parts.undo.undo)

    def _begin_again(self, new: Receipt[bool], page: Page, words: Words, files: Sequence[Attached]) -> None:
        if new.inverse is not None:
            new.inverse()
        self._pane.attaching.bring_back(page, files)
        if words.text.strip():
            self._pane.autosave.put(page, words)
        self._pane.new_asked.emit(page.ticket)

    def _bring_back(self, page: Page, words: Words, files: Sequence[Attached], noted: Sequence[Checked]) -> None:
        self._pane.attaching.bring_back(page, files)
        checked = self._parts.workbench.checked
        self._parts.runner.run("write", lambda: checked.put_back(page.ticket, page.kind, noted))
        is_open = page == self._pane.page()
        since = self._pane.editor.text() if is_open else self._pane.autosave.kept(page).text
        text = "\n\n".join(each for each in (words.text, since) if each.strip())
        if is_open:
            self._pane.editor.exchange(text, words.caret)
            self._pane.editor.things.restore(text, words.places)
            return
        self._pane.autosave.put(page, Words(text, words.caret, 0, words.places))
        if self._pane.shows(page.ticket) and self._pane.page() is None:
            self._pane.turn_to(page)
