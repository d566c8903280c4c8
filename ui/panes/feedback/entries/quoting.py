"""On an entry: whether its customer may be quoted in public, and what they said of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.around.customers import stands
from ui.theme.roles import set_role
from ui.widgets.flow_layout import FlowLayout
from ui.workers import undo
from workbench.feedback.around.model import Permission, Quoting
from workbench.feedback.model import Entry
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import VoiceId
from workbench.kernel.receipt import Receipt

NOBODY_ASKED = "Nobody has asked whether they may be quoted in public."


class QuotingPart(QWidget):
    """A line that says how it stands, and what can be noted. Nothing of it for what we saw ourselves."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._quotes = parts, parts.workbench.product.around.quotes
        self._voice: VoiceId | None = None
        self.label = QLabel()
        self.label.setWordWrap(True)
        set_role(self.label, "secondary")
        self.asked, self.yes, self.no = (
            self._button(word) for word in ("Note that they were asked", "They said yes", "They said no")
        )
        self.asked.clicked.connect(lambda: self._keep(self._quotes.asked))
        self.yes.clicked.connect(lambda: self._keep(self._quotes.given))
        self.no.clicked.connect(lambda: self._keep(self._quotes.refused))
        deeds = QWidget()
        flow = FlowLayout(deeds, 12, 4)
        for button in (self.asked, self.yes, self.no):
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(deeds)
        self.setAccessibleName("Quoting in public")

    def show_entry(self, entry: Entry, permission: Permission | None) -> None:
        """How it stands with the customer of ``entry``."""
        self._voice = entry.voice
        self.setVisible(entry.voice is not None)
        self.label.setText(
            stands(permission, self._parts.workbench.product.advocacy.today()) if permission else NOBODY_ASKED
        )
        quoting = permission.quoting if permission else None
        self.asked.setVisible(quoting is None)
        self.yes.setVisible(quoting is not Quoting.GIVEN)
        self.no.setVisible(quoting is not Quoting.REFUSED)

    def _keep(self, deed: Callable[[VoiceId], Receipt[Any]]) -> None:
        voice = self._voice
        if voice is None:
            return

        def failed(error: WorkbenchError) -> None:
            self._parts.notices.fault(error.title, error.cure)

        def done(receipt: Receipt[Any]) -> None:
            undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

        self._parts.runner.run("write", lambda: deed(voice), done, failed)

    @staticmethod
    def _button(word: str) -> QPushButton:
        button = QPushButton(word)
        set_role(button, "link")
        return button
