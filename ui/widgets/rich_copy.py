"""Copies words for other programs: rich text and plain text together, so that each takes what it can."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from workbench.drafts.render import render
from workbench.kernel.gate import leaving
from workbench.library.model import Filled, Snippet, State
from workbench.library.put_in import put_in_by, verdict_on
from workbench.tickets.plain import to_text

_NAMED = 3
_ODD = State.SUSPICIOUS


def as_mime(markdown: str) -> QMimeData:
    """``markdown`` as HTML and as plain text."""
    rendered = render(markdown)
    mime = QMimeData()
    mime.setHtml(rendered.html)
    mime.setText(to_text(rendered.html))  # without the marks of Markdown, which nobody else reads
    return mime


def as_it_leaves(filled: Filled) -> QMimeData:
    """A snippet without what goes away when it is left."""
    return as_mime(leaving(filled.text, put_in_by(filled)))


def copied(snippet: Snippet, filled: Filled, spent: str) -> str:
    """Copy ``filled`` unless the gate is against it, or ``spent`` says why it may not be used; what to say then."""
    if spent:
        return f"Not copied. {spent}"
    found = verdict_on(filled)
    if found.open:
        return f"Not copied, for there are blanks: {', '.join(found.open)}. Insert it and fill them first."
    if found.odd:
        return f"Not copied. Look first: {said_of_odd(filled)}. Insert it and change it there."
    QGuiApplication.clipboard().setMimeData(as_it_leaves(filled))
    return f"“{snippet.title}” is copied."


def said_of_odd(filled: Filled) -> str:
    """What may be wrong, with the reason where there is one."""
    wrong = {filled.text[each.span.start : each.span.end]: each for each in filled.places if each.state is _ODD}
    words = [
        f"{wrong[piece].label} “{piece}” {wrong[piece].why}" if piece in wrong else f"“{piece}” may be a gap"
        for piece in verdict_on(filled).odd
    ]
    return "; ".join(words[:_NAMED]) + ("; …" if len(words) > _NAMED else "")
