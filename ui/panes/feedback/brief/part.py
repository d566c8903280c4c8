"""The part “Brief” of a topic's page: make one, read it, write on it, hand it on, and note who got it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.brief.presenter import BriefPresenter
from ui.panes.feedback.brief.sheet import BriefSheet
from ui.panes.feedback.brief.words import NAMES, label, name_of, state_of
from ui.theme.roles import set_role
from ui.widgets.choices import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.into_view import bring_into_view
from workbench.feedback.brief.model import Brief, Names
from workbench.feedback.topics.model import Topic
from workbench.kernel.errors import WorkbenchError


class BriefPart(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts, self._now = parts, parts.workbench.clock.now
        self._topic: Topic | None = None
        self._briefs: Sequence[Brief] = ()
        self._wanted = ""
        self.presenter = BriefPresenter(parts, self)
        self.names, self.which = Choice(), Choice()
        self.make_button, self.open_button = QPushButton("Make a brief"), QPushButton("Read")
        self.state = label("secondary")
        self.sheet = BriefSheet(parts, self.presenter)
        self.told, self.note_button = QLineEdit(), QPushButton("Note it")
        self._sending = QWidget()
        self._lay_out()
        self._connect()
        self._show_nothing()

    def widget(self) -> QWidget:
        """Itself."""
        return self

    def keys(self) -> Mapping[Qt.Key, Callable[[], None]]:
        """B reads the newest brief, or makes the first one."""
        return {Qt.Key.Key_B: self.read}

    def read(self) -> None:
        """Go to the brief: the one that is open, else the newest, else one that is made now."""
        if self.brief() is not None:
            self._go_in()
        elif self._briefs:
            self._choose()
        else:
            self._make()

    def show_topic(self, topic: Topic) -> None:
        """Show the briefs of ``topic``; one that is open stays so while its topic is shown."""
        if self._topic is None or self._topic.id != topic.id:
            self.sheet.keep()
            self.sheet.show_brief(None)
            self._wanted, self._briefs = "", ()
            self._show_nothing()
        self._topic = topic
        self.presenter.open(topic.id)

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""
        return self.sheet.keep_words()

    def brief(self) -> Brief | None:
        """The one that is open."""
        return self.sheet.brief()

    def export(self) -> None:
        """Ask for a file and write the brief to it."""
        self.sheet.export()

    def _show(self, briefs: Sequence[Brief]) -> None:
        self._briefs = briefs
        with QSignalBlocker(self.which):
            self.which.clear()
            for each in briefs:
                self.which.addItem(name_of(each, self._now()), each.id)
        open_ = self.brief()
        made = bool(self._wanted)
        wanted = self._wanted or (open_.id if open_ is not None else "")
        found = next((each for each in briefs if each.id == wanted), None)
        if found is not None:
            self._wanted = ""
        chosen = found or (briefs[0] if briefs else None)
        if chosen is not None:
            with QSignalBlocker(self.which):
                self.which.setCurrentIndex(self.which.findData(chosen.id))
        self.which.setVisible(len(briefs) > 1)
        self.open_button.setVisible(bool(briefs))
        self._show_open(found)
        if made and found is not None:
            self._go_in()

    def _show_nothing(self) -> None:
        self.which.hide()
        self.open_button.hide()
        self._show_open(None)

    def _show_open(self, brief: Brief | None) -> None:
        self.sheet.show_brief(brief)
        self._sending.setVisible(brief is not None)
        self.open_button.setText("Close" if brief is not None else "Read")
        self.state.setText(state_of(brief or (self._briefs[0] if self._briefs else None), self._now()))

    def _toggle_open(self) -> None:
        if self.brief() is None:
            self._choose()
        else:
            self.sheet.keep()
            self._show_open(None)

    def _choose(self) -> None:
        chosen = next((each for each in self._briefs if each.id == self.which.currentData()), None)
        self.sheet.turn_to(chosen)
        self._show_open(chosen)
        self.presenter.ask_people()
        self._go_in()

    def _go_in(self) -> None:
        """What was asked for is seen, from its beginning."""
        if self.brief() is not None:
            sheet = self.sheet
            (sheet.editor if sheet.edit_button.isChecked() else sheet.reader).setFocus()
            bring_into_view(self)

    def _make(self) -> None:
        self.sheet.keep()
        if self._topic is not None:
            self.presenter.make(self._topic.id, Names(self.names.currentData()))

    def _open_made(self, brief: str) -> None:
        self._wanted = brief
        self.sheet.edit_button.setChecked(False)
        if self._topic is not None:
            self.presenter.open(self._topic.id)
            self.presenter.ask_people()

    def _note_sent(self) -> None:
        brief = self.brief()
        if error := self.keep_words():
            self._parts.notices.fault(error.title, error.cure)
        elif brief is not None:
            self.presenter.note_sent(brief, self.told.text())

    def _show_people(self, names: Sequence[str]) -> None:
        completer = QCompleter(list(names), self.told)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.told.setCompleter(completer)

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.made.connect(self._open_made)
        self.presenter.people_came.connect(self._show_people)
        self.presenter.noted.connect(self.told.clear)
        self.make_button.clicked.connect(self._make)
        self.open_button.clicked.connect(self._toggle_open)
        self.which.activated.connect(self._choose)
        self.note_button.clicked.connect(self._note_sent)
        self.told.returnPressed.connect(self._note_sent)
        self.sheet.ticket_asked.connect(self.ticket_asked)

    def _lay_out(self) -> None:
        head = label("strong")
        head.setText("Brief")
        for names, words in NAMES.items():
            self.names.addItem(words, names.value)
        self.make_button.setToolTip("Make a brief of what is known now (B)")
        self.open_button.setToolTip("Read the brief, or close it (B)")
        self.names.setAccessibleName("How customers are named in it")
        self.which.setAccessibleName("Which brief")
        self.told.setPlaceholderText("Who got it")
        self.told.setAccessibleName("Who got the brief")
        set_role(self.open_button, "quiet")
        top = QWidget()
        flow = FlowLayout(top, 8, 4)
        for control in (self.make_button, self.names, self.which, self.open_button):
            flow.addWidget(control)
        sending = QHBoxLayout(self._sending)
        sending.setContentsMargins(0, 2, 0, 0)
        sending.addWidget(self.told, 1)
        sending.addWidget(self.note_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        for widget in (head, self.state, top, self.sheet, self._sending):
            column.addWidget(widget)
