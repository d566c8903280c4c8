"""The words in the bubble: personal data in them stands out, and shows how it will be masked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from ui.panes.conversation.words import plain
from ui.theme.theme import Theme
from workbench.feedback.personal import Mark
from workbench.kernel.text import in_marks

_MOST = 180  # letters


class Quote(QLabel):
    """Selected words on as few lines as they need."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    def show_words(self, words: str, marks: Sequence[Mark], *, masked: bool) -> None:
        """Show ``words``; where they are longer than there is room for, their beginning."""
        html, said, left = "", "", _MOST
        for text, mark in _pieces(words, marks):
            part = plain(f"x{mark.what.mask if mark and masked else text}x")[1:-1]
            cut = part if len(part) <= left else part[: max(0, left - 1)].rstrip() + "…"
            left -= len(part)
            html += self._dressed(cut) if mark else escape(cut)
            said += cut
            if left <= 0:
                break
        quoted = in_marks(said)
        self.setText(f"{quoted[0]}{html}{quoted[-1]}")
        self.setAccessibleName(in_marks(said))

    def _dressed(self, text: str) -> str:
        ground, ink = (self._theme.colour(f"tone.warning.{part}").name() for part in ("soft", "ink"))
        return f'<span style="background-color:{ground}; color:{ink}">{escape(text)}</span>'


def _pieces(words: str, marks: Sequence[Mark]) -> list[tuple[str, Mark | None]]:
    pieces: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in marks:
        pieces += [(words[at : mark.span.start], None), (words[mark.span.start : mark.span.end], mark)]
        at = mark.span.end
    return [*pieces, (words[at:], None)]
