"""The pages of the library on which something is done: write, look back, facts, what to look after."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.commands.parts import Parts
from ui.panes.library.deeds import Deeds
from ui.panes.library.editing.page import NEW, EditPage
from ui.panes.library.facts import FactsPage
from ui.panes.library.history import HistoryPage
from ui.panes.library.importing import ImportPage
from ui.panes.library.looking_after import LookingAfterPage
from ui.panes.library.pages import LibraryPage
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import SnippetId
from workbench.library.inserted.parts import paragraphs
from workbench.library.model import Snippet
from workbench.library.repo import plain
from workbench.library.reports import Concerned
from workbench.packs.model import PackSnippet


class Workroom(QStackedWidget):
    """``opened``: a page is to be seen; ``left``: it is done with. ``shown`` (id): the snippet to go to then."""

    opened = Signal()
    left = Signal()
    shown = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._coming = ""
        self.deeds = Deeds(parts, self)
        self.edit, self.history = EditPage(parts), HistoryPage(parts)
        self.facts, self.looking_after = FactsPage(parts), LookingAfterPage(parts)
        self.importing = ImportPage(parts)
        for page in (self.edit, self.history, self.facts, self.looking_after, self.importing):
            self.addWidget(page)
            page.left.connect(self.left)
        self.edit.save_asked.connect(self.deeds.save)
        self.history.restore_asked.connect(self.deeds.restore)
        self.looking_after.chosen.connect(self._mend)
        self.deeds.done.connect(self._on_done)
        self.deeds.refused.connect(self._on_refused)

    def open_editor(self, snippet: Snippet) -> None:
        if snippet.locked:
            self._parts.notices.say(f"“{snippet.title}” is locked by its pack. Flag it, and its owner hears of it.")
            return
        self._turn_to(self.edit)
        self.edit.open_snippet(self.snippet(snippet.id) or snippet)

    def open_new(self, doc: PackSnippet = NEW) -> None:
        self._turn_to(self.edit)
        self.edit.open_new(doc)

    def open_history(self, snippet: Snippet) -> None:
        self._turn_to(self.history)
        self.history.show_snippet(self.snippet(snippet.id) or snippet)

    def open_facts(self) -> None:
        self._turn_to(self.facts)
        self.facts.open_page()
        self.facts.view.setFocus()

    def open_looking_after(self) -> None:
        self._turn_to(self.looking_after)
        self.looking_after.view.setFocus()
        self.looking_after.look()

    def open_import(self) -> None:
        self._turn_to(self.importing)
        self.importing.open_page()

    def _turn_to(self, page: EditPage | LibraryPage) -> None:
        self.setCurrentWidget(page)
        self.opened.emit()

    def _mend(self, entry: Concerned) -> None:
        """Open what an entry is about: the ready edit where there is one."""
        if entry.suggestion is None:
            self.shown.emit(entry.snippet.id)
            self.left.emit()
            return
        doc = with_suggestion(plain(entry.snippet), entry)
        self._turn_to(self.edit)
        self.edit.offer(doc, f"{entry.why} This is how it is mostly written. Save it, or close and leave it.")

    def _on_done(self, snippet: str) -> None:
        self.edit.saved()
        self.shown.emit(snippet)
        self.left.emit()

    def _on_refused(self, error: WorkbenchError) -> None:
        words = f"{error.title} {error.cure}".strip()
        if self.isVisible() and self.currentWidget() is self.edit:
            self.edit.notice.show_notice(words, "danger")
        else:
            self._parts.notices.say(words)

    def snippet(self, snippet_id: str) -> Snippet | None:
        return self._parts.workbench.library.one(SnippetId(snippet_id))


def with_suggestion(doc: PackSnippet, entry: Concerned) -> PackSnippet:
    """``doc`` with the ready edit in the variant that it is about."""
    ready = entry.suggestion
    assert ready is not None
    at = ready.paragraph

    def fits(body: str) -> bool:
        parts = paragraphs(body)
        return at < len(parts) and parts[at] == ready.before

    if fits(doc.body):
        return replace(doc, body=ready.body)
    variants = tuple(replace(each, body=ready.body) if fits(each.body) else each for each in doc.variants)
    return replace(doc, variants=variants)
