"""The field a reply is typed in: Markdown source, blanks as pills, lines under what is to be verified."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QTextCharFormat
from PySide6.QtWidgets import QToolTip, QWidget

from ui.panes.composer.stops import Stops
from ui.theme.theme import Theme
from ui.widgets.tips import tip
from ui.writing.marks import Place
from ui.writing.paper import Paper, units
from workbench.kernel.spans import Span, from_utf16, to_utf16
from workbench.library.model import Filled, State

_SENTINEL = "\u200b"


class ReplyEditor(Paper):
    """``typed``: the words changed by the agent's act. ``left``: Esc when empty, or twice.

    ``pointed``: where the pointer rests over the words, as a point on the viewport. Positions are UTF-16 units.
    """

    typed = Signal()
    left = Signal()
    pointed = Signal(QPoint)
    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stops_through = Stops(self)
        self._loading = False
        self._about_to_leave = False
        self._takes: Callable[[QKeyEvent], bool] = lambda _event: False
        self._gives_way: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.textChanged.connect(self._on_text)

    # What it holds

    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return from_utf16(self.text(), self.textCursor().position()).start

    def load(self, text: str, caret: int | None = None, places: str = "") -> None:
        """Show another draft; its history begins anew. ``caret`` in code points; None: at the end.

        ``places``: its placeholders as `written_places` gave them.
        """
        self._loading = True
        self.stops_through.take()
        self.stops_through.then(None)
        self.setCurrentCharFormat(QTextCharFormat())  # or Qt would give all of the new words that of the old caret
        self.setPlainText(text)
        self.things.restore(text, places)
        self.show_marks((), None)
        self._loading = False
        at = len(text) if caret is None else min(caret, len(text))
        self.go_to(units(text, at))

    def written_places(self) -> str:
        """The placeholders with a value, for a later `load`."""
        return self.things.written(self.text())

    def exchange(self, text: str, caret: int) -> None:
        """Put ``text`` in the place of all that is there, as one step that can be undone."""
        length = units(self.text(), len(self.text()))
        self.replace(Place(0, length), text)
        self.go_to(units(text, min(caret, len(text))))

    # What is done to it

    def replace(self, over: Place, text: str) -> None:
        """Put ``text`` in the place of ``over``: one step of undo, which later typing does not grow into."""
        self._replace(over, Filled(text=text, caret=0))

    def put_in(self, filled: Filled, over: Place | None = None) -> None:
        """Insert a snippet over ``over`` or the selection; then its first stop is selected, or its caret gone to."""
        if over is None:
            over = self.selection()
        self._replace(over, filled)
        end = over.start + units(filled.text, len(filled.text))
        inside = [blank for blank in self.blanks() if over.start <= blank.start and blank.end <= end]
        on = over.start + units(filled.text, filled.caret)
        if inside:
            self.stops_through.then(None if on == inside[0].start else on)
            self.stops_through.go_to(inside[0])
        else:
            self.go_to(on)

    def _replace(self, over: Place, filled: Filled) -> None:
        self.stops_through.take()
        cursor = self.cursor_over(over)
        cursor.beginEditBlock()
        self.things.insert(cursor, filled)
        cursor.insertText(_SENTINEL, QTextCharFormat())
        # A step that ends in a removal: Qt would add letters typed next to one that ends in an insertion.
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.go_to(cursor.position())

    def form(self, text: str, start: int, length: int) -> None:
        """Put ``text`` in the place of the selection, then select a part of it (code points)."""
        over = self.selection()
        self.replace(over, text)
        at, long = to_utf16(text, Span(start, start + length))
        self.select(Place(over.start + at, long))

    def selection(self) -> Place:
        cursor = self.textCursor()
        return Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())

    def next_blank(self, *, round_and_round: bool = True) -> bool:
        """Go to the next stop; see `Stops.next`."""
        return self.stops_through.next(round_and_round=round_and_round)

    def next_odd(self) -> None:
        """Go to the first value that looks wrong."""
        odd = [place for place, thing in self.things.all() if thing.placed.state is State.SUSPICIOUS]
        if odd:
            self.stops_through.go_to(odd[0])

    def take_keys(self, takes: Callable[[QKeyEvent], bool]) -> None:
        """Offer each key to ``takes`` first; what it takes is not typed."""
        self._takes = takes

    def give_way(self, to: Callable[[QKeyEvent], bool]) -> None:
        """Leave the keys that ``to`` names to the window's shortcuts, though a text field would use them."""
        self._gives_way = to

    # Qt's calls

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._tip(event.pos()), self)
            return True
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                if self._gives_way(event):
                    event.ignore()
                    return False
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    return True
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_out()
            return
        self._about_to_leave = False
        if self._deletes_blank(event):
            return
        if not self._begins_word(event):
            super().keyPressEvent(event)
            return
        # Qt would undo all that was typed in one go; a block at the first letter makes it word by word.
        cursor = self.textCursor()
        cursor.beginEditBlock()
        super().keyPressEvent(event)
        cursor.endEditBlock()

    def focusNextPrevChild(self, forward: bool) -> bool:
        if forward and not self.isReadOnly() and self.next_blank(round_and_round=False):
            return True
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._about_to_leave = False
        self.focused.emit(False)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if not event.buttons():
            self.pointed.emit(event.position().toPoint())

    # Inside

    def _tip(self, point: QPoint) -> str:
        """What the placeholder under the pointer stands for, and where its value is from."""
        position = self.cursorForPosition(point - self.viewport().pos()).position()
        for place, thing in self.things.all():
            if place.start <= position <= place.end:
                placed = thing.placed
                return tip(f"{placed.label}: {placed.why}" if placed.why else placed.label)
        return ""

    def _on_text(self) -> None:
        if not self._loading:
            self.typed.emit()

    def _deletes_blank(self, event: QKeyEvent) -> bool:
        """A blank goes as a whole: half a pair of braces helps nobody."""
        cursor = self.textCursor()
        back, ahead = event.key() == Qt.Key.Key_Backspace, event.key() == Qt.Key.Key_Delete
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if cursor.hasSelection() or self.isReadOnly() or held or not (back or ahead):
            return False
        at = cursor.position()
        for blank in self.blanks():
            if (back and blank.end == at) or (ahead and blank.start == at):
                self.cursor_over(blank).removeSelectedText()
                return True
        return False

    def _begins_word(self, event: QKeyEvent) -> bool:
        letter = event.text()
        if self.isReadOnly() or not letter or not letter.isprintable() or letter.isspace():
            return False
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()][-1:]
        return not before or before.isspace()

    def _step_out(self) -> None:
        if self._about_to_leave or not self.text().strip():
            self._about_to_leave = False
            self.left.emit()
        else:
            self._about_to_leave = True
