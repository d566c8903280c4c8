"""The initials of a person in a circle: no picture is ever fetched to know who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.tips import tip

if TYPE_CHECKING:
    from ui.theme.theme import Theme


def initials(name: str) -> str:
    """One or two letters for ``name`` (an address will do); empty when it has no letter or digit."""
    words = [word for word in name.split("@", maxsplit=1)[0].replace(".", " ").split() if _first(word)]
    ends = words[:1] + words[1:][-1:]
    return "".join(_first(word) for word in ends).upper()


def _first(word: str) -> str:
    return next((letter for letter in word if letter.isalnum()), "")


def paint_avatar(painter: QPainter, box: QRectF, name: str, theme: Theme) -> None:
    """Draw the circle in ``box``; for delegates. The font of ``painter`` is left as it was."""
    tone = theme.tokens.tone.neutral
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edged = theme.tokens.name == "contrast"
    painter.setPen(QColor(tone.ink) if edged else Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tone.soft))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    font = theme.fonts.caption()
    font.setPixelSize(max(8, round(box.height() * 0.38)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor(tone.ink))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials(name) or "\N{MIDDLE DOT}")
    painter.restore()


class Avatar(QWidget):
    """Circle for ``name``, twice as high as a line of text."""

    def __init__(self, theme: Theme, name: str = "") -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_name(name)

    def show_name(self, name: str) -> None:
        self._name = name
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() * 2 // 4 * 4
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_avatar(QPainter(self), QRectF(self.rect()), self._name, self._theme)
