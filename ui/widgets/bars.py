"""A row of small bars without numbers: how much there was in each week. For delegates, and as a widget."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from ui.theme.theme import Theme


def bars_width(font: QFont, count: int) -> int:
    """Pixels that ``count`` bars take beside text of ``font``."""
    return count * _pitch(font)


def paint_bars(painter: QPainter, box: QRect, values: Sequence[int], theme: Theme, *, mirrored: bool = False) -> None:
    """Draw ``values`` from the oldest to the newest, which is darker; none is a low dash. Say them in words as well."""
    if not values:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    most, slot = max(1, *values), max(2, box.width() // len(values))
    for at, value in enumerate(values):
        tall = max(3, round(box.height() * value / most)) if value else 1
        left = box.right() + 1 - (at + 1) * slot if mirrored else box.left() + at * slot
        newest = at == len(values) - 1
        painter.setBrush(theme.colour("text.secondary" if newest else "text.faint" if value else "line.field"))
        painter.drawRect(left, box.bottom() + 1 - tall, max(1, slot - 2), tall)
    painter.restore()


class Bars(QWidget):
    """The bars in a layout. ``show_values`` says them aloud too."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._values: Sequence[int] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_values(self, values: Sequence[int], spoken: str) -> None:
        self._values = values
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        line = self._theme.fonts.line()
        return QSize(bars_width(self._theme.fonts.heading(), len(self._values)), 2 * line)

    def paintEvent(self, _event: QPaintEvent) -> None:
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        paint_bars(QPainter(self), self.rect(), self._values, self._theme, mirrored=mirrored)


def _pitch(font: QFont) -> int:
    return max(4, QFontMetrics(font).height() // 3)
