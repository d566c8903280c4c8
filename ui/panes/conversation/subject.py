"""The subject of a conversation on one line or two; what does not fit is told on hover."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.tips import tip

_LINES = 2


class SubjectLabel(QWidget):
    """Plain text in the title font."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def text(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def lines(self, width: int) -> list[str]:
        """The text on at most two lines of ``width`` pixels, the last one cut if need be."""
        found: list[str] = []
        layout = QTextLayout(self._text, self._theme.fonts.title())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while len(found) < _LINES and (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            raw = self._text.encode("utf-16-le")
            rest = raw[line.textStart() * 2 :].decode("utf-16-le", "replace")
            part = raw[line.textStart() * 2 : (line.textStart() + line.textLength()) * 2]
            last = len(found) == _LINES - 1
            cut = self._metrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)
            found.append(cut if last else part.decode("utf-16-le", "replace").strip())
        layout.endLayout()
        return found or [""]

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._metrics().height() * len(self.lines(width)) + 2

    def sizeHint(self) -> QSize:
        wide = self._metrics().horizontalAdvance(self._text) + 2
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._metrics().height() + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.setFont(self._theme.fonts.title())
        painter.setPen(self._theme.colour("text.primary"))
        lines = self.lines(self.width())
        backwards = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if backwards else Qt.AlignmentFlag.AlignLeft
        where = side | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        high = self._metrics().height()
        top = max(0, (self.height() - len(lines) * high) // 2)  # level with the buttons beside it
        for at, line in enumerate(lines):
            box = self.rect().translated(0, top + at * high)
            painter.drawText(box, where, line)
        whole = "".join(lines).replace(" ", "") == self._text.replace(" ", "")
        self.setToolTip("" if whole else tip(self._text))

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._theme.fonts.title())
