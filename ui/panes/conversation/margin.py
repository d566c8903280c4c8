"""The margin of a customer's message: a letter beside each thing that they ask, the same as over the reply."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QTextCursor
from PySide6.QtWidgets import QWidget

from ui.panes.conversation.asked_at import begins
from ui.panes.conversation.browser import Words
from ui.theme.theme import Theme
from ui.widgets.ask_letter import paint_letter
from workbench.certainty.asked.model import Asked, Stand
from workbench.kernel.spans import Span, to_utf16

_GAP, _APART, _PAD, _EDGE = 8, 2, 5, 4


class AskMargin:
    """Of the words ``words`` in their card. Knows places in the text; where they are on the screen Qt is asked."""

    def __init__(self, theme: Theme, card: QWidget, words: Words) -> None:
        self._theme, self._card, self._words = theme, card, words
        self._asks: Sequence[Asked] = ()
        self._found: list[tuple[int, Asked]] | None = None  # places in UTF-16 units; None: to be looked for
        words.textChanged.connect(self._forget)

    def show_asks(self, asks: Sequence[Asked]) -> None:
        """Show these, in the order in which they stand in the words; what is not found in them has no mark."""
        self._asks = asks
        self._forget()

    def said(self) -> str:
        """What the letters say, for who does not see them."""
        return " ".join(_said(ask) for _, ask in self._marks())

    def room(self) -> int:
        """Pixels that the letters need beside the words; 0 where there are none."""
        return self._wide() + _GAP if self._marks() else 0

    def paint(self, painter: QPainter) -> None:
        for ask, box in self.boxes():
            paint_letter(painter, self._theme, box, ask.letter, answered=ask.stand is Stand.ANSWERED)

    def tip_at(self, place: QPoint) -> str:
        """What the letter under ``place`` of the card stands for; "" where there is none."""
        return next((_said(ask) for ask, box in self.boxes() if box.contains(place)), "")

    def boxes(self) -> list[tuple[Asked, QRect]]:
        """Where the letters stand in the card: beside the line in which each begins, none over another."""
        high, wide, edge = self._high(), self._wide(), self._edge()
        in_row = max(1, (edge - _EDGE + _APART) // (wide + _APART))
        placed: list[tuple[Asked, QRect]] = []
        bottom = 0
        for middle, asks in self._lines().items():
            for first in range(0, len(asks), in_row):
                row = asks[first : first + in_row]
                top = max(middle - high // 2, bottom + _APART)
                for behind, ask in enumerate(reversed(row)):
                    box = QRect(edge - wide - behind * (wide + _APART), top, wide, high)
                    placed.append((ask, self._turned(box)))
                bottom = top + high
        return placed

    def _marks(self) -> list[tuple[int, Asked]]:
        if self._found is None:
            text = self._words.document().toPlainText() if self._asks else ""
            self._found = [
                (to_utf16(text, Span(at, at))[0], ask)
                for ask, at in zip(self._asks, begins(text, [ask.text for ask in self._asks]), strict=True)
                if at is not None
            ]
        return self._found

    def _forget(self) -> None:
        """There are other words, or other asks."""
        self._found = None

    def _lines(self) -> dict[int, list[Asked]]:
        """By the middle of each line, what begins in it."""
        lines: dict[int, list[Asked]] = {}
        for at, ask in self._marks():
            cursor = QTextCursor(self._words.document())
            cursor.setPosition(at)
            middle = self._words.y() + self._words.cursorRect(cursor).center().y()
            lines.setdefault(middle, []).append(ask)
        return lines

    def _high(self) -> int:
        return QFontMetrics(self._theme.fonts.caption()).height()

    def _wide(self) -> int:
        return QFontMetrics(self._theme.fonts.caption()).horizontalAdvance("M") + _PAD

    def _edge(self) -> int:
        """How far from the side of the card where lines begin the letters may reach."""
        words = self._words.geometry()
        if self._is_mirrored():
            return self._card.width() - words.right() - 1 - _GAP
        return words.left() - _GAP

    def _is_mirrored(self) -> bool:
        return self._words.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _turned(self, box: QRect) -> QRect:
        if not self._is_mirrored():
            return box
        return QRect(self._card.width() - box.right() - 1, box.top(), box.width(), box.height())


def _said(ask: Asked) -> str:
    stand = "answered" if ask.stand is Stand.ANSWERED else "open"
    return f"{ask.letter}, {stand}: {ask.text}"
