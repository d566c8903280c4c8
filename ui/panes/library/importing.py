"""Snippets from another program: first what would come in, then, by one more act, that it does; and one undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
)

from ui.commands.parts import Parts
from ui.panes.library.dry_run import WORDS, DryRun
from ui.panes.library.earlier import menu_of
from ui.panes.library.pages import LibraryPage
from ui.theme.roles import set_role
from ui.widgets.notice import Notice
from workbench.kernel.errors import WorkbenchError
from workbench.library.importing.plan import Action, Plan, Row
from workbench.library.importing.repo import Batch
from workbench.library.importing.service import Done

_WHAT = (
    "From espanso, TextExpander, Beeftext, AutoKey, Alfred, Raycast, CSV, or what a helpdesk exports. Drop files or"
    " a folder here, or choose them. You see what would come in before anything does."
)
_VIEWS = ("Everything", "To look at", "Left out")


class ImportPage(LibraryPage):
    """``brought_in``: the library holds more."""

    brought_in = Signal()
    _told = Signal(int, int)

    def __init__(self, parts: Parts) -> None:
        super().__init__("Bring snippets in", _WHAT)
        self._parts = parts
        self._imports = parts.workbench.imports
        self._plan: Plan | None = None
        self._stopped = False
        self.items, self.kinds, self.folder = DryRun(), QComboBox(), QLineEdit()
        self.summary, self.notice, self.bar = QLabel(), Notice(parts.icons), QProgressBar()
        self.file_button, self.folder_button = QPushButton("Choose files"), QPushButton("Choose a folder")
        self.go_button, self.stop_button = QPushButton("Bring in"), QPushButton("Stop")
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._show_plan(None)

    def open_page(self) -> None:
        """Begin, with what was brought in lately to be taken back."""
        self._show_plan(None)
        batches = self._imports.batches()
        if batches:
            last = batches[0]
            self.notice.show_notice(f"Last: {last.label}, {last.added} new and {last.changed} changed.", "info")
            self.notice.add_action("Take it back", lambda: self._undo(last.id))
            if earlier := batches[1:]:
                self.notice.add_action("Take an earlier one back", lambda: self._list_earlier(earlier))
        self.file_button.setFocus()

    def read(self, path: Path) -> None:
        """Say what would come in from ``path``."""
        self.read_all([path])

    def read_all(self, paths: Sequence[Path]) -> None:
        """Say what would come in from these together: one list, one act, one undo."""
        self._show_plan(None)
        more = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
        self._begin(f"Reading “{paths[0].name}”{more} …")
        self._parts.runner.run(
            "long",
            lambda: self._imports.plan_all(paths, progress=self._tell),
            self._show_plan,
            self._fail,
            key="library.plan",
        )

    def shown(self) -> list[str]:
        """What is listed."""
        return self.items.shown()

    def dragEnterEvent(self, event: object) -> None:
        if event.mimeData().hasUrls():  # type: ignore[attr-defined]
            event.acceptProposedAction()  # type: ignore[attr-defined]

    def dropEvent(self, event: object) -> None:
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]  # type: ignore[attr-defined]
        if urls:
            self.read_all([Path(url.toLocalFile()) for url in urls])

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stopped = True
        super().closeEvent(event)

    def _show_plan(self, plan: Plan | None) -> None:
        self._plan = plan
        self.bar.hide()
        self.stop_button.hide()
        there = plan is not None
        for widget in (self.items, self.kinds, self.folder, self.go_button, self.summary):
            widget.setVisible(there)
        self.notice.hide()
        if plan is None:
            return
        counts = plan.counts()
        told = ", ".join(f"{counts[action]:,} {word}" for action, word in WORDS.items() if counts[action])
        look = f" {plan.to_look_at():,} to look at." if plan.to_look_at() else ""
        self.summary.setText(f"{plan.format}, “{plan.name}”: {told or 'nothing in it'}.{look}")
        coming = counts[Action.ADD] + counts[Action.UPDATE]
        self.go_button.setText(f"Bring {coming:,} in")
        self.go_button.setEnabled(coming > 0)
        with QSignalBlocker(self.kinds):
            self.kinds.setCurrentIndex(1 if plan.to_look_at() else 0)
        self._list()
        (self.go_button if coming else self.file_button).setFocus()

    def _list(self) -> None:
        if self._plan is None:
            return
        self.items.show_rows([row for row in self._plan.rows if _fits(row, self.kinds.currentIndex())])

    def _go(self) -> None:
        plan, folder = self._plan, self.folder.text().strip().strip("/")
        if plan is None:
            return
        self._begin("Bringing them in …")
        self._parts.runner.run(
            "long",
            lambda: self._imports.carry_out(plan, folder, self._tell),
            self._done,
            self._fail,
            key="library.import",
        )

    def _done(self, done: Done) -> None:
        self._show_plan(None)
        stopped = " It was stopped before the end." if done.stopped else ""
        self.notice.show_notice(f"{done.added:,} new, {done.changed:,} changed.{stopped}", "success")
        self.notice.add_action("Take it back", lambda: self._undo(done.batch)).setFocus()
        self.brought_in.emit()

    def _undo(self, batch: str) -> None:
        self._begin("Taking it back …")
        self._parts.runner.run("long", lambda: self._imports.undo(batch, self._tell), self._undone, self._fail)

    def _list_earlier(self, batches: Sequence[Batch]) -> None:
        menu = menu_of(batches, self._parts.workbench.clock.now(), self._undo, self)
        menu.popup(self.notice.mapToGlobal(self.notice.rect().bottomLeft()))

    def _undone(self, done: Done) -> None:
        self._show_plan(None)
        kept = f" {len(done.kept)} stay, for they were changed since: {', '.join(done.kept[:5])}." if done.kept else ""
        stopped = " It was stopped before the end." if done.stopped else ""
        words = f"{done.added:,} removed, {done.changed:,} put back as they were.{kept}{stopped}"
        self.notice.show_notice(words, "info")
        if done.stopped:
            self.notice.add_action("Take the rest back", lambda: self._undo(done.batch)).setFocus()
        else:
            self.file_button.setFocus()
        self.brought_in.emit()

    def _begin(self, words: str) -> None:
        self._stopped = False
        self.notice.show_notice(words, "info", closable=False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.stop_button.show()
        self.stop_button.setFocus()  # the button that was pressed goes away, and the focus would go to the rail
        self.go_button.setEnabled(False)

    def _tell(self, done: int, whole: int) -> bool:
        """On the worker's thread."""
        self._told.emit(done, whole)
        return not (self._stopped or self._parts.runner.is_closed)

    def _show_progress(self, done: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(done)

    def _stop(self) -> None:
        self._stopped = True

    def _fail(self, error: WorkbenchError) -> None:
        self._show_plan(None)
        self.file_button.setFocus()
        self.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger")

    def _choose_file(self) -> None:
        names, _kind = QFileDialog.getOpenFileNames(self, "Bring snippets in")
        if names:
            self.read_all([Path(name) for name in names])

    def _choose_folder(self) -> None:
        if name := QFileDialog.getExistingDirectory(self, "Bring snippets in"):
            self.read(Path(name))

    def _connect(self) -> None:
        self.file_button.clicked.connect(self._choose_file)
        self.folder_button.clicked.connect(self._choose_folder)
        self.go_button.clicked.connect(self._go)
        self.stop_button.clicked.connect(self._stop)
        self.kinds.currentIndexChanged.connect(self._list)
        self._told.connect(self._show_progress, Qt.ConnectionType.QueuedConnection)

    def _lay_out(self) -> None:
        self.kinds.addItems(list(_VIEWS))
        self.kinds.setAccessibleName("Show")
        self.folder.setPlaceholderText("Folder for new ones")
        self.folder.setAccessibleName("Folder for new ones")
        self.summary.setWordWrap(True)
        set_role(self.summary, "strong")
        set_role(self.go_button, "primary")
        self.bar.setTextVisible(False)
        top, foot = QHBoxLayout(), QHBoxLayout()
        for widget in (self.file_button, self.folder_button):
            top.addWidget(widget)
        top.addStretch(1)
        foot.addWidget(self.kinds, 1)
        foot.addWidget(self.folder, 1)
        foot.addWidget(self.stop_button)
        foot.addWidget(self.go_button)
        self.column.addLayout(top)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.bar)
        self.column.addWidget(self.summary)
        self.column.addWidget(self.items, 1)
        self.column.addLayout(foot)
        self.column.addStretch(0)


def _fits(row: Row, kind: int) -> bool:
    return kind == 0 or (row.look if kind == 1 else row.action is Action.SKIP)
