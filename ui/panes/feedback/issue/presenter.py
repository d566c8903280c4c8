"""Fetches the issues of a topic and does what is asked with them; says what was done and how it is taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.workers import undo
from workbench.feedback.trackers.model import (
    AlreadyLinked,
    Issue,
    LinkAnswer,
    LinkedIssue,
    Names,
    NotAnIssue,
    NothingNew,
    OnItsWay,
    PracticeStays,
    Preview,
    PreviewAnswer,
    Push,
    Queued,
    TrackerAccount,
)
from workbench.feedback.trackers.states import OPEN
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.ids import IssueId, PushId, TopicId, TrackerId
from workbench.kernel.receipt import Receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the section shows. ``waiting``: what was pushed and is not settled."""

    topic: TopicId
    issues: Sequence[Issue]
    waiting: Sequence[Push]
    trackers: Sequence[TrackerAccount]


class IssuePresenter(QObject):
    """``came``: a Shown; ``previewed``: a Preview; ``refused``: why an address is no issue.

    ``status_asked`` (Status, address of the issue): what an issue suggests is to be decided.
    """

    came = Signal(object)
    previewed = Signal(object)
    linked = Signal()
    queued = Signal()
    refused = Signal(str)
    status_asked = Signal(object, str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._room = parts.workbench.product.trackers
        self._topic: TopicId | None = None
        parts.bridge.changed.connect(self._on_changed)

    def open(self, topic: TopicId) -> None:
        """Fetch what belongs to ``topic``."""
        self._topic = topic

        def read() -> Shown:
            return Shown(
                topic=topic,
                issues=self._room.issues.issues(topic),
                waiting=[push for push in self._room.issues.pushes(topic) if push.state in OPEN],
                trackers=self._room.accounts.all(),
            )

        def done(shown: Shown) -> None:
            if isValid(self) and shown.topic == self._topic:
                self.came.emit(shown)

        self._parts.runner.run("read", read, done, self._tell, key="feedback.issues")

    def preview(self, topic: TopicId, tracker: TrackerId, names: Names) -> None:
        """Make the text of a new issue."""
        self._make(lambda: self._room.issues.preview(topic, tracker, names))

    def preview_comment(self, issue: IssueId, names: Names) -> None:
        """Make the text of a comment with what is new."""
        self._make(lambda: self._room.issues.preview_comment(issue, names))

    def queue(self, preview: Preview) -> None:
        """Let it go out as it was seen."""

        def done(receipt: Receipt[Any]) -> None:
            if isinstance(receipt.value, Queued):
                undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))
                self._parts.notices.say("Queued. It goes out when you are online.", "Undo", self._parts.undo.undo)
                self.queued.emit()
            elif isinstance(receipt.value, OnItsWay):
                self._parts.notices.say("This topic waits to become an issue there already.")
            else:
                self._parts.notices.say("It is not here any more. Nothing was sent.")

        self._run(lambda: self._room.issues.queue(preview), done)

    def link(self, topic: TopicId, url: str) -> None:
        """Say that the topic is the issue at ``url``."""

        def done(receipt: Receipt[LinkAnswer]) -> None:
            answer = receipt.value
            if isinstance(answer, LinkedIssue):
                undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))
                self.linked.emit()
            elif isinstance(answer, AlreadyLinked):
                self.refused.emit("It is linked already.")
            elif isinstance(answer, NotAnIssue):
                self.refused.emit(answer.words)
            else:
                self.refused.emit("A topic of the practice desk has no issue.")

        self._run(lambda: self._room.issues.link(topic, url), done)

    def unlink(self, issue: Issue) -> None:
        def done(receipt: Receipt[bool]) -> None:
            undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))
            self._parts.notices.say(
                "The issue is not linked now. It stays as it is there.", "Undo", self._parts.undo.undo
            )

        self._run(lambda: self._room.issues.unlink(issue.id), done)

    def decline(self, issue: Issue) -> None:
        """Put what the issue suggests aside."""

        def done(receipt: Receipt[bool]) -> None:
            undo.note(self._parts.undo, undo.beside(self._parts.runner, receipt))

        self._run(lambda: self._room.issues.decline(issue.id), done)

    def withdraw(self, push: PushId) -> None:
        def done(taken: bool) -> None:
            self._parts.notices.say("It is taken back." if taken else "It has left already.")

        self._run(lambda: self._room.issues.withdraw(push), done)

    def retry(self, push: PushId) -> None:
        self._run(lambda: self._room.issues.retry(push), lambda _: None)

    def it_arrived(self, push: PushId) -> None:
        self._run(lambda: self._room.issues.it_arrived(push), lambda _: None)

    def _make(self, work: Callable[[], PreviewAnswer]) -> None:
        def done(answer: PreviewAnswer) -> None:
            if not isValid(self):
                return
            if isinstance(answer, Preview):
                self.previewed.emit(answer)
            elif isinstance(answer, NothingNew):
                self._parts.notices.say("Nothing is new since the last time.")
            elif isinstance(answer, PracticeStays):
                self._parts.notices.say("This topic is of the practice desk. Nothing of it leaves this machine.")
            else:
                self._parts.notices.say("It is not here any more.")

        self._parts.runner.run("read", work, done, self._tell, key="feedback.push")

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        self._parts.runner.run("write", work, lambda result: done(result) if isValid(self) else None, self._tell)

    def _tell(self, error: WorkbenchError) -> None:
        self._parts.notices.fault(error.title, error.cure)

    def _on_changed(self, changes: ChangeSet) -> None:
        if self._topic is not None and (Kind.ISSUE in changes or Kind.TRACKER in changes):
            self.open(self._topic)
