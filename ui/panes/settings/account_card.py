"""One account in the settings: how it stands, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ui.panes.settings.words import mark_of, what_goes
from ui.theme.icons import Icons
from ui.theme.roles import Role, set_role, set_surface, set_tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.notice import Notice
from ui.widgets.pill import Pill, State
from workbench.helpdesk.model import Account
from workbench.sync.model import SyncStatus


class AccountCard(QFrame):
    """``sign_in_asked`` carries the address. ``remove_asked`` comes after the second, deciding press."""

    sign_in_asked = Signal(str)
    remove_asked = Signal()

    def __init__(self, icons: Icons, account: Account) -> None:
        super().__init__()
        self.account = account
        self._unsent = 0
        self._pill = Pill(icons, State(word=""))
        self._fault = _label("", "secondary")
        self.sign_in_button, self.remove_button = QPushButton("Sign in again"), QPushButton("Remove")
        self.question = Notice(icons)
        self.sign_in_button.clicked.connect(lambda: self.sign_in_asked.emit(account.address))
        self.remove_button.clicked.connect(self._ask)
        self._lay_out()

    def show_status(self, status: SyncStatus, unsent: int) -> None:
        """``unsent``: how many replies have not gone out."""
        self._unsent = unsent
        mark = mark_of(status)
        self._pill.show_state(State(word=mark.word, tone=mark.tone, icon=mark.icon))
        self._fault.setText(f"{status.title} {status.cure}".strip())
        self._fault.setVisible(bool(status.title))

    def _lay_out(self) -> None:
        practice = self.account.practice
        set_surface(self, "card")
        name = ElidedLabel(self.account.name)
        set_role(name, "strong")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(name, 1)
        head.addWidget(self._pill)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        if practice:
            column.addWidget(_label("Practice data. Remove it when you are done.", "secondary"))
        else:
            where = ElidedLabel(self.account.address)
            set_role(where, "mono")
            who = ElidedLabel(" · ".join(part for part in (self.account.agent.name, self.account.agent.email) if part))
            set_role(who, "caption")
            column.addWidget(where)
            column.addWidget(who)
        column.addWidget(self._fault)
        column.addLayout(self._buttons())
        column.addWidget(self.question)

    def _buttons(self) -> FlowLayout:
        flow = FlowLayout(gap=8, row_gap=8)
        self.sign_in_button.setParent(self)  # before it is shown: else it would flash up as a window of its own
        self.sign_in_button.setVisible(not self.account.practice)
        self.remove_button.setText("Remove practice desk" if self.account.practice else "Remove")
        self.remove_button.setAccessibleName(f"Remove {self.account.name}")
        set_tone(self.remove_button, "danger")
        flow.addWidget(self.sign_in_button)
        flow.addWidget(self.remove_button)
        return flow

    def _ask(self) -> None:
        """Practice data goes at once; for a real account it is first said what goes."""
        if self.account.practice:
            self.remove_asked.emit()
            return
        self.remove_button.setEnabled(False)
        self.question.show_notice(what_goes(self.account.name, self._unsent), "danger", closable=False)
        self.question.add_action("Keep it", self._keep).setFocus()
        self.question.add_action("Remove it", self.remove_asked.emit)

    def _keep(self) -> None:
        self.question.hide()
        self.remove_button.setEnabled(True)
        self.remove_button.setFocus()


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
