"""Shows a snippet's text as the customer will read it, with each placeholder named where its value will stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.safe_browser import SafeBrowser
from workbench.drafts.render import render
from workbench.kernel.errors import UserError
from workbench.kernel.spans import Span, to_utf16
from workbench.library.model import Snippet
from workbench.library.words import NAMES

_PLACE = re.compile(r"(?<!\\)\{\{([^{}\n]{0,300})\}\}")
_CONDITION = re.compile(r"\?\s*(!?)\s*([a-z][a-z0-9_.]*)\s*(?:(!?=)\s*(.*))?")
_LINE_SHARE = 0.83  # Qt counts from the font's own line, which is higher than its size
_INDENT = 20
_LONGEST = 20_000
_SPACE, _EDGE = "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}"
_SIGNS = tuple("?:/")
_NAMES = {**NAMES, "cursor": "typing goes on here"}


def place_name(inside: str, fields: Mapping[str, str]) -> str:
    """What will stand in a placeholder, for a person to read. ``inside``: what is written between the braces."""
    inside = inside.strip()
    if inside == "/":
        return "until here"
    if inside == ":":
        return "otherwise"
    if match := _CONDITION.fullmatch(inside):
        turned, name, sign, value = match.groups()
        word = "unless" if (turned == "!") != (sign == "!=") else "only if"
        return f"{word} {_named(name, fields)}{f' is {value}' if value else ''}"
    if inside.startswith(">"):
        return f"snippet {inside[1:].strip()}"
    name, bar, fallback = inside.partition("|")
    if name.strip() == "yours":
        return f"your own words: {fallback.strip()}" if fallback.strip() else "your own words"
    named = _named(name.strip(), fields)
    return f"{named}, or “{fallback.strip()}”" if bar and fallback.strip() else named


def _named(name: str, fields: Mapping[str, str]) -> str:
    plain = name.removeprefix("fact.").replace("_", " ") if name.startswith("fact.") else name
    return _NAMES.get(name) or fields.get(name.removeprefix("field.")) or plain


class BodyView(SafeBrowser):
    """As high as its text; loads nothing and opens nothing, for packs come from others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(grows=True)
        self._theme = theme
        self._fields: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setIndentWidth(_INDENT)
        self.setAccessibleName("Text of the snippet")
        set_role(self, "bare")

    def show_snippet(self, snippet: Snippet) -> None:
        self._fields = {each.name: each.label for each in snippet.fields}
        try:
            self.setHtml(render(snippet.body).html)
        except UserError:  # more than a letter to a person can hold
            self.setHtml(f"<p>{escape(snippet.body[:_LONGEST])}</p>")

    def setHtml(self, text: str) -> None:
        """Show ``text`` with room between lines, and say what will stand in each placeholder."""
        super().setHtml(text)
        self._space_lines()
        self._name_places()

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        height = round(self._theme.tokens.type.line_height * 100 * _LINE_SHARE)
        spaced.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _name_places(self) -> None:
        text = self.toPlainText()
        for match in reversed(list(_PLACE.finditer(text))):
            cursor = QTextCursor(self.document())
            start, length = to_utf16(text, Span(*match.span()))
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            words = place_name(match[1], self._fields).replace(" ", _SPACE)
            cursor.insertText(f"{_EDGE}{words}{_EDGE}", self._look(match[1].partition("|")[0].strip()))

    def _look(self, name: str) -> QTextCharFormat:
        """Known values, what the agent is asked for, and the place of the caret look different."""
        slots = self._theme.tokens.placeholder
        look = QTextCharFormat()
        look.setFont(self._theme.fonts.caption())
        if name == "cursor" or name.startswith(_SIGNS):  # nothing of it will stand there
            look.setForeground(self._theme.colour("text.faint"))
            look.setFontItalic(True)
            return look
        own = name == "yours"
        known = own or name in _NAMES or name.startswith("fact.") or not name[:1].isalpha()
        slot = slots.filled if known else slots.open
        look.setForeground(QColor(slot.ink))
        look.setBackground(QColor(slot.soft))
        if own or not known:  # as in the reply: dashes round what may be left, a line round what must be filled
            styles = QTextCharFormat.UnderlineStyle
            look.setUnderlineStyle(styles.DashUnderline if own else styles.SingleUnderline)
        return look
