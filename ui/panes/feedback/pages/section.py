"""To hand on: a listening list or a meeting pack is made, read, copied and exported; those made before at the left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.waiting_rows import Waiting, WaitingDelegate, WaitingRows
from ui.panes.feedback.brief.sheet import BriefSheet
from ui.panes.feedback.brief.words import NAMES, label
from ui.panes.feedback.pages.presenter import PagesPresenter, Shown
from ui.theme.roles import set_surface
from ui.widgets.choices import Choice
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_detail import ListDetail
from ui.widgets.pill import State
from ui.widgets.rows import ROW, RowsView
from ui.widgets.times import day_and_minute
from workbench.feedback.brief.model import Brief, Form, Names
from workbench.feedback.brief.numbers import counted
from workbench.kernel.errors import WorkbenchError

_WHAT = (
    "A listening list has what customers said last, area by area. A meeting pack has what an area needs decided. "
    "Both are read without this program."
)
_LEFT_OUT = "The practice desk is left out: it has pages of its own."
_PRACTICE = "Made of the practice desk alone. Nobody outside said any of it, and each page says so."
_NO_AREA = "A meeting pack is about an area. A topic gets its area on its page, with W."
_PRACTISED = State(word="Practice", tone="info", icon="flask")
_MEASURE = 100  # letters
_HELD = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
_WIDEST = 320  # pixels; where the list has the whole room, the choice of an area need not span it


class PagesSection(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.presenter = PagesPresenter(parts, self)
        self.listen_button, self.meet_button = QPushButton("Listening list"), QPushButton("Meeting pack")
        self.desk, self.area, self.names = Choice(), Choice(), Choice()
        self.hint, self.state, self.whose = label("caption"), label("secondary"), label("caption")
        self.rows = WaitingRows()
        self.view = RowsView(self.rows, WaitingDelegate(parts.icons), "Pages that were made")
        self.empty = EmptyState(parts.icons, "export", "Nothing to hand on yet", _WHAT)
        self.sheet = BriefSheet(parts, self.presenter, "The page")
        self.back = QToolButton()
        self._left, self._right, self._inside = QWidget(), QScrollArea(), QWidget()
        self._both = ListDetail(self._left, self._right, two_from=96, list_least=38)
        self._wanted = ""
        self._lay_out()
        self._connect()
        self.presenter.ask()

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""
        return self.sheet.keep_words()

    def listen(self) -> None:
        """Make a listening list of the area that is chosen, or of all."""
        self.presenter.listen(self.area.currentData() or "", Names(self.names.currentData()))

    def meet(self) -> None:
        """Make a meeting pack of the area that is chosen; ask for one where none is."""
        if area := self.area.currentData():
            self.presenter.meet(area, Names(self.names.currentData()))
        else:
            self._both.show_list()
            self._say("Choose the area that the meeting is about." if self.area.count() > 1 else _NO_AREA)
            self.area.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.view if self.view.isVisible() else self.listen_button).setFocus()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._deed(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if deed := self._deed(event):
            deed()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the list the same letters hold."""
        if watched is self.view and isinstance(event, QKeyEvent) and (deed := self._deed(event)):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        """L and M make a page; C copies, X exports and Delete removes the one that is shown, Esc goes back from it."""
        deeds: Mapping[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_L: self.listen,
            Qt.Key.Key_M: self.meet,
            Qt.Key.Key_C: self.sheet.copy,
            Qt.Key.Key_X: self.sheet.export,
            Qt.Key.Key_Delete: self.sheet.remove,
            Qt.Key.Key_Escape: self._go_back,
        }
        return None if event.modifiers() & _HELD else deeds.get(Qt.Key(event.key()))

    def _show(self, shown: Shown) -> None:
        self._show_desk(shown)
        self._show_areas(shown)
        at, current = self.view.currentIndex().row(), self.view.currentIndex().data(ROW)
        wanted = self._wanted or (current.id if current is not None else "")
        with QSignalBlocker(self.view.selectionModel()):
            self.rows.show_rows([_row(each, self._parts.workbench.clock.now()) for each in shown.pages])
            place = self.rows.place(wanted) if wanted else QModelIndex()
            self.view.choose(place if place.isValid() else self.rows.near(max(at, 0)))
        made = bool(self._wanted and place.isValid())
        self._wanted = "" if made else self._wanted
        self.view.setVisible(bool(shown.pages))
        self.empty.setVisible(not shown.pages)
        self._both.offer(bool(shown.pages))
        self.view.viewport().update()
        self._show_current()
        if made:
            self._both.show_detail()
            (self.view if self.view.isVisible() else self.sheet.reader).setFocus()
            self._right.verticalScrollBar().setValue(0)

    def _show_desk(self, shown: Shown) -> None:
        with QSignalBlocker(self.desk):
            self.desk.setCurrentIndex(int(shown.practice))
        self.desk.setVisible(shown.two)
        self.whose.setText(_PRACTICE if shown.practice else _LEFT_OUT)
        self.whose.setVisible(shown.two)

    def _show_areas(self, shown: Shown) -> None:
        chosen = self.area.currentData()
        with QSignalBlocker(self.area):
            self.area.clear()
            self.area.addItem("All areas", "")
            for area in shown.areas:
                self.area.addItem(area, area)
            self.area.setCurrentIndex(max(self.area.findData(chosen), 0))
        self._say("" if shown.areas else _NO_AREA)

    def _show_current(self) -> None:
        row: Waiting | None = self.view.currentIndex().data(ROW)
        page = row.thing if row is not None and isinstance(row.thing, Brief) else None
        before = self.sheet.brief()
        if page is not None and before is not None and page.id == before.id:
            self.sheet.show_brief(page)
        else:
            self.sheet.turn_to(page)
            self._right.verticalScrollBar().setValue(0)
        entries = counted(len(page.entries), "entry", "entries") if page is not None else ""
        self.state.setText(f"Frozen with {entries}. It stays as it is while more is said." if page else "")

    def _say(self, words: str) -> None:
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def _open_made(self, page: str) -> None:
        self._wanted = page
        self.presenter.ask()

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.made.connect(self._open_made)
        self.listen_button.clicked.connect(self.listen)
        self.meet_button.clicked.connect(self.meet)
        self.desk.currentIndexChanged.connect(lambda at: self.presenter.choose_desk(bool(at)))
        self.area.currentIndexChanged.connect(lambda: self._say(""))
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.activated.connect(self._both.show_detail)
        self.view.clicked.connect(self._both.show_detail)
        self.view.installEventFilter(self)
        self.sheet.removed.connect(self._go_back)
        self.sheet.ticket_asked.connect(self.ticket_asked)
        self.back.clicked.connect(self._go_back)
        self._both.narrowed.connect(self.back.setVisible)
        self._parts.theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.view.doItemsLayout()
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        for button, words in (
            (self.listen_button, "What customers said last, in their own words (L)"),
            (self.meet_button, "What an area needs decided, on a page (M)"),
        ):
            button.setIcon(self._parts.icons.icon("plus"))
            button.setToolTip(words)
        for button, key in ((self.sheet.copy_button, "C"), (self.sheet.export_button, "X")):
            button.setToolTip(f"{button.text()} ({key})")
        self.sheet.remove_button.setToolTip("Remove (Delete)")
        self._fill_choices()
        about, making = QHBoxLayout(), QWidget()
        about.addWidget(self.area, 1)
        about.addWidget(self.names)
        about.addStretch()
        flow = FlowLayout(making, 8, 8)
        for button in (self.listen_button, self.meet_button):
            flow.addWidget(button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(6)
        top.addWidget(self.desk, 0, Qt.AlignmentFlag.AlignLeading)
        top.addLayout(about)
        top.addWidget(making)
        top.addWidget(self.hint)
        top.addWidget(self.whose)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self.empty, 1)
        column.addWidget(self.view, 1)
        self.view.setUniformItemSizes(True)
        self.view.hide()
        self._lay_out_page()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)
        self._both.offer(False)
        self._dress()

    def _fill_choices(self) -> None:
        self.area.setAccessibleName("Which area")
        self.names.setAccessibleName("How customers are named in it")
        for names, words in NAMES.items():
            self.names.addItem(words, names.value)
        self.desk.setAccessibleName("Whose words")
        for word in ("Customers", "Practice desk"):
            self.desk.addItem(word)
        self.desk.hide()
        self.whose.hide()
        self.area.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # an area may have a long name
        self.area.setMaximumWidth(_WIDEST)

    def _lay_out_page(self) -> None:
        self.back.setIcon(self._parts.icons.icon("chevron-left"))
        self.back.setText("Pages")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.hide()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(6)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.state)
        column.addWidget(self.sheet)
        column.addStretch(1)
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._inside, 1000)
        side.addStretch(1)
        self._right.setWidget(outer)
        self._right.setWidgetResizable(True)
        self._right.setFrameShape(QFrame.Shape.NoFrame)
        self._right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _named(names: Names) -> State:
    return State(word=NAMES[names], tone="neutral" if names is Names.NONE else "warning", icon="user")


def _about(page: Brief) -> str:
    """The area that a page is about."""
    if page.form is Form.MEETING:
        return page.title.rpartition(":")[0] or page.title
    return page.title.partition(":")[2].strip() or "All areas"


def _row(page: Brief, now: datetime) -> Waiting:
    return Waiting(
        id=page.id,
        title=_about(page),
        state=_PRACTISED if page.practice else _named(page.names),
        about="Listening list" if page.form is Form.LISTENING else "Meeting pack",
        beside=f"{day_and_minute(page.made_at, now)} · {counted(len(page.entries), 'entry', 'entries')}",
        thing=page,
    )
