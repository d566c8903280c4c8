"""A brief or a list as it reads: written on, copied, exported, taken away, and its numbers opened."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.brief.behind import NumberEntries
from ui.panes.feedback.brief.presenter import BriefPresenter
from ui.panes.feedback.brief.reading import BriefBrowser
from ui.panes.feedback.brief.words import label, warnings_of
from ui.panes.feedback.topics.writing import InPlace
from ui.theme.roles import set_role, set_surface, set_tone
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.brief.model import Brief
from workbench.kernel.errors import WorkbenchError

_FORMS = "PDF (*.pdf);;Web page (*.html);;Markdown (*.md)"
_WAIT_MS = 250


class BriefSheet(QWidget):
    """``ticket_asked``: the conversation of an entry is to be opened. ``removed``: it was taken away."""

    ticket_asked = Signal(str)
    removed = Signal()

    def __init__(self, parts: Parts, presenter: BriefPresenter, name: str = "The brief") -> None:
        """``presenter`` does what is asked; ``name``: what it is, for who does not see it."""
        super().__init__()
        self._parts, self._presenter = parts, presenter
        self._brief: Brief | None = None
        self.edit_button, self.export_button = QPushButton("Edit"), QPushButton("Export")
        self.copy_button, self.remove_button = QPushButton("Copy"), QPushButton("Remove")
        self.warnings = label("secondary")
        self.reader = BriefBrowser()
        self.editor = InPlace(f"{name} in Markdown", "Nothing in it.", most=60)
        self.behind = NumberEntries(parts)
        self._paper = QWidget()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_WAIT_MS)
        self.reader.setAccessibleName(f"{name} as it reads")
        self._lay_out()
        self._connect()

    def brief(self) -> Brief | None:
        """The one that is shown."""
        return self._brief

    def show_brief(self, brief: Brief | None) -> None:
        """Show another one, or the same as it is now; None for none. What is being written in it stays."""
        self._brief = brief
        self.setVisible(brief is not None)
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

    def turn_to(self, brief: Brief | None) -> None:
        """Keep what is written, then show another one from its beginning."""
        self.keep()
        self.edit_button.setChecked(False)
        self.behind.hide()
        self.show_brief(brief)

    def keep(self) -> None:
        """Hand on what was typed and is not kept yet."""
        if (text := self._unkept()) is not None:
            self._hand_on(text)

    def keep_words(self) -> WorkbenchError | None:
        """Wait until what is written is kept; why not, where it is not."""
        text = self._unkept()
        return self._presenter.edit_now(self._brief.id, text) if self._brief is not None and text is not None else None

    def export(self) -> None:
        """Ask for a file and write the brief to it."""
        self.keep()
        if self._brief is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "Export", str(Path.home() / _file_name(self._brief)), _FORMS)
        if name:
            self._presenter.export(self._brief, Path(name))

    def copy(self) -> None:
        """Put it on the clipboard."""
        self.keep()
        if self._brief is not None:
            self._presenter.copy(self._brief)

    def remove(self) -> None:
        """Take it away, where nobody has it."""
        if self._brief is not None and not self._brief.sent_to:
            brief, self._brief = self._brief, None
            self._presenter.remove(brief)
            self.removed.emit()

    def _unkept(self) -> str | None:
        if self._brief is None or self.editor.isReadOnly() or not self.edit_button.isChecked():
            return None
        return self.editor.unkept()

    def _hand_on(self, text: str) -> None:
        if self._brief is not None and not self._brief.sent_to:
            self._presenter.edit(self._brief.id, text)

    def _show_form(self) -> None:
        editing = self.edit_button.isChecked()
        self.edit_button.setText("Done" if editing else "Edit")
        self.editor.setVisible(editing)
        self._paper.setVisible(not editing)
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

    def _ask_number(self, number: str) -> None:
        if self._brief is not None:
            self._presenter.ask_behind(self._brief, number)

    def _connect(self) -> None:
        self._presenter.behind_came.connect(self.behind.show_behind)
        self.edit_button.toggled.connect(self._toggle_edit)
        self.editor.rested.connect(self._hand_on)
        self.editor.textChanged.connect(self._settle.start)
        self._settle.timeout.connect(self._show_form)
        self.export_button.clicked.connect(self.export)
        self.copy_button.clicked.connect(self.copy)
        self.remove_button.clicked.connect(self.remove)
        self.behind.ticket_asked.connect(self.ticket_asked)
        self.reader.number_asked.connect(self._ask_number)

    def _lay_out(self) -> None:
        self.edit_button.setCheckable(True)
        deeds = QWidget()
        flow = FlowLayout(deeds, 4, 4)
        for button, icon in (
            (self.edit_button, "edit"), (self.export_button, "export"), (self.copy_button, "copy"),
            (self.remove_button, "trash"),
        ):  # fmt: skip
            button.setIcon(self._parts.icons.icon(icon))
            set_role(button, "quiet")
            flow.addWidget(button)
        set_tone(self.warnings, "warning")
        set_surface(self._paper, "card")
        paper = QVBoxLayout(self._paper)
        paper.setContentsMargins(16, 12, 16, 12)
        paper.addWidget(self.reader)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        for widget in (deeds, self.warnings, self._paper, self.editor, self.behind):
            column.addWidget(widget)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _file_name(brief: Brief) -> str:
    words = re.sub(r"[^\w]+", "-", brief.title.lower()).strip("-")[:60]
    return f"{words or 'brief'}.pdf"
