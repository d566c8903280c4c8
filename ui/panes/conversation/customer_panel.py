"""Beside the conversation: who the customer is, what else they wrote about, what they told us before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_surface
from ui.widgets.avatar import Avatar
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from ui.widgets.times import ago
from workbench.kernel.text import one_line
from workbench.tickets.model import Conversation, TicketQuery

_MOST = 8


class CustomerPanel(QScrollArea):
    """``ticket_asked``: another conversation of theirs was chosen."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._shown: tuple[object, ...] = ()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Customer")
        self.setMinimumWidth(220)
        set_surface(self, "list")

    def show_conversation(self, conversation: Conversation | None) -> None:
        """Tell about the customer of ``conversation``."""
        shown = (conversation.id, conversation.customer, conversation.tags) if conversation else ()
        if shown == self._shown:
            return
        self._shown = shown
        inside = QWidget()
        set_surface(inside, "list")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        if conversation is not None and conversation.customer is not None:
            self._add_who(column, conversation)
            self._add_others(column, conversation)
            self._add_feedback(column, conversation)
        column.addStretch(1)
        self.setWidget(inside)

    def _add_who(self, column: QVBoxLayout, conversation: Conversation) -> None:
        customer = conversation.customer
        assert customer is not None
        line = QHBoxLayout()
        line.setSpacing(8)
        name = ElidedLabel(customer.name)
        set_role(name, "strong")
        line.addWidget(Avatar(self._parts.theme, customer.name))
        line.addWidget(name, 1)
        column.addLayout(line)
        if customer.email:
            button = QPushButton(customer.email)
            set_role(button, "link")
            button.setToolTip("Copy the address")
            button.setAccessibleName(f"Copy {customer.email}")
            button.clicked.connect(lambda: self._copy(customer.email))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        if customer.company:
            company = QLabel(customer.company)
            company.setWordWrap(True)
            company.setTextFormat(Qt.TextFormat.PlainText)
            set_role(company, "secondary")
            column.addWidget(company)
        if conversation.tags:
            chips = QWidget()
            flow = FlowLayout(chips, 4, 4)
            for tag in conversation.tags:
                flow.addWidget(Pill(self._parts.icons, State(word=tag, icon="tag")))
            column.addWidget(chips)

    def _add_others(self, column: QVBoxLayout, conversation: Conversation) -> None:
        customer = conversation.customer
        if customer is None or not customer.email:
            return
        page = self._parts.workbench.tickets.page(TicketQuery(status=None, words=customer.email), limit=_MOST + 1)
        others = [row for row in page.rows if row.id != conversation.id][:_MOST]
        self._add_title(column, "Other conversations")
        if not others:
            self._add_line(column, "This is their first one here.")
        now = self._parts.workbench.clock.now()
        for row in others:
            button = QPushButton(one_line(f"{row.subject} · {ago(row.active_at, now)}", 44))
            button.setToolTip(row.subject)
            set_role(button, "link")
            button.clicked.connect(lambda _=False, ticket=row.id: self.ticket_asked.emit(ticket))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _add_feedback(self, column: QVBoxLayout, conversation: Conversation) -> None:
        customer = conversation.customer
        assert customer is not None
        told = self._parts.workbench.feedback.listed(words=customer.name, limit=_MOST)
        self._add_title(column, "What they told us")
        if not told:
            self._add_line(column, "Nothing is noted yet. Select their words and press F.")
        for entry in told:
            self._add_line(column, f"{entry.kind.value.title()}: “{one_line(entry.verbatim, 120)}”")

    def _add_title(self, column: QVBoxLayout, text: str) -> None:
        label = QLabel(text)
        set_role(label, "heading")
        column.addSpacing(8)
        column.addWidget(label)

    def _add_line(self, column: QVBoxLayout, text: str) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        set_role(label, "secondary")
        column.addWidget(label)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.notices.say("Address copied.")
