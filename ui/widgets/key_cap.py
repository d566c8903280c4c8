"""Shows a shortcut as the caps of its keys, so that the quick way is learnt by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QKeyCombination, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from ui.theme.theme import Theme

_GAP = 3
_PAD = 5
_NATIVE = QKeySequence.SequenceFormat.NativeText
_SHORT = {"Return": "Enter", "PgUp": "Page up", "PgDown": "Page down"}


def caps(sequence: QKeySequence) -> list[list[str]]:
    """The keys of each step: ``G, I`` has two steps of one key, ``Ctrl+Enter`` one step of two."""
    return [_step(sequence[at]) for at in range(sequence.count())]  # type: ignore[index]


def _step(step: QKeyCombination) -> list[str]:
    key = QKeySequence(step.key()).toString(_NATIVE)
    held = QKeySequence(step).toString(_NATIVE).removesuffix(key)
    # Where the platform writes signs instead of words, there is nothing between them.
    names = held.strip("+").split("+") if "+" in held else list(held)
    return [*(name for name in names if name), _SHORT.get(key, key)]


class KeyCap(QWidget):
    """Caps for ``shortcut`` (``"Ctrl+Return"``, ``"G, I"``), a little smaller than the text beside them."""

    def __init__(self, theme: Theme, shortcut: str | QKeySequence) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_shortcut(shortcut)
        theme.changed.connect(self.updateGeometry)

    def show_shortcut(self, shortcut: str | QKeySequence) -> None:
        self._steps = caps(QKeySequence(shortcut))
        then = f" {self._then()} "
        self.setAccessibleName(then.join("+".join(step) for step in self._steps))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._metrics()
        width = sum(self._width(metrics, text, capped=capped) + _GAP for text, capped in self._pieces())
        return QSize(max(0, width - _GAP), metrics.height() + 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.fonts.caption())
        metrics, x = self._metrics(), 0.0
        for text, capped in self._pieces():
            box = QRectF(x, 0, self._width(metrics, text, capped=capped), self.height())
            self._paint(painter, box, text, capped=capped)
            x += box.width() + _GAP

    def _paint(self, painter: QPainter, box: QRectF, text: str, *, capped: bool) -> None:
        if capped:
            painter.setPen(self._theme.colour("line.button"))
            painter.setBrush(self._theme.colour("surface.card"))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(self._theme.colour("text.secondary" if capped else "text.faint")))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _pieces(self) -> list[tuple[str, bool]]:
        pieces: list[tuple[str, bool]] = []
        for step in self._steps:
            if pieces:
                pieces.append((self._then(), False))
            pieces += [(key, True) for key in step]
        return pieces

    def _width(self, metrics: QFontMetrics, text: str, *, capped: bool) -> int:
        words = metrics.horizontalAdvance(text)
        return max(words + 2 * _PAD, metrics.height() + 5) if capped else words + 2

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.fonts.caption())

    @staticmethod
    def _then() -> str:
        return QCoreApplication.translate("KeyCap", "then")
