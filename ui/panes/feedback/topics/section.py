"""Topics: the list at the left, the page of one at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.picker import Asking, TopicPicker
from ui.panes.feedback.topics.delegate import TopicDelegate
from ui.panes.feedback.topics.model import Line, Topics
from ui.panes.feedback.topics.page import TopicPage
from ui.panes.feedback.topics.presenter import Page, Shown, TopicsPresenter
from ui.theme.roles import set_role, set_surface
from ui.widgets.empty_state import EmptyState
from ui.widgets.filter_line import FilterLine, asks_search
from ui.widgets.list_detail import ListDetail
from ui.widgets.rows import ROW, RowsView
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TopicId
from workbench.kernel.text import in_marks

_WHAT = "A topic is a problem that customers write about. Begin one here, or choose an entry and press L."
_HELD = ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)


class TopicsSection(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened; ``owed_asked``: what is owed for a topic."""

    ticket_asked = Signal(str)
    owed_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.presenter = TopicsPresenter(parts, self)
        self.rows = Topics()
        self._delegate = TopicDelegate(parts.icons)
        self.view = RowsView(self.rows, self._delegate, "Topics")
        self.search = FilterLine(parts.icons, "Search topics", "Search topics and their words")
        self.new_button = QPushButton("New")
        self.picker, self.page = TopicPicker(parts), TopicPage(parts)
        self.empty = EmptyState(parts.icons, "feedback", "", "")
        self._left, self._right, self._whole = QWidget(), QWidget(), QStackedWidget()
        self._both = ListDetail(self._left, self._right, two_from=96, list_least=38)
        self._wanted: str | None = None
        self._merging = False
        self._lay_out()
        self._connect()
        self._ask()

    def open_topic(self, topic: str) -> None:
        """Go to the page of a topic, in whatever list it may be."""
        self._wanted = topic
        self.search.clear()
        self._both.offer(True)
        self._both.show_detail()
        self.presenter.open(TopicId(topic))
        self.page.setFocus()
        self._ask()

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is being written on the page is kept; why not, where it is not."""
        if error := self.page.keep_parts():
            return error
        page, values = self.page.page(), self.page.unkept()
        return self.presenter.change_now(page.row.topic.id, values) if page and values else None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        shown = [part for part in (self.view, self.page, self.empty.button()) if part.isVisible()]
        if shown:
            shown[0].setFocus()

    def event(self, event: QEvent) -> bool:
        ours = isinstance(event, QKeyEvent) and (asks_search(event) or self._deed(event) is not None)
        if event.type() == QEvent.Type.ShortcutOverride and ours:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if deed := self._deed(event):
            deed()
        elif asks_search(event):
            self._go_back()
            self.search.setFocus()
            self.search.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.page.isVisible():
            self._go_back()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the lists N makes a topic, M merges the one that is chosen, Esc goes back from its page."""
        if watched in (self.view, self.page.words) and isinstance(event, QKeyEvent):
            deed = self._deed(event)
            if watched is self.page.words and event.key() == Qt.Key.Key_Escape:
                deed = self._go_back
            if deed is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if deed is not None and event.type() == QEvent.Type.KeyPress:
                deed()
                return True
        return super().eventFilter(watched, event)

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() & _HELD:
            return None
        key, deeds = Qt.Key(event.key()), {Qt.Key.Key_N: self.name_new, Qt.Key.Key_M: self.ask_merge}
        if key in deeds:
            return deeds[key]
        deed = self.page.keys().get(key) if self.page.page() else None
        return None if deed is None else lambda: self._begin(deed)

    def _begin(self, deed: Callable[[], None]) -> None:
        """Begin what is done on the page, which may lie behind the list."""
        self._both.show_detail()
        deed()

    def name_new(self) -> None:
        """Ask for the title of a new topic; those that are alike are shown, so that it is not made twice."""
        self._merging = False
        self._both.show_list()
        self.picker.open("New topic", Asking.NAME)

    def ask_merge(self) -> None:
        """Ask which topic takes in the one that is shown."""
        page = self.page.page()
        if page is None:
            return
        self._merging = True
        self._both.show_list()
        topic = page.row.topic
        self.picker.open(
            f"Merge {in_marks(topic.title)} into", Asking.PICK, about=f"{topic.title} {topic.problem}", but=[topic.id],
            practice=topic.practice,
        )  # fmt: skip

    def _lay_out(self) -> None:
        set_surface(self._left, "list")
        set_surface(self._right, "pane")
        self.new_button.setIcon(self._parts.icons.icon("plus"))
        self.new_button.setToolTip("New topic (N)")
        set_role(self.new_button, "quiet")
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        head.addWidget(self.new_button)
        top = QVBoxLayout()
        top.setContentsMargins(12, 0, 12, 0)
        top.setSpacing(8)
        top.addLayout(head)
        top.addWidget(self.picker)
        column = QVBoxLayout(self._left)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addWidget(self._whole, 1)
        self.view.setUniformItemSizes(True)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.view)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._both)
        self._both.offer(False)

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.page_came.connect(self._show_page)
        self.presenter.made.connect(self._open_made)
        self.presenter.not_kept.connect(self.page.not_kept)
        self.presenter.merged_into.connect(self.open_topic)
        self.search.textChanged.connect(self._ask)
        for signal in (self.search.left, self.search.entered_list, self.search.chosen, self.picker.closed):
            signal.connect(self.view.setFocus)
        self.view.selectionModel().currentChanged.connect(self._open_current)
        self.view.activated.connect(self._go_in)
        self.view.clicked.connect(self._both.show_detail)
        self.view.installEventFilter(self)
        self.page.words.installEventFilter(self)
        self.new_button.clicked.connect(self.name_new)
        self.empty.acted.connect(self.name_new)
        self.picker.named.connect(self.presenter.create)
        self.picker.chosen.connect(self._picked)
        self._both.narrowed.connect(self.page.back.setVisible)
        self.page.back_asked.connect(self._go_back)
        self.page.merge_asked.connect(self.ask_merge)
        self.page.changed.connect(self._change)
        self.page.unlink_asked.connect(lambda entry: self.presenter.unlink(entry.id))
        self.page.unmerge_asked.connect(self.presenter.unmerge)
        self.page.ticket_asked.connect(self.ticket_asked)
        self.page.owed_asked.connect(self.owed_asked)
        self._parts.theme.changed.connect(self.view.doItemsLayout)

    def _ask(self) -> None:
        self.presenter.ask(self.search.text())

    def _change(self, topic: str, name: str, value: object) -> None:
        if name == "owner":
            self.presenter.say_decider(TopicId(topic), str(value))
        else:
            self.presenter.change(TopicId(topic), {name: value})

    def _picked(self, topic: str) -> None:
        page = self.page.page()
        if self._merging and page is not None:
            self.presenter.merge(page.row.topic, TopicId(topic))
        else:
            self.open_topic(topic)
        self.view.setFocus()

    def _open_made(self, topic: str) -> None:
        self.open_topic(topic)
        self.page.problem.setFocus()

    def _show(self, shown: Shown) -> None:
        at, current = self.view.currentIndex().row(), self.view.currentIndex().data(ROW)
        standing = any(line.row.standing is not None for line in shown.lines)
        if standing != self._delegate.standing:
            self._delegate.standing = standing
            self.view.doItemsLayout()
        self.rows.show_rows(shown.lines)
        wanted = self._wanted or (current.id if current is not None else None)
        place = self.rows.place(wanted) if wanted else QModelIndex()
        if place.isValid():
            self._wanted = None
        self.view.choose(place if place.isValid() else self.rows.near(max(at, 0)))
        for part in (self.search, self.new_button):
            part.setVisible(shown.any)
        if not shown.lines:
            self._say_empty(shown)
        waits = self.hasFocus() or self.empty.button().hasFocus()
        self._whole.setCurrentWidget(self.view if shown.lines else self.empty)
        if waits and shown.lines:
            self.view.setFocus()
        self._both.offer(bool(shown.lines))

    def _say_empty(self, shown: Shown) -> None:
        if shown.any:
            self.empty.show_texts("Nothing found", "No topic has these words, and no entry behind one.")
        else:
            self.empty.show_texts("No topics yet", _WHAT, "New topic")

    def _open_current(self) -> None:
        line: Line | None = self.view.currentIndex().data(ROW)
        if line is not None:
            self.presenter.open(line.row.topic.id)

    def _show_page(self, page: Page) -> None:
        self.page.show_page(page)

    def _go_in(self) -> None:
        self._both.show_detail()
        (self.page.words if self.page.words.isVisible() else self.page.problem).setFocus()
        self.page.show_word()

    def _go_back(self) -> None:
        self._both.show_list()
        self.view.setFocus()
