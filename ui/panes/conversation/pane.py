"""The conversation: its messages, oldest first, and what can be done with the whole of it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.conversation.capture import CaptureBubble
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.header import ConversationHeader
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.links import Link
from ui.widgets.notice import Notice
from workbench.helpdesk.port import Author, Status
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import TicketId
from workbench.outbox.model import Withdrawn
from workbench.settings.schema import UNDO_SECONDS
from workbench.tickets.model import Conversation, Message

_FIRST, _LAST = 1, 8
_SEEN_MS = 1000
_TO_STATUS = {"ticket.done": Status.SOLVED, "ticket.pending": Status.PENDING, "ticket.reopen": Status.OPEN}
_SAID = {Status.SOLVED: "Marked solved.", Status.PENDING: "Marked pending.", Status.OPEN: "Marked open."}


class ConversationPane(QWidget):
    """``edit_asked``: words of ours went back to the draft of this kind. ``ticket_left``: its status was changed, so
    the person moves on.
    """

    edit_asked = Signal(str)
    ticket_left = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._conversation: Conversation | None = None
        self._cards: list[MessageCard] = []
        self._selected: MessageCard | None = None
        self._whole = False
        self._header = ConversationHeader(parts)
        self._links = Notice(parts.icons)
        self._scroll = QScrollArea()
        self._stack = QStackedWidget()
        self._bubble = CaptureBubble(parts, self)
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._lay_out()
        self._connect()

    def show_ticket(self, ticket: TicketId | str | None) -> None:
        """Show a conversation from the customer's last words on; None shows nothing."""
        self._conversation = self._parts.workbench.tickets.open(TicketId(ticket)) if ticket else None
        self._whole = False
        self._bubble.hide()
        self._links.hide()
        self._parts.registry.facts.set("ticket.open", self._conversation is not None)
        self._build()
        self._seen.start(_SEEN_MS)
        QTimer.singleShot(0, self._to_last_words)

    def current(self) -> TicketId | None:
        return self._conversation.id if self._conversation else None

    def _lay_out(self) -> None:
        set_surface(self, "pane")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName("Messages")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._links)
        column.addWidget(self._scroll, 1)
        nothing = EmptyState(
            self._parts.icons, "inbox", "No conversation is open", "Choose one with J and K, or with the arrow keys."
        )
        self._stack.addWidget(nothing)
        self._stack.addWidget(shown)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.setFocusProxy(self._scroll)
        self.setMinimumWidth(280)

    def _connect(self) -> None:
        parts = self._parts
        self._header.status_asked.connect(lambda status: self._change_status(Status(status)))
        self._bubble.closed.connect(self._scroll.setFocus)
        self._seen.timeout.connect(self._mark_seen)
        parts.bridge.changed.connect(self._on_changed)
        for command, status in _TO_STATUS.items():
            parts.registry.bind(command, lambda status=status: self._change_status(status))  # type: ignore[misc]
        parts.registry.bind("ticket.oldest", self._to_first)
        parts.registry.bind("ticket.newest", self._to_last)
        parts.registry.bind("feedback.capture", self._capture)

    def _build(self) -> None:
        """Make the cards anew. Old ones of a long thread stay folded until they are asked for."""
        conversation = self._conversation
        self._stack.setCurrentIndex(1 if conversation else 0)
        self._cards = []
        self._select(None)
        if conversation is None:
            return
        self._header.show_conversation(conversation)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 8, 24, 24)
        column.setSpacing(12)
        folded = 0 if self._whole else max(0, len(conversation.messages) - _FIRST - _LAST)
        for place, message in enumerate(conversation.messages):
            if place == _FIRST and folded:
                column.addWidget(self._made_unfold(folded))
            if _FIRST <= place < _FIRST + folded:
                continue
            column.addWidget(self._made_message(message))
        column.addStretch(1)
        set_surface(inside, "pane")
        self._scroll.setWidget(inside)

    def _made_message(self, message: Message) -> QWidget:
        if message.author is Author.SYSTEM and not message.internal:
            line = QLabel(message.text)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setWordWrap(True)
            set_role(line, "caption")
            return line
        card = MessageCard(self._parts, message, self._parts.workbench.clock.now())
        card.words_selected.connect(lambda has, card=card: self._select(card if has else None))
        card.link_asked.connect(self._ask_link)
        card.act_done.connect(self._on_act)
        self._cards.append(card)
        return card

    def _made_unfold(self, count: int) -> QPushButton:
        button = QPushButton(f"Show {count} earlier messages")
        set_role(button, "quiet")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(self._unfold)
        return button

    def _unfold(self) -> None:
        self._whole = True
        self._build()
        QTimer.singleShot(0, self._to_first)

    def _select(self, card: MessageCard | None) -> None:
        self._selected = card
        theirs = card is not None and card.message.author is Author.CUSTOMER and not card.message.internal
        self._parts.registry.facts.set("words.selected", theirs)

    def _capture(self) -> None:
        if self._selected is None:
            return
        browser = self._selected.browser()
        below = browser.mapTo(self, browser.cursorRect().bottomLeft() + QPoint(0, 8))
        self._bubble.open_at(below, self._selected.message_id, self._selected.selected_words())

    def _change_status(self, status: Status) -> None:
        conversation = self._conversation
        if conversation is None or conversation.status is status:
            return
        outbox = self._parts.workbench.outbox
        hold = timedelta(seconds=self._parts.workbench.settings.get(UNDO_SECONDS))
        queued = outbox.change_status(conversation.id, status, hold=hold)

        def undo() -> None:
            if not isinstance(outbox.withdraw(queued.id), Withdrawn):
                self._parts.notices.say("It has left already. Change the status once more.")

        self._parts.notices.say(_SAID[status], "Undo", undo)
        if status is not Status.OPEN:
            self.ticket_left.emit(conversation.id)

    def _ask_link(self, href: str, shown: str) -> None:
        link = Link.parse(href)
        if link is None:
            return
        where = link.host or link.href
        warning = " Its words name another place." if link.disguised(shown) else ""
        warning += " The name is written in another script." if link.encoded else ""
        self._links.show_notice(f"This link leads to {where}.{warning}", "warning" if warning else "info")
        self._links.add_action("Open", lambda: self._open_link(link))
        self._links.add_action("Copy", lambda: self._copy_link(link))

    def _open_link(self, link: Link) -> None:
        self._links.hide()
        QDesktopServices.openUrl(QUrl(link.href))

    def _copy_link(self, link: Link) -> None:
        self._links.hide()
        QGuiApplication.clipboard().setText(link.href)

    def _on_act(self, kind: str) -> None:
        if kind:
            self.edit_asked.emit(kind)

    def _on_changed(self, changes: ChangeSet) -> None:
        ticket = self.current()
        if ticket is None or Kind.TICKET not in changes or ticket not in changes.of(Kind.TICKET):
            return
        fresh = self._parts.workbench.tickets.open(ticket)
        if fresh is None or fresh == self._conversation:
            return
        same = self._conversation is not None and fresh.messages == self._conversation.messages
        at_end = self._at_end()
        self._conversation = fresh
        if same:
            self._header.show_conversation(fresh)
            return
        place = self._scroll.verticalScrollBar().value()
        self._build()
        QTimer.singleShot(0, self._to_last if at_end else lambda: self._scroll.verticalScrollBar().setValue(place))

    def _mark_seen(self) -> None:
        if ticket := self.current():
            self._parts.workbench.tickets.seen(ticket)

    def _at_end(self) -> bool:
        bar = self._scroll.verticalScrollBar()
        return bar.value() >= bar.maximum() - 24

    def _to_first(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    def _to_last(self) -> None:
        self._scroll.verticalScrollBar().setValue(self._scroll.verticalScrollBar().maximum())

    def _to_last_words(self) -> None:
        """Bring what the customer wrote last into view, from its beginning."""
        inside = self._scroll.widget()
        theirs = [card for card in self._cards if card.message.author is Author.CUSTOMER]
        if inside is None or not theirs:
            return
        if (layout := inside.layout()) is not None:
            layout.activate()
        self._to_last()
        bar = self._scroll.verticalScrollBar()
        bar.setValue(min(bar.value(), max(0, theirs[-1].y() - 8)))
