"""Why a rule speaks at all, folded away until somebody asks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.panes.composer.card_parts import label
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.key_cap import KeyCap
from workbench.certainty.model import Rule


class WhyFold(QWidget):
    """``reshaped``: it is as high as before no longer."""

    reshaped = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self._icons = icons
        self.button = QPushButton("Why")
        set_role(self.button, "link")
        self.words = label("secondary")
        self.source = label("caption")
        self.button.clicked.connect(self.turn)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.button)
        head.addWidget(KeyCap(icons.theme, "W"))
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.words)
        column.addWidget(self.source)

    def show_rule(self, rule: Rule | None) -> None:
        """Of another finding; folded."""
        self.setVisible(rule is not None)
        if rule is not None:
            self.words.setText(rule.why)
            self.source.setText(f"{rule.source}. Rule: {rule.id}" if rule.source else f"Rule: {rule.id}")
        self._open(False)

    def turn(self) -> None:
        self._open(self.words.isHidden())
        self.reshaped.emit()

    def _open(self, wanted: bool) -> None:
        self.words.setVisible(wanted)
        self.source.setVisible(wanted)
        self.button.setIcon(self._icons.icon("chevron-down" if wanted else "chevron-right", "text.link"))
        self.button.setAccessibleName("Why this is said (W)")
