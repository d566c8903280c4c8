"""The page on which a snippet is written: its words at the left, what they would say at the right."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.commands.parts import Parts
from ui.panes.library.editing.details import Details
from ui.panes.library.editing.fields import FieldLines
from ui.panes.library.editing.files import FileLines
from ui.panes.library.editing.live import LiveResult
from ui.panes.library.editing.unsaved import Unsaved
from ui.panes.library.editing.words import WordsEditor
from ui.theme.roles import set_role, set_surface
from ui.widgets.key_cap import KeyCap
from ui.widgets.notice import Notice
from ui.writing.marks import mark_of
from workbench.certainty import Finding, Level
from workbench.kernel.ids import SnippetId
from workbench.library.editing.checked import MOST_CHARACTERS
from workbench.library.model import OWN, Snippet
from workbench.library.repo import plain
from workbench.packs.model import PackSnippet

_BESIDE_FROM = 104  # letters
_REST_MS = 150
NEW = PackSnippet(
    id="", title="", body="Hi {{customer.first_name|there}},\n\n\n\n{{agent.first_name}}\n", language="en"
)


class EditPage(QScrollArea):
    """``save_asked`` (PackSnippet): keep it. ``left``: the agent goes back; what was not saved is kept for the page.

    Words that were not saved stay, through a restart too, until they are saved or thrown away.
    """

    save_asked = Signal(object)
    left = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._doc = NEW
        self.unsaved = Unsaved(parts, self)
        self._loading = False
        self._title = QLabel()
        self.notice = Notice(parts.icons)
        self.details, self.fields = Details(parts.icons), FieldLines(parts.icons)
        self.files = FileLines(parts.icons)
        self.words, self.live = WordsEditor(parts.theme, parts.icons), LiveResult(parts)
        self.save_button, self.close_button = QPushButton("Save"), QPushButton("Close")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_live)
        self._lay_out()
        self._connect()

    def open_snippet(self, snippet: Snippet) -> None:
        """Edit ``snippet``, with what was not saved of it before."""
        self._open(plain(snippet), f"Edit “{snippet.title}”")
        if snippet.pack_id != OWN and self.notice.isHidden():
            pack = self._parts.workbench.library.pack_name(snippet.pack_id)
            self.notice.show_notice(
                f"This comes from {pack}. Your edit lies over it on this machine; its next update is brought under it.",
                "info",
            )

    def open_new(self, doc: PackSnippet = NEW) -> None:
        """Write a new one."""
        self._open(doc, "New snippet")

    def offer(self, doc: PackSnippet, why: str) -> None:
        """Open ``doc``, which has a ready change in it that nobody has saved; ``why``: what it is."""
        self.unsaved.keep(doc.id, doc)
        self._open(doc, f"Edit “{doc.title}”")
        self.notice.show_notice(why, "info")

    def doc(self) -> PackSnippet:
        """The snippet as it is written now."""
        own, *others = self.words.variants()
        return replace(
            self._doc,
            **self.details.values(),
            fields=self.fields.fields(),
            assets=self.files.files(),
            language=own.language,
            channel=own.channel,
            tone=own.tone,
            body=own.body,
            variants=tuple(others),
        )

    def is_changed(self) -> bool:
        """Whether something is not saved."""
        return not self._loading and _words_of(self.doc()) != _words_of(self._doc)

    def saved(self) -> None:
        """What was asked to be kept is kept."""
        self.unsaved.drop(self._doc.id)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Save):
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= self.fontMetrics().averageCharWidth() * _BESIDE_FROM
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._both.direction() != direction:
            self._both.setDirection(direction)

    def _open(self, doc: PackSnippet, title: str) -> None:
        kept = self.unsaved.get(doc.id)
        there = self._parts.workbench.library.one(SnippetId(doc.id))
        self.details.leave_to_pack(there is not None and there.pack_id != OWN)
        self._doc = doc
        self._loading = True
        self.notice.hide()
        self._title.setText(title)
        self.details.show_doc(kept or doc)
        self.fields.show_fields((kept or doc).fields)
        self.files.show_files((kept or doc).assets)
        self.words.show_doc(kept or doc)
        self._loading = False
        self.details.suggest_folders(self._parts.workbench.library.folders())
        self.live.offer_samples()
        self._show_live()
        self._tell()
        if kept is not None:
            self.notice.show_notice("These words were not saved yet.", "warning")
            self.notice.add_action("Throw them away", self._throw_away)
        self.verticalScrollBar().setValue(0)
        (self.words.paper if doc.title else self.details.title).setFocus()

    def _throw_away(self) -> None:
        self.unsaved.drop(self._doc.id)
        self._open(self._doc, self._title.text())

    def _save(self) -> None:
        if wrong := self.details.wrong():
            self.notice.show_notice(wrong, "danger")
            return
        self.unsaved.keep(self._doc.id, self.doc())
        self.save_asked.emit(self.doc())

    def _leave(self) -> None:
        if self.is_changed():
            self.unsaved.keep(self._doc.id, self.doc())
            self._parts.notices.say("Not saved. The words are kept here until you save them.")
        else:
            self.unsaved.drop(self._doc.id)
        self.left.emit()

    def _tell_cut(self) -> None:
        words = f"A snippet holds {MOST_CHARACTERS:,} characters at most; what you pasted was cut there."
        self.notice.show_notice(words, "warning")

    def _choose_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Goes with the snippet")
        if name:
            self.add_file(Path(name))

    def add_file(self, path: Path) -> None:
        """Let a file go with the snippet."""
        keep, doc = self._parts.workbench.editing.keep_file, self._doc
        self._parts.runner.run(
            "write",
            lambda: keep(path),
            lambda name: self.files.add(name) if doc is self._doc else None,
            lambda error: self.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger"),
        )

    def _on_changed(self) -> None:
        if not self._loading:
            if self.is_changed():
                self.unsaved.keep(self._doc.id, self.doc())
            self._tell()
            self._rest.start()

    def _tell(self) -> None:
        self.save_button.setEnabled(self.is_changed() or self.unsaved.get(self._doc.id) is not None or not self._doc.id)

    def _show_live(self) -> None:
        variant = self.words.current()
        shown = replace(self.doc(), language=variant.language, body=variant.body, variants=())
        self.live.show_doc(shown)

    def _mark(self, findings: tuple[Finding, ...]) -> None:
        text = self.words.paper.text()
        warnings = [mark_of(text, each) for each in findings if each.level is Level.WARN]
        self.words.paper.show_marks([mark for mark in warnings if text[mark.at.start :]], None)

    def _connect(self) -> None:
        self.files.add_asked.connect(self._choose_file)
        for part in (self.details, self.fields, self.words, self.files):
            part.changed.connect(self._on_changed)
        self.words.asked = lambda: (
            self.fields.fields(),
            [kept.fact for kept in self._parts.workbench.facts.all()],
            [
                hit.snippet
                for hit in self._parts.workbench.library.search("", limit=60)
                if hit.snippet.id != self._doc.id
            ],
        )
        self.words.cut.connect(self._tell_cut)
        self.live.checked.connect(self._mark)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self._leave)

    def _lay_out(self) -> None:
        set_role(self._title, "title")
        self._title.setWordWrap(True)
        set_role(self.save_button, "primary")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title, 1)
        head.addWidget(KeyCap(self._parts.theme, "Ctrl+S"))
        head.addWidget(self.save_button)
        head.addWidget(self.close_button)
        left = QVBoxLayout()
        asks, found = QLabel("What it asks the agent for"), QLabel("How it is found, and how long it holds")
        set_role(asks, "strong")
        set_role(found, "strong")
        left.setSpacing(14)
        left.addWidget(self.details.title)
        left.addWidget(self.words, 1)
        left.addWidget(asks)
        left.addWidget(self.fields)
        left.addWidget(self.files)
        left.addWidget(found)
        left.addWidget(self.details)
        left.addStretch(1)
        right = QVBoxLayout()
        right.addWidget(self.live)
        right.addStretch(1)
        self._both.setSpacing(24)
        self._both.addLayout(left, 11)
        self._both.addLayout(right, 9)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 16, 24, 24)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.notice)
        column.addLayout(self._both, 1)
        set_surface(inside, "pane")
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Edit a snippet")


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Save)


def _words_of(doc: PackSnippet) -> PackSnippet:
    """The doc without what says nothing: white space at the ends of its words."""
    variants = tuple(replace(each, body=each.body.strip()) for each in doc.variants)
    return replace(doc, body=doc.body.strip(), variants=variants)
