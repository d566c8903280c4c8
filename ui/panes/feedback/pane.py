"""The feedback room: what customers said at the left, one entry in full at the right."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.feedback.delegate import EntryDelegate
from ui.panes.feedback.detail import EntryDetail
from ui.panes.feedback.kinds import look_of
from ui.panes.feedback.model import ENTRY, Entries
from ui.panes.feedback.presenter import FeedbackPresenter, Shown
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.model import LETTERS, Entry, FeedbackKind

_TWO_FROM, _LIST = 96, 38  # widths in letters
_GESTURE = "Select the customer’s words in a conversation and press F. They are kept here exactly as they were said."


class FeedbackPane(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened. Carries out ``feedback.export``."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._reading = False
        self.presenter = FeedbackPresenter(parts, self)
        self.rows = Entries()
        self.view = QListView()
        self._delegate = EntryDelegate(parts.icons, parts.workbench.clock.now)
        self.search = FilterLine(parts.icons, "Search their words")
        self.export_button = QPushButton("Export")
        self.chips: dict[FeedbackKind, QPushButton] = {}
        self.detail = EntryDetail(parts)
        self.empty = EmptyState(parts.icons, "feedback", "", "")
        self._left, self._right, self._whole = QWidget(), QWidget(), QStackedWidget()
        self._filter = QWidget()
        self._lay_out()
        self._connect()
        self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list letters choose a kind, and Delete removes; there the window's single letters rest."""
        if watched is self.view and isinstance(event, QKeyEvent):
            kind = LETTERS.get(event.text().lower()) if not _held(event) else None
            ours = kind is not None or event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Slash}
            if ours and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if ours and event.type() == QEvent.Type.KeyPress:
                self._do_key(event, kind)
                return True
        return super().eventFilter(watched, event)

    def _do_key(self, event: QKeyEvent, kind: FeedbackKind | None) -> None:
        if event.key() == Qt.Key.Key_Slash:
            self.search.setFocus()
        elif kind is not None:
            self.detail.choose(kind)
        else:
            self._remove()

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        heading = QLabel("Feedback")
        set_role(heading, "heading")
        self.export_button.setIcon(self._parts.icons.icon("export"))
        set_role(self.export_button, "quiet")
        head = QHBoxLayout()
        head.addWidget(heading)
        head.addStretch()
        head.addWidget(self.export_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.search)
        top.addWidget(self._filter)
        self._fill_filter()
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._whole, 1)
        self._dress_view()
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.view)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.detail)
        split = QSplitter()
        split.setHandleWidth(1)
        split.setChildrenCollapsible(False)
        split.addWidget(self._left)
        split.addWidget(self._right)
        split.setStretchFactor(1, 1)
        split.setSizes([400, 680])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(split)

    def _dress_view(self) -> None:
        self.view.setModel(self.rows)
        self.view.setItemDelegate(self._delegate)
        self.view.setAccessibleName("Entries")
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.installEventFilter(self)

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
        self.view.activated.connect(self._read)
        self.view.clicked.connect(self._read)
        self.detail.back_asked.connect(self._go_back)
        self.detail.changed.connect(self.presenter.change)
        self.detail.remove_asked.connect(self._remove)
        self.detail.ticket_asked.connect(self.ticket_asked)
        self.export_button.clicked.connect(self._export)
        self._parts.theme.changed.connect(self.view.doItemsLayout)
        self._parts.registry.bind("feedback.export", self._export)

    def _narrow_to(self, kind: FeedbackKind | None) -> None:
        for each, chip in self.chips.items():
            chip.setChecked(each is kind)
        self._ask()

    def _ask(self) -> None:
        kind = next((kind for kind, chip in self.chips.items() if chip.isChecked()), None)
        self.presenter.ask(kind, self.search.text())

    def _show(self, shown: Shown) -> None:
        kept, at = self.detail.entry(), self.view.currentIndex().row()
        self.rows.show_rows(shown.entries)
        for kind, chip in self.chips.items():
            number = shown.counts.get(kind, 0)
            chip.setText(f"{look_of(kind).word} {number}" if number else look_of(kind).word)
            chip.setAccessibleName(f"Only {look_of(kind).word}: {number}")
        for part in (self.search, self._filter, self.export_button):
            part.setVisible(shown.any)
        self._select(self.rows.place(kept.id) if kept else QModelIndex(), at)
        if not shown.entries:
            title, sentence = ("No feedback yet", _GESTURE)
            if self.presenter.narrowed and shown.any:
                title, sentence = ("Nothing found", "No entry has these words and this kind.")
            self.empty.show_texts(title, sentence)
        self._whole.setCurrentWidget(self.view if shown.entries else self.empty)
        self._show_current()

    def _select(self, place: QModelIndex, at: int) -> None:
        """The same entry as before; where it is gone, the one that took its place."""
        if not place.isValid() and self.rows.rowCount():
            place = self.rows.index(max(0, min(at, self.rows.rowCount() - 1)))
        if place.isValid():
            self.view.selectionModel().setCurrentIndex(place, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _show_current(self) -> None:
        entry: Entry | None = self.view.currentIndex().data(ENTRY)
        self.detail.setVisible(entry is not None)
        if entry is None:
            self._reading = False
        else:
            self.detail.show_entry(entry)
        self._fold()

    def _remove(self) -> None:
        if entry := self.detail.entry():
            self.presenter.remove(entry)
            self.view.setFocus()

    def _export(self) -> None:
        self.detail.keep_note()
        name, _ = QFileDialog.getSaveFileName(
            self, "Export feedback", str(Path.home() / "feedback.csv"), "Spreadsheet (*.csv);;JSON (*.json)"
        )
        if name:
            self.presenter.export(Path(name))

    def _read(self) -> None:
        self._reading = True
        self._fold()

    def _go_back(self) -> None:
        self._reading = False
        self._fold()
        self.view.setFocus()

    def _fold(self) -> None:
        """Below two columns' width: the list, or what was chosen in it."""
        narrow = self.width() < self.fontMetrics().averageCharWidth() * _TWO_FROM
        self._left.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LIST if not narrow else 0)
        self._left.setVisible(not narrow or not self._reading)
        self._right.setVisible((not narrow and bool(self.rows.rowCount())) or (narrow and self._reading))
        self.detail.show_back(narrow)


def _held(event: QKeyEvent) -> bool:
    """Whether a key such as Ctrl is held."""
    return bool(event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier))
