"""A label of one line that cuts what does not fit, and still tells all of it on hover and to a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from ui.widgets.tips import tip

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_FEWEST_LETTERS = 4


class ElidedLabel(QLabel):
    """Shows plain text only: what comes from outside is never read as markup."""

    def __init__(self, text: str = "", mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._mode = mode
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._align()
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show ``text``; line breaks become spaces."""
        self._full = " ".join(text.split())
        self.setAccessibleName(self._full)
        self.updateGeometry()
        self._fit()

    def full_text(self) -> str:
        return self._full

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._full) + self._beside(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        fewest = min(self._width_of("m" * _FEWEST_LETTERS), self._width_of(self._full))
        return QSize(fewest + self._beside(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
            self._fit()

    def _align(self) -> None:
        """Stand at the side the window reads from, whatever script the text is in."""
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)

    def _beside(self) -> int:
        margins = self.contentsMargins()
        return margins.left() + margins.right()

    def _width_of(self, text: str) -> int:
        return self.fontMetrics().horizontalAdvance(text) + 2 * self.margin() + 1

    def _room(self) -> int:
        """Pixels for the words."""
        return self.contentsRect().width()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._full, self._mode, self._room())
        if shown != self.text():
            self.setText(shown)
        self.setToolTip("" if shown == self._full else tip(self._full))
