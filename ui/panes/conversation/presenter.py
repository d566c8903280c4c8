"""Reads the conversation that is shown, again whenever it changes, and carries out what is decided on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from PySide6.QtCore import QLocale, QObject, QTime, Signal

from ui.commands.parts import Parts
from ui.panes.conversation.items import Card
from ui.panes.conversation.words import Delivery, delivery
from ui.workers import undo
from workbench.certainty.asked.model import Asked, Stand
from workbench.certainty.checked.model import Checked
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import OutgoingId, TicketId
from workbench.kernel.receipt import Receipt
from workbench.outbox.model import Queued, TooLate, Withdrawn
from workbench.outbox.words import WITHDRAWS, Act
from workbench.settings.schema import UNDO_SECONDS
from workbench.sync.model import Phase
from workbench.tickets.model import Conversation

_LEAVING = frozenset({Status.PENDING, Status.SOLVED})


class ConversationPresenter(QObject):
    """``renewed``: the shown Conversation as it is now. ``stood``: how its deliveries stand may have changed.

    ``asked``: other asks are found in it, or one stands otherwise.
    ``edit_asked``: words are back in the draft of this kind. ``left``: the person is done with this ticket.
    """

    renewed = Signal(object)
    stood = Signal()
    asked = Signal()
    edit_asked = Signal(str)
    left = Signal(str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._outbox, self._tickets = parts.workbench.outbox, parts.workbench.tickets
        self._marking = ""
        self.conversation: Conversation | None = None
        self.checked: Mapping[str, Sequence[Checked]] = {}
        self.asks: Mapping[str, Sequence[Asked]] = {}
        parts.bridge.changed.connect(self._on_changed)

    def open(self, ticket: str | None) -> Conversation | None:
        """The conversation that is shown from now on; None where there is none, or it is not kept here."""
        self.conversation, self.checked = self._read(TicketId(ticket)) if ticket else (None, {})
        self.asks = self._read_asks(TicketId(ticket)) if ticket else {}  # at once: letters that come later draw the eye
        return self.conversation

    def _read(self, ticket: TicketId) -> tuple[Conversation | None, Mapping[str, Sequence[Checked]]]:
        return self._tickets.open(ticket), self._parts.workbench.checked.of_ticket(ticket)

    def _read_asks(self, ticket: TicketId) -> Mapping[str, Sequence[Asked]]:
        """What the customer asks, by message, in order; asks are a help: where they cannot be read there are none."""
        try:
            asks = self._parts.workbench.asks.of(ticket)
        except WorkbenchError:
            return {}
        by_message: dict[str, list[Asked]] = {}
        for ask in asks:
            if ask.stand is not Stand.DISMISSED:
                by_message.setdefault(ask.message, []).append(ask)
        return by_message

    def seen(self) -> None:
        """Note that the person has read it."""
        if self.conversation is not None:
            self._tickets.seen(self.conversation.id)

    def delivery(self, card: Card) -> Delivery | None:
        """How words of ours stand; None for what has arrived, or is not ours."""
        id_, conversation = card.message.outgoing_id, self.conversation
        outgoing = self._outbox.one(id_) if id_ is not None else None
        if outgoing is None or conversation is None:
            return None
        online = self._parts.workbench.sync.status(conversation.account_id).phase is not Phase.OFFLINE
        here, clock = outgoing.not_before.astimezone(), ""
        if outgoing.not_before > self._parts.workbench.clock.now():
            clock = QLocale().toString(QTime(here.hour, here.minute), QLocale.FormatType.ShortFormat)
        return delivery(outgoing, online=online, clock=clock)

    def mark(self, status: Status) -> None:
        """Change the status; it can be taken back."""
        conversation = self.conversation
        if conversation is None or self._marking == conversation.id:
            return
        if conversation.status is status:
            self._parts.notices.say(f"It is {status.value} already.")
            return
        self._marking = conversation.id
        hold = timedelta(seconds=self._parts.workbench.settings.get(UNDO_SECONDS))
        self._parts.runner.run(
            "write",
            lambda: self._outbox.change_status(conversation.id, status, hold=hold),
            lambda queued: self._marked(conversation, status, queued),
            self._not_marked,
        )

    def act(self, outgoing: str, act: Act) -> None:
        """Do what was decided with words of ours."""
        id_ = OutgoingId(outgoing)
        run = self._parts.runner.run
        if act in WITHDRAWS:
            run("write", lambda: self._outbox.withdraw(id_), self._withdrawn)
        elif act is Act.IT_ARRIVED:
            run("write", lambda: self._outbox.it_arrived(id_), self._tell_if_late)
        else:
            run("write", lambda: self._outbox.send_now(id_), self._tell_if_late)

    def _marked(self, conversation: Conversation, status: Status, queued: Queued) -> None:
        self._marking = ""
        label = f"Mark {status.value}"
        back = Receipt(value=None, label=label, inverse=lambda: self._take_back(conversation, queued))
        undo.note(self._parts.undo, back)  # type: ignore[arg-type]
        self._parts.notices.say(f"Marked {status.value}.", "Undo", self._parts.undo.undo)
        if status in _LEAVING:
            self.left.emit(conversation.id)

    def _not_marked(self, error: WorkbenchError) -> None:
        self._marking = ""
        self._parts.runner.failed.emit(error)

    def _take_back(self, conversation: Conversation, queued: Queued) -> None:
        """The change of status does not go out; where it has gone already, one that takes it back does."""

        def work() -> None:
            if isinstance(self._outbox.withdraw(queued.id), TooLate):
                self._outbox.change_status(conversation.id, conversation.status, hold=timedelta())

        self._parts.runner.run("write", work)

    def _withdrawn(self, answer: Withdrawn | TooLate) -> None:
        if isinstance(answer, TooLate):
            self._tell_if_late(False)
        elif answer.kind is not OutKind.STATUS and self.conversation and self.conversation.id == answer.ticket:
            self.edit_asked.emit(answer.kind.value)

    def _tell_if_late(self, in_time: bool) -> None:
        if not in_time:
            self._parts.notices.say("It has left already.")

    def _on_changed(self, changes: ChangeSet) -> None:
        conversation = self.conversation
        if conversation is None:
            return
        moved = conversation.id in changes.of(Kind.DRAFT) and not changes.origin.startswith("drafts.save")
        if moved or conversation.id in changes.of(Kind.TICKET):
            self._renew_asks(conversation.id)
        gone = Kind.ACCOUNT in changes and changes.origin == "accounts.remove"
        if conversation.id in changes.of(Kind.TICKET) or gone:
            id_ = conversation.id
            self._parts.runner.run("read", lambda: self._read(id_), self._came, key="conversation.renew")
        elif Kind.ACCOUNT in changes:
            self.stood.emit()

    def _renew_asks(self, ticket: TicketId) -> None:
        def came(asks: Mapping[str, Sequence[Asked]]) -> None:
            if self.conversation is not None and self.conversation.id == ticket and asks != self.asks:
                self.asks = asks
                self.asked.emit()

        self._parts.runner.run("read", lambda: self._read_asks(ticket), came, key="conversation.asks")

    def _came(self, both: tuple[Conversation | None, Mapping[str, Sequence[Checked]]]) -> None:
        (conversation, checked), shown = both, self.conversation
        if shown is None or (conversation is not None and conversation.id != shown.id):
            return
        if (conversation, checked) == (shown, self.checked):
            return
        self.conversation, self.checked = conversation, checked
        self.renewed.emit(conversation)
