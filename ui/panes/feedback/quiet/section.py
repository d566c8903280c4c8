"""Topics that have gone quiet, a *not now* whose day has come, and what is to be measured; Enter goes to the topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.advocacy.deeds import Deeds
from ui.panes.feedback.advocacy.waiting_rows import Waiting, WaitingDelegate, WaitingRows
from ui.panes.feedback.topics.looks import number_of
from ui.theme.roles import set_surface
from ui.widgets.days import day_name
from ui.widgets.empty_state import EmptyState
from ui.widgets.pill import State
from ui.widgets.rows import ROW, RowsView
from workbench.feedback.advocacy.model import Outcome, Quiet, Why
from workbench.feedback.advocacy.words import WORDS
from workbench.kernel.changes import ChangeSet, Kind

_WHAT = "A topic that somebody was told of is listed here when nothing is planned next, or when its day has passed."


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown."""

    quiet: Sequence[Quiet]
    to_measure: Sequence[Outcome]
    today: date


class QuietSection(QWidget):
    """``topic_asked``: a topic is to be opened."""

    topic_asked = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._push = parts.workbench.product.advocacy
        self._deeds = Deeds(parts, self)
        self.rows = WaitingRows()
        self.view = RowsView(self.rows, WaitingDelegate(parts.icons), "Topics gone quiet")
        self.empty = EmptyState(parts.icons, "check-circle", "Nothing has gone quiet", _WHAT)
        self._whole = QStackedWidget()
        set_surface(self, "list")
        self.view.setUniformItemSizes(True)
        self._whole.addWidget(self.empty)
        self._whole.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._whole)
        self.view.activated.connect(self._open)
        self.view.doubleClicked.connect(self._open)
        parts.theme.changed.connect(self.view.doItemsLayout)
        parts.bridge.changed.connect(self._on_changed)
        self._ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_on_focus()

    def _hand_on_focus(self) -> None:
        """The rows have the focus as soon as there are any."""
        if self.hasFocus() and self.view.isVisible():
            self.view.setFocus()

    def _open(self) -> None:
        row: Waiting | None = self.view.currentIndex().data(ROW)
        if row is not None and isinstance(row.thing, Quiet | Outcome):
            self.topic_asked.emit(row.thing.topic)

    def _ask(self) -> None:
        self._deeds.read(
            lambda: Shown(self._push.quiet(), self._push.to_measure(), self._push.today()),
            self._show,
            key="feedback.quiet",
        )

    def _show(self, shown: Shown) -> None:
        at = max(self.view.currentIndex().row(), 0)
        lines = [_line(each, shown.today) for each in shown.quiet]
        self.rows.show_rows([*lines, *(_measure(each, shown.today) for each in shown.to_measure)])
        if not self.view.currentIndex().isValid():
            self.view.choose(self.rows.near(at))
        self._whole.setCurrentWidget(self.view if self.rows.rowCount() else self.empty)
        self._hand_on_focus()

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.TOPIC in changes:
            self._ask()


def _line(quiet: Quiet, today: date) -> Waiting:
    word, tone = WORDS[quiet.status]
    known = "They know" if quiet.they_know else "Nobody has said they know"
    told = f"last told: {quiet.told}" if quiet.told else ""
    if quiet.why is Why.RETURNED:
        about = (
            f"Back: {number_of(quiet.entries, 'entry', 'entries')} from {number_of(quiet.accounts, 'account')} since"
        )
        known, told = f"The reason was: {quiet.reason}", ""
    elif quiet.why is Why.OVERDUE and quiet.step is not None and quiet.due is not None:
        about = f"{quiet.step.next_action}, was due {day_name(quiet.due, today)}"
    else:
        since = quiet.since.astimezone().date()
        about = "Nothing is planned next" if since == today else f"Nothing is planned since {day_name(since, today)}"
    return Waiting(
        id=quiet.topic,
        title=quiet.title,
        state=State(word=word, tone=tone),
        about=about,
        beside=" · ".join(part for part in (known, told) if part),
        thing=quiet,
    )


def _measure(outcome: Outcome, today: date) -> Waiting:
    return Waiting(
        id=outcome.id,
        title=outcome.title,
        state=State(word="Shipped", tone="success"),
        about="Measure what it did",
        beside=f"due {day_name(outcome.due_on, today)}",
        thing=outcome,
    )
