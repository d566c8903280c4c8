"""Copies words for other programs: rich text and plain text together, so that each takes what it can."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from workbench.drafts.render import render
from workbench.kernel.places import without_slots
from workbench.library.model import Filled, Snippet
from workbench.tickets.plain import to_text


def as_mime(markdown: str) -> QMimeData:
    """``markdown`` as HTML and as plain text; a slot for own words goes with its sentence."""
    rendered = render(without_slots(markdown))
    mime = QMimeData()
    mime.setHtml(rendered.html)
    mime.setText(to_text(rendered.html))  # without the marks of Markdown, which nobody else reads
    return mime


def copied(snippet: Snippet, filled: Filled, spent: str) -> str:
    """Copy ``filled`` unless something is open in it, or ``spent`` says why it may not be used; what to say then."""
    if spent:
        return f"Not copied. {spent}"
    if filled.open:
        return f"Not copied, for there are blanks: {', '.join(filled.open)}. Insert it and fill them first."
    QGuiApplication.clipboard().setMimeData(as_mime(filled.text))
    return f"“{snippet.title}” is copied."
