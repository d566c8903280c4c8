"""A card in place in which feedback is exported to a file, or brought in from one after a look at it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.theme.roles import set_role, set_surface
from ui.widgets.announce import announce
from ui.widgets.choices import Choice
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.yours import said
from workbench.feedback.yours.model import Looked, Names
from workbench.kernel.errors import WorkbenchError

_ALL, _ENTRIES, _TOPICS = "all", "entries", "topics"
_WHAT = (
    (_ALL, "Everything, to be imported again (.jsonl)"),
    (_ENTRIES, "Entries as a spreadsheet (.csv)"),
    (_TOPICS, "Topics as a spreadsheet (.csv)"),
)
_NAMES = ((Names.NONE, "Without names"), (Names.INITIALS, "With initials"), (Names.FULL, "With names"))
_LOSSLESS = "Holds every row with names and words as they are kept. Keep the file as you keep this machine."
_SHEET = "Names are also taken out of the words. A first name alone may stay: read it before it is passed on."
_NO_NAMES = "Topics hold what you wrote about them. Read it before it is passed on."


class CarryPanel(QFrame):
    """``closed``: it was put away."""

    closed = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._yours = parts.workbench.product.yours
        self._file: Path | None = None
        self.what, self.names = Choice(), Choice()
        self.export_button, self.look_button = QPushButton("Export to a file"), QPushButton("Import a file")
        self.import_button, self.close_button = QPushButton("Import"), QPushButton("Close")
        self.lines, self._hint = _label("secondary"), _label("caption")
        self._lay_out()
        self.what.currentIndexChanged.connect(self._choose_what)
        self.export_button.clicked.connect(self._export)
        self.look_button.clicked.connect(self._look)
        self.import_button.clicked.connect(self._import)
        self.close_button.clicked.connect(self.close_panel)
        self._choose_what()
        self.hide()

    def open_panel(self) -> None:
        """Show it, with nothing looked at."""
        self._show_lines([])
        self.show()
        self.what.setFocus()

    def close_panel(self) -> None:
        """Put it away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def _export(self) -> None:
        what, names = self.what.currentData(), Names(self.names.currentData())
        ending, kind = (".jsonl", "Feedback (*.jsonl)") if what == _ALL else (".csv", "Spreadsheet (*.csv)")
        stem = "topics" if what == _TOPICS else "feedback"
        chosen, _ = QFileDialog.getSaveFileName(self, "Export", str(Path.home() / f"{stem}{ending}"), kind)
        if not chosen:
            return
        file, yours = Path(chosen), self._yours
        deeds = {
            _ALL: lambda: yours.export(file),
            _ENTRIES: lambda: yours.export_entries(file, names),
            _TOPICS: lambda: yours.export_topics(file),
        }

        def done(count: int) -> None:
            self._parts.notices.say(said.exported(count, file.name))
            if isValid(self):
                self.close_panel()

        self._parts.runner.run("write", deeds[what], done, self._failed)

    def _look(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Import feedback", str(Path.home()), "Feedback (*.jsonl)")
        if chosen:
            file = self._file = Path(chosen)
            self._show_lines(["Looking at the file. Nothing is changed."])
            self._parts.runner.run("write", lambda: self._yours.look(file), self._show_looked, self._failed)

    def _import(self) -> None:
        if (file := self._file) is not None:
            self.import_button.setEnabled(False)
            self._parts.runner.run("write", lambda: self._yours.bring(file), self._show_done, self._failed)

    def _show_looked(self, looked: Looked) -> None:
        if isValid(self):
            self._show_lines(said.looked(looked), offer=looked.comes if not looked.fault_count else 0)

    def _show_done(self, looked: Looked) -> None:
        if isValid(self):
            self._show_lines(said.looked(looked, done=True))

    def _failed(self, error: WorkbenchError) -> None:
        if isValid(self):
            self._show_lines([f"{error.title} {error.cure}".strip()])

    def _show_lines(self, lines: list[str], offer: int = 0) -> None:
        self.lines.setText("\n".join(lines))
        self.lines.setVisible(bool(lines))
        self.import_button.setVisible(bool(offer))
        self.import_button.setEnabled(True)
        self.import_button.setText(f"Import {said.number(offer, 'row')}")
        if lines:
            announce(self, lines[0])

    def _choose_what(self) -> None:
        what = self.what.currentData()
        self.names.setVisible(what == _ENTRIES)
        self._hint.setText({_ALL: _LOSSLESS, _ENTRIES: _SHEET}.get(what, _NO_NAMES))

    def _lay_out(self) -> None:
        set_surface(self, "card")
        title = _label("strong")
        title.setText("Take it along, or bring it in")
        for key, words in _WHAT:
            self.what.addItem(words, key)
        for names, words in _NAMES:
            self.names.addItem(words, names.value)
        for choice, name in ((self.what, "What to export"), (self.names, "Names in the file")):
            choice.setAccessibleName(name)
            choice.setMinimumContentsLength(12)
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.export_button.setIcon(self._parts.icons.icon("export"))
        self.look_button.setIcon(self._parts.icons.icon("import"))
        set_role(self.import_button, "primary")
        set_role(self.close_button, "quiet")
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.setAccessibleName("What the file holds")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        for widget in (title, self.what, self.names, self._hint, self.lines):
            column.addWidget(widget)
        flow = FlowLayout(gap=8, row_gap=8)
        buttons: tuple[QWidget, ...] = (self.import_button, self.export_button, self.look_button, self.close_button)
        for button in buttons:
            flow.addWidget(button)
        column.addLayout(flow)


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)  # type: ignore[arg-type]
    return label
