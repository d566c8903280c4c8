"""Says once a day, above the list, that something is to be followed up; then it is a filter like others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QTimer
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.inbox.words import plain
from ui.widgets.notice import Notice
from workbench.follow_ups.model import Waiting
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.text import one_line

_SAID = "follow_ups.said"
_SOON_MS, _AGAIN_MS = 800, 60_000
_LETTERS = 60


class DueLine(Notice):
    """Hidden until the day has something due, and again when it is closed, shown, or done."""

    def __init__(self, parts: Parts, show: Callable[[], object]) -> None:
        super().__init__(parts.icons)
        self._parts = parts
        self._show = show
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.look)
        self._again.start()
        QTimer.singleShot(_SOON_MS, self, self.look)
        parts.bridge.changed.connect(self._on_changed)

    def look(self) -> None:
        """Say what is due, unless that was said today."""
        workbench = self._parts.workbench
        today = workbench.follow_ups.today()

        def work() -> Sequence[Waiting]:
            said = workbench.settings.recall(_SAID) == today.isoformat()
            return () if said else workbench.follow_ups.due()

        self._parts.runner.run("read", work, lambda due: self._came(due, today), key="inbox.due")

    def _came(self, due: Sequence[Waiting], today: date) -> None:
        if not due or not isValid(self):
            return
        self.show_notice(due_words(due), "info", icon="flag")
        self.add_action("Show", self._shown)
        settings = self._parts.workbench.settings
        self._parts.runner.run("write", lambda: settings.remember(_SAID, today.isoformat()))

    def _shown(self) -> None:
        self.hide()
        self._show()

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.FOLLOW_UP in changes and not self.isHidden() and not self._parts.workbench.follow_ups.due():
            self.hide()


def due_words(due: Sequence[Waiting]) -> str:
    """What is due, in a line."""
    if len(due) > 1:
        return f"{len(due)} follow-ups are due."
    about = ", ".join(plain(part) for part in (due[0].customer, due[0].subject) if part)
    return f"A follow-up is due: {one_line(about, _LETTERS)}."
