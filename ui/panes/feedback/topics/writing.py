"""Fields of a topic that are written in place: kept when typing rests, and never taken from under the cursor."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit

_PAUSE_MS = 700
_LEAST, _MOST = 2, 14  # lines


class InPlace(QPlainTextEdit):
    """``rested`` (text): what was typed is to be kept. As high as its words."""

    rested = Signal(str)

    def __init__(
        self, name: str, placeholder: str, *, single: bool = False, least: int = _LEAST, most: int = _MOST
    ) -> None:
        super().__init__()
        self._kept, self._unsure = "", False
        self._font: QFont | None = None
        self._least, self._most = 1 if single else least, most
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_PAUSE_MS)
        self._rest.timeout.connect(self._keep)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if single:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._rest.start)
        if single:
            self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self.fit())
        self.fit()

    def show_text(self, text: str, *, anew: bool) -> None:
        """Show what is kept. ``anew``: it is of another topic, so what was typed here goes."""
        self._kept, self._unsure = text, self._unsure and not anew and self.toPlainText().strip() != text
        if anew or not (self.hasFocus() or self._rest.isActive()):
            self._rest.stop()
            if self.toPlainText() != text:
                self.blockSignals(True)
                self.setPlainText(text)
                self.blockSignals(False)
            self.fit()

    def unkept(self) -> str | None:
        """What was typed and is not kept; None where all is."""
        self._rest.stop()
        typed = self.toPlainText().strip()
        return typed if typed != self._kept or self._unsure else None

    def not_kept(self, text: str) -> None:
        """``text`` could not be kept: it stays to be written, and is kept when typing rests or the field is left."""
        if self.toPlainText().strip() == text:
            self._unsure = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._font is not None:
            self.write_in(self._font)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._keep()

    def _keep(self) -> None:
        if (typed := self.unkept()) is not None:
            self._kept, self._unsure = typed, False
            self.rested.emit(typed)

    def write_in(self, font: QFont) -> None:
        """Write in another font than that of the style sheet, which would take back one that is only set."""
        self._font = font
        self.document().setDefaultFont(font)
        self.fit()

    def fit(self) -> None:
        """Take the height that the words need."""
        layout, block, words = self.document().documentLayout(), self.document().begin(), 0.0
        while block.isValid():
            words += layout.blockBoundingRect(block).height()
            block = block.next()
        spacing = QFontMetrics(self.document().defaultFont()).lineSpacing()
        margins, inner = self.contentsMargins(), round(self.document().documentMargin())  # one of two is in the words
        around = margins.top() + margins.bottom() + inner + 4
        lines = min(max(ceil(words), self._least * spacing + inner), self._most * spacing + inner)
        self.setFixedHeight(lines + around)
