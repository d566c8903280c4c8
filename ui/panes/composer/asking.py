"""Keeps the customer's asks beside the reply: which are ticked, which the words suggest, and which Send leaves open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from ui.panes.composer.foreseen import Foreseen, listed, mark
from ui.widgets.announce import announce
from ui.workers.undo import beside, note
from workbench.certainty.answered import answered_by
from workbench.certainty.asked.model import Asked, Stand
from workbench.feedback.sets.model import AlreadyListed, Question, Raised
from workbench.helpdesk.port import OutKind
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TicketId
from workbench.kernel.receipt import Receipt
from workbench.settings.schema import SAY_OPEN_ASKS

if TYPE_CHECKING:
    from ui.panes.composer.pane import ComposerPane

_SOON_MS = 400
_LEAST = 2  # of a single ask nobody needs to be told what the reply is about
LETTERS = "ABCD"  # with a key of their own


class Asking(QObject):
    """Of the composer's open draft."""

    def __init__(self, parts: Parts, pane: ComposerPane) -> None:
        super().__init__(pane)
        self._parts = parts
        self._pane = pane
        self._row = pane.desk.asks
        self._page: Page | None = None
        self._asks: Sequence[Asked] = ()
        self._suggested: frozenset[str] = frozenset()
        self._told: set[tuple[Page, frozenset[tuple[str, str]]]] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._suggest)
        self._row.ticked.connect(self._toggle)
        self._row.dismissed.connect(self._dismiss)
        self._row.left.connect(pane.editor.setFocus)
        self._row.foreseen.connect(self._foresee)
        pane.editor.typed.connect(self._on_typed)
        pane.desk.strip.asks_asked.connect(self.go_to)
        parts.bridge.changed.connect(self._on_changed)
        self._bind()

    # What the pane calls

    def make_ready(self, ticket: TicketId | None) -> None:
        """A reply may be begun: what is asked is looked for now, so that it is there at once then."""
        if ticket is not None:
            self._parts.runner.run("read", lambda: self._parts.workbench.asks.of(ticket), failed=self._unread)

    def turn_to(self, page: Page | None) -> None:
        """Another draft is open; notes answer nobody.

        What is asked stands there from the beginning: a row that comes later would move the words under the hands.
        """
        self._page = page if page is not None and page.kind is OutKind.REPLY else None
        self._soon.stop()
        self._row.put_away()
        self._came(self._page, self._known(), frozenset())
        self._suggest()

    def holds_up(self, page: Page) -> bool:
        """Whether Send should say first what is not answered. It does so once; the same key then sends."""
        open_, wanted = self._open(), self._parts.workbench.settings.get(SAY_OPEN_ASKS)
        if not wanted or page != self._page or not open_ or len(self._asks) < _LEAST:
            return False
        told = (page, frozenset((ask.message, ask.text) for ask in open_))
        if told in self._told:
            return False
        self._told.add(told)
        letters = [ask.letter for ask in open_]
        said = f"{len(open_)} of {len(self._asks)} not answered: {_listed(letters)}."
        said += f" Send again to leave {'it' if len(open_) == 1 else 'them'} open."
        if seem := [letter for letter in letters if letter in self._suggested]:
            said += f" The words suggest {_listed(seem)}; Alt+Enter ticks {'it' if len(seem) == 1 else 'them'}."
        self._pane.desk.strip.say(said)
        return True

    def go_to(self) -> None:
        """Give the keyboard to the asks."""
        if not self._row.go_to():
            self._pane.desk.strip.say("The customer asks nothing that was found.", calm=True)

    def ask_more(self) -> None:
        """Ask for a question that the customer will ask next."""
        if self._page is not None:
            self._row.ask_more()
        else:
            self._pane.desk.strip.say("Questions stand over a reply, not over a note.", calm=True)

    # What the agent does

    def _toggle(self, ask: Asked) -> None:
        stand = Stand.OPEN if ask.stand is Stand.ANSWERED else Stand.ANSWERED
        self._mark([ask], stand, lambda _: announce(self._row, f"{ask.letter} is {_SAID[stand]}."))

    def _toggle_letter(self, letter: str) -> None:
        ask = next((each for each in self._asks if each.letter == letter), None)
        if ask is not None:
            self._toggle(ask)

    def _tick_suggested(self) -> None:
        asks = [ask for ask in self._open() if ask.letter in self._suggested]
        if asks:
            self._mark(asks, Stand.ANSWERED, lambda _: announce(self._row, "Ticked what the words suggest."))
        else:
            self._pane.desk.strip.say("The words suggest no further answer.", calm=True)

    def _foresee(self, words: str) -> None:
        """Put a question on the list that the customer has not asked and will."""
        page, sets = self._page, self._parts.workbench.product.sets
        if page is None:
            return

        def done(receipt: Receipt[Question | AlreadyListed]) -> None:
            if isinstance(receipt.value, AlreadyListed):
                self._pane.desk.strip.say(receipt.value.words, calm=True)
            else:
                note(self._parts.undo, beside(self._parts.runner, receipt))
                announce(self._row, "It is on the list.")

        self._parts.runner.run("write", lambda: sets.add(page.ticket, words, Raised.FORESEEN), done, self._failed)

    def _take_off(self, ask: Foreseen) -> None:
        def done(receipt: Receipt[bool]) -> None:
            note(self._parts.undo, beside(self._parts.runner, receipt))
            self._parts.notices.say(f"{ask.letter} is off the list.", "Undo", self._parts.undo.undo)

        sets = self._parts.workbench.product.sets
        self._parts.runner.run("write", lambda: sets.take_off(ask.question), done, self._failed)

    def _dismiss(self, ask: Asked) -> None:
        if isinstance(ask, Foreseen):
            self._take_off(ask)
            return

        def done(receipt: Receipt[None]) -> None:
            if receipt.inverse is None:
                return
            note(self._parts.undo, Receipt(value=None, label=receipt.label, inverse=partial(self._write, receipt)))
            self._parts.notices.say(f"{ask.letter} is no question.", "Undo", self._parts.undo.undo)

        self._mark([ask], Stand.DISMISSED, done)

    # Inside

    def _mark(self, asks: Sequence[Asked], stand: Stand, done: Callable[[Receipt[None]], object]) -> None:
        page, workbench = self._page, self._parts.workbench
        if page is None or self._pane.sending.is_busy(page):
            return
        self._parts.runner.run("write", lambda: mark(workbench, page.ticket, asks, stand), done, self._failed)

    def _write(self, receipt: Receipt[None]) -> None:
        if receipt.inverse is not None:
            self._parts.runner.run("write", receipt.inverse, failed=self._failed)

    def _failed(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _known(self) -> Sequence[Asked]:
        try:
            return listed(self._parts.workbench, self._page.ticket) if self._page else ()
        except WorkbenchError as error:
            self._unread(error)
            return ()

    def _on_typed(self) -> None:
        if self._asks and not self._soon.isActive():
            self._soon.start()

    def _on_changed(self, changes: ChangeSet) -> None:
        page = self._page
        if page is None:
            return
        moved = page.ticket in changes.of(Kind.DRAFT) and not changes.origin.startswith("drafts.save")
        if moved or page.ticket in changes.of(Kind.TICKET) or page.ticket in changes.of(Kind.QUESTION):
            self._read()

    def _read(self) -> None:
        page = self._page
        if page is None:
            return
        workbench, text = self._parts.workbench, self._pane.editor.text()
        language = self._language()

        def work() -> tuple[Sequence[Asked], frozenset[str]]:
            asks = listed(workbench, page.ticket)
            return asks, answered_by(text, {ask.letter: ask.text for ask in asks}, language)

        self._parts.runner.run("read", work, lambda found: self._came(page, *found), self._unread, key="reply.asks")

    def _suggest(self) -> None:
        page, language, text = self._page, self._language(), self._pane.editor.text()
        wanted = {ask.letter: ask.text for ask in self._asks}

        def came(found: frozenset[str]) -> None:
            if page == self._page:
                self._came(page, self._asks, found)

        if page is not None and wanted:
            self._parts.runner.run(
                "check", lambda: answered_by(text, wanted, language), came, self._unread, key="reply.answered"
            )

    def _unread(self, _error: WorkbenchError) -> None:
        """Asks are a help: where they cannot be read, the reply is written without."""

    def _came(self, page: Page | None, asks: Sequence[Asked], suggested: frozenset[str]) -> None:
        if page != self._page:
            return
        self._asks, self._suggested = asks, suggested
        self._row.show_asks(asks, suggested)

    def _language(self) -> str:
        return self._pane.inserting.context().language or "en"

    def _open(self) -> list[Asked]:
        return [ask for ask in self._asks if ask.stand is Stand.OPEN]

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        bind("reply.asks", self.go_to)
        bind("reply.foresee", self.ask_more)
        bind("reply.ask_suggested", self._tick_suggested)
        for letter in LETTERS:
            bind(f"reply.ask_{letter.lower()}", partial(self._toggle_letter, letter))


_SAID = {Stand.OPEN: "open", Stand.ANSWERED: "ticked"}


def _listed(letters: Sequence[str]) -> str:
    return ", ".join(letters)
