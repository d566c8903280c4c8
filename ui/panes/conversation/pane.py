"""The conversation pane: header, thread, and the bubble in which words become feedback."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.conversation.beside.beside import Beside
from ui.panes.conversation.browser import Words
from ui.panes.conversation.capture import CaptureBubble, Talk
from ui.panes.conversation.card import MessageCard
from ui.panes.conversation.focus_line import FocusLine
from ui.panes.conversation.follow_ups import FollowUps
from ui.panes.conversation.header import Header
from ui.panes.conversation.items import STEP, items, opening
from ui.panes.conversation.presenter import ConversationPresenter
from ui.panes.conversation.thread import Thread
from ui.theme.roles import set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import Notice
from workbench.helpdesk.port import Author, Status
from workbench.tickets.model import Conversation, Message

_SEEN_MS = 1000
_AGES_MS = 30_000
_MOST = 16777215
_GONE = "The helpdesk no longer shows this conversation. What was written stays readable here."


class ConversationPane(QWidget):
    """``edit_asked``: words of ours are back in the draft of this kind. ``ticket_left``: the person is done with it.

    ``back_asked``: back to the list, by Esc or by the button that `show_back` offers. ``headed_only`` (bool): there is
    nothing to read below the header.
    """

    edit_asked = Signal(str)
    ticket_left = Signal(str)
    back_asked = Signal()
    headed_only = Signal(bool)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._unfolded = 0
        self._ids: tuple[str, ...] = ()
        self.presenter = ConversationPresenter(parts, self)
        self.header = Header(parts)
        self._gone = Notice(parts.icons)
        self.follow_ups = FollowUps(parts, self, self.header.geometry)
        self.beside = Beside(parts, self, self.header.geometry)
        self.thread_view = Thread(parts.icons, self.presenter.delivery)
        self._line = FocusLine(parts.theme)
        self._empty = EmptyState(
            parts.icons, "inbox", "No conversation is open.", "Choose one from the list, or go through it with J and K."
        )
        self._whole = QWidget()
        self._bubble: CaptureBubble | None = None
        self._seen = QTimer(self, singleShot=True, interval=_SEEN_MS)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._lay_out()
        self._connect()
        self._bind()
        self.show_ticket(None)

    def show_ticket(self, ticket_id: str | None) -> None:
        """Show a conversation from the customer's last message on; None: none."""
        self._leave_bubble()
        self._unfolded, self._ids = 0, ()
        self._show(self.presenter.open(ticket_id), begin=True)

    def show_back(self, wanted: bool) -> None:
        """Offer the way back to the list, where there is no room for both."""
        self.header.show_back(wanted)

    def go_to(self, message: str) -> None:
        """Bring a message into view."""
        self.thread_view.go_to(message)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_height()
        return done

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._seen.start()

    def _lay_out(self) -> None:
        set_surface(self, "pane")
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for part in (self.header, self._gone, self.follow_ups, self.beside, self._line):
            whole.addWidget(part)
        whole.addWidget(self.thread_view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        column.addWidget(self._empty)
        self.setFocusProxy(self.thread_view)
        self.setMinimumWidth(280)

    def _connect(self) -> None:
        self.presenter.renewed.connect(lambda conversation: self._show(conversation, begin=False))
        self.presenter.stood.connect(self._refresh)
        self.presenter.asked.connect(lambda: self.thread_view.show_asks(self.presenter.asks))
        self.presenter.edit_asked.connect(self.edit_asked)
        self.presenter.left.connect(self.ticket_left)
        self.header.back_asked.connect(self.back_asked)
        self.follow_ups.left.connect(self.setFocus)
        self.beside.left.connect(self.setFocus)
        self.beside.note_asked.connect(self.edit_asked)
        self.thread_view.left.connect(self.back_asked)
        self.thread_view.picked.connect(self._on_picked)
        self.thread_view.decided.connect(self.presenter.act)
        self.thread_view.unfold_asked.connect(self._unfold)
        self.thread_view.note_asked.connect(self._capture)
        self.thread_view.focus_changed.connect(lambda: self._line.show_focus(self.thread_view.hasFocus()))
        self._seen.timeout.connect(self._on_seen)
        self._ages.timeout.connect(self._refresh)
        self._ages.start()
        self._parts.theme.changed.connect(self._dress)

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        bind("ticket.done", lambda: self.presenter.mark(Status.SOLVED))
        bind("ticket.pending", lambda: self.presenter.mark(Status.PENDING))
        bind("ticket.reopen", lambda: self.presenter.mark(Status.OPEN))
        bind("ticket.oldest", self.thread_view.go_to_start)
        bind("ticket.newest", self.thread_view.go_to_end)
        bind("feedback.capture", self._capture)
        bind("feedback.own", self._note_own)
        bind("ticket.follow_up", self.follow_ups.begin)
        self.beside.bind()

    def _show(self, conversation: Conversation | None, *, begin: bool) -> None:
        self._whole.setVisible(conversation is not None)
        self._empty.setVisible(conversation is None)
        self.follow_ups.show_conversation(conversation)
        self.beside.show_conversation(conversation)
        if conversation is not None:
            self._gone.setVisible(False)
            if conversation.gone:
                self._gone.show_notice(_GONE, closable=False)
            self.header.show_conversation(conversation)
            if (layout := self._whole.layout()) is not None:
                layout.activate()  # the thread's height depends on the header's
            self._show_thread(conversation, begin=begin)
            self._make_room(nothing_said=conversation.unsent and not conversation.messages)
            self._seen.start()
        else:
            self._make_room(nothing_said=False)
        self._parts.registry.facts.set("ticket.open", conversation is not None)
        self._on_picked()

    def _make_room(self, *, nothing_said: bool) -> None:
        """A message that is only being written has the room for itself."""
        if nothing_said is not self.thread_view.isHidden():
            self.thread_view.setVisible(not nothing_said)
            self._take_height()
            self.headed_only.emit(nothing_said)

    def _take_height(self) -> None:
        headed_only = self.thread_view.isHidden()
        self.setMaximumHeight(self.header.sizeHint().height() if headed_only else _MOST)

    def _show_thread(self, conversation: Conversation, *, begin: bool) -> None:
        before, at_end = set(self._ids), self.thread_view.at_end()
        now = self._parts.workbench.clock.now()
        start = (opening(conversation) or " ") if begin else ""
        self.thread_view.show_asks(self.presenter.asks)
        self.thread_view.show_items(items(conversation, self._unfolded, self.presenter.checked), now, begin=start)
        self._ids = tuple(message.id for message in conversation.messages)
        new = [message for message in conversation.messages if message.id not in before]
        settled = len(before - set(self._ids))  # words of ours that came back from the helpdesk under its own number
        if begin or len(new) <= settled:
            return
        if at_end or new[-1].outgoing_id is not None:
            self.thread_view.go_to(new[0].id)
        else:
            self.thread_view.tell_below()

    def _unfold(self) -> None:
        conversation = self.presenter.conversation
        if conversation is not None:
            before = {card.item.id for card in self.thread_view.cards() if card.item}
            self._unfolded += STEP
            self.thread_view.show_items(
                items(conversation, self._unfolded, self.presenter.checked), self._parts.workbench.clock.now()
            )
            new = (card for card in self.thread_view.cards() if card.item and card.item.id not in before)
            if (first := next(new, None)) is not None:
                first.own.setFocus()

    def _refresh(self) -> None:
        self.thread_view.refresh(self._parts.workbench.clock.now())
        self.follow_ups.refresh()

    def _dress(self) -> None:
        if self.presenter.conversation is not None:
            self.header.show_conversation(self.presenter.conversation)
            self.thread_view.arrange()

    def _on_seen(self) -> None:
        if self.isVisible() and self.presenter.conversation is not None:
            self.presenter.seen()

    # Feedback

    def _theirs(self) -> tuple[MessageCard, Words] | None:
        """Selected words of the customer's."""
        found = self.thread_view.selection()
        if self.presenter.conversation is None or found is None or found[0].item is None:
            return None
        return found if _is_theirs(found[0].item.message) and found[1].selected_words() else None

    def _on_picked(self) -> None:
        self._parts.registry.facts.set("words.selected", self._theirs() is not None)

    def _capture(self) -> None:
        found = self._theirs()
        if found is None or found[0].item is None:
            self._show_how_to_select()
            return
        words = found[1]
        self._made_bubble().open_at(_spot(words), found[0].item.message.id, words.selected_words(), words, self._talk())

    def _show_how_to_select(self) -> None:
        """Put the caret where words of the customer can be selected, and say how."""
        if self.thread_view.selection() is not None:
            self._parts.notices.say("Only what the customer wrote is kept as their words. Shift+F notes what you see.")
            return
        theirs = [card for card in self.thread_view.cards() if card.item and _is_theirs(card.item.message)]
        if theirs and not any(card.own.hasFocus() for card in theirs):
            theirs[-1].own.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._parts.notices.say("Select their words with Shift and the arrow keys, or the mouse; then press F.")

    def _note_own(self) -> None:
        """Note what we see ourselves: on the conversation that is shown, or on none."""
        shown = self.isVisible()
        back = self.thread_view if shown else QApplication.focusWidget() or self.window()
        around = self if shown else self.window()
        spot = QRect(around.mapToGlobal(around.rect().center()), QSize(1, 1))
        self._made_bubble().open_own(spot.translated(-200, 0), back, self._talk() if shown else None)

    def _made_bubble(self) -> CaptureBubble:
        if self._bubble is None:
            self._bubble = CaptureBubble(self._parts, self.window())
        return self._bubble

    def _talk(self) -> Talk | None:
        conversation = self.presenter.conversation
        return Talk(ticket=conversation.id, practice=conversation.practice) if conversation else None

    def _leave_bubble(self) -> None:
        if self._bubble is not None:
            self._bubble.leave()


def _is_theirs(message: Message) -> bool:
    return message.author is Author.CUSTOMER and not message.internal


def _spot(words: Words) -> QRect:
    """Where the selected words stand on the screen."""
    cursor = words.textCursor()
    ends = []
    for position in (cursor.selectionStart(), cursor.selectionEnd()):
        at = QTextCursor(words.document())
        at.setPosition(position)
        ends.append(words.cursorRect(at))
    spot = ends[0].united(ends[1])
    return QRect(words.viewport().mapToGlobal(spot.topLeft()), spot.size())
