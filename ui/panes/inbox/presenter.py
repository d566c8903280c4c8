"""Reads pages of conversations for the inbox, and reads again what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.inbox.merge import Fresh
from ui.panes.inbox.model import TicketRows
from ui.panes.inbox.words import Emptiness, Filter, emptiness
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.ids import TicketId
from workbench.tickets.model import Page, TicketQuery, TicketRow

T = TypeVar("T")
_PAGE = 100
_MOST_AGAIN = 500
_GATHER_MS = 40


class InboxPresenter(QObject):
    """``loaded``: the Page of another list. ``more_came``: the Page that follows. ``renewed``: a Fresh.

    ``accounts_changed``: there may be an account now, or none any more.
    """

    loaded = Signal(object)
    more_came = Signal(object)
    renewed = Signal(object)
    accounts_changed = Signal()

    def __init__(self, parts: Parts, rows: TicketRows, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tickets = parts.workbench.tickets
        self._rows = rows
        self._touched: set[str] = set()
        self._own: set[str] = set()
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self.renew)
        self.shown, self.words = Filter.OPEN, ""
        rows.more_wanted.connect(self._read_more)
        parts.bridge.changed.connect(self._on_changed)

    @property
    def query(self) -> TicketQuery:
        today = self._parts.workbench.follow_ups.today() if self.shown is Filter.DUE else None
        return TicketQuery(status=self.shown.status, words=self.words, due_by=today)

    def ask(self, shown: Filter, words: str = "") -> None:
        """List other conversations; ``loaded`` follows, at once where that is quick."""
        self.shown, self.words = shown, words.strip()
        self._read(lambda query: self._tickets.page(query, limit=_PAGE), self.loaded.emit, "inbox.page")

    def ask_now(self, shown: Filter, number: int) -> None:
        """List at least ``number`` conversations at once, as at the start of the program."""
        self.shown, self.words = shown, ""
        self.loaded.emit(self._tickets.page(self.query, limit=max(_PAGE, min(number, _MOST_AGAIN))))

    def renew(self) -> None:
        """Read again what is listed; ``renewed`` follows."""
        self._gather.stop()
        touched, own = frozenset(self._touched), frozenset(self._own)
        self._touched.clear()
        self._own.clear()
        listed: list[str] = [row.id for row in self._rows.rows]
        limit = max(_PAGE, min(len(listed), _MOST_AGAIN))

        def work(query: TicketQuery) -> Fresh:
            page = self._tickets.page(query, limit=limit)
            there = {row.id for row in page.rows}
            missing = [id_ for id_ in listed if id_ not in there and (id_ in touched or len(listed) <= limit)]
            others: dict[str, TicketRow | None] = {id_: self.row(id_) for id_ in missing}
            whole = len(listed) <= limit
            return Fresh(query=query, rows=page.rows, after=page.after, whole=whole, others=others, own=own)

        query = self.query
        self._parts.runner.run("read", lambda: work(query), self._came, key="inbox.renew")

    def row(self, ticket: str) -> TicketRow | None:
        return self._tickets.row(TicketId(ticket))

    def emptiness(self) -> Emptiness:
        """Why there is nothing to list."""
        accounts = self._parts.workbench.accounts.all()
        pulled = any(account.pulled_at for account in accounts)
        return emptiness(self.shown, self.words, accounts=bool(accounts), pulled=pulled)

    def _read(self, read: Callable[[TicketQuery], Page], done: Callable[[Page], object], key: str) -> None:
        """By status alone a page takes a millisecond or two; words and all statuses take more."""
        query, after = self.query, self._rows.after
        if query.status is not None and not query.words:
            done(read(query))
            return

        def came(page: Page) -> None:
            if (query, after) == (self.query, self._rows.after):
                done(page)

        self._parts.runner.run("read", lambda: read(query), came, key=key)

    def _read_more(self) -> None:
        after = self._rows.after
        if after is not None:
            self._read(lambda query: self._tickets.page(query, after, _PAGE), self.more_came.emit, "inbox.more")

    def _came(self, fresh: Fresh) -> None:
        if fresh.query == self.query:
            self.renewed.emit(fresh)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.ACCOUNT in changes:
            self.accounts_changed.emit()
        tickets = changes.of(Kind.TICKET)
        if not tickets:
            return
        self._touched |= tickets
        if changes.origin.startswith(("outbox.", "unsent.", "follow_ups.")):
            self._own |= tickets
        if not self._gather.isActive():
            self._gather.start()
