"""A line at the bottom for a few seconds: what went where, and the way back; never takes the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.theme.roles import set_role
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

_SECONDS = 6.0
_RISE = 8
_LEAST = 200
_RESTING = "resting"


def set_resting(view: QWidget) -> None:
    """A toast may lie over ``view`` while that is shown: what is there is read, and scrolls, and is no control."""
    view.setObjectName(_RESTING)


class Toast(QWidget):
    """Lies over ``host`` at its bottom; one at a time, a new one takes the place of the old.

    Where a view of ``host`` was given to `set_resting` it lies at the bottom of that, so that it covers no control.
    It waits while the pointer or the focus is on it. What its action does must have a key or a menu entry
    too, since it is gone soon. ``closed`` tells that it went, by itself or by the person.
    """

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._act: Callable[[], object] | None = None
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._button = QPushButton()
        set_role(self._button, "link")
        self._button.clicked.connect(self._pressed)
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._expire)
        self._rise = QPropertyAnimation(self, b"pos", self)
        self._rise.setEasingCurve(QEasingCurve.Type.OutCubic)
        host.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def show_text(
        self, text: str, verb: str = "", act: Callable[[], object] | None = None, seconds: float = _SECONDS
    ) -> None:
        """Say ``text``, aloud too; with a button ``verb`` that calls ``act`` and closes."""
        self._text.setText(text)
        self._act = act
        self._button.setText(verb)
        self._button.setVisible(bool(verb))
        self.setAccessibleName(text)
        self._clock.start(round(seconds * 1000))
        self._appear()
        announce(self, f"{text} {verb}".strip())

    def dismiss(self) -> None:
        """Take it away now."""
        if self.isHidden():
            return
        self._clock.stop()
        self._rise.stop()
        self._act = None
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parentWidget() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(tokens.line.field))
        painter.setBrush(QColor(tokens.surface.raised))
        radius = tokens.radius.large
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _lay_out(self) -> None:
        space = self._theme.tokens.space
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(space.l, space.s, space.s, space.s)
        row.setSpacing(space.m)
        row.addWidget(self._text, 1)
        row.addWidget(self._button)

    def _appear(self) -> None:
        was_shown = not self.isHidden()
        self._place()
        self.show()
        self.raise_()
        duration = self._theme.duration(self._theme.tokens.motion.normal)
        if duration and not was_shown:
            self._rise.setDuration(duration)
            self._rise.setStartValue(self._spot() + QPoint(0, _RISE))
            self._rise.setEndValue(self._spot())
            self._rise.start()

    def _place(self) -> None:
        """Take the width of the words, as far as the host has room, and the height they need then."""
        self._rise.stop()
        gap = self._theme.tokens.space.l
        room = max(1, self._area().width() - 2 * gap)
        button = self._button.sizeHint().width() + 12 if not self._button.isHidden() else 0
        words = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 2
        width = min(room, words + button + 28)
        self.resize(width, max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height()))
        self.move(self._spot())

    def _spot(self) -> QPoint:
        gap, area = self._theme.tokens.space.l, self._area()
        return QPoint(area.left() + (area.width() - self.width()) // 2, area.bottom() + 1 - self.height() - gap)

    def _area(self) -> QRect:
        """What it may cover: the view of rest at the far side from what is worked on, else all of the host."""
        host = self._host()
        views = [view for view in host.findChildren(QWidget, _RESTING) if view.isVisible()]
        places = [QRect(view.mapTo(host, QPoint()), view.size()).intersected(host.rect()) for view in views]
        wide = [place for place in places if place.width() >= _LEAST and place.height() >= 2 * self.height()]
        return min(wide, key=QRect.left, default=host.rect())

    def _host(self) -> QWidget:
        return cast("QWidget", self.parentWidget())

    def _expire(self) -> None:
        if self.underMouse() or self._button.hasFocus():
            self._clock.start(1000)
        else:
            self.dismiss()

    def _pressed(self) -> None:
        act = self._act
        self.dismiss()
        if act is not None:
            act()
