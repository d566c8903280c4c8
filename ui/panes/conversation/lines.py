"""What stands between the cards of a thread: events of the helpdesk, and the fold of a long one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from ui.panes.conversation.items import Event, Fold
from ui.panes.conversation.words import earlier
from ui.theme.icons import Icons
from ui.theme.roles import set_role
from ui.widgets.divider import Divider
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.times import ago, exact


class EventLine(QWidget):
    """Something the helpdesk noted: thin, between two lines."""

    def __init__(self) -> None:
        super().__init__()
        self._event: Event | None = None
        self._text = ElidedLabel()
        self._age = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        words = QHBoxLayout()
        words.setSpacing(4)
        for label in (self._text, self._age):
            set_role(label, "caption")
            words.addWidget(label)
        row.addWidget(Divider(), 1)
        row.addLayout(words)
        row.addWidget(Divider(), 1)

    def show_event(self, event: Event, now: datetime) -> None:
        self._event = event
        self._text.show_text(event.text)
        self._age.setToolTip(exact(event.at))
        self.setAccessibleName(f"{event.text}, {exact(event.at)}")
        self.refresh(now)

    def refresh(self, now: datetime) -> None:
        if self._event is not None:
            self._age.setText(f"· {ago(self._event.at, now)}")


class FoldLine(QWidget):
    """``asked``: the messages that stand here unseen are to be shown."""

    asked = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.button = QPushButton()
        self.button.setIcon(icons.icon("more"))
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(12)
        row.addWidget(Divider(), 1)
        row.addWidget(self.button)
        row.addWidget(Divider(), 1)
        set_role(self.button, "chip")

    def show_fold(self, fold: Fold) -> None:
        self.button.setText(earlier(fold.hidden))
        self.button.setIconSize(QSize(14, 14))
