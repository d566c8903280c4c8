"""The page of one topic: the problem, how much stands behind it, their words, and what was merged into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QToolButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.entries.delegate import EntryDelegate
from ui.panes.feedback.entries.model import Entries
from ui.panes.feedback.topics.looks import facts, knowing, next_step, number_of, weekly
from ui.panes.feedback.topics.marks import TopicMarks
from ui.panes.feedback.topics.page_parts import (
    AsksStatus,
    Decides,
    HasKeys,
    KeepsWords,
    LeadsToOwed,
    OpensTickets,
    made_parts,
)
from ui.panes.feedback.topics.presenter import Page
from ui.panes.feedback.topics.writing import InPlace
from ui.theme.roles import Role, set_role
from ui.widgets.charts.chart import Chart
from ui.widgets.days import day_name
from ui.widgets.into_view import bring_into_view
from ui.widgets.rows import ROW, RowsView
from ui.widgets.times import exact
from workbench.feedback.advocacy.model import Status
from workbench.feedback.model import Entry
from workbench.feedback.topics.weight import monday_of, weigh
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import TopicId
from workbench.kernel.text import in_marks

_MEASURE = 100  # letters
_ARRIVES_MS = 1500
T = TypeVar("T")


class TopicPage(QScrollArea):
    """``changed`` (topic, field, value); ``unlink_asked`` (Entry); ``unmerge_asked`` (Merged); others as named."""

    changed = Signal(str, str, object)
    unlink_asked = Signal(object)
    unmerge_asked = Signal(object)
    ticket_asked = Signal(str)
    owed_asked = Signal(str)
    merge_asked = Signal()
    back_asked = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._icons, self._theme = parts.icons, parts.theme
        self._page: Page | None = None
        self.back, self.merge_button = QToolButton(), QPushButton("Merge")
        self.marks = TopicMarks(parts)
        self._known = _label("secondary")
        self.title = InPlace("Title", "The problem in a few words", single=True)
        self.problem = InPlace(
            "Problem", "No problem written yet. What happens to them, and what does it keep them from?"
        )
        self.bars = Chart(parts.theme, weekly(weigh((), parts.workbench.clock.now())))
        self._facts, self._times = _label("secondary"), _label("caption")
        self.entries = Entries()
        self.words = RowsView(
            self.entries, EntryDelegate(parts.icons, parts.workbench.clock.now, said=True), "Their words"
        )
        self._no_words, self._merged_head = _label("secondary"), _label("strong")
        self._merged = QWidget()
        self._merged_lines = QVBoxLayout(self._merged)
        self._parts = made_parts(parts)
        self._inside = QWidget()
        self._arriving = QTimer(self)  # parts above still grow while they are read
        self._arriving.setSingleShot(True)
        self._arriving.setInterval(_ARRIVES_MS)
        self._lay_out()
        self._connect()

    def page(self) -> Page | None:
        return self._page

    def keys(self) -> dict[Qt.Key, Callable[[], None]]:
        """What single keys begin on the page: F2 the title, others in its marks and in the parts of others."""
        parts: list[HasKeys] = [self.marks, *(part for part in self._parts if isinstance(part, HasKeys))]
        return {Qt.Key.Key_F2: self.ask_title} | {key: deed for part in parts for key, deed in part.keys().items()}

    def ask_title(self) -> None:
        """Write another title, over the one that stands there."""
        self.ensureWidgetVisible(self.title)
        self.title.setFocus()
        self.title.selectAll()

    def part(self, kind: type[T]) -> T:
        """The part of that kind."""
        return next(part for part in self._parts if isinstance(part, kind))

    def show_page(self, page: Page) -> None:
        """Show a topic; what is being typed into the same one stays."""
        topic, anew = page.row.topic, self._page is None or self._page.row.topic.id != page.row.topic.id
        if anew:
            self.keep()
        self._page = page
        self.marks.show_topic(topic, page.areas, page.people)
        self._show_standing(page)
        self.title.show_text(topic.title, anew=anew)
        self.problem.show_text(topic.problem, anew=anew)
        self._show_weight(page)
        for part in self._parts:
            part.show_topic(topic)
        self._show_words(page)
        self._show_merged(page)
        if anew:
            self.verticalScrollBar().setValue(0)

    def keep(self) -> None:
        """Hand on what was typed and is not kept yet."""
        for name, text in self.unkept().items():
            if self._page is not None:
                self.changed.emit(self._page.row.topic.id, name, text)

    def keep_parts(self) -> WorkbenchError | None:
        """Wait until what is written in the parts of others is kept; why not, where it is not."""
        found = (part.keep_words() for part in self._parts if isinstance(part, KeepsWords))
        return next((error for error in found if error is not None), None)

    def not_kept(self, topic: str, values: Mapping[str, object]) -> None:
        """``values`` could not be kept: what was typed stays to be kept later."""
        if self._page is not None and self._page.row.topic.id == topic:
            for name, field in (("title", self.title), ("problem", self.problem)):
                if name in values:
                    field.not_kept(str(values[name]))

    def unkept(self) -> dict[str, str]:
        """Fields that were typed into and are not kept."""
        if self._page is None:
            return {}
        typed = {"title": self.title.unkept(), "problem": self.problem.unkept()}
        return {name: text for name, text in typed.items() if text is not None and (name != "title" or text)}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Among their words Delete unlinks the entry and Enter opens its conversation."""
        if watched is self._inside and event.type() == QEvent.Type.Resize and self._arriving.isActive():
            self._reach_word()
        if watched is self.words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            entry: Entry | None = self.words.currentIndex().data(ROW)
            if entry is not None and event.key() == Qt.Key.Key_Delete:
                self.unlink_asked.emit(entry)
                return True
            if entry is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(entry)
                return True
        return super().eventFilter(watched, event)

    def show_word(self) -> None:
        """Bring the entry that is chosen into view; the page scrolls, not the list in it."""
        self._arriving.start()
        self._reach_word()

    def _reach_word(self) -> None:
        if self.words.hasFocus() and (place := self.words.currentIndex()).isValid():
            bring_into_view(self.words, self.words.visualRect(place))

    def _show_week(self, at: int) -> None:
        """Go to the newest of the words that the bar at ``at`` was counted from, where they are listed."""
        weeks, evidence = (self._page.weight.weeks, self._page.evidence) if self._page else ((), ())
        begin = weeks[at][0] if at < len(weeks) else None
        of_week = (each.entry.id for each in evidence if begin is not None and monday_of(each.entry.said_at) == begin)
        if found := next(of_week, ""):
            self.words.choose(self.entries.place(found))
            self.words.setFocus()
            self.show_word()

    def _open(self, entry: Entry | None) -> None:
        if entry is not None and entry.ticket is not None:
            self.ticket_asked.emit(entry.ticket)

    def _show_standing(self, page: Page) -> None:
        standing = page.row.standing
        self.marks.show_standing(standing)
        self._known.setVisible(standing is not None)
        if standing is not None:
            self._known.setText(
                " · ".join(part for part in (knowing(standing), next_step(standing, page.today)) if part)
            )

    def _show_weight(self, page: Page) -> None:
        weight = page.weight
        self._facts.setText("\n".join(facts(weight)))
        self.bars.show_data(weekly(weight))
        self.bars.setVisible(any(number for _, number in weight.weeks))
        said = weight.first_said is not None and weight.last_said is not None
        self._times.setVisible(said)
        if weight.first_said is not None and weight.last_said is not None:
            first, last = weight.first_said, weight.last_said
            days = [day_name(each.astimezone().date(), page.today) for each in (first, last)]
            alike = days[0] == days[1]
            self._times.setText(f"Said {days[0]}" if alike else f"First said {days[0]} · last {days[1]}")
            self._times.setToolTip(f"First said {exact(first)}\nLast said {exact(last)}")

    def _show_words(self, page: Page) -> None:
        at = max(self.words.currentIndex().row(), 0)
        self.entries.show_rows([each.entry for each in page.evidence])
        total = page.row.entries
        self.words.setVisible(total > 0)
        more = f"The newest {len(page.evidence):n} of {total:n}." if len(page.evidence) < total else ""
        self._no_words.setText(
            more or "" if total else "Nobody’s words stand behind it yet. Choose an entry and press L."
        )
        self._no_words.setVisible(bool(self._no_words.text()))
        if not self.words.currentIndex().isValid():
            self.words.choose(self.entries.near(at))
        self._fit_words()

    def _fit_words(self) -> None:
        """The page scrolls, not the list in it."""
        rows = self.entries.rowCount()
        self.words.setFixedHeight(rows * max(self.words.sizeHintForRow(0), 0) + 2)

    def _show_merged(self, page: Page) -> None:
        column = self._merged_lines
        while (item := column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._merged_head.setText(f"{number_of(len(page.merged), 'topic')} merged into it")
        for shown in (self._merged_head, self._merged):
            shown.setVisible(bool(page.merged))
        for merged in page.merged:
            words = f"{merged.topic.title} · {number_of(merged.entries, 'entry', 'entries')}"
            if merged.depth > 1:
                words += f" · by way of {in_marks(merged.into.title)}"
            if merged.why:
                words += f" · {merged.why}"
            line, label, button = QWidget(), _label("secondary"), QPushButton("Undo merge")
            label.setText(words)
            label.setToolTip(exact(merged.at))
            set_role(button, "quiet")
            button.setAccessibleName(f"Undo merge of {merged.topic.title}")
            button.clicked.connect(lambda _=False, merged=merged: self.unmerge_asked.emit(merged))
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(label, 1)
            row.addWidget(button)
            column.addWidget(line)

    def _connect(self) -> None:
        self.title.rested.connect(lambda text: self._hand_on("title", text))
        self.problem.rested.connect(lambda text: self._hand_on("problem", text))
        self.marks.changed.connect(self._hand_on)
        self.words.installEventFilter(self)
        self._inside.installEventFilter(self)
        self.words.selectionModel().currentChanged.connect(self.show_word)
        self.words.doubleClicked.connect(lambda index: self._open(index.data(ROW)))
        self.merge_button.clicked.connect(self.merge_asked)
        self.bars.activated.connect(self._show_week)
        for part in self._parts:
            if isinstance(part, OpensTickets):
                part.ticket_asked.connect(self.ticket_asked)
            if isinstance(part, LeadsToOwed):
                part.owed_asked.connect(self.owed_asked)
            if isinstance(part, AsksStatus):
                part.status_asked.connect(self._ask_status)
        self.back.clicked.connect(self.back_asked)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _ask_status(self, status: Status, source_url: str) -> None:
        """Ask it where it is decided, which may lie further up."""
        part = next(part for part in self._parts if isinstance(part, Decides))
        part.ask_for(status, source_url)
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part.widget()))

    def _hand_on(self, name: str, value: object) -> None:
        if self._page is None:
            return
        if name == "title" and not value:
            self.title.show_text(self._page.row.topic.title, anew=True)  # a topic is never without one
            return
        self.changed.emit(TopicId(self._page.row.topic.id), name, value)

    def _dress(self) -> None:
        """Lines that are not longer than can be read with ease; the title as large as a title."""
        self._inside.setMaximumWidth(self.fontMetrics().averageCharWidth() * _MEASURE)
        self.title.write_in(self._theme.fonts.heading())
        self.words.doItemsLayout()
        self._fit_words()

    def _lay_out(self) -> None:
        self.back.setIcon(self._icons.icon("chevron-left"))
        self.back.setText("Topics")
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.hide()
        self.merge_button.setIcon(self._icons.icon("merge"))
        self.merge_button.setToolTip("Count this topic as part of another (M)")
        set_role(self.merge_button, "quiet")
        set_role(self.title, "bare")
        self.words.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.words.setUniformItemSizes(True)
        head = QHBoxLayout()
        head.addWidget(self.marks, 1)
        head.addWidget(self.merge_button, 0, Qt.AlignmentFlag.AlignTop)
        self._merged_lines.setContentsMargins(0, 0, 0, 0)
        self._merged_lines.setSpacing(2)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(8)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeading)
        column.addLayout(head)
        column.addWidget(self._known)
        column.addWidget(self.title)
        column.addWidget(self.problem)
        _put_head(column, "How much")
        column.addWidget(self._facts)
        column.addWidget(self._times)
        column.addSpacing(4)
        column.addWidget(self.bars)
        for part in self._parts:
            column.addWidget(part.widget())
        column.addSpacing(8)
        column.addWidget(self._merged_head)
        column.addWidget(self._merged)
        _put_head(column, "Their words")
        column.addWidget(self._no_words)
        column.addWidget(self.words)
        column.addStretch()
        self._put_inside()

    def _put_inside(self) -> None:
        outer = QWidget()
        side = QHBoxLayout(outer)
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self._inside, 1000)
        side.addStretch(1)
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _put_head(column: QVBoxLayout, words: str) -> None:
    label = _label("strong")
    label.setText(words)
    column.addSpacing(8)
    column.addWidget(label)


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
