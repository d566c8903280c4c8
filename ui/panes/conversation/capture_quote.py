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
_BESIDE, _FEW = 16, 6  # letters on either side of a detail further down; up to so many of them


class Quote(QLabel):
    """Selected words on as few lines as they need. Whatever is masked is seen, however long they are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    def show_words(self, words: str, marks: Sequence[Mark], *, masked: bool) -> None:
        """Show ``words``; where they are longer than there is room for, their beginning and each detail beyond it."""
        html, said = "", ""
        for text, mark in _shown(words, marks):
            part = plain(f"x{mark.what.mask if mark and masked else text}x")[1:-1]
            html += self._dressed(part) if mark else escape(part)
            said += part
        quoted = in_marks(said)
        self.setText(f"{quoted[0]}{html}{quoted[-1]}")
        self.setAccessibleName(quoted)

    def _dressed(self, text: str) -> str:
        ground, ink = (self._theme.colour(f"tone.warning.{part}").name() for part in ("soft", "ink"))
        return f'<span style="background-color:{ground}; color:{ink}">{escape(text)}</span>'


def _shown(words: str, marks: Sequence[Mark]) -> list[tuple[str, Mark | None]]:
    """The beginning of ``words``, and where they go on each detail with what stands beside it; the same one once."""
    whole = _pieces(words, marks)
    if len(words) <= _MOST:
        return whole
    shown: list[tuple[str, Mark | None]] = []
    left, cut, seen = _MOST, False, set()
    beside = _BESIDE if len(marks) <= _FEW else 0
    for at, (text, mark) in enumerate(whole):
        if not cut:
            cut = mark is None and len(text) > left
            shown.append((f"{text[: max(left - 1, 0)].rstrip()}…" if cut else text, mark))
            left -= len(text)
        elif mark is not None and text not in seen:
            before, after = whole[at - 1][0][-beside:] if beside else "", whole[at + 1][0][:beside]
            shown += [(f" {before}" if before else " ", None), (text, mark), (f"{after}…", None)]
        if mark is not None:
            seen.add(text)
    return shown


def _pieces(words: str, marks: Sequence[Mark]) -> list[tuple[str, Mark | None]]:
    pieces: list[tuple[str, Mark | None]] = []
    at = 0
    for mark in marks:
        pieces += [(words[at : mark.span.start], None), (words[mark.span.start : mark.span.end], mark)]
        at = mark.span.end
    return [*pieces, (words[at:], None)]
