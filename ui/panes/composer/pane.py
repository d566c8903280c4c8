"""The composer: what is written on a conversation, from the first key until it is on its way."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.composer.answers import Answers
from ui.panes.composer.asking import Asking
from ui.panes.composer.attaching import Attaching
from ui.panes.composer.checking import Checks
from ui.panes.composer.copying import Copying
from ui.panes.composer.desk import Desk
from ui.panes.composer.discarding import Discarding
from ui.panes.composer.drafts import Autosave, Page, Words
from ui.panes.composer.format_commands import FormatCommands
from ui.panes.composer.guide import Guide
from ui.panes.composer.heading.addressing import Addressing
from ui.panes.composer.inserting import Inserting
from ui.panes.composer.knowing import Knowing
from ui.panes.composer.learning import Learning
from ui.panes.composer.letters import Letters
from ui.panes.composer.preview_switch import PreviewSwitch
from ui.panes.composer.sending import UNDOABLE, Letter, Sending
from ui.panes.composer.telling import Teller
from ui.theme.roles import set_surface
from ui.widgets.times import long_day
from workbench.app import reply_context
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import TicketId
from workbench.library.model import ReplyContext
from workbench.settings.schema import TONE
from workbench.tickets.model import Conversation

_HINT = QSize(640, 300)

_JOINED = frozenset(
    {"outbox.withdraw", "owed.draft", "around.hand_over"}
)  # deeds that put words into a draft from outside


class ComposerPane(QWidget):
    """``begun``: it is about to be written in. ``queued`` (ticket, whether the agent moves on).
    ``focus_list_asked``: the agent steps out of it.

    ``message_asked`` (message): bring it into view. ``ticket_asked`` (ticket): what was taken back is its draft.
    ``snippet_asked`` (id): mend it in the library. ``new_asked`` (ticket): a message that begins here is to be shown.
    Sets the facts ``reply.open`` and ``send.undoable``.
    """

    begun = Signal()
    queued = Signal(str, bool)
    focus_list_asked = Signal()
    message_asked = Signal(str)
    ticket_asked = Signal(str)
    snippet_asked = Signal(str)
    new_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._ticket: str | None = None
        self._language = ""
        self._to = ""
        self._page: Page | None = None
        self._entered = False
        self.desk = Desk(parts)
        self.editor = self.desk.editor
        self.autosave = Autosave(parts.workbench.drafts, self.words, self)
        self.checks = Checks(parts, self.editor)
        self.guide = Guide(parts, self.editor, self.checks)
        self.inserting = Inserting(parts, self)
        self.sending = Sending(parts, self)
        self._teller = Teller(parts, self.desk, self.checks, self.autosave, self.sending, self.inserting.own_words)
        self.attaching = Attaching(parts, self)
        self.asking = Asking(parts, self)
        self._knowing = Knowing(parts, self.checks)
        self.addressing = Addressing(parts, self)
        self.answers = Answers(parts, self)
        Discarding(parts, self)
        Copying(parts, self)
        self._letters = Letters(self)
        self._learning = Learning(parts, self)
        self._lay_out()
        self._connect()
        self._bind()
        PreviewSwitch(parts, self.desk)
        parts.bridge.changed.connect(self._on_changed)
        self.turn_to(None)
        self._take_heights()

    # What the shell calls

    def show_conversation(self, conversation: Conversation | None) -> None:
        """Go to the draft of ``conversation``, or take in what changed about it; None: there is none open."""
        new = conversation.id if conversation else None
        moved = new != self._ticket
        self._language = conversation.language if conversation else ""
        today = long_day(date.today(), self._language)
        tone = self._parts.workbench.settings.get(TONE)
        context = reply_context(conversation, today, tone) if conversation else ReplyContext()
        customer = conversation.customer if conversation else None
        self._to = context.values.get("customer.first_name", "") or (customer.email if customer else "")
        self._teller.address(self._to, context.values.get("customer.full_name", "") or self._to)
        self.inserting.address(context)
        self._knowing.address(conversation)
        self.addressing.attend(conversation)
        if moved or (self._page is None and self.addressing.is_open()):
            self._ticket = new
            self.asking.make_ready(new)
            self.turn_to(self._written_page())
        self.addressing.follow(context)

    def begin(self, kind: OutKind) -> None:
        """Write a reply or a note, with the caret where it was left."""
        if self._ticket is None or kind is OutKind.STATUS or (kind is OutKind.NOTE and self.addressing.holds_note()):
            return
        page = Page(TicketId(self._ticket), kind)
        if page != self._page:
            self.turn_to(page)
        self._entered = True
        self.begun.emit()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """The draft was changed from outside: take that over, and lose nothing that was typed here."""
        if self._page is None:
            self.turn_to(self._written_page())
        elif words := self.autosave.join():
            self.editor.exchange(words.text, words.caret)
            self.editor.things.restore(words.text, words.places)

    def state(self) -> dict[str, object]:
        """What is restored at the next start; drafts keep themselves."""
        return {"shares": self.desk.sizes()}

    def restore(self, state: dict[str, object]) -> None:
        shares = state.get("shares")
        if isinstance(shares, list) and all(isinstance(share, int) for share in shares):
            self.desk.share(shares)

    # What its helpers call

    def page(self) -> Page | None:
        """Which draft is open."""
        return self._page

    def words(self) -> Words:
        """What is in the editor."""
        editor = self.editor
        return Words(editor.text(), editor.caret(), 0, editor.written_places())

    def shows(self, ticket: str) -> bool:
        """Whether this is the conversation that is open."""
        return ticket == self._ticket

    def turn_to(self, page: Page | None) -> None:
        """Keep the draft that is open and go to ``page``; None: to none."""
        had_focus = self.editor.hasFocus()
        self.inserting.close()
        self.guide.close()
        words = self.autosave.open(page)
        self._page = page
        self._entered = self.editor.hasFocus()
        self.editor.load(words.text, words.caret, words.places)
        self.editor.setReadOnly(page is not None and self.sending.is_busy(page))
        self.checks.attend(page, (self._language or "en") if page and page.kind is OutKind.REPLY else None)
        self.desk.notice.hide()
        self._teller.turn_to(page)
        self.inserting.turn_to(page)
        self.attaching.turn_to(page)
        self.asking.turn_to(page)
        self._parts.registry.facts.set("reply.open", page is not None)
        self._show_if_needed()
        if had_focus and page is None:
            self.setFocus()

    def release(self, page: Page) -> None:
        """The words of ``page`` may be changed again."""
        if page == self._page:
            self.editor.setReadOnly(False)

    def leave(self, page: Page) -> None:
        """What was written on ``page`` is in the outbox."""
        self.autosave.forget(page)
        self.checks.forget(page)
        if page == self._page:
            self.turn_to(None)

    def send(self, status: Status | None = None, *, confirmed: bool = False, meant: bool = False) -> None:
        """Send or add what is written. A draft that came with its conversation is gone into first.

        Else a key that is pressed twice would send the next customer what is half written to them.
        """
        if self._page is None:
            return
        if not self._entered:
            self._entered = True
            self.editor.setFocus()
            self.desk.strip.say("Look it over, then send it.")
            return
        if self.answers.leaves_to_host() or self.attaching.holds_up(self._page) or self.asking.holds_up(self._page):
            return
        self.editor.stops_through.take()
        self.addressing.settle()
        self.autosave.flush()
        self.editor.setReadOnly(True)
        to, text, put_in = self._to or "the customer", self.editor.text(), self.editor.put_in_by_snippets()
        letter = Letter(page=self._page, text=text, to=to, status=status, meant=meant, put_in=put_in)
        self.sending.send(letter, confirmed=confirmed)

    # Qt's calls

    def sizeHint(self) -> QSize:
        return _HINT

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._page is not None:
            self.editor.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.inserting.close()
        self.guide.close()

    # Drafts

    def _on_changed(self, changes: ChangeSet) -> None:
        """What was taken back anywhere is joined at once, or the next save would write over it."""
        if changes.origin in _JOINED and self._ticket in changes.of(Kind.DRAFT):
            self.reload()
        if TONE.key in changes.of(Kind.SETTING):
            self.inserting.speak(self._parts.workbench.settings.get(TONE))

    def _written_page(self) -> Page | None:
        """The draft that has words: the reply before the note."""
        if self._ticket is None:
            return None
        pages = [Page(TicketId(self._ticket), kind) for kind in (OutKind.REPLY, OutKind.NOTE)]
        new = self.addressing.is_open()
        written = (page for page in pages if new or self.autosave.kept(page).text.strip() or self.attaching.has(page))
        return next(written, None)

    # Words

    def _on_typed(self) -> None:
        self.desk.strip.hush()
        self.autosave.touched()
        self.inserting.on_typed()
        self.desk.preview.touched()
        self._teller.soon()

    def _on_focused(self, focused: bool) -> None:
        self._entered = self._entered or focused
        self.desk.sheet.show_focus(focused)

    def _send_pressed(self, command: str) -> None:
        """Who presses the button sees what it sends."""
        self._entered = True
        self._parts.registry.run(command)

    def _on_left(self) -> None:
        if self._page is not None and not self.editor.text().strip() and not self.addressing.is_open():
            self.turn_to(None)
        self.focus_list_asked.emit()

    def _show_if_needed(self) -> None:
        """Where no conversation is open there is nothing to answer, but perhaps something to take back."""
        self.setHidden(self._ticket is None and not self._parts.registry.facts.hold({UNDOABLE}))

    # Joining

    def _lay_out(self) -> None:
        set_surface(self, "pane")
        self.setAccessibleName("Composer")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.desk)

    def _take_heights(self) -> None:
        self.setMinimumHeight(self.desk.least())
        self.setMaximumHeight(self.desk.most())

    def _connect(self) -> None:
        desk, editor, run = self.desk, self.editor, self._parts.registry.run
        desk.reshaped.connect(self._take_heights)
        self._parts.theme.changed.connect(self._take_heights)
        desk.bar.begun.connect(lambda kind: self.begin(OutKind(kind)))
        desk.head.kind_asked.connect(lambda kind: self.begin(OutKind(kind)))
        desk.head.tool_asked.connect(run)
        desk.strip.send_asked.connect(self._send_pressed)
        desk.strip.verify_asked.connect(self.guide.next)
        desk.strip.hints_asked.connect(self.guide.next_hint)
        desk.strip.blank_asked.connect(self._next_blank)
        desk.strip.odd_asked.connect(self._next_odd)
        desk.strip.draft_asked.connect(self._save_now)
        desk.panel.undo_asked.connect(self.sending.undo)
        desk.panel.now_asked.connect(self.sending.send_now)
        self.sending.held.connect(self._show_if_needed)
        self.autosave.overtaken.connect(self.reload)
        editor.take_keys(self.inserting.takes)
        editor.claim_keys(self.inserting.claims)
        editor.give_way(self._gives_way)
        editor.typed.connect(self._on_typed)
        editor.left.connect(self._on_left)
        editor.focused.connect(self._on_focused)
        self.inserting.edit_asked.connect(self.snippet_asked)
        self.guide.said.connect(desk.strip.say)

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        FormatCommands(self.editor).bind(self._parts.registry)
        bind("ticket.reply", lambda: self.begin(OutKind.REPLY))
        bind("ticket.note", lambda: self.begin(OutKind.NOTE))
        bind("reply.send", self.send)
        bind("reply.send_solve", lambda: self.send(Status.SOLVED))
        bind("reply.send_pending", lambda: self.send(Status.PENDING))
        bind("reply.undo_send", self.sending.undo)
        bind("reply.next_blank", self._next_blank)
        bind("reply.next_finding", self.guide.next)

    def _next_blank(self) -> None:
        self.editor.setFocus()
        if not self.editor.next_blank():
            self.desk.strip.say("No blanks left.")

    def _next_odd(self) -> None:
        self.editor.setFocus()
        if odd := self.checks.untold(self.editor.doubtful()):
            self.editor.stops_through.go_to(odd[0][0])

    def _save_now(self) -> None:
        self.autosave.flush()
        self.autosave.try_again()

    def _gives_way(self, event: QKeyEvent) -> bool:
        """The key of undo-sending is redo in a text field; while something can be taken back it means that."""
        keys = QKeySequence(self._parts.registry["reply.undo_send"].shortcut)
        return QKeySequence(event.keyCombination()) == keys and self._parts.registry.enabled("reply.undo_send")
