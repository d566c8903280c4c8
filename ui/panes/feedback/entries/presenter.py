"""Fetches and changes feedback for its room; says what was done and how to take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.feedback.kinds import look_of
from ui.panes.feedback.words import third_time
from ui.workers import undo
from workbench.feedback.around.model import Permission
from workbench.feedback.clients.model import Client
from workbench.feedback.model import AlreadyKept, Entry, FeedbackKind, Listing
from workbench.feedback.personal import Mark
from workbench.feedback.topics.model import (
    AlreadyThere,
    Created,
    How,
    LinkAnswer,
    Linked,
    PracticeApart,
    Topic,
    TopicKind,
)
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import EntryId, TopicId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import in_marks

MOST = 500  # entries that are listed; words or a kind find the others


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of an entry beside itself. ``client``: None for our own; ``personal``: places of personal data.

    ``permission``: what its customer said of being quoted; None where nothing is known.
    """

    topic: Topic | None
    client: Client | None
    personal: Sequence[Mark]
    permission: Permission | None


class FeedbackPresenter(QObject):
    """``came``: a Listing, for what was asked last; ``known`` (entry, Known): what else is known of it."""

    came = Signal(object)
    known = Signal(str, object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._feedback = parts.workbench.feedback
        self._kind: FeedbackKind | None = None
        self._words = ""
        self._parts.runner.run("write", self._feedback.settle)
        self._unkept: dict[EntryId, tuple[FeedbackKind, str]] = {}
        parts.bridge.changed.connect(self._on_changed)

    @property
    def narrowed(self) -> bool:
        """Whether only some of the entries are asked for."""
        return bool(self._kind or self._words)

    def ask(self, kind: FeedbackKind | None, words: str) -> None:
        """Look for entries of ``kind`` (None: of any) that hold ``words``."""
        self._kind, self._words = kind, words.strip()
        asked, feedback = self._words, self._feedback
        self._parts.runner.run("read", lambda: feedback.page(kind, asked, MOST), self._tell, key="feedback.rows")

    def change(self, entry: Entry, kind: FeedbackKind, note: str) -> None:
        """Keep another kind or note. What could not be kept is shown on, and tried again."""

        def done(receipt: Receipt[AlreadyKept | None]) -> None:
            self._unkept.pop(entry.id, None)
            self._note(receipt)
            if receipt.value is not None:
                self._parts.notices.say(f"The same message is kept as {look_of(kind).word.lower()} already.")
                self.ask(self._kind, self._words)

        def failed(error: WorkbenchError) -> None:
            self._unkept[entry.id] = (kind, note)
            self._parts.notices.fault(error.title, error.cure)

        if (kind, note.strip()) != (entry.kind, entry.note):
            self._parts.runner.run("write", lambda: self._feedback.change(entry.id, kind, note), done, failed)

    def keep_all(self, entry: Entry | None, note: str) -> WorkbenchError | None:
        """Wait until the note of ``entry`` and those that failed before are kept; why not, where one is not."""
        if entry is not None and note.strip() != entry.note:
            self._unkept[entry.id] = (entry.kind, note)
        for entry_id, (kind, words) in list(self._unkept.items()):
            try:
                self._feedback.change(entry_id, kind, words)
            except WorkbenchError as error:
                return error
            del self._unkept[entry_id]
        return None

    def as_written(self, entry: Entry) -> Entry:
        """``entry`` with the note that could not be kept yet, where there is one."""
        kind, note = self._unkept.get(entry.id, (entry.kind, entry.note))
        return replace(entry, kind=kind, note=note)

    def remove(self, entry: Entry) -> None:
        def done(receipt: Receipt[None]) -> None:
            self._note(receipt)
            self._parts.notices.say("The entry is removed.", "Undo", self._parts.undo.undo)

        self._parts.runner.run("write", lambda: self._feedback.remove(entry.id), done)

    def ask_known(self, entry: Entry) -> None:
        """Look up what else is known of ``entry``."""
        feedback, product = self._feedback, self._parts.workbench.product
        topics, quotes = product.topics, product.around.quotes

        def read() -> Known:
            found = topics.topics_of([entry.id]).get(entry.id)
            return Known(
                topic=topics.one(found) if found else None,
                client=feedback.about(entry.id),
                personal=feedback.personal_of(entry),
                permission=quotes.of(entry.voice) if entry.voice else None,
            )

        def tell(known: Known) -> None:
            if isValid(self):
                self.known.emit(entry.id, known)

        self._parts.runner.run("read", read, tell, key="feedback.known")

    def mask(self, entry: Entry) -> None:
        """Take personal data out of the words and the note."""

        def done(receipt: Receipt[int]) -> None:
            self._note(receipt)
            if receipt.value:
                self._parts.notices.say("Personal data is masked.", "Undo", self._parts.undo.undo)
            else:
                self._parts.notices.say("No personal data was found in it.")

        self._parts.runner.run("write", lambda: self._feedback.mask(entry.id), done, self._failed)

    def link(self, entry: Entry, topic: TopicId) -> None:
        """Put ``entry`` behind a topic that was suggested."""

        def done(receipt: Receipt[LinkAnswer]) -> None:
            self._note(receipt)
            self._say_linked(receipt.value)

        self._parts.runner.run(
            "write",
            lambda: self._parts.workbench.product.topics.link(entry.id, topic, How.SUGGESTED),
            done,
            self._failed,
        )

    def link_new(self, entry: Entry, title: str, kind: TopicKind) -> None:
        """Make a topic of ``entry``."""

        def done(receipt: Receipt[Created]) -> None:
            self._note(receipt)
            if receipt.value.linked is not None:
                self._say_linked(receipt.value.linked)

        topics = self._parts.workbench.product.topics
        self._parts.runner.run("write", lambda: topics.create(title, kind, entry=entry.id), done, self._failed)

    def _say_linked(self, answer: LinkAnswer) -> None:
        say = self._parts.notices.say
        if isinstance(answer, Linked):
            third = f" {third_time(answer.third)}" if answer.third else ""
            say(f"It stands behind {in_marks(answer.topic.title)} now.{third}", "Undo", self._parts.undo.undo)
        elif isinstance(answer, AlreadyThere):
            say(f"It stands behind {in_marks(answer.topic.title)} already.")
        elif isinstance(answer, PracticeApart):
            say("One of them is of the practice desk. Those stay apart.")
        else:
            say("The topic or the entry is not here any more. Nothing was linked.")

    def _failed(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _note(self, receipt: Receipt[Any]) -> None:
        undo.note(self._parts.undo, receipt)

    def _tell(self, found: Listing) -> None:
        if isValid(self):  # the window may have gone while it was read
            self.came.emit(found)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.ENTRY in changes or Kind.TOPIC in changes or changes.origin.startswith("around.quote"):
            self.ask(self._kind, self._words)
