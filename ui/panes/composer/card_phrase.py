"""The step of a card that keeps words for good: which words, to be trimmed before it is meant."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.panes.composer.card_parts import KeyButton, label
from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from workbench.certainty.house.reading import LONGEST_PHRASE


class PhraseStep(QWidget):
    """``meant`` (words): nothing is said of them any more, wherever they stand."""

    meant = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_PHRASE)
        self.field.setAccessibleName("Words to keep for good")
        self._keep = KeyButton(theme, "Return")
        self._keep.say("Keep for good")
        set_role(self._keep.button, "primary")
        self._keep.button.clicked.connect(self.mean)
        acts = QWidget()
        flow = FlowLayout(acts, 16, 8)
        flow.addWidget(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            label("caption", "Let these words be in every reply. Cut away what is of this customer alone.")
        )
        column.addWidget(self.field)
        column.addWidget(label("caption", "The settings list what is kept, and can take it back."))
        column.addWidget(acts)

    def ask(self, words: str) -> None:
        self.field.setText(words)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()

    def mean(self) -> None:
        if self.field.text().strip():
            self.meant.emit(self.field.text())
