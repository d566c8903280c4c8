"""Whole sets: what customers set out to do, and how far they got. Named by their goal, never by a channel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.sets.named import NamedSets
from ui.panes.feedback.sets.presenter import SetsPresenter, Shown
from ui.panes.feedback.sets.report import SetReport, label
from ui.theme.roles import set_role, set_surface
from ui.widgets.choices import Choice
from ui.widgets.divider import Divider
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.sets import said as words
from workbench.feedback.sets.page import Narrow, SetPage
from workbench.kernel.errors import WorkbenchError

_NAMED = "Named sets"
_ABOUT_PRACTICE = "This is the practice desk. What real customers ask is never mixed with it."


class SetsSection(QWidget):
    """The page, or the named sets in its place."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self.presenter = SetsPresenter(parts, self)
        self.heading, self.note = label("heading"), label("caption")
        self.kind, self.how_many = Choice(), Choice()
        self.named_button = QPushButton(_NAMED)
        self.empty = EmptyState(parts.icons, "feedback", *words.EMPTY)
        self.named = NamedSets(parts)
        self.report: SetReport | None = None
        self._purpose = ""
        self._page: SetPage | None = None
        self._whole, self._filters = QStackedWidget(), QWidget()
        self._lay_out()
        self._connect()

    def show_purpose(self, sentence: str) -> None:
        """What the team is there for, above the charts."""
        self._purpose = sentence
        if self.report is not None:
            self.report.show_purpose(sentence)

    def keep_words(self) -> WorkbenchError | None:
        """A set that is being written is kept by its button alone, for half of one is none."""
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.kind if self._filters.isVisible() else self.named_button).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.presenter.show(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.presenter.show(False)

    def _lay_out(self) -> None:
        set_surface(self, "pane")
        space = self._parts.theme.tokens.space
        self.kind.setAccessibleName("Goal")
        self.how_many.setAccessibleName("Size of the sets")
        self.named_button.setCheckable(True)
        set_role(self.named_button, "quiet")
        for choice in (self.kind, self.how_many):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.setMinimumContentsLength(8)
        flow = FlowLayout(self._filters, space.s, space.s)
        flow.addWidget(self.kind)
        flow.addWidget(self.how_many)
        self.note.hide()
        line = QHBoxLayout()
        line.addWidget(self.heading, 1)
        line.addWidget(self.named_button, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout()
        top.setContentsMargins(space.l, space.m, space.l, 0)
        top.setSpacing(space.s)
        top.addLayout(line)
        top.addWidget(self._filters)
        top.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addSpacing(space.s)
        column.addWidget(Divider())
        column.addWidget(self._whole, 1)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.named)

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.failed.connect(self._say_fault)
        self.presenter.refused.connect(self.named.show_fault)
        self.presenter.kept.connect(self._on_kept)
        self.kind.activated.connect(lambda _: self.presenter.ask(Narrow(kind=self.kind.currentData())))
        self.how_many.activated.connect(lambda _: self._ask())
        self.named_button.toggled.connect(self._turn)
        self.named.keep_asked.connect(self.presenter.keep)
        self.named.remove_asked.connect(self.presenter.remove)
        self.named.closed.connect(self._close_named)

    def _ask(self) -> None:
        self.presenter.ask(Narrow(kind=self.kind.currentData(), size=self.how_many.currentData()))

    def _show(self, shown: Shown) -> None:
        page = shown.page
        self.named.show_sets(shown.named)
        self._page = page
        self._fill(page)
        said = [words.unread(page), _ABOUT_PRACTICE if page.practice and page.listed else ""]
        self.note.setText("\n".join(each for each in said if each))
        self._show_heading()
        self.show_purpose(shown.purpose)
        there = bool(page.totals) and not page.hidden
        if there and self.report is None:
            self.report = SetReport(self._parts, page)
            self.report.show_purpose(self._purpose)
            self._whole.addWidget(self.report)
        elif there and self.report is not None:
            self.report.show_page(page)
        if not there:
            self.empty.show_texts(*(words.hidden(page) if page.hidden else words.EMPTY))
        self._show_filters(there and not self.named_button.isChecked())
        if not self.named_button.isChecked():
            self._whole.setCurrentWidget(self.report if there and self.report is not None else self.empty)

    def _fill(self, page: SetPage) -> None:
        kinds = [(words.EVERY_GOAL, None), *((words.kind_name(page, kind), kind) for kind in page.kinds)]
        sizes = [(words.EVERY_SIZE, None), *((words.size_name(size), size) for size in page.sizes)]
        for choice, lines, now in ((self.kind, kinds, page.narrow.kind), (self.how_many, sizes, page.narrow.size)):
            if [(choice.itemText(at), choice.itemData(at)) for at in range(choice.count())] != lines:
                choice.clear()
                for text, value in lines:
                    choice.addItem(text, value)
            choice.setCurrentIndex(next((at for at, (_, value) in enumerate(lines) if value == now), 0))

    def _show_heading(self) -> None:
        named = self.named_button.isChecked()
        self.named_button.setText("Back to the page" if named else _NAMED)
        self.heading.setText(_NAMED if named else words.goal_of(self._page) if self._page else "")
        self.note.setVisible(bool(self.note.text()) and not named)

    def _show_filters(self, shown: bool) -> None:
        """Where they go, the focus stays in the section."""
        if not shown and (self.kind.hasFocus() or self.how_many.hasFocus()):
            self.named_button.setFocus()
        self._filters.setVisible(shown)

    def _turn(self, named: bool) -> None:
        self._show_heading()
        if named:
            self._show_filters(False)
            self._whole.setCurrentWidget(self.named)
            self.named.name.setFocus()
        else:
            self._ask()

    def _close_named(self) -> None:
        self.named_button.setChecked(False)
        self.named_button.setFocus()

    def _on_kept(self) -> None:
        self.named.clear()
        self.named.name.setFocus()

    def _say_fault(self, title: str, cure: str) -> None:
        self.empty.show_texts(title, cure)
        self._show_filters(False)
        if not self.named_button.isChecked():
            self._whole.setCurrentWidget(self.empty)
