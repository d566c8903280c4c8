"""A line of keys with what they do; those that do not fit are left out from the end, never squeezed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.key_cap import KeyCap

_GAP, _BETWEEN = 6, 18


class KeyHints(QWidget):
    """``hints``: keys as Qt writes them and a verb, the most useful first."""

    def __init__(self, theme: Theme, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._pairs: list[QWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_BETWEEN)
        for keys, word in hints:
            pair = QWidget()
            inside = QHBoxLayout(pair)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(_GAP)
            label = QLabel(word)
            set_role(label, "caption")
            inside.addWidget(KeyCap(theme, keys))
            inside.addWidget(label)
            row.addWidget(pair)
            self._pairs.append(pair)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = self.width()
        for pair in self._pairs:
            left -= pair.sizeHint().width() + (_BETWEEN if pair is not self._pairs[0] else 0)
            pair.setVisible(left >= 0)
