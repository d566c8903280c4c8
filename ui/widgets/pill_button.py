"""A chip that can be pressed: what it tells is changed where it stands."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme.icons import Icons
from ui.widgets.pill import PillPainter, State

_ARROW, _GAP, _RING = 12, 4, 2


class PillButton(QAbstractButton):
    """Looks as a ``Pill`` does, with an arrow behind it. ``about``: what it is of, for who does not see it."""

    def __init__(self, icons: Icons, about: str, state: State) -> None:
        super().__init__()
        self._icons, self._about = icons, about
        self._painter = PillPainter(icons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_state(state)
        icons.theme.changed.connect(self.updateGeometry)

    @property
    def state(self) -> State:
        return self._state

    def show_state(self, state: State) -> None:
        self._state = state
        self.setAccessibleName(f"{self._about}: {state.word}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._painter.size(self._state) + QSize(_ARROW + _GAP, 2 * _RING)

    def minimumSizeHint(self) -> QSize:
        full = self.sizeHint()
        return QSize(min(full.width(), full.height() * 3), full.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        painter, tokens = QPainter(self), self._icons.theme.tokens
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.rect().adjusted(0, _RING, 0, -_RING)
        ground = QRectF(room).adjusted(0.5, 0.5, -0.5, -0.5)
        tone = tokens.tone_named(self._state.tone)
        painter.setPen(QColor(tone.ink) if self.underMouse() or tokens.name == "contrast" else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.soft))
        painter.drawRoundedRect(ground, ground.height() / 2, ground.height() / 2)
        behind = _ARROW + _GAP
        words = room.adjusted(behind, 1, -1, -1) if mirrored else room.adjusted(1, 1, -behind, -1)
        self._painter.paint(painter, words, self._state, self.devicePixelRatioF(), mirrored=mirrored, framed=False)
        arrow = QRect(0, 0, _ARROW, _ARROW)
        arrow.moveCenter(room.center())
        arrow.moveLeft(room.left() + _GAP + 2 if mirrored else room.right() - _GAP - 1 - _ARROW)
        painter.drawPixmap(
            arrow.topLeft(), self._icons.pixmap("chevron-down", _ARROW, tone.ink, self.devicePixelRatioF())
        )
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent.focus), tokens.stroke.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
