"""The painted half of a chart: arrows go from point to point, and each point is in the accessibility tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from ui.widgets.announce import announce
from ui.widgets.charts.model import Chartable, Shares, count_of
from ui.widgets.charts.painting import Faces, Paint, paint, paint_ring, pictured
from ui.widgets.charts.shapes import Box, Picture, Room
from ui.widgets.charts.words import said, sentence
from ui.widgets.tips import tip

if TYPE_CHECKING:
    from ui.theme.theme import Theme

LINES_HIGH = 12  # of captions, for what has no height of its own
_LINES_LEAST = 8
_LINES_WIDE = 30
_ENDS = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: -1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


class Canvas(QWidget):
    """Paints ``data``. ``activated``: a point was clicked, or Enter pressed on it."""

    activated = Signal(int)

    def __init__(self, theme: Theme, data: Chartable) -> None:
        super().__init__()
        self._theme = theme
        self._data = data
        self._current = 0
        self._hovered = -1
        self._labels: list[QLabel] = []
        self.setMouseTracking(True)
        self._wear()
        theme.changed.connect(self._wear)
        self.show_data(data)

    @property
    def current(self) -> int:
        """The point that the keyboard is at; -1 where there is none."""
        return self._current if count_of(self._data) else -1

    def show_data(self, data: Chartable) -> None:
        """Paint something else; the keyboard starts at the newest, or at the first share."""
        self._data, self._hovered = data, -1
        count = count_of(data)
        self._current = 0 if isinstance(data, Shares) else max(0, count - 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if count else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(data.title)
        self.setAccessibleDescription(sentence(data))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(self._has_own_height())
        self.setSizePolicy(policy)
        self._name_points()
        self.updateGeometry()
        self.update()

    def go_to(self, index: int) -> None:
        """Put the keyboard at ``index`` without a word."""
        if 0 <= index < count_of(self._data):
            self._current = index
            self.update()

    def picture(self) -> Picture:
        """What is painted, in pixels of this widget."""
        room = Room(width=self.width(), height=self.height(), measure=self._paint.faces, lit=self._lit())
        return pictured(self._data, room, mirrored=self.isRightToLeft())

    def sizeHint(self) -> QSize:
        line = self._paint.faces.height()
        width = round(line * _LINES_WIDE)
        return QSize(width, self.heightForWidth(width) if self._has_own_height() else round(line * LINES_HIGH))

    def minimumSizeHint(self) -> QSize:
        line = self._paint.faces.height()
        least = line * 2 if self._has_own_height() else line * _LINES_LEAST
        return QSize(round(line * 8), round(least))

    def heightForWidth(self, width: int) -> int:
        if not self._has_own_height():
            return -1
        return round(pictured(self._data, Room(width=width, height=0, measure=self._paint.faces)).height + 0.5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not count_of(self._data):
            painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            painter.setFont(self._paint.faces.font("body"))
            painter.setPen(self._paint.colour("text.faint"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._data.empty)
            return
        picture = self.picture()
        paint(painter, picture, self._paint)
        if self.hasFocus():
            paint_ring(painter, picture.rings[self._current], self._paint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count, key = count_of(self._data), Qt.Key(event.key())
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
        if not count or not plain:
            super().keyPressEvent(event)
        elif key in _ENTER:
            self.activated.emit(self._current)
        elif key in _ENDS:
            self._step_to(_ENDS[key] % count)
        elif step := self._step(key):
            self._step_to(self._current + step)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and at >= 0:
            self.go_to(at)
            self.activated.emit(at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A page in a stack may be given less than its height for the width; rows that are cut off would be missed.
        self.setMinimumHeight(self.heightForWidth(self.width()) if self._has_own_height() else 0)
        self._place_points()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._place_points()
            self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            self._tell(self._at(event.pos()), event.globalPos())
            return True
        return super().event(event)

    def _step(self, key: Qt.Key) -> int:
        """How far an arrow goes; 0 for keys that mean nothing here, also at an end."""
        ahead = -1 if self.isRightToLeft() else 1
        steps = {Qt.Key.Key_Right: ahead, Qt.Key.Key_Left: -ahead}
        if isinstance(self._data, Shares):
            wide = len(self._data.parts)
            steps |= {Qt.Key.Key_Down: wide, Qt.Key.Key_Up: -wide}
        step = steps.get(key, 0)
        return step if 0 <= self._current + step < count_of(self._data) else 0

    def _step_to(self, index: int) -> None:
        self.go_to(index)
        announce(self, said(self._data, index))
        ring = self.picture().rings[index]
        self._tell(index, self.mapToGlobal(QPoint(round(ring.x), round(ring.bottom))))

    def _tell(self, index: int, where: QPoint) -> None:
        """Say the point on a tip beside it, for eyes."""
        words = tip(said(self._data, index)) if index >= 0 else ""
        QToolTip.showText(where, words, self, _rect(self.picture().places[index]) if words else QRect())

    def _at(self, pos: QPoint) -> int:
        for index, place in enumerate(self.picture().places):
            if place.x <= pos.x() < place.right and place.y <= pos.y() < place.bottom:
                return index
        return -1

    def _hover(self, index: int) -> None:
        if index != self._hovered:
            self._hovered = index
            self.setCursor(Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    def _lit(self) -> int:
        return self._hovered if self._hovered >= 0 else self._current if self.hasFocus() else -1

    def _has_own_height(self) -> bool:
        return isinstance(self._data, Shares) and bool(count_of(self._data))

    def _wear(self) -> None:
        self._paint = Paint(tokens=self._theme.tokens, faces=Faces(self._theme.fonts))
        self._place_points()
        self.updateGeometry()
        self.update()

    def _name_points(self) -> None:
        """An unseen label on each point: assistive programs walk them as they walk any other text."""
        count = count_of(self._data)
        while len(self._labels) > count:
            gone = self._labels.pop()
            gone.setParent(None)
            gone.deleteLater()
        while len(self._labels) < count:
            self._labels.append(_point_label(self))
        for index, label in enumerate(self._labels):
            label.setAccessibleName(said(self._data, index))
        self._place_points()

    def _place_points(self) -> None:
        for label, place in zip(self._labels, self.picture().rings, strict=False):
            label.setGeometry(_rect(place))


def _point_label(canvas: Canvas) -> QLabel:
    label = QLabel(canvas)
    label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    label.show()
    return label


def _rect(box: Box) -> QRect:
    return QRect(round(box.x), round(box.y), max(1, round(box.width)), max(1, round(box.height)))
