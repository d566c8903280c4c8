"""The word for a kind of finding, over the line that marks it in the text."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.writing.marks import draw_line
from workbench.certainty import Kind
from workbench.certainty.model import Known

WORDS: dict[Kind | Known, str] = {
    Kind.UNCERTAIN: "Leaves doubt",
    Kind.FALSE_HOPE: "Raises a hope",
    Kind.OVER_APOLOGY: "Sorry again",
    Kind.SCRIPT: "Sounds like a script",
    Known.FACT: "Known otherwise",
}


class KindWord(QWidget):
    """Shows one kind at a time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._kind: Kind | Known = Kind.UNCERTAIN
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: Kind | Known) -> None:
        self._kind = kind
        self.setAccessibleName(WORDS[kind])
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.fonts.strong())
        return QSize(metrics.horizontalAdvance(WORDS[self._kind]) + 2, metrics.height() + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.fonts.strong())
        painter.setPen(QColor(self._theme.tokens.tone_named(self._kind).ink))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, WORDS[self._kind])
        y = QFontMetrics(self._theme.fonts.strong()).ascent() + 4
        draw_line(painter, self._theme, self._kind, QLineF(0, y, self.width() - 1, y))
