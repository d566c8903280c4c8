"""Entries: what customers said at the left, one of them in full at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.feedback.entries.delegate import EntryDelegate
from ui.panes.feedback.entries.detail import EntryDetail
from ui.panes.feedback.entries.model import Entries
from ui.panes.feedback.entries.presenter import MOST, FeedbackPresenter
from ui.panes.feedback.kinds import look_of
from ui.panes.feedback.picker import Asking, TopicPicker
from ui.panes.feedback.yours.carrying import CarryPanel
from ui.panes.feedback.yours.erasing import ErasePanel
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine, asks_search
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_detail import ListDetail
from ui.widgets.rows import ROW, RowsView
from workbench.feedback.model import LETTERS, Entry, FeedbackKind, Listing
from workbench.feedback.topics.model import TopicKind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TopicId

_GESTURE = "Select the customer’s words in a conversation and press F. They are kept here exactly as they were said."


class EntriesSection(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened; ``topic_asked``: the topic it stands behind."""

    ticket_asked = Signal(str)
    topic_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.presenter = FeedbackPresenter(parts, self)
        self.rows = Entries()
        self._delegate = EntryDelegate(parts.icons, parts.workbench.clock.now)
        self.view = RowsView(self.rows, self._delegate, "Entries")
        self.search = FilterLine(parts.icons, "Search their words")
        self.export_button = QPushButton("Export")
        self.carrying, self.erasing = CarryPanel(parts), ErasePanel(parts)
        self.picker = TopicPicker(parts)
        self.chips: dict[FeedbackKind, QPushButton] = {}
        self.detail = EntryDetail(parts)
        self.empty = EmptyState(parts.icons, "feedback", "", "")
        self._left, self._right, self._whole = QWidget(), QWidget(), QStackedWidget()
        self._both = ListDetail(self._left, self._right, two_from=96, list_least=38)
        self._filter, self._more = QWidget(), QLabel()
        self._deeds = {Qt.Key.Key_Delete: self._remove, Qt.Key.Key_L: self.ask_topic, Qt.Key.Key_M: self.mask_entry,
                       Qt.Key.Key_T: self._open_topic}  # fmt: skip
        self._lay_out()
        self._connect()
        self._ask()

    def keep_words(self) -> WorkbenchError | None:
        """Wait until the note that is being written is kept; why not, where it is not."""
        return self.presenter.keep_all(self.detail.entry(), self.detail.note.toPlainText())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_on_focus()

    def _hand_on_focus(self) -> None:
        """The rows have the focus as soon as there are any."""
        if self.hasFocus() and self.view.isVisible():
            self.view.setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and asks_search(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if asks_search(event):
            self._search()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list letters choose a kind, L links, T shows the topic, M masks, Delete removes; others rest."""
        if watched is self.view and isinstance(event, QKeyEvent):
            kind = LETTERS.get(event.text().lower()) if not _held(event) else None
            deed = self._deeds.get(Qt.Key(event.key()))
            deed = None if _held(event) and event.key() != Qt.Key.Key_Delete else deed
            ours = kind is not None or deed is not None
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                if kind is not None:
                    self.detail.choose(kind)
                elif deed is not None:
                    deed()
                return True
        return super().eventFilter(watched, event)

    def ask_topic(self) -> None:
        """Ask which topic the entry that is shown stands behind."""
        if entry := self.detail.entry():
            self._both.show_list()
            self.picker.open(
                "Which topic is it about", Asking.EITHER, about=entry.verbatim, practice=entry.practice,
                kind=TopicKind(entry.kind),
            )  # fmt: skip

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        self.export_button.setIcon(self._parts.icons.icon("export"))
        set_role(self.export_button, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.export_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self._filter)
        top.addWidget(self.carrying)
        top.addWidget(self.erasing)
        top.addWidget(self.picker)
        self._fill_filter()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._whole, 1)
        set_role(self._more, "caption")
        self._more.setWordWrap(True)
        self._more.setContentsMargins(16, 0, 16, 8)
        self._more.hide()
        column.addWidget(self._more)
        self.view.setUniformItemSizes(True)
        self.view.installEventFilter(self)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.view)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)

    def _fill_filter(self) -> None:
        flow = FlowLayout(self._filter, 4, 4)
        for kind in FeedbackKind:
            chip = QPushButton(self._parts.icons.icon(look_of(kind).icon), look_of(kind).word)
            chip.setCheckable(True)
            chip.clicked.connect(lambda checked, kind=kind: self._narrow_to(kind if checked else None))
            set_role(chip, "chip")
            self.chips[kind] = chip
            flow.addWidget(chip)

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.search.textChanged.connect(self._ask)
        self.search.left.connect(self.view.setFocus)
        self.search.entered_list.connect(self.view.setFocus)
        self.search.chosen.connect(self.view.setFocus)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.activated.connect(self._go_in)
        self.view.clicked.connect(self._both.show_detail)
        self._both.narrowed.connect(self.detail.show_back)
        self.detail.back_asked.connect(self._go_back)
        self.detail.changed.connect(self.presenter.change)
        self.detail.remove_asked.connect(self._remove)
        self.detail.erase_asked.connect(self._ask_erase)
        self.carrying.closed.connect(self.view.setFocus)
        self.erasing.closed.connect(self.view.setFocus)
        self.detail.link_asked.connect(self.ask_topic)
        self.detail.topic_asked.connect(self.topic_asked)
        self.presenter.known.connect(self.detail.show_known)
        self.detail.mask_asked.connect(self.mask_entry)
        self.picker.chosen.connect(self._link)
        self.picker.named.connect(self._link_new)
        self.picker.closed.connect(self.view.setFocus)
        self.detail.ticket_asked.connect(self.ticket_asked)
        self.export_button.clicked.connect(self.export)
        self._parts.theme.changed.connect(self.view.doItemsLayout)

    def _search(self) -> None:
        self._go_back()
        self.search.setFocus()
        self.search.selectAll()

    def _narrow_to(self, kind: FeedbackKind | None) -> None:
        for each, chip in self.chips.items():
            chip.setChecked(each is kind)
        self._ask()

    def _ask(self) -> None:
        kind = next((kind for kind, chip in self.chips.items() if chip.isChecked()), None)
        self.presenter.ask(kind, self.search.text())

    def _show(self, shown: Listing) -> None:
        kept, at = self.detail.entry(), self.view.currentIndex().row()
        self.rows.show_rows(shown.entries)
        for kind, chip in self.chips.items():
            number = shown.counts.get(kind, 0)
            chip.setText(f"{look_of(kind).word} {number:n}" if number else look_of(kind).word)
            chip.setAccessibleName(f"Only {look_of(kind).word}: {number}")
        for part in (self.search, self._filter):
            part.setVisible(shown.any)
        self.export_button.setText("Export" if shown.any else "Import")
        place = self.rows.place(kept.id) if kept else QModelIndex()
        self.view.choose(place if place.isValid() else self.rows.near(max(at, 0)))  # or what took its place
        if not shown.entries:
            title, sentence = ("No feedback yet", _GESTURE)
            if self.presenter.narrowed and shown.any:
                title, sentence = ("Nothing found", "No entry has these words and this kind.")
            self.empty.show_texts(title, sentence)
        more = len(shown.entries) == MOST
        self._more.setText(f"The newest {MOST:n} are listed. Words or a kind find the others.")
        self._more.setVisible(more)
        self._whole.setCurrentWidget(self.view if shown.entries else self.empty)
        self._hand_on_focus()
        self._show_current()

    def _show_current(self) -> None:
        entry: Entry | None = self.view.currentIndex().data(ROW)
        if entry is not None:
            self.detail.show_entry(self.presenter.as_written(entry))
            self.presenter.ask_known(entry)
        self._both.offer(entry is not None)

    def _link(self, topic: str) -> None:
        if entry := self.detail.entry():
            self.presenter.link(entry, TopicId(topic))
        self.view.setFocus()

    def _link_new(self, title: str, kind: TopicKind) -> None:
        if entry := self.detail.entry():
            self.presenter.link_new(entry, title, kind)
        self.view.setFocus()

    def mask_entry(self) -> None:
        """Take personal data out of the entry that is shown."""
        if entry := self.detail.entry():
            self.detail.keep_note()
            self.presenter.mask(entry)

    def _remove(self) -> None:
        if entry := self.detail.entry():
            self.presenter.remove(entry)
            self.view.setFocus()

    def export(self) -> None:
        """Open the card in which feedback is exported, or brought in."""
        self.detail.keep_note()
        self._both.show_list()
        self.carrying.open_panel()

    def _ask_erase(self) -> None:
        if entry := self.detail.entry():
            self.detail.keep_note()
            self._both.show_list()
            self.erasing.open_for(entry)

    def _go_in(self) -> None:
        self._both.show_detail()
        QTimer.singleShot(0, self.detail.first().setFocus)  # later than the Enter, which would press a button

    def _open_topic(self) -> None:
        if topic := self.detail.topic():
            self.topic_asked.emit(topic)

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()


def _held(event: QKeyEvent) -> bool:
    """Whether a key such as Ctrl is held."""
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier))
