"""Shows a snippet's text as the customer will read it, with each placeholder named where its value will stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextBrowser

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from workbench.drafts.render import render
from workbench.kernel.spans import Span, to_utf16
from workbench.library.model import Snippet

_PLACE = re.compile(r"\{\{\s*([a-z][a-z0-9_.]{0,60})\s*(?:\|([^{}\n]{0,120}))?\}\}")
_LINE_SHARE = 0.83  # Qt counts from the font's own line, which is higher than its size
_SPACE = "\N{NO-BREAK SPACE}"
_NAMES = {
    "customer.first_name": "customer’s first name",
    "customer.full_name": "customer’s name",
    "customer.email": "customer’s address",
    "customer.company": "customer’s company",
    "ticket.number": "ticket number",
    "ticket.subject": "subject",
    "agent.first_name": "your first name",
    "agent.full_name": "your name",
    "agent.email": "your address",
    "cursor": "typing goes on here",
}


def place_name(name: str, fallback: str | None, fields: Mapping[str, str]) -> str:
    """What will stand in a placeholder, for a person to read."""
    named = _NAMES.get(name) or fields.get(name.removeprefix("field.")) or name
    return f"{named}, or “{fallback.strip()}”" if fallback and fallback.strip() else named


class BodyView(QTextBrowser):
    """As high as its text; loads nothing and opens nothing, for packs come from others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._snippet: Snippet | None = None
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(self.verticalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(self.horizontalScrollBarPolicy().ScrollBarAlwaysOff)
        self.setAccessibleName("Text of the snippet")
        self.document().setDocumentMargin(0)
        set_role(self, "bare")
        theme.changed.connect(self._write)

    def show_snippet(self, snippet: Snippet) -> None:
        self._snippet = snippet
        self._write()

    def loadResource(self, _type: int, _name: QUrl | str) -> object:
        """Nothing, from nowhere."""
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        if self._snippet is None:
            return
        self.document().setDefaultFont(self._theme.fonts.body())
        self.setHtml(render(self._snippet.body).html)
        self._space_lines()
        self._name_places(self._snippet.fields)
        self._fit()

    def _space_lines(self) -> None:
        """Room between lines, as in every reading area."""
        spaced = QTextBlockFormat()
        height = round(self._theme.tokens.type.line_height * 100 * _LINE_SHARE)
        spaced.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _name_places(self, fields: Mapping[str, str]) -> None:
        text = self.toPlainText()
        for match in reversed(list(_PLACE.finditer(text))):
            cursor = QTextCursor(self.document())
            start, length = to_utf16(text, Span(*match.span()))
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            words = place_name(match[1], match[2], fields).replace(" ", _SPACE)
            cursor.insertText(f"{_SPACE}{words}{_SPACE}", self._look(match[1]))

    def _look(self, name: str) -> QTextCharFormat:
        """Known values, what the agent is asked for, and the place of the caret look different."""
        slots = self._theme.tokens.placeholder
        look = QTextCharFormat()
        look.setFont(self._theme.fonts.caption())
        if name == "cursor":
            look.setForeground(self._theme.colour("text.faint"))
            look.setFontItalic(True)
            return look
        slot = slots.filled if name in _NAMES else slots.open
        look.setForeground(QColor(slot.ink))
        look.setBackground(QColor(slot.soft))
        if name not in _NAMES:
            look.setFontUnderline(True)
        return look

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(round(self.document().size().height()) + 4)

