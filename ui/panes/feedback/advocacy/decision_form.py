"""Asks how it stands with a topic now: status, who decided, why, when it returns, and whether support was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter

from ui.panes.feedback.advocacy.place_form import Chips, PlaceForm
from ui.widgets.day_line import DayLine
from workbench.feedback.advocacy.model import Missing, Status
from workbench.feedback.advocacy.words import WORDS

_RETURNS = (30, 91, 182)
_REASONS = {
    Status.SHIPPED: ("What has changed", "All invoices can be downloaded as one file"),
    Status.PLANNED: ("What is planned", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was filled in."""

    status: Status
    decided_by: str
    reason: str
    consulted: str
    revisit_on: date | None


class DecisionForm(PlaceForm):
    """``answered`` (Answer)."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__("How does it stand?", "Keep")
        self.chips = Chips("Status", [(status, WORDS[status][0]) for status in Status])
        self.put(self.chips)
        self.decider = self.line("Who decided", "A name")
        self.reason = self.text("Why", "What a customer can be told. Ctrl+Enter keeps it")
        self.day = DayLine()
        self._day = self.put(self.day, "When it returns")
        self.consulted = self.line("Who of support was asked", "Nobody was asked")
        self.chips.chosen.connect(self._suit)
        self.day.entered.connect(self.meant)
        self.meant.connect(self._hand_on)

    def status(self) -> Status | None:
        """What is chosen."""
        value = self.chips.value()
        return None if value is None else Status(value)

    def caution(self, words: str) -> None:
        """Say what is to be known before it is kept, and keep only what is meant all the same; "" for nothing."""
        self.warn(words)
        self.keep_button.setText("Keep all the same" if words else "Keep")

    def ask(self, status: Status, today: date, people: Sequence[str] = ()) -> None:
        """Ask anew; ``status``: how it stands; ``people``: names that are offered for who decided."""
        completer = QCompleter(list(people), self.decider)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.decider.setCompleter(completer)
        self.chips.choose(status)
        for field in (self.decider, self.reason, self.consulted):
            field.clear()
        self.day.ask(today, "", [today + timedelta(days=days) for days in _RETURNS])
        self._suit()
        self.open("How does it stand?", self.chips.buttons[status])

    def refuse(self, missing: Missing) -> None:
        """Say what is missing; what was written stays."""
        self.show()
        self.complain(missing.words)
        (self.decider if not self.decider.text().strip() else self.reason).setFocus()

    def _suit(self) -> None:
        status = self.chips.value()
        self._day.setVisible(status is Status.NOT_NOW)
        label, example = _REASONS.get(Status(status), ("Why", "")) if status else ("Why", "")
        self.reason.setAccessibleName(label)
        self.reason.setPlaceholderText(example or "What a customer can be told. Ctrl+Enter keeps it")

    def _hand_on(self) -> None:
        status = self.chips.value()
        if status is None:
            return
        day = self.day.day() if status is Status.NOT_NOW else None
        if status is Status.NOT_NOW and day is None:
            self.day.complain()
            return
        self.answered.emit(
            Answer(
                status=Status(status),
                decided_by=self.decider.text(),
                reason=self.reason.toPlainText(),
                consulted=self.consulted.text(),
                revisit_on=day,
            )
        )
