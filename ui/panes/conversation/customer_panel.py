"""Who the customer is: how to reach them, what else they wrote, what they told us, and what we owe them for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.conversation.customer_rows import OwedRow, SaidRow, TicketButton
from ui.panes.conversation.words import plain
from ui.theme.roles import set_role, set_surface
from ui.widgets.avatar import Avatar
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from workbench.feedback.advocacy.model import Owed
from workbench.feedback.model import Entry
from workbench.kernel.changes import ChangeSet, Kind
from workbench.tickets.model import Conversation, Customer, TicketQuery, TicketRow

_MOST, _MOST_SAID, _LOOKED = 8, 5, 40
_HEARD = (Kind.ENTRY, Kind.OWED, Kind.TOPIC, Kind.OUTGOING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the conversation."""

    others: tuple[TicketRow, ...]
    said: tuple[Entry, ...]
    owed: tuple[Owed, ...]


class CustomerPanel(QScrollArea):
    """``ticket_asked``: another conversation of this customer is to be shown."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._conversation: Conversation | None = None
        self._inside = QWidget()
        self._avatar = Avatar(parts.theme)
        self._name, self._company = ElidedLabel(), ElidedLabel()
        self.mail = ElidedLabel()
        self._name_row, self._company_row, self._mail_row = QWidget(), QWidget(), QWidget()
        self._tags = QWidget()
        self._tag_flow = FlowLayout(self._tags, 4, 4)
        self._others, self._said = _Section("Other conversations"), _Section("What they told us")
        self._owed = _Section("What became of it")
        self._lay_out()
        parts.bridge.changed.connect(self._on_changed)
        self.show_conversation(None)

    def show_conversation(self, conversation: Conversation | None) -> None:
        """Show the customer of ``conversation``; nothing for None."""
        before, self._conversation = self._conversation, conversation
        customer = conversation.customer if conversation else None
        nobody = conversation is None or (conversation.unsent and customer is None)
        self._inside.setVisible(not nobody)
        if conversation is None or nobody:
            return
        name = plain(customer.name or customer.email) if customer else "Unknown"
        self._avatar.show_name(name)
        self._name.show_text(name)
        mail, company = (plain(customer.email), plain(customer.company)) if customer else ("", "")
        self.mail.show_text(mail)
        self._mail_row.setVisible(bool(mail))
        self._company.show_text(company)
        self._company_row.setVisible(bool(company))
        self._show_tags(conversation.tags)
        if before is None or before.customer != customer or before.id != conversation.id:
            for section in (self._owed, self._others, self._said):
                section.show_rows([])
        self._ask()

    def _ask(self) -> None:
        conversation = self._conversation
        if conversation is None or conversation.customer is None:
            return
        customer, here = conversation.customer, conversation.id
        tickets, feedback = self._parts.workbench.tickets, self._parts.workbench.feedback
        owed = self._parts.workbench.product.owed

        def work() -> Known:
            words = customer.email or customer.name
            rows = tickets.page(TicketQuery(status=None, words=words), limit=_LOOKED).rows if words else ()
            name = customer.name or customer.email
            others = tuple(row for row in rows if row.id != here and row.customer == name)
            said = feedback.listed(words=customer.name, limit=_LOOKED) if customer.name else ()
            told = tuple(owed.of_customer(here))[:_MOST_SAID]
            return Known(others=others[:_MOST], said=_theirs(said, customer)[:_MOST_SAID], owed=told)

        self._parts.runner.run("read", work, self._show_known, key="customer.known")

    def _show_known(self, known: Known) -> None:
        now, icons = self._parts.workbench.clock.now(), self._parts.icons
        rows = []
        for row in known.others:
            button = TicketButton(icons, row, now)
            button.clicked.connect(lambda _checked=False, id_=row.id: self.ticket_asked.emit(id_))
            rows.append(button)
        self._others.show_rows(rows)
        self._said.show_rows([SaidRow(icons, entry, now) for entry in known.said])
        self._owed.show_rows([OwedRow(each, now) for each in known.owed])

    def _show_tags(self, tags: Sequence[str]) -> None:
        while (item := self._tag_flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for tag in tags:
            self._tag_flow.addWidget(Pill(self._parts.icons, State(word=plain(tag), icon="tag")))
        self._tags.setVisible(bool(tags))

    def _lay_out(self) -> None:
        inside = self._inside
        set_surface(self, "list")
        set_surface(inside, "list")
        self._fill_row(self._name_row, self._name, "Copy the name")
        set_role(self._name, "strong")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._avatar)
        head.addWidget(self._name_row, 1)
        self._fill_row(self._mail_row, self.mail, "Copy the address")
        self._fill_row(self._company_row, self._company, "Copy the company")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addLayout(head)
        for part in (self._mail_row, self._company_row, self._tags, self._owed, self._others, self._said):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Customer")
        self.setMinimumWidth(200)

    def _fill_row(self, row: QWidget, label: ElidedLabel, name: str) -> None:
        set_role(label, "secondary")
        copy = QToolButton()
        copy.setIcon(self._parts.icons.icon("copy"))
        copy.setAccessibleName(name)
        copy.setToolTip(name)
        copy.clicked.connect(lambda: self._copy(label.full_text()))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label, 1)
        line.addWidget(copy)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._parts.notices.say("Copied.")

    def _on_changed(self, changes: ChangeSet) -> None:
        if any(kind in changes for kind in _HEARD) and self._conversation is not None:
            self._ask()


class _Section(QWidget):
    """A title with rows below it; nothing at all where there are none."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setAccessibleName(title)
        heading = QLabel(title)
        set_role(heading, "caption")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addLayout(self._rows)
        self.hide()

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row in rows:
            self._rows.addWidget(row)
        self.setVisible(bool(rows))


def _theirs(entries: Sequence[Entry], customer: Customer) -> tuple[Entry, ...]:
    """What this customer said, and not what others said about them."""
    return tuple(
        entry
        for entry in entries
        if (entry.customer_email == customer.email if customer.email else entry.customer_name == customer.name)
    )
