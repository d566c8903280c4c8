"""The field a reply is typed in: Markdown source, blanks as pills, lines under what is to be verified."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from ui.panes.composer.direction import runs_backwards
from ui.panes.composer.geometry import in_view
from ui.panes.composer.marks import Mark, Place, ink_blanks, paint_ground, paint_lines, paint_pills
from ui.theme.roles import set_role
from ui.theme.theme import Theme
from workbench.kernel.places import label_of, open_places
from workbench.kernel.spans import Span, from_utf16, to_utf16

_KEEP = QTextCursor.MoveMode.KeepAnchor
_SAMPLE = "the quick brown fox jumps over the lazy dog "
_SENTINEL = "\u200b"


class ReplyEditor(QPlainTextEdit):
    """``typed``: the words changed by the agent's act. ``left``: Esc when empty, or twice.

    ``pointed``: where the pointer rests over the words, as a point on the viewport. Positions are UTF-16 units.
    """

    typed = Signal()
    left = Signal()
    pointed = Signal(QPoint)
    focused = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text: str | None = None
        self._blanks: tuple[Place, ...] | None = None
        self._marks: tuple[Mark, ...] = ()
        self._current: Mark | None = None
        self._loading = self._dressed = False
        self._about_to_leave = False
        self._takes: Callable[[QKeyEvent], bool] = lambda _event: False
        self._gives_way: Callable[[QKeyEvent], bool] = lambda _event: False
        set_role(self, "bare")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        self.document().contentsChange.connect(self._forget_text)
        self.textChanged.connect(self._on_text)
        theme.changed.connect(self._redress)

    # What it holds

    def text(self) -> str:
        """The words as typed, with no-break spaces kept."""
        if self._text is None:
            self._text = self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")
        return self._text

    def caret(self) -> int:
        """Where the caret stands, in code points."""
        return from_utf16(self.text(), self.textCursor().position()).start

    def load(self, text: str, caret: int | None = None) -> None:
        """Show another draft; its history begins anew. ``caret`` in code points; None: at the end."""
        self._loading = True
        self.setPlainText(text)
        self.show_marks((), None)
        self._loading = False
        self._dress_blanks()
        self._face_reader()
        at = len(text) if caret is None else min(caret, len(text))
        self._go_to(_units(text, at))

    def exchange(self, text: str, caret: int) -> None:
        """Put ``text`` in the place of all that is there, as one step that can be undone."""
        length = _units(self.text(), len(self.text()))
        self.replace(Place(0, length), text)
        self._go_to(_units(text, min(caret, len(text))))

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

    # What is done to it

    def replace(self, over: Place, text: str) -> None:
        """Put ``text`` in the place of ``over``: one step of undo, which later typing does not grow into."""
        cursor = self.cursor_over(over)
        cursor.beginEditBlock()
        cursor.insertText(text + _SENTINEL)
        # A step that ends in a removal: Qt would add letters typed next to one that ends in an insertion.
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self._go_to(cursor.position())

    def put_in(self, text: str, caret: int, over: Place | None = None) -> None:
        """Insert ``text`` over ``over`` or the selection; then its first blank is selected, or ``caret`` gone to."""
        if over is None:
            over = self.selection()
        self.replace(over, text)
        end = over.start + _units(text, len(text))
        inside = [blank for blank in self.blanks() if over.start <= blank.start and blank.end <= end]
        if inside:
            self.select(inside[0])
        else:
            self._go_to(over.start + _units(text, caret))

    def form(self, text: str, start: int, length: int) -> None:
        """Put ``text`` in the place of the selection, then select a part of it (code points)."""
        over = self.selection()
        self.replace(over, text)
        at, long = to_utf16(text, Span(start, start + length))
        self.select(Place(over.start + at, long))

    def selection(self) -> Place:
        cursor = self.textCursor()
        return Place(cursor.selectionStart(), cursor.selectionEnd() - cursor.selectionStart())

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

    def next_blank(self, *, round_and_round: bool = True) -> bool:
        """Select the next blank after the selection; whether there was one to go to.

        Without ``round_and_round`` the last one, once selected, lets go, so that Tab never traps anybody.
        """
        here, blanks = self.selection(), self.blanks()
        later = [blank for blank in blanks if blank.start >= here.end and blank != here]
        if not blanks or (not later and not round_and_round and here in blanks):
            return False
        self.select((later or list(blanks))[0])
        return True

    def show_marks(self, marks: Sequence[Mark], current: Mark | None) -> None:
        """Underline ``marks``; the one whose card is open is tinted too."""
        shown = tuple(marks)
        if (shown, current) != (self._marks, self._current):
            self._marks, self._current = shown, current
            self.viewport().update()

    def take_keys(self, takes: Callable[[QKeyEvent], bool]) -> None:
        """Offer each key to ``takes`` first; what it takes is not typed."""
        self._takes = takes

    def give_way(self, to: Callable[[QKeyEvent], bool]) -> None:
        """Leave the keys that ``to`` names to the window's shortcuts, though a text field would use them."""
        self._gives_way = to

    # Qt's calls

    def event(self, event: QEvent) -> bool:
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

    def _on_text(self) -> None:
        if self._loading:
            return
        self._dress_blanks()
        self._face_reader()
        self.typed.emit()

    def _dress_blanks(self) -> None:
        """The braces are still there for who edits, but read as the ends of the pill."""
        if self.blanks() or self._dressed:
            slot = self._theme.tokens.placeholder.open
            ink_blanks(self.document(), self.blanks(), slot.ink, slot.soft)
            self._dressed = bool(self.blanks())

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

    def _go_to(self, position: int) -> None:
        self.setTextCursor(self.cursor_over(Place(position, 0)))
        self.ensureCursorVisible()

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


def _units(text: str, at: int) -> int:
    return at if text.isascii() else at + sum(1 for letter in text[:at] if letter > "\uffff")
