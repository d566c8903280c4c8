"""The sheet that words stand on, written or shown: measure, direction, pills for blanks, lines under findings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.panes.composer.direction import runs_backwards
from ui.panes.composer.geometry import in_view
from ui.panes.composer.marks import Mark, Place, ink_blanks, paint_ground, paint_lines, paint_pills
from ui.theme.roles import set_role
from ui.theme.theme import Theme
from workbench.kernel.places import label_of, open_places
from workbench.kernel.spans import to_utf16

_KEEP = QTextCursor.MoveMode.KeepAnchor
_SAMPLE = "the quick brown fox jumps over the lazy dog "


class Paper(QPlainTextEdit):
    """Plain text in lines that can be read with ease. Positions are UTF-16 units, as Qt counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: str | None = None
        self._blanks: tuple[Place, ...] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._current: Mark | None = None
        self._dressed = False
        set_role(self, "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().contentsChange.connect(self._forget_text)
        self.textChanged.connect(self._dress)
        theme.changed.connect(self._redress)

    def text(self) -> str:
        """The words as typed, with no-break spaces kept."""
        if self._text is None:
            self._text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._text

    def blanks(self) -> tuple[Place, ...]:
        """The open placeholders, in order."""
        if self._blanks is None:
            text = self.text()
            self._blanks = tuple(Place(*to_utf16(text, span)) for span in open_places(text))
        return self._blanks

    def labels(self) -> tuple[str, ...]:
        """What the open placeholders ask for, in order."""
        text = self.text()
        return tuple(label_of(text, span) for span in open_places(text))

    def show_marks(self, marks: Sequence[Mark], current: Mark | None) -> None:
        """Underline ``marks``; the one whose card is open is tinted too."""
        shown = tuple(marks)
        if (shown, current) != (self._marks, self._current):
            self._marks, self._current = shown, current
            self.viewport().update()

    def select(self, place: Place) -> None:
        self.setTextCursor(self.cursor_over(place))
        self.ensureCursorVisible()

    def bring_into_view(self, place: Place) -> None:
        """Scroll to ``place``; the caret stays where it is."""
        caret, bar = self.textCursor(), self.verticalScrollBar()
        self.select(place)
        scrolled = bar.value()
        self.setTextCursor(caret)
        bar.setValue(scrolled)

    def cursor_over(self, place: Place) -> QTextCursor:
        """A cursor that selects ``place``; what lies beyond the end is cut."""
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(place.start, last))
        cursor.setPosition(min(place.end, last), _KEEP)
        return cursor

    def go_to(self, position: int) -> None:
        """Put the caret there, and bring it into view."""
        self.setTextCursor(self.cursor_over(Place(position, 0)))
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        first, last = in_view(self)
        blanks = [blank for blank in self.blanks() if blank.start < last and blank.end > first]
        if blanks or self._current:
            painter = QPainter(self.viewport())
            paint_pills(painter, self, self._theme, blanks)
            if self._current:
                paint_ground(painter, self, self._theme, self._current)
            painter.end()
        super().paintEvent(event)
        marks = [mark for mark in self._marks if mark.at.start < last and mark.at.end > first]
        if marks:
            painter = QPainter(self.viewport())
            paint_lines(painter, self, self._theme, marks)
            painter.end()

    # Inside

    def _forget_text(self, *_where: int) -> None:
        self._text = self._blanks = None

    def _dress(self) -> None:
        self._dress_blanks()
        self._face_reader()

    def _dress_blanks(self) -> None:
        """The braces are still there for who edits, but read as the ends of the pill."""
        if self.blanks() or self._dressed:
            slot = self._theme.tokens.placeholder.open
            ink_blanks(self.document(), self.blanks(), slot.ink, slot.soft)
            self._dressed = bool(self.blanks())

    def _keep_measure(self) -> None:
        """Lines no longer than can be read with ease, whatever the width."""
        metrics = QFontMetricsF(self._theme.fonts.body())
        measure = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * self._theme.tokens.type.measure
        bar = self.verticalScrollBar()
        room = self.width() - (bar.width() if bar.isVisible() else 0)
        spare = max(0, int(room - measure))
        margins = self.viewportMargins()
        backwards = self.isRightToLeft()
        wanted = (spare, 0) if backwards else (0, spare)
        if (margins.left(), margins.right()) != wanted:
            self.setViewportMargins(wanted[0], 0, wanted[1], 0)
            # Qt lays out anew only where it hears of another width, and of this one it does not always hear.
            super().resizeEvent(QResizeEvent(self.viewport().size(), QSize()))

    def _face_reader(self) -> None:
        """Stand at the side the words are read from; Qt does that for rich text only."""
        side = Qt.AlignmentFlag.AlignRight if runs_backwards(self.text()) else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _redress(self) -> None:
        self._dress_blanks()
        self._keep_measure()
        self.viewport().update()


def units(text: str, at: int) -> int:
    """The place ``at`` (code points) of ``text`` in UTF-16 units."""
    return at if text.isascii() else at + sum(1 for letter in text[:at] if letter > "\uffff")
