"""What a snippet said before, what changed, and a way back to any of it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton

from ui.commands.parts import Parts
from ui.panes.library.pages import LibraryPage
from ui.widgets.safe_browser import SafeBrowser
from ui.widgets.times import exact
from workbench.library.diff import Change, Op, changes, parts_changed
from workbench.library.model import Snippet, Version
from workbench.library.repo import plain
from workbench.packs.model import PackSnippet

DEEDS = {
    "added": "Written",
    "edited": "Edited",
    "updated": "Updated by its pack",
    "removed": "Dropped by its pack",
    "restored": "Older words brought back",
    "undone": "A change undone",
    "deleted": "Deleted",
    "reset": "The pack’s words taken",
    "imported": "Brought in",
}


class HistoryPage(LibraryPage):
    """``restore_asked`` (number of the entry): bring back what was before it."""

    restore_asked = Signal(int)

    def __init__(self, parts: Parts) -> None:
        super().__init__("History", "Struck through: taken out. Underlined: put in.")
        self._parts = parts
        self._versions: Sequence[Version] = ()
        self._now: PackSnippet | None = None
        self._model = QStringListModel()
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setAccessibleName("Changes")
        self.view.setWordWrap(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMaximumWidth(self.fontMetrics().averageCharWidth() * 36)
        self.diff = SafeBrowser()
        self.diff.setAccessibleName("What changed")
        self.restore_button = QPushButton("Bring back the words before this")
        self.head.insertWidget(1, self.restore_button)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.view, 2)
        row.addWidget(self.diff, 3)
        self.column.addLayout(row, 1)
        self.view.selectionModel().currentChanged.connect(self._show)
        self.restore_button.clicked.connect(self._restore)
        parts.theme.changed.connect(self._show)

    def show_snippet(self, snippet: Snippet) -> None:
        self.title.setText(f"History of “{snippet.title}”")
        self._now = plain(snippet)
        self._versions = self._parts.workbench.editing.history(snippet.id)
        self._model.setStringList([self._row(at) for at in range(len(self._versions))])
        self.view.setCurrentIndex(self._model.index(0))
        self._show()
        self.view.setFocus()

    def _row(self, at: int) -> str:
        """What was done and to which parts, and when."""
        version = self._versions[at]
        after = self._versions[at - 1].was if at else self._now
        parts = parts_changed(version.was, after) if version.was and after else ()
        which = f": {', '.join(part.casefold() for part in parts)}" if parts else ""
        return f"{DEEDS.get(version.deed, version.deed)}{which}\n{exact(version.at)}"

    def _show(self) -> None:
        at = self.view.currentIndex().row()
        if not 0 <= at < len(self._versions):
            self.restore_button.setEnabled(False)
            self.diff.setHtml("<p>Nothing has changed since it came.</p>")
            return
        version = self._versions[at]
        after = self._versions[at - 1].was if at else self._now
        self.restore_button.setEnabled(version.was is not None)
        if version.was is None or after is None:
            words = "It was not there before this." if version.was is None else "It was gone after this."
            self.diff.setHtml(f"<p>{words}</p>")
        else:
            self.diff.setHtml(self._html(changes(version.was, after)))

    def _html(self, found: Sequence[Change]) -> str:
        tone = self._parts.theme.tokens.tone
        looks = {
            Op.SAME: "<span>{}</span>",
            Op.ADDED: f'<span style="color:{tone.success.ink}; background-color:{tone.success.soft};'
            ' text-decoration:underline">{}</span>',
            Op.REMOVED: f'<span style="color:{tone.danger.ink}; background-color:{tone.danger.soft};'
            ' text-decoration:line-through">{}</span>',
        }
        parts = []
        for change in found:
            words = "".join(looks[op].format(escape(text).replace("\n", "<br>")) for op, text in change.pieces)
            parts.append(f"<p><b>{escape(change.part)}</b></p><p>{words}</p>")
        return "".join(parts) or "<p>No words were changed.</p>"

    def _restore(self) -> None:
        at = self.view.currentIndex().row()
        if 0 <= at < len(self._versions):
            self.restore_asked.emit(self._versions[at].seq)
