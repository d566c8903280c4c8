"""The inbox pane: filter, search, and the list, which never moves while it is read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.inbox.delegate import TicketDelegate
from ui.panes.inbox.due_line import DueLine
from ui.panes.inbox.head import InboxHead
from ui.panes.inbox.merge import Fresh, plan
from ui.panes.inbox.model import ROW, TicketRows
from ui.panes.inbox.presenter import InboxPresenter
from ui.panes.inbox.view import TicketList
from ui.panes.inbox.words import Emptiness, Filter
from ui.theme.roles import set_surface
from ui.widgets.empty_state import EmptyState
from workbench.tickets.model import Page

_CHOSEN_MS = 60
_TYPED_MS = 60
_AGES_MS = 30_000
_NEAR_END = 20
_REACH = 10
_Choose = QItemSelectionModel.SelectionFlag.ClearAndSelect


class InboxPane(QWidget):
    """``chosen``: another conversation is selected ("" when the last one is done). ``opened``: it is to be read now.

    ``setup_asked``: there is no account, and the person wants one. ``wanted``: the list or its search is to be seen.
    """

    chosen = Signal(str)
    opened = Signal(str)
    setup_asked = Signal()
    wanted = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        now = parts.workbench.clock.now
        self.rows = TicketRows(now)
        self.presenter = InboxPresenter(parts, self.rows, self)
        self.head = InboxHead(parts)
        self.filters, self.search = self.head.filters, self.head.search
        self.due = DueLine(parts, partial(self._filter, Filter.DUE))
        self.head.add(self.due)
        self.view = TicketList(parts.icons)
        self._delegate = TicketDelegate(parts.icons, self.rows, now)
        self.empty: EmptyState | None = None
        self._said: Emptiness | None = None
        self._body = QGridLayout()
        self._alone = False
        self._quiet = False
        self._place = -1
        self._news: frozenset[str] = frozenset()
        self._leaving: frozenset[str] = frozenset()
        self._chosen = QTimer(self, singleShot=True, interval=_CHOSEN_MS)
        self._chosen_late = False
        self._typed = QTimer(self, singleShot=True, interval=_TYPED_MS)
        self._ages = QTimer(self, interval=_AGES_MS)
        self._lay_out()
        self._connect()
        self._bind()
        self.presenter.ask(Filter.OPEN)

    def select(self, ticket: str) -> bool:
        """Mark ``ticket`` in the list; False, and nothing is marked, where it is not listed."""
        place = self._reach(ticket)
        if place < 0:
            self._mark_nothing()
            return False
        self._go_to(place)
        return True

    def show_new(self, ticket: str) -> None:
        """Put what was begun just now on top, where it belongs to what is listed."""
        row = self.presenter.row(ticket)
        listed = row is not None and self.presenter.query.status in (row.status, None) and not self.presenter.words
        if row is not None and listed and self.rows.place(ticket) < 0:
            self.rows.arrange([row, *self.rows.rows])
            self._show_emptiness()
            self.view.scrollToTop()

    def current(self) -> str | None:
        """The selected ticket."""
        row = self.view.currentIndex().data(ROW)
        return row.id if row else None

    def select_next_after(self, ticket: str) -> None:
        """Go on to what follows ``ticket``; at the end to what is before it, and to nothing after the last."""
        at: float = self.rows.place(ticket)
        if at < 0:  # it has gone already: between what was before and after it
            at = min(self._place, self.rows.rowCount()) - 0.5
        stays = [each for each, row in enumerate(self.rows.rows) if row.id not in self._leaving and row.id != ticket]
        below = [each for each in stays if each > at]
        self._chosen.stop()
        if stays:
            self._go_to(below[0] if below else stays[-1])
            return
        self._mark_nothing()
        self.chosen.emit("")
        self._prune()

    def state(self) -> dict[str, object]:
        """What `restore` takes; anything JSON can hold."""
        scroll = self.view.verticalScrollBar().value()
        shown = self.presenter.shown.value
        return {"filter": shown, "selection": self.current(), "scroll": scroll, "rows": self.rows.rowCount()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Come back as it was left; what cannot be used is passed over."""
        shown, rows, scroll = state.get("filter"), state.get("rows"), state.get("scroll")
        listed = next((each for each in Filter if each.value == shown), Filter.OPEN)
        self.presenter.ask_now(listed, rows if isinstance(rows, int) else 0)
        if isinstance(selection := state.get("selection"), str):
            self.select(selection)
        if isinstance(scroll, int):
            self.view.doItemsLayout()
            self.view.verticalScrollBar().setValue(scroll)

    def show_alone(self, alone: bool) -> None:
        """Say whether no conversation stands beside the list; then one click opens."""
        self._alone = alone

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.view.viewport().update()

    def _lay_out(self) -> None:
        set_surface(self, "list")
        self.view.setModel(self.rows)
        self.view.setItemDelegate(self._delegate)
        self.setFocusProxy(self.view)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.addWidget(self.view, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._body, 1)
        self.setMinimumWidth(220)

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._show_page)
        self.presenter.more_came.connect(self._add_page)
        self.presenter.renewed.connect(self._renew)
        self.presenter.accounts_changed.connect(self._show_emptiness)
        self.filters.chosen.connect(self._filter)
        self.search.textChanged.connect(lambda _: self._typed.start())
        self.search.left.connect(self.view.setFocus)
        self.search.entered_list.connect(self._enter_list)
        self.search.chosen.connect(self._enter_list)
        self._typed.timeout.connect(self._ask)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.opened.connect(self._open)
        self.view.clicked.connect(self._on_clicked)
        self.view.left_above.connect(self.view.news.setFocus)
        self.view.news.clicked.connect(self._show_news)
        self._chosen.timeout.connect(self._emit_late)
        self._ages.timeout.connect(self.view.viewport().update)
        self._ages.start()
        self._parts.theme.changed.connect(self._dress)

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        bind("inbox.next", lambda: self._step(1))
        bind("inbox.previous", lambda: self._step(-1))
        bind("inbox.search", self._search)
        for shown in Filter:
            bind(f"inbox.{shown.value}", partial(self._filter, shown))

    def _dress(self) -> None:
        self.view.doItemsLayout()
        self.view.news.adjustSize()
        self.view.place_news()

    # What is listed

    def _filter(self, shown: Filter) -> None:
        self.wanted.emit()
        self._typed.stop()
        self.presenter.ask(shown, self.search.text())
        self.filters.mark(shown)

    def _ask(self) -> None:
        self.presenter.ask(self.presenter.shown, self.search.text())

    def _show_page(self, page: Page) -> None:
        ticket, self._quiet = self.current(), True
        self.rows.show_rows(page.rows, page.after, self.presenter.shown)
        self._announce(frozenset())
        self._leaving = frozenset()
        if ticket and (place := self.rows.place(ticket)) >= 0:
            self.view.selectionModel().setCurrentIndex(self.rows.index(place), _Choose)
        self._quiet = False
        self.view.scrollToTop()
        self.filters.mark(self.presenter.shown)
        self._show_emptiness()

    def _add_page(self, page: Page) -> None:
        self.rows.add_rows(page.rows, page.after)

    def _renew(self, fresh: Fresh, *, reading: bool | None = None) -> None:
        held = self.view.being_read() if reading is None else reading
        made = plan(self.rows.rows, fresh, reading=held, keep=self.current())
        self.rows.arrange(made.rows)
        if not held and fresh.whole:
            self.rows.after = fresh.after
        self._leaving = made.leaving
        self._announce((self._news | made.news) if held else frozenset())
        self._show_emptiness()

    def _announce(self, news: frozenset[str]) -> None:
        self._news = news
        self.view.news.show_number(len(news))
        self.view.place_news()

    def _show_news(self) -> None:
        """The person wants the list as it is now."""
        self.view.setFocus()
        self._announce(frozenset())
        self.presenter.ask(self.presenter.shown, self.search.text())

    def _prune(self) -> None:
        """What no longer belongs here goes once it is not selected any more."""
        gone = self._leaving - {self.current()}
        if gone:
            self._leaving -= gone
            self.rows.arrange([row for row in self.rows.rows if row.id not in gone])
            self._show_emptiness()

    def _show_emptiness(self) -> None:
        """The list stays where it is behind what is said, so that the focus has somewhere to be."""
        said = None if self.rows.rowCount() else self.presenter.emptiness()
        if said == self._said:
            return
        if self.empty is not None:
            self.empty.hide()
            self.empty.deleteLater()
            self.empty = None
        if said is not None:
            self.empty = EmptyState(self._parts.icons, said.icon, said.title, said.sentence, said.verb)
            self.empty.acted.connect(self._do_empty)
            self._body.addWidget(self.empty, 0, 0)
        self._said = said
        self.head.setVisible(said is None or said.act != "setup")

    def _do_empty(self) -> None:
        act = self._said.act if self._said else ""
        if act == "setup":
            self.setup_asked.emit()
        elif act == "clear":
            self.search.clear()
            self.search.setFocus()
        elif act == "all":
            self._filter(Filter.ALL)

    # What is selected

    def _step(self, by: int) -> None:
        at, last = self.view.currentIndex().row(), self.rows.rowCount() - 1
        if at < 0:
            at = self._place - (by > 0) if self._place >= 0 else -1
        if last >= 0:
            self._go_to(max(0, min(at + by, last)))

    def _go_to(self, place: int) -> None:
        self.view.selectionModel().setCurrentIndex(self.rows.index(place), _Choose)
        self.view.scrollTo(self.rows.index(place))

    def _reach(self, ticket: str) -> int:
        """Where ``ticket`` stands; pages are read until it is there, if it belongs to this list at all."""
        row = self.presenter.row(ticket) if self.rows.place(ticket) < 0 else None
        listed = row is not None and self.presenter.query.status is row.status and not self.presenter.words
        for _ in range(_REACH if listed else 0):
            if self.rows.place(ticket) >= 0 or self.rows.after is None:
                break
            self.rows.fetchMore(QModelIndex())
        return self.rows.place(ticket)

    def _mark_nothing(self) -> None:
        self._quiet = True
        self.view.selectionModel().clear()
        self._quiet = False

    def _on_current(self, current: QModelIndex) -> None:
        if self._quiet or not current.isValid():
            return
        self._place = current.row()
        if current.row() >= self.rows.rowCount() - _NEAR_END:
            self.rows.fetchMore(QModelIndex())
        if self._leaving:
            QTimer.singleShot(0, self, self._prune)
        if self._chosen.isActive():
            self._chosen_late = True
        else:
            self.chosen.emit(self.current() or "")
        self._chosen.start()

    def _emit_late(self) -> None:
        if self._chosen_late and (ticket := self.current()):
            self.chosen.emit(ticket)
        self._chosen_late = False

    def _open(self, index: QModelIndex) -> None:
        if row := index.data(ROW):
            self.opened.emit(row.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._alone:
            self._open(index)

    def _search(self) -> None:
        self.wanted.emit()
        self.search.setFocus()
        self.search.selectAll()

    def _enter_list(self) -> None:
        if self._typed.isActive():
            self._typed.stop()
            self._ask()
        self.view.setFocus()
        if not self.view.currentIndex().isValid() and self.rows.rowCount():
            self._go_to(0)
