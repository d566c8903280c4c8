"""Writes the library where a person wants it: a folder of Markdown, espanso, CSV or JSON."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.notice import Notice
from workbench.exchange.export.writing import ENDINGS, ExportFormat
from workbench.kernel.errors import WorkbenchError

_NAMES = {
    ExportFormat.MARKDOWN: "Folder of Markdown files (a pack)",
    ExportFormat.JSON: "JSON, complete (*.json)",
    ExportFormat.ESPANSO: "espanso (*.yml)",
    ExportFormat.CSV: "Table (*.csv)",
}
_SOON_MS = 400  # what is written by then needs no bar


class ExportLine(QWidget):
    """Above the list while an export is written: how far it is, a way to stop it, and why it could not be written."""

    _told = Signal(int, int)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._stopped = False
        self.words, self.bar, self.stop_button = ElidedLabel(), QProgressBar(), QPushButton("Stop")
        self.notice = Notice(parts.icons)
        self._work = QWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._work.show)
        self._told.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)
        self.stop_button.clicked.connect(self._stop)
        self._lay_out()

    def ask(self) -> None:
        """Ask where to, and write it there."""
        filters = ";;".join(_NAMES.values())
        name, chosen = QFileDialog.getSaveFileName(self.window(), "Export the library", "snippets", filters)
        if not name:
            return
        format_ = next((each for each, words in _NAMES.items() if words == chosen), ExportFormat.JSON)
        target = Path(name)
        if ENDINGS[format_] and not target.suffix:
            target = target.with_suffix(ENDINGS[format_])
        self.write(format_, target)

    def write(self, format_: ExportFormat, target: Path) -> None:
        """Write the library beside the window; a file that is there is replaced, as was asked."""
        imports = self._parts.workbench.imports
        self._stopped = False
        self.notice.hide()
        self.words.show_text(f"Writing “{target.name}” …")
        self.bar.setRange(0, 0)
        self._soon.start()
        self._parts.runner.run(
            "long",
            lambda: imports.export(format_, target, overwrite=target.is_file(), progress=self._tell),
            lambda number: self._done(number, target),
            self._fail,
        )

    def _tell(self, done: int, whole: int) -> bool:
        """On the worker's thread."""
        self._told.emit(done, whole)
        return not (self._stopped or self._parts.runner.is_closed)

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def _stop(self) -> None:
        self._stopped = True

    def _done(self, number: int, target: Path) -> None:
        self._end()
        self._parts.notices.say(_said(number, target))

    def _fail(self, error: WorkbenchError) -> None:
        self._end()
        tone = "info" if self._stopped else "danger"
        self.notice.show_notice(f"{error.title} {error.cure}".strip(), tone)

    def _end(self) -> None:
        self._soon.stop()
        self._work.hide()

    def _lay_out(self) -> None:
        set_role(self.words, "secondary")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("How far the export is")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop_button)
        inside = QVBoxLayout(self._work)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(row)
        inside.addWidget(self.bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._work)
        column.addWidget(self.notice)
        self._work.hide()


def _said(number: int, target: Path) -> str:
    where = f"the folder “{target.name}”" if target.is_dir() else f"“{target.name}”"
    return f"{number:,} snippet{'' if number == 1 else 's'} saved in {where}."
