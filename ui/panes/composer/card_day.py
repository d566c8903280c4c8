"""The step of a card that promises a day: when the customer hears more, and what can honestly be said until then."""

from __future__ import annotations

import re
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.panes.composer.card_parts import KeyButton, Wording, label
from ui.theme.roles import set_role
from ui.theme.theme import Theme
from ui.widgets.day_line import DayLine
from ui.widgets.days import day_in_letter
from ui.widgets.flow_layout import FlowLayout
from workbench.follow_ups.days import likely

_SLOT = re.compile(r"\{\{\s*yours\s*:\s*([^{}]*?)\s*\}\}")


class DayStep(QWidget):
    """``promised`` (day, wording): follow up by that day; the wording goes into the reply unless it is empty."""

    promised = Signal(object, str)
    reshaped = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._today = date.min
        self._language = self._honest = ""
        self.day_line = DayLine()
        self.wording = Wording()
        self._none = label("caption", "No ready wording in this language: say what you did, and when they hear more.")
        self._use = KeyButton(theme, "Return")
        self._only = KeyButton(theme, "Shift+Return")
        self._lay_out()

    def ask(self, today: date, language: str, honest: str) -> None:
        """``honest``: what can be said, with ``{day}`` where the day goes; empty where nothing is ready."""
        self._today, self._language, self._honest = today, language, honest
        self.day_line.ask(today, language, likely(today))
        self.wording.setVisible(bool(honest))
        self._none.setVisible(not honest)
        self._use.say("Put it in, follow up" if honest else "Follow up")
        self._only.setVisible(bool(honest))
        self._show()

    def take_focus(self) -> None:
        self.day_line.take_focus()

    def promise(self, *, words: bool = True) -> None:
        """As it stands; ``words``: with the wording."""
        day = self.day_line.day()
        if day is None:
            self.day_line.complain()
            self.reshaped.emit()
            return
        self.promised.emit(day, self._said(day) if words else "")

    def _said(self, day: date) -> str:
        return self._honest.replace("{day}", day_in_letter(day, self._today, self._language))

    def _show(self) -> None:
        day = self.day_line.day()
        said = _SLOT.sub(r"[\1]", self._said(day)) if day else ""
        self.wording.show_wording("Then it can say", said or "…")
        self.reshaped.emit()

    def _lay_out(self) -> None:
        self.day_line.changed.connect(self._show)
        self.day_line.entered.connect(self.promise)
        set_role(self._use.button, "primary")
        self._use.button.clicked.connect(lambda _checked=False: self.promise())
        self._only.say("Only follow up")
        self._only.button.clicked.connect(lambda: self.promise(words=False))
        acts = QWidget()
        flow = FlowLayout(acts, 16, 8)
        flow.addWidget(self._use)
        flow.addWidget(self._only)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label("caption", "You will know by"))
        for part in (self.day_line, self.wording, self._none, acts):
            column.addWidget(part)
