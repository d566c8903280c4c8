"""A small chip that tells a state by shape and word as well as by colour; a widget, or painted in a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.tips import tip

if TYPE_CHECKING:
    from ui.theme.icons import Icons

SHAPES = {
    "accent": "star",
    "danger": "alert",
    "info": "info",
    "neutral": "",
    "success": "check",
    "warning": "clock",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a chip says: a word, a tone (or the name of a mark), and an icon instead of its tone's."""

    word: str
    tone: str = "neutral"
    icon: str = ""


class PillPainter:
    """Measures and draws chips; for delegates and for ``Pill``."""

    def __init__(self, icons: Icons) -> None:
        self._icons = icons

    def size(self, state: State) -> QSize:
        """Pixels the chip takes when nothing is cut."""
        metrics = self._metrics()
        pad, icon, gap = self._parts(metrics)
        return QSize(pad + icon + gap + metrics.horizontalAdvance(state.word) + 2 + pad, metrics.height() + 4)

    def paint(
        self, painter: QPainter, box: QRect, state: State, ratio: float = 1.0, *, mirrored: bool = False,
        framed: bool = True,
    ) -> None:  # fmt: skip
        """Draw in ``box``, cutting the word when it is narrower than ``size``. Not ``framed``: on another's ground."""
        tokens = self._icons.theme.tokens
        tone = tokens.tone_named(state.tone)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if framed:
            painter.setPen(QColor(tone.ink) if tokens.name == "contrast" else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tone.soft))
            frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        pad, icon, gap = self._parts(self._metrics())
        mark = QRect(box.right() - pad - icon + 1 if mirrored else box.left() + pad, 0, icon, icon)
        mark.moveTop(box.top() + (box.height() - icon) // 2)
        self._paint_shape(painter, mark, state, ratio)
        words = box.adjusted(pad, 0, -pad - icon - gap, 0) if mirrored else box.adjusted(pad + icon + gap, 0, -pad, 0)
        self._paint_word(painter, words, state, tone.ink)
        painter.restore()

    def _paint_shape(self, painter: QPainter, box: QRect, state: State, ratio: float) -> None:
        ink = self._icons.theme.tokens.tone_named(state.tone).ink
        name = state.icon or SHAPES.get(state.tone, "flag")
        if name:
            painter.drawPixmap(box.topLeft(), self._icons.pixmap(name, box.width(), ink, ratio))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ink))
        painter.drawEllipse(QPointF(QRectF(box).center()), box.width() / 5, box.width() / 5)

    def _paint_word(self, painter: QPainter, box: QRect, state: State, ink: str) -> None:
        metrics = self._metrics()
        painter.setFont(self._icons.theme.fonts.caption())
        painter.setPen(QColor(ink))
        word = metrics.elidedText(state.word, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._icons.theme.fonts.caption())

    @staticmethod
    def _parts(metrics: QFontMetrics) -> tuple[int, int, int]:
        """Side padding, icon side and the gap after the icon, in pixels."""
        return 8, max(12, round(metrics.height() * 0.85)), 4


class Pill(QWidget):
    """A chip in a layout; it can be cut, then all of it is told on hover."""

    def __init__(self, icons: Icons, state: State) -> None:
        super().__init__()
        self._painter = PillPainter(icons)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_state(state)
        icons.theme.changed.connect(self.updateGeometry)

    @property
    def state(self) -> State:
        return self._state

    def show_state(self, state: State) -> None:
        self._state = state
        self.setAccessibleName(state.word)
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._painter.size(self._state)

    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(min(full.width(), full.height() * 3), full.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._painter.paint(QPainter(self), self.rect(), self._state, self.devicePixelRatioF(), mirrored=mirrored)
        self.setToolTip(tip(self._state.word) if self.width() < self.sizeHint().width() else "")
