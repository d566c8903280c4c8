"""The sheet that words stand on, written or shown: measure, direction, pills for blanks, lines under findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.writing.direction import runs_backwards
from ui.writing.geometry import in_view
from ui.writing.marks import Mark, Pill, Place, ink_blanks, paint_ground, paint_lines, paint_pills, paint_ring
from ui.writing.objects import Things, is_stop
from workbench.kernel.gate import PutIn, fading, leaving, to_fill
from workbench.kernel.places import is_slot, label_of, places
from workbench.kernel.spans import Span, Units
from workbench.kernel.text import fold
from workbench.library.model import Filled, Placed, State
from workbench.library.put_in import put_in

_WORD = re.compile(r"\w+")
_MOST_PILLS = 2_000  # what is beyond is found by the gate all the same, which reads the words
_KEEP = QTextCursor.MoveMode.KeepAnchor
_SAMPLE = "the quick brown fox jumps over the lazy dog "


class Paper(QPlainTextEdit):
    """Plain text in lines that can be read with ease. Positions are UTF-16 units, as Qt counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: str | None = None
        self._pills: tuple[Pill, ...] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._current: Mark | None = None
        self._dressed = False
        self._showing = False
        set_role(self, "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().contentsChange.connect(self._forget_text)
        self.things = Things(self.document())
        self.textChanged.connect(self._dress)
        theme.changed.connect(self._redress)

    def text(self) -> str:
        """The words as typed, with no-break spaces kept."""
        if self._text is None:
            self._text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._text

    def pills(self) -> tuple[Pill, ...]:
        """The placeholders, those with a value and those without, in order."""
        if self._pills is None:
            text = self.text()
            known, units = self.put_in_by_snippets(), Units(text)
            spans = places(text, frozenset((*known.blanks, *known.optional)))[:_MOST_PILLS]
            blanks = {Place(*units.to_utf16(span)): is_slot(text, span) for span in spans}
            found = {place: Pill(place, _shown(thing.placed), place in blanks) for place, thing in self.things.all()}
            for place, slot in blanks.items():
                found.setdefault(place, Pill(place, State.YOURS if slot else State.EMPTY, blank=True))
            self._pills = tuple(sorted(found.values(), key=lambda pill: pill.at.start))
        return self._pills

    def blanks(self) -> tuple[Place, ...]:
        """Where something is to be filled in, in order; a place for own words too."""
        return tuple(pill.at for pill in self.pills() if pill.blank)

    def stops(self) -> tuple[Place, ...]:
        """Where Tab stops: the blanks, what looks wrong, and what may be another."""
        odd = {place for place, thing in self.things.all() if is_stop(thing)}
        return tuple(pill.at for pill in self.pills() if pill.blank or pill.at in odd)

    def labels(self) -> tuple[str, ...]:
        """What must be filled in, in order."""
        text = self.text()
        return tuple(label_of(text, span) for span in to_fill(text, self.put_in_by_snippets()))

    def to_fill(self) -> tuple[Place, ...]:
        """Where something must be filled in, in order."""
        text, units = self.text(), Units(self.text())
        return tuple(Place(*units.to_utf16(span)) for span in to_fill(text, self.put_in_by_snippets()))

    def put_in_by_snippets(self) -> PutIn:
        """What of the words is from snippets, for the gate."""
        return put_in((thing.placed, thing.words) for _, thing in self.things.all())

    def leaving(self) -> str:
        """The words as they leave, without what goes away when it is left."""
        return leaving(self.text(), self.put_in_by_snippets())

    def doubtful(self) -> tuple[tuple[Place, str], ...]:
        """Values that were put in and look wrong, in order, each with its words."""
        things = self.things.all()
        return tuple((place, thing.words) for place, thing in things if thing.placed.state is State.SUSPICIOUS)

    def show_filled(self, filled: Filled) -> None:
        """Show a snippet as it would be inserted."""
        self._showing = True  # words and objects come one after the other, and are dressed together
        self.setPlainText(filled.text)
        self.things.show(filled)
        self._showing = False
        self._forget_text()
        self._dress()
        self.viewport().update()

    def show_marks(self, marks: Sequence[Mark], current: Mark | None) -> None:
        """Underline ``marks``; the one whose card is open is tinted too."""
        shown = tuple(marks)
        if (shown, current) != (self._marks, self._current):
            self._marks, self._current = shown, current
            self.viewport().update()

    def highlight(self, beginnings: Sequence[str]) -> None:
        """Tint the words that begin with one of these, which are folded; a letter alone tints nothing."""
        wanted = tuple(word for word in beginnings if len(word) > 1)
        found, text, tint = [], self.text(), QTextCharFormat()
        units = Units(text)
        tint.setBackground(self._theme.colour("surface.pressed"))  # not that of a value which is filled in
        for match in _WORD.finditer(text) if wanted else ():
            if fold(match[0]).startswith(wanted):
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self.cursor_over(Place(*units.to_utf16(Span(*match.span()))))
                selection.format = tint
                found.append(selection)
        self.setExtraSelections(found)

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
        pills = [pill for pill in self.pills() if pill.at.start < last and pill.at.end > first]
        if pills or self._current:
            painter = QPainter(self.viewport())
            paint_pills(painter, self, self._theme, pills)
            if self._current:
                paint_ground(painter, self, self._theme, self._current)
            painter.end()
        super().paintEvent(event)
        marks = [mark for mark in self._marks if mark.at.start < last and mark.at.end > first]
        chosen = self._chosen(pills)
        if marks or chosen:
            painter = QPainter(self.viewport())
            paint_lines(painter, self, self._theme, marks)
            if chosen:
                paint_ring(painter, self, self._theme, chosen)
            painter.end()

    # Inside

    def _chosen(self, pills: Sequence[Pill]) -> Pill | None:
        """The placeholder that is selected as a whole, and would be typed over."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self.hasFocus():
            return None
        selected = Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())
        return next((pill for pill in pills if pill.at == selected), None)

    def _forget_text(self, *_where: int) -> None:
        self._text = self._pills = None

    def _dress(self) -> None:
        if self._showing:
            return
        self._dress_blanks()
        self._face_reader()

    def _dress_blanks(self) -> None:
        """The braces are still there for who edits, but read as the ends of the pill."""
        if self.pills() or self._dressed:
            ink_blanks(self.document(), self.pills(), self._fading(), self._theme)
            self._dressed = bool(self.pills())

    def _fading(self) -> tuple[Place, ...]:
        text, blanks = self.text(), set(self.blanks())
        units = Units(text)
        spans = (Place(*units.to_utf16(span)) for span in fading(text, self.put_in_by_snippets()))
        return tuple(place for place in spans if place not in blanks)

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


def _shown(placed: Placed) -> State:
    """An answer that nobody must give looks like a slot: both go away when they are left."""
    return State.YOURS if placed.may_be_left else placed.state


def units(text: str, at: int) -> int:
    """The place ``at`` (code points) of ``text`` in UTF-16 units."""
    return at if text.isascii() else at + sum(1 for letter in text[:at] if letter > "\uffff")
