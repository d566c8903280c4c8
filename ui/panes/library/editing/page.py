"""The page on which a snippet is written: its words at the left, what they would say at the right."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
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


class EditPage(QWidget):
    """``save_asked`` (PackSnippet): keep it. ``left``: the agent goes back; what was not saved is kept for the page.

    Words that were not saved stay, through a restart too, until they are saved or thrown away.
    """

    save_asked = Signal(object)
    left = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._doc = NEW
        self._there: Snippet | None = None  # as it is saved
        self.unsaved = Unsaved(parts, self)
        self._loading = False
        self._title = QLabel()
        self.notice = Notice(parts.icons)
        self.details, self.fields = Details(parts.icons), FieldLines(parts.icons)
        self.files = FileLines(parts.icons)
        self.words, self.live = WordsEditor(parts.theme, parts.icons), LiveResult(parts)
        self.save_button, self.close_button = QPushButton("Save"), QPushButton("Close")
        self._area = QScrollArea()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._show_live)
        self._lay_out()
        for before, after in pairwise((self.details.title, *self.words.in_order(), self.fields.add_button)):
            QWidget.setTabOrder(before, after)
        self._connect()

    def open_snippet(self, snippet: Snippet) -> None:
        """Edit ``snippet``, with what was not saved of it before."""
        self._open(plain(snippet), f"Edit “{snippet.title}”")

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
        saved = plain(self._there) if self._there is not None else self._doc
        return not self._loading and _words_of(self.doc()) != _words_of(saved)

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
        self._there = self._parts.workbench.library.one(SnippetId(doc.id)) if doc.id else None
        self.details.leave_to_pack(self._there is not None and self._there.pack_id != OWN)
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
        self.live.open_doc(self._shown())
        self._tell()
        if kept is not None:
            self.notice.show_notice("These words were not saved yet.", "warning")
            self.notice.add_action("Go back to what is saved", self._throw_away)
        else:
            self._tell_whose()
        self._inner.activate()
        self._area.verticalScrollBar().setValue(0)
        (self.words.paper if doc.title else self.details.title).setFocus()

    def _throw_away(self) -> None:
        self.unsaved.drop(self._doc.id)
        self._open(self._doc, self._title.text())

    def _save(self) -> None:
        if wrong := self.details.wrong():
            self.notice.show_notice(wrong, "danger")
            return
        if self._doc.id and not self.is_changed():
            self._leave()  # a version that says the same as the one before helps nobody
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

    def _ask_for_value(self) -> None:
        """A value that is not asked for yet: it stands in the text at once, and is named after its label."""
        line = self.fields.add()
        self.words.put_in(f"{{{{field.{line.field().name}}}}}")
        line.label.setFocus()

    def _on_changed(self) -> None:
        if not self._loading:
            if self.is_changed():
                self.unsaved.keep(self._doc.id, self.doc())
            else:
                self.unsaved.drop(self._doc.id)
            self._tell()
            self._rest.start()

    def _tell(self) -> None:
        self.save_button.setEnabled(self.is_changed() or not self._doc.id)

    def _tell_whose(self) -> None:
        """Whether a pack has words of its own for it."""
        if self._there is not None and self._there.pack_id != OWN:
            pack = self._parts.workbench.library.pack_name(self._there.pack_id)
            self.notice.show_notice(
                f"This comes from {pack}. What you save is used on this machine; updates of the pack do not undo it.",
                "info",
            )

    def _show_live(self) -> None:
        self.live.show_doc(self._shown())

    def _shown(self) -> PackSnippet:
        """What is written now, in the variant that is being written."""
        variant = self.words.current()
        return replace(self.doc(), language=variant.language, body=variant.body, variants=())

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
        self._area.verticalScrollBar().valueChanged.connect(self.words.names.hide)
        self.words.value_asked.connect(self._ask_for_value)
        self.fields.renamed.connect(self.words.rename_field)
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
        inner = self._inner = QVBoxLayout(inside)
        inner.setContentsMargins(24, 2, 24, 24)
        inner.addLayout(self._both, 1)
        set_surface(inside, "pane")
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        top = QVBoxLayout()
        top.setContentsMargins(24, 16, 24, 0)
        top.setSpacing(12)
        top.addLayout(head)
        top.addWidget(self.notice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self._area, 1)
        set_surface(self, "pane")
        self.setAccessibleName("Edit a snippet")


def _is_ours(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Save)


def _words_of(doc: PackSnippet) -> PackSnippet:
    """The doc without what says nothing: white space at the ends of its words."""
    variants = tuple(replace(each, body=each.body.strip()) for each in doc.variants)
    return replace(doc, body=doc.body.strip(), variants=variants)
