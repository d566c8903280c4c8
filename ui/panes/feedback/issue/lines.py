"""One issue, or one text on its way, as a line on the page of a topic."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from ui.theme.icons import Icons
from ui.theme.roles import Role, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill, State
from workbench.feedback.advocacy.model import Status
from workbench.feedback.advocacy.words import WORDS
from workbench.feedback.trackers.model import Form, Issue, Push
from workbench.feedback.trackers.port import IssueState
from workbench.feedback.trackers.states import State as PushState
from workbench.kernel.text import in_marks

_STATES = {
    IssueState.UNKNOWN: State(word="Not read yet", tone="neutral", icon="clock"),
    IssueState.OPEN: State(word="Open", tone="info"),
    IssueState.CLOSED: State(word="Closed", tone="success"),
    IssueState.GONE: State(word="Not to be seen", tone="warning", icon="image-off"),
}
_PUSHES = {
    PushState.QUEUED: State(word="Queued", tone="neutral", icon="queue"),
    PushState.SENDING: State(word="On its way", tone="info", icon="send"),
    PushState.FAILED: State(word="Not taken", tone="danger"),
    PushState.ASK: State(word="Needs a look", tone="warning", icon="eye"),
}
_OFFERS = {"shipped": "Shipped?", "no": "Not going to be done?", "planned": "Planned?", "in_progress": "In progress?"}


class IssueLine(QWidget):
    """``accept_button`` and ``decline_button`` are there where the issue suggests something."""

    def __init__(self, icons: Icons, issue: Issue) -> None:
        super().__init__()
        self.open_button, self.tell_button = QPushButton("Open"), QPushButton("Tell what is new")
        self.unlink_button, self.decline_button = QPushButton("Unlink"), QPushButton("Leave it")
        self.accept_button = QPushButton()
        title = ElidedLabel(issue.title or issue.remote)
        where = ElidedLabel(" · ".join(part for part in (issue.remote, issue.reason, ", ".join(issue.labels)) if part))
        set_role(where, "caption")
        marks = _flow(Pill(icons, _STATES[issue.state]))
        column = _column(self)
        column.addLayout(marks)
        column.addWidget(title)
        column.addWidget(where)
        if issue.offer is not None:
            words = _label("secondary")
            words.setText(f"{_OFFERS[issue.offer.status]} {issue.offer.why}")
            column.addWidget(words)
            self.accept_button.setText(f"Set status to {WORDS[Status(issue.offer.status)][0]}")
            self.accept_button.setToolTip("Asks who decided and why; nothing is kept before that")
        for button in (self.accept_button, self.decline_button):
            button.setVisible(issue.offer is not None)
        self.tell_button.setVisible(issue.tracker is not None and issue.state is not IssueState.GONE)
        buttons = _flow()
        quiet = (self.decline_button, self.open_button, self.tell_button, self.unlink_button)
        for button in (self.accept_button, *quiet):
            button.setAccessibleName(f"{button.text()}: {issue.remote}")
            if button is not self.accept_button:
                set_role(button, "quiet")
            buttons.addWidget(button)
        column.addLayout(buttons)


class PushLine(QWidget):
    """What waits, and what a person can do about it."""

    def __init__(self, icons: Icons, push: Push) -> None:
        super().__init__()
        self.retry_button, self.arrived_button = QPushButton("Try again"), QPushButton("It is there")
        self.withdraw_button = QPushButton("Take back")
        what = "Comment" if push.form is Form.COMMENT else in_marks(push.title)
        title = ElidedLabel(f"{what} for {push.tracker_name}")
        column = _column(self)
        column.addLayout(_flow(Pill(icons, _PUSHES[push.state])))
        column.addWidget(title)
        if push.reason:
            words = _label("secondary")
            words.setText(push.reason)
            column.addWidget(words)
        asked, failed = push.state is PushState.ASK, push.state is PushState.FAILED
        self.retry_button.setVisible((asked or failed) and push.tracker is not None)
        self.arrived_button.setVisible(asked)
        self.withdraw_button.setVisible(push.state is not PushState.SENDING)
        buttons = _flow()
        for button in (self.retry_button, self.arrived_button, self.withdraw_button):
            button.setAccessibleName(f"{button.text()}: {push.tracker_name}")
            set_role(button, "quiet")
            buttons.addWidget(button)
        column.addLayout(buttons)


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column


def _flow(*widgets: QWidget) -> FlowLayout:
    flow = FlowLayout(gap=8, row_gap=4)
    for widget in widgets:
        flow.addWidget(widget)
    return flow


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
