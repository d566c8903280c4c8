"""Fetches topics for their section and does what is asked; says what was done and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.feedback.topics.looks import kind_state, severity_state
from ui.panes.feedback.topics.model import Line
from ui.panes.feedback.words import third_time
from ui.workers import undo
from workbench.feedback.around.model import Decider
from workbench.feedback.topics.model import (
    Circle,
    Created,
    Evidence,
    Joined,
    MergeAnswer,
    Merged,
    PartAlready,
    PracticeApart,
    Topic,
    TopicKind,
    TopicRow,
)
from workbench.feedback.topics.weight import Weight
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import EntryId, TopicId
from workbench.kernel.receipt import Receipt
from workbench.kernel.text import fold, in_marks

WORDS = 200  # entries that are shown on a page
_ALL = 10_000
_FIRST = 200  # topics that are shown while the others are read
_CHOSEN: Mapping[str, Callable[[Topic], str]] = {
    "kind": lambda topic: f"Kind: {kind_state(topic.kind).word}.",
    "severity": lambda topic: f"Severity: {severity_state(topic.severity).word if topic.severity else 'not said'}.",
    "area": lambda topic: f"Area: {topic.area or 'none'}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the list shows. ``any``: whether there is any topic at all."""

    lines: Sequence[Line]
    any: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page of a topic shows. ``areas``: those that topics are in; ``people``: who may decide."""

    row: TopicRow
    weight: Weight
    evidence: Sequence[Evidence]
    merged: Sequence[Merged]
    today: date
    areas: Sequence[str] = ()
    people: Sequence[str] = ()


class TopicsPresenter(QObject):
    """``came``: a Shown; ``page_came``: a Page; ``made``: the id of a new topic; ``merged_into``: what took one in.

    ``not_kept`` (topic, values): these could not be kept.
    """

    came = Signal(object)
    page_came = Signal(object)
    made = Signal(str)
    merged_into = Signal(str)
    not_kept = Signal(str, object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._topics = parts.workbench.product.topics
        self._people = parts.workbench.product.around.people
        self._words, self._begun = "", False
        self._open: TopicId | None = None
        parts.bridge.changed.connect(self._on_changed)

    def ask(self, words: str) -> None:
        """Look for topics that hold ``words`` in what they say or in what customers said; "" for all."""
        self._words = words = words.strip()
        tell = self._teller(self.came)

        def read(limit: int = _ALL) -> Shown:
            only = self._topics.holding(words) if words else None
            rows, today = self._topics.listed(only, limit=limit), self.today()
            there = bool(rows) or bool(words and self._topics.listed(limit=1))
            return Shown(lines=[Line(row, today) for row in rows], any=there)

        def first(shown: Shown) -> None:
            tell(shown)
            if len(shown.lines) == _FIRST:
                self._parts.runner.run("read", read, tell, key="topics.rows")

        if self._begun:
            self._parts.runner.run("read", read, tell, key="topics.rows")
        else:
            self._begun = True
            self._parts.runner.run("read", lambda: read(_FIRST), first, key="topics.rows")

    def today(self) -> date:
        """The day it is where this machine stands."""
        return self._parts.workbench.clock.now().astimezone().date()

    def open(self, topic: TopicId) -> None:
        """Fetch the page of a topic; of what it counts as part of, where it was merged."""
        self._open = topic

        def read() -> Page | None:
            row = self._topics.row(self._topics.root(topic))
            if row is None:
                return None
            root = row.topic.id
            return Page(
                row=row,
                weight=self._topics.weight(root),
                evidence=self._topics.evidence(root, WORDS),
                merged=self._topics.merged(root),
                today=self.today(),
                areas=self._parts.workbench.product.brief.areas(),
                people=self._deciders(row.topic.area),
            )

        self._parts.runner.run("read", read, self._teller(self.page_came), key="topics.page")

    def _deciders(self, area: str) -> list[str]:
        """Names on the list of people, those who own ``area`` first."""
        near = fold(area)
        everyone = self._people.find()
        return [each.name for each in sorted(everyone, key=lambda each: not (near and near in fold(each.owns)))]

    def create(self, title: str, kind: TopicKind = TopicKind.REQUEST) -> None:
        """Make a topic with nothing behind it yet."""

        def done(receipt: Receipt[Created]) -> None:
            self._note(receipt)
            self.made.emit(receipt.value.topic.id)

        self._run(lambda: self._topics.create(title, kind), done)

    def change(self, topic: TopicId, values: Mapping[str, object]) -> None:
        """Keep other values; of what is chosen and not written it is said, for the list may not show it."""

        def done(receipt: Receipt[Topic | None]) -> None:
            self._note(receipt)
            for name in values.keys() & _CHOSEN.keys():
                if receipt.value is not None:
                    self._say(_CHOSEN[name](receipt.value))

        def failed(error: WorkbenchError) -> None:
            if isValid(self):
                self.not_kept.emit(topic, values)
                self._parts.notices.fault(error.title, error.cure)

        self._parts.runner.run(
            "write",
            lambda: self._topics.change(topic, values),
            lambda kept: done(kept) if isValid(self) else None,
            failed,
        )

    def say_decider(self, topic: TopicId, name: str) -> None:
        """Keep who decides a topic in product; "" for nobody."""

        def done(receipt: Receipt[Decider | None]) -> None:
            self._note(receipt)
            if (found := receipt.value) is not None:
                listed = " They are on the list of people now." if found.added else ""
                self._say(f"{found.name} decides.{listed}" if found.name else "It is not known who decides.")

        self._run(lambda: self._people.decides(name, topic), done)

    def change_now(self, topic: TopicId, values: Mapping[str, object]) -> WorkbenchError | None:
        """Change it and wait until it is kept; why not, where it is not."""
        try:
            self._topics.change(topic, values)
        except WorkbenchError as error:
            return error
        return None

    def unlink(self, entry: EntryId) -> None:
        def done(receipt: Receipt[bool]) -> None:
            self._note(receipt)
            if receipt.value:
                self._say("The entry stands behind no topic now. It is kept.")

        self._run(lambda: self._topics.unlink(entry), done)

    def merge(self, topic: Topic, into: TopicId) -> None:
        def done(receipt: Receipt[MergeAnswer]) -> None:
            answer = receipt.value
            self._note(receipt)
            if isinstance(answer, Joined):
                third = f" {third_time(answer.third)}" if answer.third else ""
                self._say(
                    f"{in_marks(answer.source.title)} counts as part of {in_marks(answer.into.title)} now.{third}"
                )
                self.merged_into.emit(answer.into.id)
            elif isinstance(answer, Circle | PartAlready):
                self._parts.notices.say(answer.words)
            elif isinstance(answer, PracticeApart):
                self._parts.notices.say("One of them is of the practice desk. Those stay apart.")
            else:
                self._parts.notices.say("One of them is not here any more. Nothing was merged.")

        self._run(lambda: self._topics.merge(topic.id, into), done)

    def unmerge(self, merged: Merged) -> None:
        def done(receipt: Receipt[bool]) -> None:
            self._note(receipt)
            if receipt.value:
                self._say(f"{in_marks(merged.topic.title)} is a topic of its own again.")

        self._run(lambda: self._topics.unmerge(merged.id), done)

    def _say(self, words: str) -> None:
        self._parts.notices.say(words, "Undo", self._parts.undo.undo)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        def failed(error: WorkbenchError) -> None:
            self._parts.notices.fault(error.title, error.cure)

        self._parts.runner.run("write", work, lambda result: done(result) if isValid(self) else None, failed)

    def _note(self, receipt: Receipt[Any]) -> None:
        undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

    def _teller(self, signal: Any) -> Callable[[Any], None]:
        def tell(found: Any) -> None:
            if isValid(self) and found is not None:
                signal.emit(found)

        return tell

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.TOPIC in changes or Kind.OWED in changes or Kind.ENTRY in changes:
            self.ask(self._words)
            if self._open is not None:
                self.open(self._open)
