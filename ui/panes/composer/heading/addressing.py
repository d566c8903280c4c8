"""New messages in the composer: begun by a key, their heading kept as it is typed, gone when nothing was written."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.commands.parts import Parts
from ui.panes.composer.heading.form import HeadingForm
from ui.panes.composer.heading.refilling import refill
from workbench.helpdesk.model import NoPlace, Place
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import AccountId, TicketId
from workbench.kernel.receipt import Receipt
from workbench.library.model import ReplyContext
from workbench.tickets.model import Conversation
from workbench.tickets.unsent.model import Heading, Known

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_REST_MS = 250
_PATIENCE_S = 2.0


class Addressing(QObject):
    """Of the conversation that is open."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self._unsent = parts.workbench.unsent
        self._ticket: TicketId | None = None
        self._left: TicketId | None = None
        self._language = ""
        self._heading: Heading | None = None
        self._account: AccountId | None = None
        self._saving: Future[bool] | None = None
        self.form: HeadingForm = pane.desk.heading
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._save)
        self.form.changed.connect(self._rest.start)
        self.form.typed.connect(self._complete)
        self.form.done.connect(pane.editor.setFocus)
        self.form.left.connect(pane.editor.left)
        self.form.focused.connect(pane.editor.focused)
        parts.registry.bind("inbox.new", self.begin)

    # What the pane calls

    def is_open(self) -> bool:
        """Whether a heading can be written."""
        return self._heading is not None

    def attend(self, conversation: Conversation | None) -> None:
        """Another conversation is open, or it is another by now."""
        self._account = conversation.account_id if conversation else self._account
        unsent = self._unsent.one(conversation.id) if conversation and conversation.unsent else None
        ticket = unsent.ticket if unsent and not unsent.fixed else None
        if ticket == self._ticket:
            return
        self._save_now()
        self._left = self._ticket
        self._language = conversation.language if conversation else ""
        self._ticket, self._heading = ticket, unsent.heading if unsent and ticket else None
        if self._heading is not None:
            places = self._parts.workbench.accounts.places()
            self.form.show_heading(self._heading, () if isinstance(places, NoPlace) else places)
        self.form.setVisible(self._heading is not None)
        self._pane.desk.head.show_new(self._heading is not None)

    def follow(self, context: ReplyContext) -> None:
        """The conversation is shown, and the words of the one before are kept.

        What was left goes by itself where nothing was written in it; what is open follows its heading.
        """
        left, self._left = self._left, None
        if left is not None:
            with suppress(RuntimeError):  # the store is closed: the window is going
                self._unsent.tidy(left).add_done_callback(_forget)
        if self._heading is None or self._pane.editor.isReadOnly():
            return
        library, page = self._parts.workbench.library, self._pane.page()
        refill(self._pane.editor, lambda snippet: library.fill(snippet, context))
        if context.language != self._language:
            self._language = context.language
            self._pane.checks.attend(page, context.language or "en")

    def holds_note(self) -> bool:
        """Whether no note can be written yet, which is said."""
        if self._heading is not None:
            self._pane.desk.strip.say("Notes can be added once the first message is sent.")
        return self._heading is not None

    def settle(self) -> None:
        """Have what was typed kept, and known to who fills the placeholders, before it is sent."""
        if self._heading is None:
            return
        self._save_now()
        if self._saving is not None:
            with suppress(TookTooLong, WorkbenchError):  # then the outbox has no address, and says so
                self._saving.result(_PATIENCE_S)
        if self._ticket is not None:
            self._pane.show_conversation(self._parts.workbench.tickets.open(self._ticket))

    def focus(self) -> None:
        """Go on where something is missing."""
        if self._heading is not None and not self.form.focus():
            self._pane.editor.setFocus()

    def discard(self) -> Receipt[bool] | None:
        """Throw the open one away; None where none is open."""
        if self._ticket is None:
            return None
        self._save_now()
        ticket, self._ticket, self._heading = self._ticket, None, None
        self.form.hide()
        self._pane.desk.head.show_new(False)
        return self._unsent.discard(ticket)

    # The command

    def begin(self) -> None:
        """Begin a new message, or go back to the blank one that is open."""
        if self._heading is not None and not any((self.form.to.text(), self.form.subject.text())):
            self.focus()
            return
        places = self._parts.workbench.accounts.places()
        if isinstance(places, NoPlace):
            self._parts.notices.say(places.reason)
            return
        place = self._nearest(places)
        heading = Heading(account=place.account, inbox=place.inbox)
        self._parts.runner.run("write", lambda: self._unsent.begin(heading), self._on_begun)

    def _nearest(self, places: Sequence[Place]) -> Place:
        """The first one of the account that is open; else the first."""
        mine = [place for place in places if place.account == self._account]
        return (mine or places)[0]

    def _on_begun(self, ticket: TicketId) -> None:
        self._pane.new_asked.emit(ticket)
        self.focus()

    # What is typed

    def _complete(self, typed: str) -> None:
        if not typed.strip() or "@" in typed and ">" in typed:
            self.form.people.show_people(())
            return

        def came(found: list[Known]) -> None:
            if self.form.to.text() == typed:
                self.form.people.show_people(found)

        self._parts.runner.run("read", lambda: list(self._unsent.known(typed)), came, key="unsent.known")

    def _save_now(self) -> None:
        if self._rest.isActive():
            self._rest.stop()
            self._save()

    def _save(self) -> None:
        if self._ticket is None or self._heading is None:
            return
        heading = self.form.heading(self._heading)
        if heading != self._heading:
            self._heading = heading
            self._saving = self._unsent.head(self._ticket, heading)
            self._saving.add_done_callback(_forget)


def _forget(done: Future[bool]) -> None:
    """What could not be kept is tried again with the next letter; the window must not fall over it."""
    with suppress(Exception):
        done.exception()
