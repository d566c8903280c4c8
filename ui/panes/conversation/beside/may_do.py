"""The card of what an agent may do alone, laid over the conversation; Esc closes it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.theme.roles import Role, set_role, set_surface
from ui.theme.theme import Theme
from ui.widgets.overlay import Overlay
from workbench.feedback.around.model import MayDo

NOTHING = "Nothing is written yet. Whoever leads the team writes it in Feedback, under Around."
_LETTERS, _MOST_HIGH, _SIDE, _GAP = 60, 420, 14, 6


class MayDoCard(Overlay):
    """``note_asked``: what was done for this customer is to be noted. ``left``: it is closed."""

    note_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(theme, host)
        self._around = host
        self.lines: list[QLabel] = []
        self._title = QLabel("What I may do")
        self._inside = QWidget()
        self._texts = QVBoxLayout(self._inside)
        self.note, self._close = QPushButton("Note what you did"), QPushButton("Close")
        self._scroll = QScrollArea()
        self._lay_out()
        self.hide()

    def show_lines(self, near: QRect, card: Sequence[MayDo]) -> None:
        """Show them under ``near``, a place in the host."""
        while item := self._texts.takeAt(0):
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        for each in card:
            self._add(each.what, "strong")
            if each.limits:
                self._add(each.limits, "secondary")
        if not card:
            self._add(NOTHING, "secondary")
        room = self._around.width() - 16
        width = min(self.fontMetrics().averageCharWidth() * _LETTERS, room)
        high = sum(self._height_of(line, width - 2 * _SIDE) for line in self.lines) + self._texts.spacing() * len(
            self.lines
        )
        high += sum(_GAP for line in self.lines[1:] if line.property("role") == "strong")
        acts = max(self.note.sizeHint().height(), self._close.sizeHint().height())
        rest = self._title.sizeHint().height() + acts + 4 * _SIDE
        self.lie_near(near, QSize(width, min(high + rest, _MOST_HIGH)))
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        steps = {Qt.Key.Key_Down: bar.singleStep(), Qt.Key.Key_Up: -bar.singleStep()}
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        elif event.key() in steps:
            bar.setValue(bar.value() + steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()

    def _note(self) -> None:
        self.hide()
        self.note_asked.emit()

    @staticmethod
    def _height_of(line: QLabel, width: int) -> int:
        line.ensurePolished()
        return line.heightForWidth(width)

    def _add(self, text: str, role: Role) -> None:
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        set_role(label, role)
        if role == "strong" and self.lines:
            self._texts.addSpacing(_GAP)
        self._texts.addWidget(label)
        self.lines.append(label)

    def _lay_out(self) -> None:
        self.setAccessibleName("What I may do")
        set_role(self._title, "heading")
        set_role(self.note, "quiet")
        set_role(self._close, "quiet")
        self.note.clicked.connect(self._note)
        self._close.clicked.connect(self._leave)
        self._texts.setContentsMargins(0, 0, 0, 0)
        self._texts.setSpacing(2)
        outer = QWidget()
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._inside)
        column.addStretch(1)
        set_surface(outer, "raised")
        self._scroll.setWidget(outer)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        acts = QHBoxLayout()
        acts.addWidget(self.note)
        acts.addWidget(self._close)
        acts.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(_SIDE, 12, _SIDE, 12)
        whole.setSpacing(8)
        whole.addWidget(self._title)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(acts)


def _is_ours(event: QKeyEvent) -> bool:
    """A letter beside the card is no command, and Esc closes it."""
    return event.key() == Qt.Key.Key_Escape or bool(event.text() and not event.modifiers())
