"""Above a conversation: what it is about, whose it is, and where it stands."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.conversation.subject import SubjectLabel
from ui.panes.conversation.words import STATUS, beside, channel, plain
from ui.theme.roles import set_role
from ui.widgets.chip_button import ChipButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.glyph import Glyph
from ui.widgets.pill import Pill, State
from workbench.helpdesk.port import Status
from workbench.tickets.model import Conversation

_PRACTICE = State(word="Practice", tone="info", icon="flask")
_VERBS = {"ticket.reopen": Status.OPEN, "ticket.pending": Status.PENDING, "ticket.done": Status.SOLVED}


class Header(QWidget):
    """``back_asked``: back to the list, where there is no room for both."""

    back_asked = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._back = QToolButton()
        self.subject = SubjectLabel(parts.theme)
        self.about = ElidedLabel()
        self._practice = Pill(parts.icons, _PRACTICE)
        self.status = ChipButton(parts.icons, "inbox", "", Glyph(parts.icons, "chevron-down"))
        self._menu = QMenu(self)
        self.actions_by_status: dict[Status, QAction] = {}
        self._lay_out()

    def show_conversation(self, conversation: Conversation) -> None:
        writing = conversation.unsent and not conversation.messages  # its heading stands over the words
        self.subject.show_text("New message" if writing else plain(conversation.subject) or "No subject")
        customer = conversation.customer
        name = plain(customer.name) if customer else ""
        mail = plain(customer.email) if customer else ""
        last = f"#{conversation.number}" if conversation.number else ""
        about = (name, mail if mail != name else "", channel(conversation.channel), last)
        self.about.show_text(beside(*((conversation.account_name,) if writing else about)))
        self._practice.setVisible(conversation.practice)
        self.status.setVisible(not conversation.unsent)
        state = STATUS[conversation.status]
        self.status.show_chip(state.icon, self._parts.theme.tokens.tone_named(state.tone).ink, state.word)
        self.status.setAccessibleName(f"Status: {state.word}")
        for status, action in self.actions_by_status.items():
            action.setVisible(status is not conversation.status)

    def show_back(self, wanted: bool) -> None:
        self._back.setVisible(wanted)

    def _lay_out(self) -> None:
        self._back.setIcon(self._parts.icons.icon("chevron-left"))
        self._back.setAccessibleName("Back to the list")
        self._back.setToolTip("Back to the list")
        self._back.clicked.connect(self.back_asked)
        self._back.hide()
        set_role(self.about, "secondary")
        self._fill_menu()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.about, 1)
        row.addWidget(self._practice)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.subject, 1)
        top.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(top)
        column.addLayout(row)
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 12, 26, 10)  # to the edge of the cards, which leave room for the scroll bar
        across.setSpacing(8)
        across.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(column, 1)

    def _fill_menu(self) -> None:
        self.status.setToolTip("Change the status")
        self.status.clicked.connect(self._open_menu)
        for command_id, status in _VERBS.items():
            command = self._parts.registry[command_id]
            action = self._menu.addAction(f"{command.title}\t{command.shortcut}")
            action.setIcon(self._parts.icons.icon(STATUS[status].icon))
            action.triggered.connect(lambda _checked=False, id_=command_id: self._parts.registry.run(id_))
            self.actions_by_status[status] = action

    def _open_menu(self) -> None:
        self._menu.popup(self.status.mapToGlobal(QPoint(0, self.status.height() + 2)))
