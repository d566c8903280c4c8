"""Fetches for the outbox room and carries out what is decided there."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.outbox.model import Row, rows_of
from workbench.kernel.changes import ChangeSet, Kind
from workbench.outbox.model import Outgoing, TooLate, Withdrawn
from workbench.outbox.words import SENDS, WITHDRAWS, Act
from workbench.sync.model import Phase


class OutboxPresenter(QObject):
    """``rows_came``: the rows as they are now. ``edit_asked``: words are back in the draft of this ticket."""

    rows_came = Signal(object)
    edit_asked = Signal(str)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._outbox = parts.workbench.outbox
        parts.bridge.changed.connect(self._on_changed)

    def ask(self) -> None:
        """Read again what goes out."""
        self._parts.runner.run("read", lambda: rows_of(self._outbox.listed()), self._tell, key="outbox.rows")

    def online(self, outgoing: Outgoing) -> bool:
        """Whether its account could be reached when last tried."""
        return self._parts.workbench.sync.status(outgoing.account).phase is not Phase.OFFLINE

    def act(self, outgoing: Outgoing, act: Act) -> None:
        """Carry out what was decided."""
        if act in SENDS:
            self._parts.runner.run("write", lambda: self._outbox.send_now(outgoing.id), self._tell_if_late)
        elif act in WITHDRAWS:
            self._parts.runner.run(
                "write", lambda: self._outbox.withdraw(outgoing.id), lambda answer: self._withdrawn(answer, act)
            )
        else:
            self._parts.runner.run("write", lambda: self._outbox.it_arrived(outgoing.id), self._tell_if_late)

    def _withdrawn(self, answer: Withdrawn | TooLate, act: Act) -> None:
        if isinstance(answer, TooLate):
            self._tell_if_late(False)
        elif act is Act.EDIT and isValid(self):
            self.edit_asked.emit(answer.ticket)
        else:
            ticket = answer.ticket
            words = "Taken back. Its words are in the draft."
            self._parts.notices.say(words, "Open conversation", lambda: self.edit_asked.emit(ticket))

    def _tell_if_late(self, in_time: bool) -> None:
        if not in_time:
            self._parts.notices.say("It has left already.")

    def _tell(self, found: list[Row]) -> None:
        if isValid(self):  # the window may have gone while it was read
            self.rows_came.emit(found)

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.OUTGOING in changes or Kind.ACCOUNT in changes:
            self.ask()
