"""Tab from stop to stop through a reply: what is typed over one is its value, for every place that asks the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor

from ui.widgets.times import long_day
from ui.writing.marks import Place
from ui.writing.objects import Thing, from_you
from ui.writing.paper import Paper
from workbench.kernel.spans import Span
from workbench.library.model import Placed, State
from workbench.library.template.days import read_day
from workbench.library.template.fields import misfit
from workbench.packs.model import FieldType

_KEEP = QTextCursor.MoveMode.KeepAnchor
_NOWHERE = Span(0, 0)
_SHARED = {State.EMPTY, State.UNKNOWN, State.DEFAULTED, State.SUSPICIOUS}


class Stops(QObject):
    """Of one sheet. ``reached`` (Placed): the caret has come to a stop, whose words are selected. ``left``: it left."""

    reached = Signal(object)
    left = Signal()

    def __init__(self, paper: Paper) -> None:
        super().__init__(paper)
        self._paper = paper
        self._placed: Placed | None = None
        self._was = ""
        self._language = ""
        self._begin = QTextCursor(paper.document())
        self._end = QTextCursor(paper.document())
        self._busy = False
        self._on: QTextCursor | None = None
        self._through: Place | None = None
        paper.cursorPositionChanged.connect(self._on_caret)

    def speak(self, language: str) -> None:
        """In which language days are read and written."""
        self._language = language

    def then(self, position: int | None) -> None:
        """Where Tab goes after the last stop; None: it stays behind its value."""
        self._on = None
        if position is not None:
            self._on = QTextCursor(self._paper.document())
            self._on.setPosition(position)

    def next(self, *, round_and_round: bool = True) -> bool:
        """Go to the next stop after the selection; whether there was one to go to.

        Without ``round_and_round`` Tab goes on writing after the last one, and from there it leaves, so that it never
        traps anybody.
        """
        inside, once = self._placed is not None, not round_and_round
        self.take()
        here, stops = self._selection(), self._paper.stops()
        if once and here == self._through:
            return False
        later = [stop for stop in stops if stop.start >= here.end and stop != here]
        if not stops or (not later and once and here in stops):
            return once and (inside or here in stops) and self._go_on(here)
        self.go_to((later or list(stops))[0])
        return True

    def go_to(self, stop: Place) -> None:
        """Select a stop, so that what is typed takes its place."""
        self.take()
        self._busy = True
        self._paper.select(stop)
        self._busy = False
        words = self._paper.cursor_over(stop).selectedText()
        thing = self._paper.things.at(stop)
        self._placed = thing.placed if thing else _of_blank(words)
        self._was = words
        self._begin.setPosition(stop.start)
        self._begin.setKeepPositionOnInsert(True)
        self._end.setPosition(stop.end)
        self.reached.emit(self._placed)

    def here(self) -> Placed | None:
        """What is being filled in."""
        return self._placed

    def fill(self, words: str) -> None:
        """Put ``words`` in the place of the stop, as if they had been typed."""
        if self._placed is not None:
            cursor = self._span()
            cursor.insertText(words)
            self._busy = True
            self._paper.setTextCursor(self._end)
            self._busy = False

    def take(self) -> None:
        """Leave the stop: what stands there now is its value, here and wherever the same is asked."""
        placed, self._placed = self._placed, None
        if placed is None:
            return
        self.left.emit()
        cursor = self._span()
        words = cursor.selectedText().replace("\u2029", "\n")
        if words == self._was or not words.strip() or "{{" in words or ("\n" in words and not _takes_lines(placed)):
            return
        wrong = misfit(placed.field, words, self._language) if placed.field else ""
        if placed.field and placed.field.type is FieldType.DATE and not wrong:
            words = self._write_day(cursor, words)
        value = from_you(placed, wrong)
        self._paper.things.mark(cursor, value)
        self._fill_others(placed, words, value)

    def _write_day(self, cursor: QTextCursor, typed: str) -> str:
        """A day is written out as the form does it, in the language of the words round it."""
        found = read_day(typed, date.today(), self._language)
        words = long_day(found, self._language) if found else typed
        if words != typed:
            start, caret = cursor.selectionStart(), self._paper.textCursor()
            at_end = caret.position() == cursor.selectionEnd()
            self._busy = True
            cursor.joinPreviousEditBlock()
            cursor.insertText(words)
            cursor.endEditBlock()
            if at_end:
                self._paper.setTextCursor(cursor)
            self._busy = False
            cursor.setPosition(start)
            cursor.setPosition(start + _units(words), _KEEP)
        return words

    def _go_on(self, here: Place) -> bool:
        """The last one is done: typing goes on in the reply."""
        cursor = QTextCursor(self._paper.document())
        cursor.setPosition(here.end if self._on is None else self._on.position())
        self._paper.setTextCursor(cursor)
        self._through, self._on = self._selection(), None
        return True

    def _fill_others(self, placed: Placed, words: str, value: Placed) -> None:
        """A value that is asked for again is not typed again."""
        if placed.state not in _SHARED or not placed.name:
            return
        document = self._paper.document()
        others = [place for place in self._paper.stops() if self._asks_same(place, placed)]
        caret = self._paper.textCursor()
        for place in reversed(others):
            cursor = QTextCursor(document)
            cursor.joinPreviousEditBlock()
            cursor.setPosition(place.start)
            cursor.setPosition(place.end, _KEEP)
            cursor.insertText(words)
            cursor.setPosition(place.start)
            cursor.setPosition(place.start + _units(words), _KEEP)
            cursor.endEditBlock()
            self._paper.things.mark(cursor, replace(value))
        self._busy = True
        self._paper.setTextCursor(caret)
        self._busy = False

    def _asks_same(self, place: Place, placed: Placed) -> bool:
        thing: Thing | None = self._paper.things.at(place)
        other = thing.placed if thing else _of_blank(self._paper.cursor_over(place).selectedText())
        same = other.name == placed.name if thing else other.label == placed.label
        return same and other.state in _SHARED

    def _on_caret(self) -> None:
        """Whoever walks away with the arrows or the pointer has left it too."""
        if self._placed is None or self._busy:
            return
        caret = self._paper.textCursor()
        first, last = self._begin.position(), self._end.position()
        if not (first <= caret.selectionStart() and caret.selectionEnd() <= last):
            self.take()

    def _span(self) -> QTextCursor:
        cursor = QTextCursor(self._paper.document())
        cursor.setPosition(self._begin.position())
        cursor.setPosition(max(self._begin.position(), self._end.position()), _KEEP)
        return cursor

    def _selection(self) -> Place:
        cursor = self._paper.textCursor()
        return Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())


def _of_blank(words: str) -> Placed:
    """A blank of which nothing is known but its label, as after a restart with other words round it."""
    label = words.removeprefix("{{").removesuffix("}}").strip()
    state = State.YOURS if label.startswith("yours:") else State.EMPTY
    return Placed(span=_NOWHERE, name=f"label:{label}" if state is State.EMPTY else "", label=label, state=state)


def _takes_lines(placed: Placed) -> bool:
    return placed.field is not None and placed.field.type is FieldType.LONG


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
