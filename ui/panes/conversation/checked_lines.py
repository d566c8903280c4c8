"""Under words of ours: what was checked before they were sent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.glyph import Glyph
from workbench.certainty.checked.words import TITLE


class CheckedLines(QWidget):
    """A line for each sentence that was answered for."""

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        set_role(self._text, "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 0)
        row.setSpacing(6)
        row.addWidget(Glyph(icons, "check-circle", "text.faint"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def show_lines(self, lines: Sequence[str]) -> None:
        text = "\n".join((f"{TITLE}:", *lines))
        self._text.setText(text)
        self.setAccessibleName(text)
