"""The entries that a number was counted from, below the brief."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.brief.presenter import Behind
from ui.panes.feedback.brief.words import label
from ui.panes.feedback.entries.delegate import EntryDelegate
from ui.panes.feedback.entries.model import Entries
from ui.theme.roles import set_role
from ui.widgets.rows import ROW, RowsView
from workbench.feedback.brief.numbers import counted
from workbench.feedback.model import Entry

_SHOWN = 6


class NumberEntries(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.rows = Entries()
        self.view = RowsView(
            self.rows, EntryDelegate(parts.icons, parts.workbench.clock.now, said=True), "Entries behind the number"
        )
        self.words, self.close_button = label("strong"), QPushButton("Close")
        set_role(self.close_button, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.words, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.view)
        self.view.setUniformItemSizes(True)
        self.view.installEventFilter(self)
        self.view.doubleClicked.connect(lambda index: self._open(index.data(ROW)))
        self.close_button.clicked.connect(self.hide)
        self._reach = QTimer(self)  # as soon as it is laid out
        self._reach.setSingleShot(True)
        self._reach.timeout.connect(self._come_into_view)
        self.hide()

    def show_behind(self, behind: Behind) -> None:
        """Show the entries of a number and go there."""
        self.words.setText(f"{behind.words} · from {counted(len(behind.entries), 'entry', 'entries')}")
        self.rows.show_rows(list(behind.entries))
        self.setVisible(True)
        rows = min(self.rows.rowCount(), _SHOWN)
        self.view.setFixedHeight(max(rows, 1) * max(self.view.sizeHintForRow(0), 1) + 2)
        self.view.choose(self.rows.near(0))
        self.view.setFocus()
        self._reach.start()

    def _come_into_view(self) -> None:
        """The page scrolls to it, for it lies below a whole brief."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self, 0, 24)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the conversation, Esc closes the list."""
        if watched is self.view and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.view.currentIndex().data(ROW))
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                return True
        return super().eventFilter(watched, event)

    def _open(self, entry: Entry | None) -> None:
        if entry is not None and entry.ticket is not None:
            self.ticket_asked.emit(entry.ticket)
