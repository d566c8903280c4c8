"""A card in place that asks once, with the numbers, before a customer is erased, and then tells what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QVBoxLayout
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_surface, set_tone
from ui.widgets.announce import announce
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.model import Entry
from workbench.feedback.yours import said
from workbench.feedback.yours.model import Erased, Numbers, Whom
from workbench.kernel.errors import WorkbenchError


class ErasePanel(QFrame):
    """``closed``: it was put away."""

    closed = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._yours = parts.workbench.product.yours
        self._entry, self._who = "", ""
        self._title, self.words = QLabel(), QLabel()
        self.whole = QCheckBox("Everyone of the same account")
        self.erase_button, self.keep_button = QPushButton("Erase for good"), QPushButton("Keep")
        self._lay_out()
        self.whole.toggled.connect(lambda _: self._ask())
        self.erase_button.clicked.connect(self._erase)
        self.keep_button.clicked.connect(self.close_panel)
        self.hide()

    def open_for(self, entry: Entry) -> None:
        """Ask whether the customer of ``entry`` is to be erased."""
        self._entry = entry.id
        self._who = entry.customer_name or entry.customer_email or "this customer"
        self._title.setText("Erase this customer")
        self.whole.blockSignals(True)
        self.whole.setChecked(False)
        self.whole.blockSignals(False)
        self.whole.hide()
        self._say("Counting what is kept of them.", asking=False)
        self.show()
        self.keep_button.setFocus()
        self._ask()

    def close_panel(self) -> None:
        """Put it away; nothing more is done."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _whom(self) -> Whom:
        return Whom(entry=self._entry, whole_account=self.whole.isChecked())

    def _ask(self) -> None:
        whom = self._whom()
        self.erase_button.setEnabled(False)
        self._parts.runner.run("read", lambda: self._yours.numbers(whom), self._show_numbers, key="feedback.erase")

    def _show_numbers(self, numbers: Numbers) -> None:
        if not isValid(self):
            return
        if numbers.others_at_account:
            self.whole.show()
        self._say(said.ask(numbers, self._who), asking=True)

    def _erase(self) -> None:
        whom = self._whom()
        self._say("Erasing, in backups too. This takes a moment.", asking=False)
        self.keep_button.setEnabled(False)
        self._parts.runner.run("write", lambda: self._yours.erase(whom), self._show_done, self._failed)

    def _show_done(self, done: Erased) -> None:
        self._parts.undo.clear()  # what could be taken back may hold their words
        if isValid(self):
            self._title.setText("The customer is erased")
            self.whole.hide()
            self._say("\n".join(said.erased(done)), asking=False)

    def _failed(self, error: WorkbenchError) -> None:
        if isValid(self):
            self._say(f"{error.title} {error.cure}".strip(), asking=True)

    def _say(self, words: str, *, asking: bool) -> None:
        self.words.setText(words)
        self.erase_button.setVisible(asking)
        self.erase_button.setEnabled(asking)
        self.keep_button.setText("Keep" if asking else "Close")
        self.keep_button.setEnabled(True)
        announce(self, words)

    def _lay_out(self) -> None:
        set_surface(self, "card")
        set_role(self._title, "strong")
        for label in (self._title, self.words):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.words.setAccessibleName("What erasing takes away")
        self.erase_button.setIcon(self._parts.icons.icon("trash", "tone.danger.ink"))
        set_tone(self.erase_button, "danger")
        set_role(self.keep_button, "quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        for widget in (self._title, self.words, self.whole):
            column.addWidget(widget)
        flow = FlowLayout(gap=8, row_gap=8)
        flow.addWidget(self.erase_button)
        flow.addWidget(self.keep_button)
        column.addLayout(flow)
