"""Above the messages: what about, who, where it stands, and where it can go."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.pill import Pill, State
from workbench.helpdesk.port import Status
from workbench.tickets.model import Conversation

_WORDS = {Status.OPEN: "Open", Status.PENDING: "Pending", Status.SOLVED: "Solved", Status.CLOSED: "Closed"}
_LONG = 300


class ConversationHeader(QWidget):
    """``status_asked``: the name of a status that was chosen from the menu."""

    status_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._subject = QLabel()
        self._subject.setTextFormat(Qt.TextFormat.PlainText)
        self._subject.setWordWrap(True)
        self._subject.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self._subject, "title")
        self._who = ElidedLabel()
        set_role(self._who, "secondary")
        self._practice = Pill(parts.icons, State(word="Practice", tone="accent", icon="flask"))
        self._gone = Pill(parts.icons, State(word="Gone from the helpdesk", tone="danger"))
        self._status = QPushButton()
        self._status.setAccessibleDescription("Change where this conversation stands")
        menu = QMenu(self._status)
        for status in (Status.OPEN, Status.PENDING, Status.SOLVED):
            action = menu.addAction(f"Mark {_WORDS[status].lower()}")
            action.triggered.connect(lambda _=False, status=status: self.status_asked.emit(status.value))
        self._status.setMenu(menu)
        self._lay_out()

    def show_conversation(self, conversation: Conversation) -> None:
        """Tell what this conversation is."""
        subject = " ".join(conversation.subject.split()) or "No subject"
        self._subject.setText(subject if len(subject) <= _LONG else subject[:_LONG] + "…")
        self._subject.setToolTip(subject)
        customer = conversation.customer
        who = [f"{customer.name} <{customer.email}>" if customer.email else customer.name] if customer else []
        self._who.show_text(" · ".join([*who, conversation.channel, f"#{conversation.number}"]))
        self._status.setText(_WORDS[conversation.status])
        self._status.setAccessibleName(f"Status: {_WORDS[conversation.status]}")
        self._practice.setVisible(conversation.practice)
        self._gone.setVisible(conversation.gone)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._subject, 1)
        top.addWidget(self._gone, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._practice, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(self._who)
