"""Fetches and makes briefs for the page of a topic; exports, copies, and notes who got one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.feedback.brief.paper import pdf
from ui.workers import undo
from workbench.feedback.advocacy.model import Missing, Told
from workbench.feedback.brief import outputs
from workbench.feedback.brief.model import Brief, EditAnswer, Gone, MakeAnswer, Names, SentAlready
from workbench.feedback.model import Entry
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import BriefId, TopicId
from workbench.kernel.receipt import Receipt
from workbench.kernel.whole import whole_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A number that was asked about, and the entries that it was counted from."""

    words: str
    entries: Sequence[Entry]


class BriefPresenter(QObject):
    """``came``: the briefs of the topic that is shown; ``made``: the id of a new one; ``behind_came``: a Behind.

    ``people_came``: names of who may get one. ``noted``: it was noted who got it.
    """

    came = Signal(object)
    made = Signal(str)
    behind_came = Signal(object)
    people_came = Signal(object)
    noted = Signal()

    def __init__(self, parts: Parts, parent: QObject | None = None, *, noun: str = "The brief") -> None:
        """``noun``: what it is called where it is said what became of it."""
        super().__init__(parent)
        self._parts, self._noun = parts, noun
        self._briefs = parts.workbench.product.brief
        self._topic: TopicId | None = None
        parts.bridge.changed.connect(self._on_changed)

    def open(self, topic: TopicId) -> None:
        """Read the briefs of ``topic``."""
        self._topic = topic
        self._read(lambda: (topic, self._briefs.of_topic(topic)), self._tell, "brief.list")

    def make(self, topic: TopicId, names: Names) -> None:
        """Freeze what is known now."""

        def done(receipt: Receipt[MakeAnswer]) -> None:
            self._note(receipt)
            if isinstance(receipt.value, Gone):
                self._parts.notices.say("The topic is not here any more. No brief was made.")
            else:
                self.made.emit(receipt.value.id)

        self._write(lambda: self._briefs.make(topic, names=names), done)

    def edit(self, brief: BriefId, markdown: str) -> None:
        """Keep other words."""
        self._write(lambda: self._briefs.edit(brief, markdown), self._edited)

    def edit_now(self, brief: BriefId, markdown: str) -> WorkbenchError | None:
        """Keep other words and wait for it; why not, where they are not kept."""
        try:
            self._briefs.edit(brief, markdown)
        except WorkbenchError as error:
            return error
        return None

    def remove(self, brief: Brief) -> None:
        def done(receipt: Receipt[EditAnswer]) -> None:
            self._note(receipt)
            if isinstance(receipt.value, Brief):
                self._parts.notices.say(f"{self._noun} is removed.", "Undo", self._parts.undo.undo)
            else:
                self._edited(receipt)

        self._write(lambda: self._briefs.remove(brief.id), done)

    def note_sent(self, brief: Brief, told: str) -> None:
        """Note on the trail that ``told`` got it."""

        def done(receipt: Receipt[Told | Missing | Gone]) -> None:
            self._note(receipt)
            if isinstance(receipt.value, Told):
                self.noted.emit()
                self._parts.notices.say(
                    f"Noted: {receipt.value.step.told} has the brief. It stays as it is now.", "Undo",
                    self._parts.undo.undo,
                )  # fmt: skip
            elif isinstance(receipt.value, Missing):
                self._parts.notices.say(receipt.value.words)

        self._write(lambda: self._briefs.sent(brief.id, told), done)

    def ask_behind(self, brief: Brief, number: str) -> None:
        """Read the entries of a number."""
        found = brief.number(number)
        if found is not None:
            self._read(
                lambda: Behind(words=found.told, entries=self._briefs.behind(brief, number)), self.behind_came.emit,
                "brief.behind",
            )  # fmt: skip

    def ask_people(self) -> None:
        """Read who may get it."""
        advocacy = self._parts.workbench.product.advocacy
        self._read(lambda: [name for name, _ in advocacy.people()], self.people_came.emit, "brief.people")

    def copy(self, brief: Brief) -> None:
        """Put it on the clipboard: as rich text, and as Markdown for where only plain text is taken."""

        def done(both: tuple[str, str]) -> None:
            mime = QMimeData()
            mime.setHtml(both[0])
            mime.setText(both[1])
            QGuiApplication.clipboard().setMimeData(mime)
            self._parts.notices.say(f"{self._noun} is copied.")

        def read() -> tuple[str, str]:
            tickets = self._briefs.tickets(brief)
            return outputs.to_clipboard(brief, tickets), outputs.to_markdown(brief, tickets)

        self._read(read, done, "brief.copy")

    def export(self, brief: Brief, file: Path) -> None:
        """Write it to ``file`` as its ending says: .pdf, .html or .md."""
        if file.suffix.lower() == ".pdf":
            self._read(
                lambda: self._briefs.tickets(brief), lambda found: self._on_paper(brief, file, found), "brief.pdf"
            )
            return
        self._write(
            lambda: self._briefs.save(brief, file),
            lambda _: self._parts.notices.say(f"{self._noun} is exported to {file.name}."),
        )

    def _on_paper(self, brief: Brief, file: Path, tickets: outputs.Tickets) -> None:
        made, pages = pdf(brief, tickets, self._parts.theme)
        long_ = f" It takes {pages} pages: shorten it, and it is one." if pages > 1 else ""

        said = f"{self._noun} is exported to {file.name}.{long_}"
        self._write(lambda: whole_file(file, lambda out: out.write(made)), lambda _: self._parts.notices.say(said))

    def _edited(self, receipt: Receipt[EditAnswer]) -> None:
        if isinstance(receipt.value, SentAlready):
            names = ", ".join(receipt.value.brief.sent_to)
            self._parts.notices.say(f"{names} has this brief, so it stays as it is. Make a new one to change it.")
        elif isinstance(receipt.value, Gone):
            self._parts.notices.say(f"{self._noun} is not here any more.")

    def _tell(self, found: tuple[TopicId, Sequence[Brief]]) -> None:
        if found[0] == self._topic:
            self.came.emit(found[1])

    def _read(self, work: Callable[[], Any], done: Callable[[Any], object], key: str) -> None:
        self._parts.runner.run("read", work, self._safely(done), self._failed, key=key)

    def _write(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._parts.runner.run("write", work, self._safely(done), self._failed)

    def _safely(self, done: Callable[[Any], object]) -> Callable[[Any], object]:
        return lambda result: done(result) if isValid(self) else None

    def _failed(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _note(self, receipt: Receipt[Any]) -> None:
        undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._topic is not None and (Kind.BRIEF in changes or Kind.TOPIC in changes):
            self.open(self._topic)
