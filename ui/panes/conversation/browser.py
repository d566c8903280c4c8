"""The words of one message, as high as they are: read, selected by mouse or keys, copied."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QTextBlockFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy

from ui.theme.theme import Theme
from ui.widgets.safe_browser import SafeBrowser

MEASURE = 75
_PAGING = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space)
_Proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class Words(SafeBrowser):
    """``picked``: what is selected changed. ``focus_changed``: it got or lost the focus. ``note_asked``: see menu."""

    picked = Signal()
    focus_changed = Signal()
    note_asked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.notes = False
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.selectionChanged.connect(self.picked)
        self._measure()

    def setHtml(self, text: str) -> None:
        """Show ``text`` with the line height of a reading area."""
        super().setHtml(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        spaced = QTextBlockFormat()
        spaced.setLineHeight(self._line_height(), _Proportional)
        cursor.mergeBlockFormat(spaced)
        self.updateGeometry()

    def selected_words(self) -> str:
        """What is selected, as plain text."""
        return self.textCursor().selection().toPlainText().replace("\u00a0", " ").strip()

    def drop_selection(self) -> None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = min(width, self.maximumWidth())
        if self.document().textWidth() != room:
            self.document().setTextWidth(room)
        wide = self.document().idealWidth() > room + 1
        return ceil(self.document().size().height()) + (self.horizontalScrollBar().sizeHint().height() if wide else 0)

    def sizeHint(self) -> QSize:
        width = self.maximumWidth()
        return QSize(width, self.heightForWidth(self.width() or width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 0)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()
        super().changeEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The thread scrolls, not the message in it; sideways is for a table that is too wide.
        if event.angleDelta().x() and self.horizontalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in _PAGING and not (shifted and event.key() != Qt.Key.Key_Space):
            event.ignore()
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.drop_selection()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu(event.pos())
        if self.notes and self.textCursor().hasSelection():
            menu.addSeparator()
            menu.addAction("Note as feedback").triggered.connect(self.note_asked)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _measure(self) -> None:
        """No line longer than what the eye finds its way back from."""
        self.setMaximumWidth(ceil(QFontMetricsF(self._theme.fonts.body()).averageCharWidth() * MEASURE))

    def _line_height(self) -> float:
        """Per cent of the font's own line that make the theme's line height, which counts in sizes of the font."""
        metrics = QFontMetricsF(self.font())
        size = self.fontInfo().pixelSize()
        return max(100.0, 100 * self._theme.tokens.type.line_height * size / max(1.0, metrics.height()))
