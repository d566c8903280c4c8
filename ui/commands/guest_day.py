"""Hands the keys to a guest, and takes them back: a code is asked for where the host set one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QWidget

from ui.commands.parts import Parts
from ui.widgets.small_form import Field, Form, SmallForm

BEGIN = (
    "They write and you send. The code is a courtesy among colleagues and no lock: it is kept nowhere, and whoever "
    "starts the program anew needs none."
)


class GuestTurn(QObject):
    """``form`` asks on ``host``, near what was pressed."""

    def __init__(self, parts: Parts, host: QWidget) -> None:
        super().__init__(host)
        self._parts, self._settings = parts, parts.workbench.settings
        self.form = SmallForm(parts.theme, host)

    def begin(self, near: QRect) -> None:
        """Ask for a code, or none, and hand over."""

        def meant(texts: list[str], _day: date | None) -> None:
            self._parts.runner.run("write", lambda: self._settings.begin_guest_day(texts[0]))

        field = Field(label="A code that ends it, or nothing", secret=True)
        self.form.ask(near, Form(title="Hand over to a guest", more=BEGIN, fields=(field,), verb="Begin", meant=meant))

    def end(self, near: QRect, done: Callable[[], object] = int) -> None:
        """Take over again; where a code was set, with it."""
        if self._settings.asks_for_code:
            self._ask(near, done, "Whoever does not have it leaves the draft here.")
        else:
            self._end("", near, done)

    def _ask(self, near: QRect, done: Callable[[], object], more: str) -> None:
        def meant(texts: list[str], _day: date | None) -> None:
            self._end(texts[0], near, done)

        field = Field(label="The host's code", needed=True, secret=True)
        self.form.ask(
            near, Form(title="The host takes over", more=more, fields=(field,), verb="Take over", meant=meant)
        )

    def _end(self, code: str, near: QRect, done: Callable[[], object]) -> None:
        def over(ended: bool) -> None:
            if ended:
                self._parts.notices.say("Guest day is over. You send.")
                done()
            else:
                self._ask(near, done, "That is another code. Nothing was changed.")

        self._parts.runner.run("write", lambda: self._settings.end_guest_day(code), over)
