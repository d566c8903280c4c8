"""The field a reply is typed in: Markdown source, blanks as pills, lines under what is to be verified."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.panes.composer.carried import OURS, carried, carrying
from ui.panes.composer.stops import Stops
from ui.panes.composer.wholes import cut_by, inside, selection_of, writes
from ui.theme.theme import Theme
from ui.widgets.tips import tip
from ui.writing.marks import Place
from ui.writing.paper import Paper, units
from workbench.kernel.spans import Span, from_utf16, to_utf16
from workbench.library.model import Filled

_SENTINEL = "\u200b"
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
_HELD = ~Qt.KeyboardModifier.KeypadModifier


class ReplyEditor(Paper):
    """``typed``: the words changed by the agent's act. ``left``: Esc when empty, or twice.

    ``pointed``: where the pointer rests over the words, as a point on the viewport. ``kept_back`` (labels): what was
    copied is for this reply alone, for these are open in it. Positions are UTF-16 units.
    """

    typed = Signal()
    left = Signal()
    pointed = Signal(QPoint)
    focused = Signal(bool)
    kept_back = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.stops_through = Stops(self)
        self._loading = False
        self._about_to_leave = False
        self._takes: Callable[[QKeyEvent], bool] = lambda _event: False
        self._gives_way: Callable[[QKeyEvent], bool] = lambda _event: False
        self._claims: Callable[[QKeyEvent], bool] = lambda _event: False
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._open_in_copy: tuple[str, ...] = ()
        self.textChanged.connect(self._on_text)
        QGuiApplication.clipboard().dataChanged.connect(self._on_copied)

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
        self.go_to(over.start)  # the beginning stays in view as far as the first stop allows
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

    def take_keys(self, takes: Callable[[QKeyEvent], bool]) -> None:
        """Offer each key to ``takes`` first; what it takes is not typed."""
        self._takes = takes

    def claim_keys(self, claims: Callable[[QKeyEvent], bool]) -> None:
        """Keep the keys that ``claims`` names from the window's shortcuts, so that they are offered first here."""
        self._claims = claims

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
                if event.key() == Qt.Key.Key_Escape or self._claims(event):
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
        if not self.isReadOnly() and self._keeps_whole(event):
            return
        if not self._begins_word(event):
            super().keyPressEvent(event)
            return
        # Qt would undo all that was typed in one go; a block at the first letter makes it word by word.
        cursor = self.textCursor()
        cursor.beginEditBlock()
        super().keyPressEvent(event)
        cursor.endEditBlock()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if not self.isReadOnly() and (event.commitString() or event.preeditString()):
            self._take_whole()
        super().inputMethodEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and (blank := inside(self)) and not self.isReadOnly():
            self.stops_through.go_to(blank)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.textCursor().hasSelection():
            self._take_whole()
        super().contextMenuEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        mime, self._open_in_copy = carrying(self, selection_of(self))
        return mime

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return carried(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self.isReadOnly():
            return
        self._take_whole()
        if words := carried(source):
            self._replace(self.selection(), words)
        else:
            super().insertFromMimeData(source)

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

    def _keeps_whole(self, event: QKeyEvent) -> bool:
        """A blank is written over, passed and deleted as a whole: half a pair of braces helps nobody."""
        if (cut := cut_by(self, event)) is not None:
            self.cursor_over(cut).removeSelectedText()
            return True
        if event.key() in _ENTERS and self._enters_stop():
            return True
        if writes(event):
            self._take_whole()
            return False
        if event.key() in _SIDEWAYS and not event.modifiers() & _HELD and not self.textCursor().hasSelection():
            super().keyPressEvent(event)
            if blank := inside(self):
                self.go_to(blank.end if blank.start + 1 == self.textCursor().position() else blank.start)
            return True
        return False

    def _enters_stop(self) -> bool:
        """Enter in a blank comes to it, and on a stop goes on: it would take it away with nothing in its place."""
        if blank := inside(self):
            self.stops_through.go_to(blank)
        elif self.selection() in self.stops():
            self.next_blank(round_and_round=False)
        else:
            return False
        return True

    def _take_whole(self) -> None:
        """Select all of what is cut by the selection, or that the caret stands inside of."""
        if blank := inside(self):
            self.stops_through.go_to(blank)
        elif (whole := selection_of(self)) != self.selection():
            self.select(whole)

    def _on_copied(self) -> None:
        clipboard, open_ = QGuiApplication.clipboard(), self._open_in_copy
        if open_ and clipboard.mimeData().hasFormat(OURS):
            self._open_in_copy = ()
            self.kept_back.emit(open_)

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
