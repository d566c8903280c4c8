"""Asks who was told: a name from those that are known or any other, how, our words, what they said, what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter

from ui.panes.feedback.advocacy.place_form import Chips, PlaceForm
from ui.widgets.day_line import DayLine
from workbench.feedback.advocacy.model import Channel, Missing
from workbench.follow_ups.days import likely

_HOW = {
    Channel.TALK: "Talk",
    Channel.MEETING: "Meeting",
    Channel.CHAT: "Chat",
    Channel.EMAIL: "Email",
    Channel.ISSUE: "Issue",
    Channel.BRIEF: "Brief",
    Channel.DEMO: "Demo",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What was filled in."""

    told: str
    role: str
    how: Channel
    words: str
    said: str
    next_action: str
    next_on: date | None


class StepForm(PlaceForm):
    """``answered`` (Telling)."""

    answered = Signal(object)

    def __init__(self) -> None:
        super().__init__("Who was told?", "Keep")
        self._roles: dict[str, str] = {}
        self.told = self.line("Who", "A name")
        self.role = self.line("Role", "What they decide or own")
        self.how = Chips("How", list(_HOW.items()))
        self.put(self.how, "How")
        self.words = self.text("What we said", "Our words, as far as they matter later. Ctrl+Enter keeps it")
        self.said = self.line("What they answered", "Nothing yet: it can be added later")
        self.next_action = self.line("What is next", "Ask again with the new numbers")
        self.day = DayLine()
        self._day = self.put(self.day, "When")
        self.told.editingFinished.connect(self._know_role)
        self.next_action.textChanged.connect(self._suit)
        self.day.entered.connect(self.meant)
        self.meant.connect(self._hand_on)

    def ask(self, today: date, known: Sequence[tuple[str, str]], *, told: str = "", words: str = "") -> None:
        """Ask anew. ``known``: names with what they own; ``told``, ``words``: what is meant to be filled in."""
        self._roles = dict(known)
        completer = QCompleter(list(self._roles), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.told.setCompleter(completer)
        for field in (self.told, self.role, self.words, self.said, self.next_action):
            field.clear()
        self.told.setText(told)
        self.words.setPlainText(words)
        self.how.choose(Channel.TALK)
        self.day.ask(today, "", likely(today))
        self._know_role()
        self._suit()
        self.open("Who was told?", self.told)
        self.told.selectAll()

    def refuse(self, missing: Missing) -> None:
        """Say what is missing; what was written stays."""
        self.show()
        self.complain(missing.words)
        self.told.setFocus()

    def _know_role(self) -> None:
        if not self.role.text().strip():
            self.role.setText(self._roles.get(self.told.text().strip(), ""))

    def _suit(self) -> None:
        self._day.setVisible(bool(self.next_action.text().strip()))

    def _hand_on(self) -> None:
        action = self.next_action.text().strip()
        day = self.day.day() if action else None
        if action and day is None:
            self.day.complain()
            return
        self.answered.emit(
            Telling(
                told=self.told.text(),
                role=self.role.text(),
                how=Channel(self.how.value() or Channel.TALK),
                words=self.words.toPlainText(),
                said=self.said.text(),
                next_action=action,
                next_on=day,
            )
        )
