"""One icon as a picture in a layout, in the colours and the text size of now; mere decoration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from ui.theme.icons import Icons


def icon_side(widget: QWidget, factor: float = 1.0) -> int:
    """Pixels of an icon beside text of ``widget``: about the height of its line, never below 14."""
    return max(14, round(widget.fontMetrics().height() * 0.95 * factor))


class Glyph(QWidget):
    """Icon ``name`` in ``ink``, ``factor`` times as high as a line of text."""

    def __init__(self, icons: Icons, name: str, ink: str = "text.secondary", factor: float = 1.0) -> None:
        super().__init__()
        self._icons, self._name, self._ink, self._factor = icons, name, ink, factor
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, name: str, ink: str) -> None:
        """Show another picture."""
        self._name, self._ink = name, ink
        self.update()

    def sizeHint(self) -> QSize:
        side = icon_side(self, self._factor)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = icon_side(self, self._factor)
        painter = QPainter(self)
        picture = self._icons.pixmap(self._name, side, self._ink, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, picture)
