"""The widgets of the composer and where they stand; what they do is decided elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.composer.asks_row import AsksRow
from ui.panes.composer.attached import AttachedRow
from ui.panes.composer.bar import BeginBar
from ui.panes.composer.editor import ReplyEditor
from ui.panes.composer.frame import Sheet
from ui.panes.composer.head import Head
from ui.panes.composer.heading.form import HeadingForm
from ui.panes.composer.preview import Preview
from ui.panes.composer.strip import Strip
from ui.panes.composer.undo_panel import UndoPanel
from ui.widgets.notice import Notice

_MOST = 16777215
_BESIDE_FROM = 760
_SIDE, _FOOT_GAP = 16, 8  # as far in as the cards above
_LEAST_OPEN = 196
_RESHAPING = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent, QEvent.Type.Resize)


class Desk(QWidget):
    """``reshaped``: it wants another height than before (see `least` and `most`)."""

    reshaped = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.bar = BeginBar(parts)
        self.sheet = Sheet(parts.theme)
        self.heading = HeadingForm(parts.theme)
        self.head = Head(parts)
        self.notice = Notice(parts.icons)
        self.editor = ReplyEditor(parts.theme)
        self.preview = Preview(parts, self.editor.leaving)
        self.attached = AttachedRow(parts)
        self.asks = AsksRow(parts)
        self.strip = Strip(parts)
        self.panel = UndoPanel(parts)
        self._body = QSplitter(Qt.Orientation.Horizontal)
        self._foot = QWidget()
        self._open = self._held = self._words = self.preview_wanted = False
        self._heights = (0, 0)
        self._lay_out()
        self.preview.hide()
        self.notice.installEventFilter(self)
        self.attached.installEventFilter(self)
        self.asks.installEventFilter(self)
        self.heading.installEventFilter(self)

    def show_shape(self, *, open_: bool, held: bool, words: bool) -> None:
        """``open_``: something is being written; ``held``: something can be taken back; ``words``: there are some."""
        self._open, self._held, self._words = open_, held, words
        self._shape()

    def show_preview(self, on: bool) -> None:
        self.preview_wanted = on
        self.preview.setVisible(on)
        if on and self._body.sizes()[-1] < 80:
            self._body.setSizes([3, 2])

    def least(self) -> int:
        """Pixels below which it cannot be used as it is now."""
        extra = self._notice_height() + self.attached.least() + self.asks.least() + self._heading_height()
        return (_LEAST_OPEN + extra if self._open else 0) + self._foot_height() + 8

    def most(self) -> int:
        """Pixels above which it has no use for more."""
        return _MOST if self._open else self._foot_height() + 16

    def sizes(self) -> list[int]:
        """How words and preview share the room."""
        return self._body.sizes()

    def share(self, sizes: list[int]) -> None:
        self._body.setSizes(sizes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.notice, self.attached, self.asks, self.heading) and event.type() in _RESHAPING:
            self._shape()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE_FROM
        self._body.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self.preview.lie(beside=beside)
        self._shape()

    def _shape(self) -> None:
        both = self.bar.least() + _FOOT_GAP + self.panel.least()
        crowded = self._held and self.width() - 2 * _SIDE < both
        self.sheet.setVisible(self._open)
        self.bar.setVisible(not self._open and not crowded)
        self.strip.setVisible(not self._held or self._words)
        if not self._held:
            self.panel.hide()
        self._foot.setVisible(self._held or not self._open)
        if (self.least(), self.most()) != self._heights:
            self._heights = self.least(), self.most()
            self.reshaped.emit()

    def _notice_height(self) -> int:
        if self.notice.isHidden():
            return 0
        width = max(1, self.notice.width())
        height = self.notice.heightForWidth(width) if self.notice.hasHeightForWidth() else -1
        return max(height, self.notice.sizeHint().height())

    def _heading_height(self) -> int:
        return 0 if self.heading.isHidden() else self.heading.sizeHint().height()

    def _foot_height(self) -> int:
        if self._open and not self._held:
            return 0
        return max(self.bar.sizeHint().height(), self.panel.sizeHint().height() if self._held else 0)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self.sheet)
        inside.setContentsMargins(4, 8, 8, 8)
        inside.setSpacing(6)
        words = QVBoxLayout()
        words.setContentsMargins(11, 0, 0, 0)
        words.setSpacing(6)
        words.addWidget(self.heading)
        words.addWidget(self.head)
        words.addWidget(self.asks)
        words.addWidget(self.notice)
        words.addWidget(self._body, 1)
        words.addWidget(self.attached)
        self._body.setChildrenCollapsible(False)
        self._body.setHandleWidth(1)
        self._body.addWidget(self.editor)
        self._body.addWidget(self.preview)
        self._body.setStretchFactor(0, 3)
        self._body.setStretchFactor(1, 2)
        self.editor.setMinimumSize(120, 56)
        self.preview.setMinimumSize(120, 56)
        inside.addLayout(words, 1)
        inside.addWidget(self.strip)
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(_FOOT_GAP)
        foot.addWidget(self.bar)
        foot.addWidget(self.panel, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 8, _SIDE, 8)
        column.setSpacing(6)
        column.addWidget(self.sheet, 1)
        column.addWidget(self._foot)
