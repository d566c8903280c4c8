"""Rows of the customer panel: another conversation of theirs, something they said, and what became of it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.panes.conversation.words import STATUS, plain
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.breakable import breakable
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.times import ago, exact
from ui.widgets.tips import tip
from workbench.feedback.advocacy.model import Owed, OwedState
from workbench.feedback.advocacy.words import WORDS
from workbench.feedback.model import Entry
from workbench.kernel.text import in_marks, one_line
from workbench.tickets.model import TicketRow

_MOST_WORDS = 140


class TicketButton(QPushButton):
    """Subject, status and age of another conversation; pressed, it opens."""

    def __init__(self, icons: Icons, row: TicketRow, now: datetime) -> None:
        super().__init__()
        set_role(self, "quiet")
        subject, state = plain(row.subject) or "No subject", STATUS[row.status]
        self.setAccessibleName(f"{subject}, {state.word}, {ago(row.active_at, now)}")
        self.setToolTip(tip(exact(row.active_at)))
        title = ElidedLabel(subject)
        about = ElidedLabel(f"{state.word} · {ago(row.active_at, now)} · #{row.number}")
        set_role(about, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(0)
        for label in (title, about):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


class SaidRow(QWidget):
    """Words of the customer that were kept, under their kind."""

    def __init__(self, icons: Icons, entry: Entry, now: datetime) -> None:
        super().__init__()
        words = QLabel(breakable(in_marks(one_line(plain(entry.verbatim), _MOST_WORDS))))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        kind = QLabel(f"{entry.kind.value.capitalize()} · {ago(entry.said_at, now)}")
        kind.setToolTip(exact(entry.said_at))
        set_role(kind, "caption")
        foot = QHBoxLayout()
        foot.addWidget(kind)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(2)
        column.addWidget(words)
        column.addLayout(foot)
        self.setAccessibleName(f"{entry.kind.value.capitalize()}: {plain(entry.verbatim)}")


class OwedRow(QWidget):
    """A topic of theirs that was settled, and whether they have heard of it from us."""

    def __init__(self, owed: Owed, now: datetime) -> None:
        super().__init__()
        title = QLabel(breakable(plain(owed.title)))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        heard = f"{WORDS[owed.event.status][0]} · {_heard(owed, now)}"
        about = QLabel(breakable(heard))
        about.setTextFormat(Qt.TextFormat.PlainText)
        about.setWordWrap(True)
        about.setToolTip(tip(owed.event.reason))
        set_role(about, "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 5, 8, 5)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(about)
        self.setAccessibleName(f"{plain(owed.title)}: {heard}")


def _heard(owed: Owed, now: datetime) -> str:
    if owed.outgoing is not None and owed.state is OwedState.DRAFTED:
        return "our reply is in the outbox"
    match owed.state:
        case OwedState.OWED:
            return "we owe them a reply"
        case OwedState.DRAFTED:
            return "our reply is in the draft"
        case OwedState.SENT:
            return f"told {ago(owed.settled_at, now)}" if owed.settled_at else "told"
        case OwedState.SKIPPED:
            return f"not told: {owed.skip_why}"
