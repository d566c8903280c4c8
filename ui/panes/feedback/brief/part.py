"""The part “Brief” of a topic's page: make one, read it, write on it, hand it on, and note who got it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.brief.behind import NumberEntries
from ui.panes.feedback.brief.presenter import BriefPresenter
from ui.panes.feedback.brief.reading import BriefBrowser
from ui.panes.feedback.brief.words import NAMES, label, name_of, state_of, warnings_of
from ui.panes.feedback.topics.writing import InPlace
from ui.theme.roles import set_role, set_surface, set_tone
from ui.widgets.choices import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.into_view import bring_into_view
from workbench.feedback.brief.model import Brief, Names
from workbench.feedback.topics.model import Topic
from workbench.kernel.errors import WorkbenchError

_FORMS = "PDF (*.pdf);;Web page (*.html);;Markdown (*.md)"
_WAIT_MS = 250


class BriefPart(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened."""

    ticket_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._topic: Topic | None = None
        self._briefs: Sequence[Brief] = ()
        self._brief: Brief | None = None
        self._wanted = ""
        self.presenter = BriefPresenter(parts, self)
        self.names, self.which = Choice(), Choice()
        self.make_button, self.open_button = QPushButton("Make a brief"), QPushButton("Read")
        self.edit_button, self.export_button = QPushButton("Edit"), QPushButton("Export")
        self.copy_button, self.remove_button = QPushButton("Copy"), QPushButton("Remove")
        self.state, self.warnings = label("secondary"), label("secondary")
        self.reader = BriefBrowser()
        self.editor = InPlace("The brief in Markdown", "Nothing in it.", most=60)
        self.behind = NumberEntries(parts)
        self.told, self.note_button = QLineEdit(), QPushButton("Note it")
        self._inside, self._sheet = QWidget(), QWidget()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_WAIT_MS)
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
        if self._brief is not None:
            self._go_in()
        elif self._briefs:
            self._choose()
        else:
            self._make()

    def show_topic(self, topic: Topic) -> None:
        """Show the briefs of ``topic``; one that is open stays so while its topic is shown."""
        if self._topic is None or self._topic.id != topic.id:
            self._keep()
            self._brief, self._wanted, self._briefs = None, "", ()
            self._show_nothing()
        self._topic = topic
        self.presenter.open(topic.id)

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""
        text = self._unkept()
        return self.presenter.edit_now(self._brief.id, text) if self._brief is not None and text is not None else None

    def brief(self) -> Brief | None:
        """The one that is open."""
        return self._brief

    def export(self) -> None:
        """Ask for a file and write the brief to it."""
        self._keep()
        if self._brief is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Export brief", str(Path.home() / _file_name(self._brief)), _FORMS)
        if name:
            self.presenter.export(self._brief, Path(name))

    def _unkept(self) -> str | None:
        if self._brief is None or self.editor.isReadOnly() or not self.edit_button.isChecked():
            return None
        return self.editor.unkept()

    def _keep(self) -> None:
        if (text := self._unkept()) is not None:
            self._hand_on(text)

    def _hand_on(self, text: str) -> None:
        if self._brief is not None and not self._brief.sent_to:
            self.presenter.edit(self._brief.id, text)

    def _show(self, briefs: Sequence[Brief]) -> None:
        self._briefs = briefs
        with QSignalBlocker(self.which):
            self.which.clear()
            for each in briefs:
                self.which.addItem(name_of(each), each.id)
        known = {each.id: each for each in briefs}
        wanted = self._wanted or (self._brief.id if self._brief is not None else "")
        self._brief = known.get(wanted)  # type: ignore[call-overload]
        made = self._brief is not None and bool(self._wanted)
        if made:
            self._wanted = ""
        chosen = self._brief or (briefs[0] if briefs else None)
        if chosen is not None:
            with QSignalBlocker(self.which):
                self.which.setCurrentIndex(self.which.findData(chosen.id))
        self.which.setVisible(len(briefs) > 1)
        self.open_button.setVisible(bool(briefs))
        self._show_open()
        if made:
            self._go_in()

    def _show_nothing(self) -> None:
        self.which.hide()
        self.open_button.hide()
        self._show_open()

    def _show_open(self) -> None:
        brief = self._brief
        self._inside.setVisible(brief is not None)
        self.open_button.setText("Close" if brief is not None else "Read")
        newest = brief or (self._briefs[0] if self._briefs else None)
        self.state.setText(state_of(newest))
        if brief is None:
            self.edit_button.setChecked(False)
            self.behind.hide()
            return
        self.editor.show_text(brief.markdown.rstrip("\n"), anew=not self.edit_button.isChecked())
        self.editor.setReadOnly(bool(brief.sent_to))
        self.edit_button.setVisible(not brief.sent_to)
        self.remove_button.setVisible(not brief.sent_to)
        if brief.sent_to:
            self.edit_button.setChecked(False)
        self._show_form()

    def _show_form(self) -> None:
        editing = self.edit_button.isChecked()
        self.edit_button.setText("Done" if editing else "Edit")
        self.editor.setVisible(editing)
        self._sheet.setVisible(not editing)
        if self._brief is None:
            return
        text = self.editor.toPlainText() if editing else self._brief.markdown
        if not editing:
            self.reader.show_markdown(text)
        found = warnings_of(text, self._brief)
        self.warnings.setText("\n".join(found))
        self.warnings.setVisible(bool(found))

    def _toggle_edit(self) -> None:
        if not self.edit_button.isChecked() and self._brief is not None and (text := self.editor.unkept()) is not None:
            self._hand_on(text)
        self.behind.hide()
        self._show_form()
        if self.edit_button.isChecked():
            self.editor.fit()
            self.editor.setFocus()

    def _toggle_open(self) -> None:
        if self._brief is None:
            self._choose()
        else:
            self._keep()
            self._brief = None
            self._show_open()

    def _choose(self) -> None:
        self._keep()
        self.edit_button.setChecked(False)
        self.behind.hide()
        self._brief = next((each for each in self._briefs if each.id == self.which.currentData()), None)
        self._show_open()
        self.presenter.ask_people()
        self._go_in()

    def _go_in(self) -> None:
        """What was asked for is seen, from its beginning."""
        if self._brief is not None:
            (self.editor if self.edit_button.isChecked() else self.reader).setFocus()
            bring_into_view(self)

    def _make(self) -> None:
        self._keep()
        if self._topic is not None:
            self.presenter.make(self._topic.id, Names(self.names.currentData()))

    def _open_made(self, brief: str) -> None:
        self._wanted = brief
        self.edit_button.setChecked(False)
        if self._topic is not None:
            self.presenter.open(self._topic.id)
            self.presenter.ask_people()

    def _copy(self) -> None:
        self._keep()
        if self._brief is not None:
            self.presenter.copy(self._brief)

    def _remove(self) -> None:
        if self._brief is not None:
            brief, self._brief = self._brief, None
            self.presenter.remove(brief)

    def _note_sent(self) -> None:
        if error := self.keep_words():
            self._parts.notices.fault(error.title, error.cure)
        elif self._brief is not None:
            self.presenter.note_sent(self._brief, self.told.text())

    def _show_people(self, names: Sequence[str]) -> None:
        completer = QCompleter(list(names), self.told)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.told.setCompleter(completer)

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.made.connect(self._open_made)
        self.presenter.behind_came.connect(self.behind.show_behind)
        self.presenter.people_came.connect(self._show_people)
        self.presenter.noted.connect(self.told.clear)
        self.make_button.clicked.connect(self._make)
        self.open_button.clicked.connect(self._toggle_open)
        self.which.activated.connect(self._choose)
        self.edit_button.toggled.connect(self._toggle_edit)
        self.editor.rested.connect(self._hand_on)
        self.editor.textChanged.connect(self._settle.start)
        self._settle.timeout.connect(self._show_form)
        self.export_button.clicked.connect(self.export)
        self.copy_button.clicked.connect(self._copy)
        self.remove_button.clicked.connect(self._remove)
        self.note_button.clicked.connect(self._note_sent)
        self.told.returnPressed.connect(self._note_sent)
        self.behind.ticket_asked.connect(self.ticket_asked)
        self.reader.number_asked.connect(
            lambda number: self.presenter.ask_behind(self._brief, number) if self._brief is not None else None
        )

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
        self.edit_button.setCheckable(True)
        icons = ((self.edit_button, "edit"), (self.export_button, "export"), (self.copy_button, "copy"),
                 (self.remove_button, "trash"))  # fmt: skip
        for button, icon in icons:
            button.setIcon(self._parts.icons.icon(icon))
            set_role(button, "quiet")
        set_role(self.open_button, "quiet")
        set_tone(self.warnings, "warning")
        top, deeds = QWidget(), QWidget()
        _put(FlowLayout(top, 8, 4), self.make_button, self.names, self.which, self.open_button)
        _put(FlowLayout(deeds, 4, 4), *(button for button, _ in icons))
        sending = QHBoxLayout()
        sending.addWidget(self.told, 1)
        sending.addWidget(self.note_button)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 4, 0, 0)
        inside.setSpacing(8)
        set_surface(self._sheet, "card")
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(16, 12, 16, 12)
        sheet.addWidget(self.reader)
        for widget in (deeds, self.warnings, self._sheet, self.editor, self.behind):
            inside.addWidget(widget)
        inside.addLayout(sending)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        for widget in (head, self.state, top, self._inside):
            column.addWidget(widget)


def _put(row: FlowLayout, *widgets: QWidget) -> None:
    for widget in widgets:
        row.addWidget(widget)


def _file_name(brief: Brief) -> str:
    words = re.sub(r"[^\w]+", "-", brief.title.lower()).strip("-")[:60]
    return f"{words or 'brief'}.pdf"
