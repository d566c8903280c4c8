"""Finds in a draft what a snippet has put there that may not be used any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.commands.parts import Parts
from ui.writing.marks import Place
from workbench.kernel.ids import SnippetId
from workbench.kernel.spans import Span, to_utf16

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane


def select_spent(parts: Parts, pane: ComposerPane) -> None:
    """Go to the words in question and select them, as far as they stand as they came."""
    editor, text = pane.editor, pane.editor.text()
    editor.setFocus()
    for words in _spent(parts, pane):
        if (at := text.find(words)) >= 0:
            editor.select(Place(*to_utf16(text, Span(at, at + len(words)))))
            editor.ensureCursorVisible()
            return


def _spent(parts: Parts, pane: ComposerPane) -> list[str]:
    """Paragraphs of such snippets, the longest first: a greeting is not what has to be changed."""
    page, library = pane.page(), parts.workbench.library
    found = []
    for each in parts.workbench.insertions.of_draft(page.ticket, page.kind) if page else ():
        snippet = library.one(SnippetId(each.snippet))
        if snippet is not None and library.spent(snippet):
            found += [part.strip() for part in each.text.split("\n\n") if part.strip()]
    return sorted(found, key=len, reverse=True)
