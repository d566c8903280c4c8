"""The line that stands in for the strip while a sent reply can still be taken back."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QPropertyAnimation, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.announce import announce
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.key_cap import KeyCap
from ui.widgets.tips import tip
from workbench.helpdesk.port import Status
from workbench.kernel.ids import OutgoingId

_MOST = 16777215
_LEFT, _RIGHT, _GAP = 12, 8, 8
_FEWEST_LETTERS = 14
_BECOMES = {Status.SOLVED: " · then solved", Status.PENDING: " · then pending"}


class UndoPanel(QWidget):
    """Says what is about to go out and when, with a way back and a way to wait no longer.

    ``learned_asked``: what was learned is to be noted; it is offered where there is room, and never in the way.
    """

    undo_asked = Signal()
    now_asked = Signal()
    learned_asked = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._theme = parts.theme
        self._shown: OutgoingId | None = None
        self._online = True
        self._glyph = Glyph(parts.icons, "send", "tone.accent.ink")
        self._text = ElidedLabel()
        self._undo = QPushButton("Undo")
        self._undo.setAccessibleName("Undo sending")
        self._undo.clicked.connect(self.undo_asked)
        self._cap = KeyCap(parts.theme, parts.registry["reply.undo_send"].shortcut)
        self._now = QPushButton("Send now")
        set_role(self._now, "link")
        self._now.clicked.connect(self.now_asked)
        self._learned = QPushButton("Learned something?")
        set_role(self._learned, "link")
        self._learned.setToolTip(tip(f"Note it, with a day to look back ({parts.registry['reply.learned'].shortcut})"))
        self._learned.clicked.connect(self._take_up)
        self._learned.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._offered: OutgoingId | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_LEFT, 6, _RIGHT, 6)
        row.setSpacing(_GAP)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)
        for part in (self._learned, self._now, self._cap, self._undo):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._slide = QPropertyAnimation(self, b"maximumHeight", self)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._slide.finished.connect(lambda: self.setMaximumHeight(_MOST))
        self.hide()

    def show_held(
        self, outgoing: OutgoingId, to: str, seconds: int, status: Status | None, *, note: bool, online: bool
    ) -> None:
        """Say that it goes out in ``seconds``; read aloud once for each."""
        self._now.setText("Add now" if note else "Send now")
        self._online = online
        self._text.show_text(_words(to, seconds, status, note=note, online=online))
        same, self._shown = outgoing == self._shown, outgoing
        self._fit()
        if same and self.isVisible():
            return
        announce(self, self._text.full_text())
        self._slide_in()

    def offer_learned(self, outgoing: OutgoingId) -> None:
        """Ask beside ``outgoing``, as long as it is shown, whether something was learned."""
        self._offered = outgoing
        self._fit()

    def text(self) -> str:
        return self._text.full_text()

    def least(self) -> int:
        """Pixels in which the way back is whole, and the first words."""
        return self._round_the_words() + self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.tone.accent.ink) if tokens.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.tone.accent.soft))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, tokens.radius.medium, tokens.radius.medium)

    def _fit(self) -> None:
        """The words come first; beside them the other button, then the question, then the keys."""
        room = self.width() - self._round_the_words() - self._text.sizeHint().width()
        room -= self._now.sizeHint().width() + _GAP if self._online else 0
        self._now.setVisible(self._online and room >= 0)
        asks = self._offered is not None and self._offered == self._shown
        asks = asks and room >= self._learned.sizeHint().width() + _GAP
        self._learned.setVisible(asks)
        room -= self._learned.sizeHint().width() + _GAP if asks else 0
        self._cap.setVisible(room >= self._cap.sizeHint().width() + _GAP)

    def _take_up(self) -> None:
        self._offered = None
        self._fit()
        self.learned_asked.emit()

    def _round_the_words(self) -> int:
        parts = self._glyph.sizeHint().width() + self._undo.sizeHint().width() + 2 * _GAP
        return parts + _LEFT + _RIGHT

    def _slide_in(self) -> None:
        milliseconds = self._theme.duration(self._theme.tokens.motion.normal)
        was_hidden = self.isHidden()
        self.show()
        if milliseconds and was_hidden:
            self._slide.setDuration(milliseconds)
            self._slide.setStartValue(0)
            self._slide.setEndValue(self.sizeHint().height())
            self._slide.start()


def _words(to: str, seconds: int, status: Status | None, *, note: bool, online: bool) -> str:
    then = _BECOMES.get(status, "") if status else ""
    if not online:
        return ("The note is queued" if note else f"Queued for {to}") + f"{then}. It goes out when you are online."
    return f"{'Adding the note' if note else f'Sending to {to}'} in {seconds} s{then}"
