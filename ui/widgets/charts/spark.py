"""A row of small bars in a line of a list: how much there was, without names and numbers; for delegates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from ui.widgets.charts.shapes import Box

if TYPE_CHECKING:
    from ui.theme.theme import Theme


def spark_size(theme: Theme, count: int) -> QSize:
    """Pixels for ``count`` bars, as high as a line of text."""
    line = theme.fonts.line()
    return QSize(count * _pitch(line), line)


def spark_bars(values: Sequence[float], width: int, height: int, most: float = 0) -> list[Box]:
    """The bars from the left, on whole pixels; nothing is a low dash. ``most``: what is as high as the box, 0 for the
    highest of ``values``; give the same to all rows of a list that is compared.
    """
    top = max(most, *values, 0) if values else 0
    slot = width // max(1, len(values))
    wide = max(1, slot - max(1, slot // 4)) if slot > 1 else 1
    bars = []
    for at, value in enumerate(values):
        tall = max(2, round(height * value / top)) if value else 1
        bars.append(Box(at * max(1, slot), height - min(tall, height), wide, min(tall, height)))
    return [bar for bar in bars if bar.right <= width]


def paint_spark(
    painter: QPainter, box: QRectF, values: Sequence[float], theme: Theme, *, most: float = 0, mirrored: bool = False
) -> None:
    """Draw ``values`` in ``box``, the newest darker. Say them in the row's words too: nobody hears these."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(Qt.PenStyle.NoPen)
    bars = spark_bars(values, int(box.width()), int(box.height()), most)
    for at, bar in enumerate(bars):
        placed = bar.mirrored(int(box.width())) if mirrored else bar
        painter.setBrush(theme.colour("text.secondary" if at == len(values) - 1 else "line.field"))
        painter.drawRect(QRectF(box.x() + placed.x, box.y() + placed.y, placed.width, placed.height))
    painter.restore()


def _pitch(line: int) -> int:
    return max(3, line // 3)
