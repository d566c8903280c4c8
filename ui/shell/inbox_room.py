"""The inbox room: list, conversation with composer, and side panel; three parts that become two and one when narrow."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.composer.pane import ComposerPane
from ui.panes.conversation.customer_panel import CustomerPanel
from ui.panes.conversation.pane import ConversationPane
from ui.panes.inbox.pane import InboxPane
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TicketId
from workbench.settings.schema import AFTER_SEND

_SIDE_FROM, _SIDE_LETTERS = 1180, 110  # what is more: so many pixels, or so many letters of the text as it is now
_TWO_FROM, _TWO_LETTERS = 760, 72
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InboxRoom(QWidget):
    """``setup_asked``: there is no account yet. ``wanted``: something was asked of it from another room.

    The panes do not know each other; this is where they meet.
    """

    setup_asked = Signal()
    wanted = Signal()
    snippet_asked = Signal(str)
    new_snippet_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._ticket: TicketId | None = None
        self._side_wanted = True
        self._reading = False
        self._usual: QByteArray | None = None  # how the desk is shared, while a new message has it for itself
        self._last: QWidget | None = None
        self._inbox = InboxPane(parts)
        self._conversation = ConversationPane(parts)
        self._composer = ComposerPane(parts)
        self._customer = CustomerPanel(parts)
        self._desk = QSplitter(Qt.Orientation.Vertical)
        self._across = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()

    def show_ticket(self, ticket: TicketId | None, *, select: bool = False) -> None:
        """Show a conversation with its draft; ``select`` marks it in the list as well."""
        if ticket == self._ticket:
            return
        self._ticket = ticket
        if select and ticket:
            self._inbox.select(ticket)
        self._conversation.show_ticket(ticket)
        self._show_around()

    def open_ticket(self, ticket: str) -> None:
        """Go to a conversation, wherever it was asked for."""
        self.show_ticket(TicketId(ticket), select=True)
        self._read(True)

    def shown_ticket(self) -> TicketId | None:
        return self._ticket

    def focus_list(self) -> None:
        """Go to the list, which takes the conversation's place where there is no room for both."""
        self._read(False)
        self._inbox.setFocus()

    def toggle_side(self) -> None:
        self._side_wanted = not self._side_wanted
        self._fold_side()

    def state(self) -> dict[str, object]:
        """Everything that is restored at the next start."""
        return {
            "ticket": self._ticket,
            "inbox": self._inbox.state(),
            "across": self._across.saveState().toBase64().toStdString(),
            "desk": (self._usual or self._desk.saveState()).toBase64().toStdString(),
            "side": self._side_wanted,
        }

    def restore(self, state: dict[str, object]) -> None:
        if isinstance(inbox := state.get("inbox"), dict):
            self._inbox.restore(inbox)
        for splitter, name in ((self._across, "across"), (self._desk, "desk")):
            if isinstance(kept := state.get(name), str):
                splitter.restoreState(QByteArray.fromBase64(kept.encode()))
        self._side_wanted = bool(state.get("side", True))
        if isinstance(ticket := state.get("ticket"), str) and self._parts.workbench.tickets.row(TicketId(ticket)):
            self.open_ticket(ticket)
        self._fold_side()

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is being written is on the disk; why not, where it is not."""
        return self._composer.autosave.keep_all()

    def shutdown(self) -> None:
        """Leave what is being written."""
        self._composer.show_conversation(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Who comes back to a reply goes on writing; the list takes no focus by itself, which would hold news up."""
        super().focusInEvent(event)
        last = self._last
        if last is not None and isValid(last) and last.isVisible():
            last.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that move in a list go to the list, which has no focus yet where nothing was done here."""
        if event.key() in _MOVES and self.hasFocus():
            self.focus_list()
            QApplication.sendEvent(QApplication.focusWidget() or self._inbox, event)
        else:
            super().keyPressEvent(event)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and new is not self and self.isAncestorOf(new):
            self._last = new if self._composer.isAncestorOf(new) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold_side()
        self._fold()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_across"):
            self._fold_side()
            self._fold()

    def _lay_out(self) -> None:
        self._desk.addWidget(self._conversation)
        self._desk.addWidget(self._composer)
        self._desk.setStretchFactor(0, 3)
        self._desk.setStretchFactor(1, 2)
        self._across.addWidget(self._inbox)
        self._across.addWidget(self._desk)
        self._across.addWidget(self._customer)
        for place, stretch in enumerate((0, 1, 0)):
            self._across.setStretchFactor(place, stretch)
        self._across.setSizes([340, 720, 260])
        self._desk.setSizes([480, 340])
        for splitter in (self._desk, self._across):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._across)

    def _connect(self) -> None:
        self._inbox.chosen.connect(self._on_chosen)
        self._inbox.opened.connect(self._on_opened)
        self._inbox.setup_asked.connect(self.setup_asked)
        self._inbox.wanted.connect(self.wanted)
        self._inbox.wanted.connect(lambda: self._read(False))
        self._conversation.edit_asked.connect(self._on_edit_asked)
        self._conversation.ticket_left.connect(self._on_left)
        self._conversation.headed_only.connect(self._on_headed_only)
        self._conversation.back_asked.connect(self.focus_list)
        self._composer.begun.connect(lambda: self._read(True))
        self._composer.message_asked.connect(self._conversation.go_to)
        self._composer.queued.connect(self._on_queued)
        self._composer.focus_list_asked.connect(self.focus_list)
        self._composer.new_asked.connect(self._on_new)
        self._composer.ticket_asked.connect(self.open_ticket)
        self._composer.snippet_asked.connect(self.snippet_asked)
        self._composer.inserting.new_asked.connect(self.new_snippet_asked)
        self._customer.ticket_asked.connect(self.open_ticket)
        self._parts.bridge.changed.connect(self._on_changed)
        self._parts.registry.bind("view.side", self.toggle_side)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _on_chosen(self, ticket: str) -> None:
        self.show_ticket(TicketId(ticket) if ticket else None)

    def _on_opened(self, ticket: str) -> None:
        self.show_ticket(TicketId(ticket))
        self._read(True)
        self._conversation.setFocus()

    def _on_edit_asked(self, kind: str) -> None:
        self._composer.reload()
        self._composer.begin(OutKind(kind))

    def _on_new(self, ticket: str) -> None:
        self._inbox.show_new(ticket)
        self._ticket = None  # it may be one that was shown, thrown away, and is back
        self.open_ticket(ticket)

    def _on_headed_only(self, headed_only: bool) -> None:
        if headed_only:
            self._usual = self._usual or self._desk.saveState()
        elif self._usual is not None:
            self._desk.restoreState(self._usual)
            self._usual = None

    def _on_left(self, ticket: str) -> None:
        self._inbox.select_next_after(ticket)

    def _on_queued(self, ticket: str, moves_on: bool) -> None:
        if moves_on and self._parts.workbench.settings.get(AFTER_SEND) == "next":
            self._inbox.select_next_after(ticket)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._ticket and Kind.TICKET in changes and self._ticket in changes.of(Kind.TICKET):
            self._show_around()
        if Kind.ACCOUNT in changes and changes.origin == "accounts.remove":
            self.show_ticket(None)

    def _show_around(self) -> None:
        """Tell composer and side panel which conversation it is."""
        conversation = self._parts.workbench.tickets.open(self._ticket) if self._ticket else None
        self._composer.show_conversation(conversation)
        self._customer.show_conversation(conversation)
        self._fold_side()

    def _fold_side(self) -> None:
        self._customer.setVisible(
            self._side_wanted and self._ticket is not None and self._has_room(_SIDE_FROM, _SIDE_LETTERS)
        )

    def _has_room(self, pixels: int, letters: int) -> bool:
        return self.width() >= max(pixels, letters * self.fontMetrics().averageCharWidth())

    def _read(self, reading: bool) -> None:
        """Whether the agent is at the conversation or at the list."""
        self._reading = reading
        self._fold()

    def _fold(self) -> None:
        """Below two columns' width only one is shown: the list, or the conversation that is read."""
        narrow = not self._has_room(_TWO_FROM, _TWO_LETTERS)
        reading = self._reading and self._ticket is not None
        self._desk.setVisible(not narrow or reading)
        self._inbox.setVisible(not narrow or not reading)
        self._inbox.show_alone(narrow)
        self._conversation.show_back(narrow)
