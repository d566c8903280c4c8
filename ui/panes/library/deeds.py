"""What can be done to a snippet in the library, each with a word about it and a way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ui.commands.parts import Parts
from ui.workers.undo import note
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import SnippetId
from workbench.kernel.receipt import Receipt
from workbench.library.editing.service import Saved
from workbench.library.model import OWN, Snippet
from workbench.library.repo import plain
from workbench.packs.model import PackSnippet, SnippetStatus


class Deeds(QObject):
    """``done`` (id of the snippet): show it. ``refused`` (WorkbenchError): it was not done, and nothing changed."""

    done = Signal(str)
    refused = Signal(object)

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._editing = parts.workbench.editing

    def save(self, doc: PackSnippet) -> None:
        """Keep ``doc``; without an id it is a new one."""
        if doc.id:
            self._run(lambda: self._editing.save(doc), f"“{doc.title}” is saved.", "Edit a snippet")
        else:
            self._run(lambda: self._editing.add(doc), f"“{doc.title}” is in the library.", "Write a snippet")

    def delete(self, snippet: Snippet) -> None:
        """Delete one's own, or take an edit off a pack's."""
        own = snippet.pack_id == OWN
        said = f"“{snippet.title}” is deleted." if own else f"“{snippet.title}” has its pack’s words again."
        label = "Delete a snippet" if own else "Take the pack’s words"
        self._run(lambda: self._editing.delete(snippet.id), said, label)

    def recall(self, snippet: Snippet) -> None:
        """Let nobody insert it any more; drafts that hold it are marked."""
        doc = replace(plain(snippet), status=SnippetStatus.RECALLED)
        said = f"“{snippet.title}” is recalled. It is not inserted any more, and drafts with it are marked."
        self._run(lambda: self._editing.save(doc), said, "Recall a snippet")

    def use_again(self, snippet: Snippet) -> None:
        """Take a recall or a last day off."""
        doc = replace(plain(snippet), status=SnippetStatus.APPROVED, valid_until=None)
        self._run(lambda: self._editing.save(doc), f"“{snippet.title}” is in use again.", "Use a snippet again")

    def duplicate(self, snippet: Snippet) -> PackSnippet:
        """A copy to be written on; nothing is kept yet."""
        return replace(plain(snippet), id="", title=f"{snippet.title} (copy)", shortcut="", origin="", locked=False)

    def keep_mine(self, snippet: Snippet) -> None:
        """The edit stands, whatever the pack says by now."""
        id_ = snippet.id
        self._parts.runner.run("write", lambda: self._editing.keep_mine(id_), lambda _: self.done.emit(id_))

    def restore(self, seq: int) -> None:
        """Bring older words back."""
        self._run(lambda: self._editing.restore(seq), "The older words are back.", "Bring older words back")

    def flag(self, snippet: Snippet, words: str) -> None:
        said = f"“{snippet.title}” is flagged. It is listed under what to look after."
        self._parts.runner.run(
            "write", lambda: self._editing.flag(snippet.id, words), lambda _: self._parts.notices.say(said)
        )

    def settle(self, snippet: Snippet) -> None:
        """What was flagged is mended, or is fine."""
        said = f"“{snippet.title}” is flagged no longer."
        self._parts.runner.run(
            "write", lambda: self._editing.settle(snippet.id), lambda _: self._parts.notices.say(said)
        )

    def _run(self, deed: Callable[[], Saved], said: str, label: str) -> None:
        self._parts.runner.run("write", deed, lambda saved: self._tell(saved, said, label), self._refuse)

    def _tell(self, saved: Saved, said: str, label: str) -> None:
        note(self._parts.undo, Receipt(value=None, label=label, inverse=lambda: self._undo(saved)))
        self._parts.notices.say(said, "Undo", self._parts.undo.undo)
        self.done.emit(saved.snippet)

    def _undo(self, saved: Saved) -> None:
        def back(_done: Saved) -> None:
            self.done.emit(SnippetId(saved.snippet))

        self._parts.runner.run("write", lambda: self._editing.undo(saved.undo), back, self._refuse)

    def _refuse(self, error: WorkbenchError) -> None:
        self.refused.emit(error)
