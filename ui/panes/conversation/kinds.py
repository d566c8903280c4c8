"""The kinds of feedback as buttons: each with a letter, a shape and a word."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.glyph import Glyph
from ui.widgets.key_cap import KeyCap
from workbench.feedback.model import LETTERS, FeedbackKind

_ICONS = {
    FeedbackKind.BUG: "bug",
    FeedbackKind.REQUEST: "lightbulb",
    FeedbackKind.KUDOS: "heart",
    FeedbackKind.CRITICISM: "flag",
    FeedbackKind.CONFUSION: "help-circle",
}
LETTER = {kind: letter.upper() for letter, kind in LETTERS.items()}


class KindButton(QPushButton):
    """Shape, word and letter of one kind."""

    def __init__(self, icons: Icons, kind: FeedbackKind) -> None:
        super().__init__()
        self.kind = kind
        self.setCheckable(True)
        self.setAccessibleName(f"{kind.value.capitalize()}, {LETTER[kind]}")
        set_role(self, "chip")
        word = QLabel(kind.value.capitalize())
        cap = KeyCap(icons.theme, LETTER[kind])
        for part in (word, cap):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(Glyph(icons, _ICONS[kind], "text.secondary"))
        row.addWidget(word, 1)
        row.addWidget(cap)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
