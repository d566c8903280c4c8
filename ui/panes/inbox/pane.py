"""The inbox: which conversations wait, found by status and words, chosen by key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QListView,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.inbox.delegate import TicketDelegate
from ui.panes.inbox.model import TicketRows
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine
from workbench.helpdesk.port import Status
from workbench.kernel.changes import ChangeSet, Kind
from workbench.tickets.model import Page, TicketQuery

_FILTERS: tuple[tuple[str, str, Status | None], ...] = (
    ("open", "Open", Status.OPEN),
    ("pending", "Pending", Status.PENDING),
    ("solved", "Solved", Status.SOLVED),
    ("all", "All", None),
)
_MINUTE_MS = 60_000
_EMPTY = {
    "open": ("Nothing waits for you", "New conversations appear here by themselves."),
    "pending": ("Nothing is pending", "Conversations that wait for the customer stand here."),
    "solved": ("Nothing is solved yet", "Conversations that you mark solved stand here."),
    "all": ("No conversations yet", "They come with the first look at the helpdesk."),
}


class InboxPane(QWidget):
    """``chosen``: the selection moved to a ticket (empty: to none). ``opened``: Enter or a double click on it.

    ``setup_asked``: there is no account, and the person wants one.
    """

    chosen = Signal(str)
    opened = Signal(str)
    setup_asked = Signal()

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tickets = parts.workbench.tickets
        self._filter = "open"
        self._rows = TicketRows(self._page_after, parts.workbench.clock.now)
        self._list = QListView()
        self._search = FilterLine(parts.icons, "Search conversations")
        self._buttons: dict[str, QPushButton] = {}
        self._news = QPushButton()
        self._empty = EmptyState(parts.icons, "inbox", *_EMPTY["open"])
        self._stack = QStackedWidget()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._minute = QTimer(self)
        self._connect()
        self._bind()
        self.setFocusProxy(self._list)
        self.reload()

    def reload(self) -> None:
        """Show the list as it is now, from the top, with the selection kept."""
        ticket = self.current()
        self._rows.show_page(self._tickets.page(self._query()))
        self._news.hide()
        self._show_state()
        if ticket:
            self.select(ticket)

    def current(self) -> str | None:
        """The ticket that is selected."""
        index = self._list.currentIndex()
        return self._rows.ids()[index.row()] if index.isValid() else None

    def select(self, ticket: str) -> bool:
        """Select a ticket without telling that it was chosen; whether it is in the list."""
        index = self._rows.place(ticket)
        if not index.isValid():
            return False
        model = self._list.selectionModel()
        blocked = model.blockSignals(True)
        self._list.setCurrentIndex(index)
        model.select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        model.blockSignals(blocked)
        self._list.viewport().update()
        return True

    def select_next_after(self, ticket: str) -> None:
        """Move on: choose what stands after ``ticket``, or before it at the end."""
        at = self._rows.place(ticket).row()
        ids = self._rows.ids()
        following = [*ids[at + 1 :], *reversed(ids[: max(at, 0)])]
        self._rows.show_page(self._tickets.page(self._query()))
        self._show_state()
        left = set(self._rows.ids())
        self._choose(next((each for each in following if each in left and each != ticket), ""))

    def state(self) -> dict[str, object]:
        return {"filter": self._filter, "ticket": self.current()}

    def restore(self, state: dict[str, object]) -> None:
        kept = state.get("filter")
        if isinstance(kept, str) and kept in self._buttons:
            self._show_filter(kept)
        if isinstance(ticket := state.get("ticket"), str):
            self.select(ticket)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self._list
        if pressed and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:  # type: ignore[attr-defined]
            self._open_current()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        set_surface(self, "list")
        self._list.setModel(self._rows)
        self._list.setItemDelegate(TicketDelegate(self._parts.icons, self._parts.workbench.clock.now))
        self._list.setAccessibleName("Conversations")
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.installEventFilter(self)
        set_role(self._news, "link")
        self._news.hide()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self._empty)
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(12, 12, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addLayout(self._made_filters())
        column.addWidget(self._news)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._stack, 1)
        self.setMinimumWidth(240)

    def _made_filters(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        group = QButtonGroup(self)
        for name, title, _ in _FILTERS:
            button = QPushButton(title)
            button.setCheckable(True)
            button.setAccessibleName(f"Show {title.lower()} conversations")
            set_role(button, "chip")
            button.clicked.connect(lambda _=False, name=name: self._show_filter(name))
            group.addButton(button)
            line.addWidget(button)
            self._buttons[name] = button
        self._buttons["open"].setChecked(True)
        line.addStretch(1)
        return line

    def _connect(self) -> None:
        self._search.textChanged.connect(lambda _: self._wait.start(80))
        self._search.entered_list.connect(self._enter_list)
        self._search.chosen.connect(self._enter_list)
        self._search.left.connect(self._list.setFocus)
        self._wait.timeout.connect(self.reload)
        self._minute.timeout.connect(self._list.viewport().update)
        self._minute.start(_MINUTE_MS)
        self._news.clicked.connect(self._show_news)
        self._empty.acted.connect(self.setup_asked)
        self._list.doubleClicked.connect(lambda _: self._open_current())
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._parts.bridge.changed.connect(self._on_changed)

    def _bind(self) -> None:
        bind = self._parts.registry.bind
        bind("inbox.next", lambda: self._step(1))
        bind("inbox.previous", lambda: self._step(-1))
        bind("inbox.search", self._search.setFocus)
        for name, _, _ in _FILTERS:
            bind(f"inbox.{name}", lambda name=name: self._show_filter(name))  # type: ignore[misc]

    def _query(self) -> TicketQuery:
        status = next(status for name, _, status in _FILTERS if name == self._filter)
        return TicketQuery(status=status, words=self._search.text())

    def _page_after(self, after: str) -> Page:
        return self._tickets.page(self._query(), after)

    def _show_filter(self, name: str) -> None:
        self._filter = name
        self._buttons[name].setChecked(True)
        self.reload()

    def _show_state(self) -> None:
        if self._rows.rowCount():
            self._stack.setCurrentWidget(self._list)
            return
        if not self._parts.workbench.accounts.all():
            self._empty.show_texts("No helpdesk yet", "Connect one, or look around first.", "Set up")
        elif self._search.text().strip():
            self._empty.show_texts("Nothing found", "No conversation has all these words. Try fewer.")
        else:
            self._empty.show_texts(*_EMPTY[self._filter])
        self._stack.setCurrentWidget(self._empty)

    def _choose(self, ticket: str) -> None:
        if ticket:
            self.select(ticket)
            self._list.scrollTo(self._list.currentIndex())
        self.chosen.emit(ticket)

    def _step(self, by: int) -> None:
        at = self._list.currentIndex().row() + by
        if 0 <= at < self._rows.rowCount():
            self._list.setCurrentIndex(self._rows.index(at))

    def _enter_list(self) -> None:
        self._list.setFocus()
        if not self._list.currentIndex().isValid() and self._rows.rowCount():
            self._list.setCurrentIndex(self._rows.index(0))

    def _open_current(self) -> None:
        if not self._news.isHidden() and not self.current():
            self._show_news()
        elif ticket := self.current():
            self.opened.emit(ticket)

    def _on_current(self, index: QModelIndex, _: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._rows.ids()[index.row()])

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.TICKET not in changes and Kind.ACCOUNT not in changes:
            return
        if changes.origin == "sync.status":
            return
        reading = self._list.currentIndex().isValid() or self._list.verticalScrollBar().value() > 0
        if not reading or not changes.origin.startswith("sync."):
            self.reload()
            return
        moved = self._rows.keep_in_place(self._tickets.page(self._query()))
        self._news.setText("There is something new. Show it" if moved else "")
        self._news.setVisible(bool(moved))

    def _show_news(self) -> None:
        ticket = self.current()
        self.reload()
        if ticket:
            self.select(ticket)
        self._list.scrollToTop()
        self._list.setFocus()
