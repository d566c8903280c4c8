"""Hands what was written to the outbox, and takes it back while that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import QObject, QTimer, Signal

from ui.commands.parts import Parts
from ui.panes.composer.drafts import Page
from workbench.helpdesk.port import OutKind, Status
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError
from workbench.kernel.gate import NOTHING, PutIn
from workbench.kernel.ids import OutgoingId
from workbench.outbox.model import Queued, SendAnswer, TooLate, Withdrawn
from workbench.outbox.states import State
from workbench.settings.schema import UNDO_SECONDS

_TICK_MS = 200
UNDOABLE = "send.undoable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is to be sent. ``to`` is how the customer is called; ``status`` what the ticket becomes with it.

    ``meant``: the agent has looked at what a template may have left in it; ``put_in``: what of it is from snippets.
    """

    page: Page
    text: str
    to: str
    status: Status | None = None
    meant: bool = False
    put_in: PutIn = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A letter that has been queued and can still be taken back."""

    letter: Letter
    id: OutgoingId
    until: datetime

    @property
    def is_note(self) -> bool:
        return self.letter.page.kind is OutKind.NOTE


class Sending(QObject):
    """``answered`` (Letter, SendAnswer) and ``failed`` (Letter, WorkbenchError) end a `send`.

    ``withdrawn`` (Withdrawn): the words are in the draft again. ``said``: what came of it, when it is not that.
    ``held``: the letters that can be taken back are others, or time has passed.
    """

    answered = Signal(object, object)
    failed = Signal(object, object)
    withdrawn = Signal(object)
    said = Signal(str)
    held = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._outbox = parts.workbench.outbox
        self._held: list[Held] = []
        self._busy: set[Page] = set()
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._look)
        parts.bridge.changed.connect(self._on_changed)

    def newest(self) -> Held | None:
        """What undo would take back."""
        return self._held[-1] if self._held else None

    def seconds_left(self, held: Held) -> int:
        """Whole seconds until it goes out, never below 0."""
        left = (held.until - self._parts.workbench.clock.now()).total_seconds()
        return max(0, ceil(left))

    def is_busy(self, page: Page) -> bool:
        """Whether the answer to a `send` of this draft is still awaited."""
        return page in self._busy

    def send(self, letter: Letter, *, confirmed: bool = False) -> None:
        """Queue it. ``confirmed``: the agent knows that the customer wrote again."""
        if letter.page in self._busy:
            return
        self._busy.add(letter.page)
        hold = timedelta(seconds=self._parts.workbench.settings.get(UNDO_SECONDS))
        page = letter.page

        def work() -> SendAnswer:
            return self._outbox.queue(
                page.ticket,
                page.kind,
                letter.text,
                hold=hold,
                new_status=letter.status,
                confirmed=confirmed,
                meant=letter.meant,
                put_in=letter.put_in,
            )

        self._parts.runner.run(
            "write", work, lambda answer: self._answer(letter, answer, hold), lambda error: self._fail(letter, error)
        )

    def undo(self) -> None:
        """Take the newest back."""
        if not self._held:
            return
        held = self._held.pop()
        self._tell()
        self._parts.runner.run(
            "write",
            lambda: self._outbox.withdraw(held.id),
            self._withdrew,
            lambda error: self.said.emit(f"{error.title} {error.cure}".strip()),
        )

    def send_now(self) -> None:
        """Let the newest go without waiting."""
        if not self._held:
            return
        held = self._held.pop()
        self._tell()
        self._parts.runner.run("write", lambda: self._outbox.send_now(held.id))

    def _answer(self, letter: Letter, answer: SendAnswer, hold: timedelta) -> None:
        self._busy.discard(letter.page)
        if isinstance(answer, Queued) and hold:
            self._held.append(Held(letter=letter, id=answer.id, until=answer.not_before))
            self._tell()
        self.answered.emit(letter, answer)

    def _fail(self, letter: Letter, error: WorkbenchError) -> None:
        self._busy.discard(letter.page)
        self.failed.emit(letter, error)

    def _withdrew(self, answer: Withdrawn | TooLate) -> None:
        if isinstance(answer, Withdrawn):
            self.withdrawn.emit(answer)
        else:
            self.said.emit("It has left already.")

    def _look(self) -> None:
        now = self._parts.workbench.clock.now()
        self._held = [held for held in self._held if held.until > now]
        self._tell()

    def _on_changed(self, changes: ChangeSet) -> None:
        """One that was taken back or sent from the outbox room cannot be taken back here."""
        if not self._held or Kind.OUTGOING not in changes:
            return
        touched = changes.of(Kind.OUTGOING)
        gone = {held.id for held in self._held if held.id in touched and not self._is_queued(held.id)}
        if gone:
            self._held = [held for held in self._held if held.id not in gone]
            self._tell()

    def _is_queued(self, outgoing: OutgoingId) -> bool:
        found = self._outbox.one(outgoing)
        return found is not None and found.state is State.QUEUED

    def _tell(self) -> None:
        (self._tick.start if self._held else self._tick.stop)()
        self._parts.registry.facts.set(UNDOABLE, bool(self._held))
        self.held.emit()
