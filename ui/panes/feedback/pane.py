"""The feedback room: its sections in a row at the top, and the one that is chosen below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.entries.section import EntriesSection
from ui.panes.feedback.owed.section import OwedSection
from ui.panes.feedback.sections import SECTIONS, Section, Ways
from ui.panes.feedback.topics.section import TopicsSection
from ui.widgets.divider import Divider
from workbench.kernel.errors import WorkbenchError


@runtime_checkable
class KeepsWords(Protocol):
    """A section in which something is written."""

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""


class FeedbackPane(QWidget):
    """``ticket_asked``: a conversation is to be opened; ``reply_asked``: with the caret in its reply.

    ``snippet_asked``: a snippet of a text is wanted. Carries out ``feedback.export``, ``feedback.next`` and
    ``feedback.previous``.
    """

    ticket_asked = Signal(str)
    reply_asked = Signal(str)
    snippet_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None, *, sections: Sequence[Section] = SECTIONS) -> None:
        super().__init__(parent)
        self._parts = parts
        self._sections = sections
        self._made: dict[str, QWidget] = {}
        self._ways = Ways(self)
        self.bar = QTabBar()
        self._stack = QStackedWidget()
        self._lay_out()
        self._ways.ticket_asked.connect(self.ticket_asked)
        self._ways.reply_asked.connect(self.reply_asked)
        self._ways.snippet_asked.connect(self.snippet_asked)
        self._ways.topic_asked.connect(self.open_topic)
        self._ways.owed_asked.connect(self.show_owed)
        self.bar.currentChanged.connect(self._show_current)
        parts.registry.bind("feedback.export", self._export)
        parts.registry.bind("feedback.next", lambda: self._turn(1))
        parts.registry.bind("feedback.previous", lambda: self._turn(-1))
        self._show_current()

    def section(self, name: str) -> QWidget:
        """The section of that name, made if need be."""
        if name not in self._made:
            made = next(each for each in self._sections if each.name == name).make(self._parts, self._ways)
            self._made[name] = made
            self._stack.addWidget(made)
        return self._made[name]

    def show_section(self, name: str) -> QWidget:
        """Go to a section."""
        self.bar.setCurrentIndex([each.name for each in self._sections].index(name))
        return self.section(name)

    def open_topic(self, topic: str) -> None:
        """Go to the page of a topic."""
        section = self.show_section("topics")
        if isinstance(section, TopicsSection):
            section.open_topic(topic)

    def show_owed(self, topic: str) -> None:
        """Go to the replies that are owed for a topic."""
        section = self.show_section("owed")
        if isinstance(section, OwedSection):
            section.show_only(topic)
            self._go_in(section)

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is being written in any section is kept; why not, where it is not."""
        for section in self._made.values():
            if isinstance(section, KeepsWords) and (error := section.keep_words()):
                return error
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._go_in(self.section(self._sections[self.bar.currentIndex()].name))

    def _go_in(self, section: QWidget) -> None:
        """Give it the focus; where it knows no place for it yet, the row of sections has it."""
        section.setFocus()
        focused = self.window().focusWidget()
        if focused is None or not focused.isVisible():
            self.bar.setFocus()

    def _show_current(self) -> None:
        self._stack.setCurrentWidget(self.section(self._sections[self.bar.currentIndex()].name))

    def _turn(self, by: int) -> None:
        """Go to the section beside, round at the ends."""
        at = (self.bar.currentIndex() + by) % len(self._sections)
        self._go_in(self.show_section(self._sections[at].name))

    def _export(self) -> None:
        section = self.show_section("entries")
        if isinstance(section, EntriesSection):
            section.export()

    def _lay_out(self) -> None:
        self.bar.setAccessibleName("Sections of feedback")
        self.bar.setExpanding(False)
        self.bar.setUsesScrollButtons(True)
        for section in self._sections:
            self.bar.addTab(section.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(Divider())
        column.addWidget(self._stack, 1)
