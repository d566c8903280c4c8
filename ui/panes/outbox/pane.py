"""The outbox room: what waits and what went out at the left, the chosen one with its acts at the right."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.outbox.delegate import OutgoingDelegate
from ui.panes.outbox.detail import OutgoingDetail
from ui.panes.outbox.model import OutgoingRows, Row
from ui.panes.outbox.presenter import OutboxPresenter
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_detail import ListDetail
from ui.widgets.rows import ROW, RowsView
from workbench.outbox.words import Act

_AGES_MS = 30_000


class OutboxPane(QWidget):
    """``ticket_asked``: a conversation is to be opened, with its draft."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.presenter = OutboxPresenter(parts, self)
        self.rows = OutgoingRows()
        self._delegate = OutgoingDelegate(parts.icons, parts.workbench.clock.now)
        self.view = RowsView(self.rows, self._delegate, "Outbox")
        self.detail = OutgoingDetail(parts)
        self.empty = EmptyState(
            parts.icons, "outbox", "Nothing waits to go out.", "Replies stand here until the helpdesk has them."
        )
        self._left, self._right, self._whole = QWidget(), QWidget(), QStackedWidget()
        self._both = ListDetail(self._left, self._right, two_from=96, list_least=38)
        self._ages = QTimer(self)
        self._lay_out()
        self._connect()
        self.presenter.ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.view.setFocus()

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        heading = QLabel("Outbox")
        heading.setContentsMargins(12, 0, 12, 0)
        set_role(heading, "heading")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self._whole, 1)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.view)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)

    def _connect(self) -> None:
        self.presenter.rows_came.connect(self._show_rows)
        self.presenter.edit_asked.connect(self.ticket_asked)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.activated.connect(self._both.show_detail)
        self.view.clicked.connect(self._both.show_detail)
        self._both.narrowed.connect(self.detail.show_back)
        self.detail.decided.connect(self._act)
        self.detail.ticket_asked.connect(self.ticket_asked)
        self.detail.copy_asked.connect(self._copy)
        self.detail.back_asked.connect(self._go_back)
        self._parts.theme.changed.connect(self.view.doItemsLayout)
        self._ages.timeout.connect(self.view.viewport().update)
        self._ages.start(_AGES_MS)

    def _show_rows(self, rows: list[Row]) -> None:
        kept, at = self.detail.outgoing(), self.view.currentIndex().row()
        self.rows.show_rows(rows)
        # While nobody looks, what is newest is what they will look for.
        place = self.rows.place(kept.id) if kept and self.isVisible() else self.rows.near(0)
        place = place if place.isValid() else self.rows.near(max(at, 0))
        self.view.choose(place)
        self._whole.setCurrentWidget(self.view if rows else self.empty)
        self._show_current()

    def _show_current(self) -> None:
        row: Row | None = self.view.currentIndex().data(ROW)
        outgoing = row.outgoing if row else None
        if outgoing is not None:
            self.detail.show_outgoing(outgoing, online=self.presenter.online(outgoing))
        self._both.offer(outgoing is not None)

    def _act(self, act: Act) -> None:
        if outgoing := self.detail.outgoing():
            self.presenter.act(outgoing, act)

    def _copy(self) -> None:
        if outgoing := self.detail.outgoing():
            QGuiApplication.clipboard().setText(outgoing.text)
            self._parts.notices.say("Its words are copied.")

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()
