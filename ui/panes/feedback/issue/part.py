"""The issues of a topic on its page: where it is an issue, what waits to go there, and a way to push or link it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.panes.feedback.issue.lines import IssueLine, PushLine
from ui.panes.feedback.issue.presenter import IssuePresenter, Shown
from ui.panes.feedback.issue.sheet import PushSheet
from ui.theme.roles import Role, set_role
from ui.widgets.flow_layout import FlowLayout
from workbench.feedback.advocacy.model import Status
from workbench.feedback.topics.model import Topic
from workbench.feedback.trackers.model import Issue, Names, Preview, Push, TrackerAccount
from workbench.kernel.ids import IssueId, TopicId, TrackerId


class IssuePart:
    """A part of the page of a topic. ``push_buttons``: by the tracker's id."""

    def __init__(self, parts: Parts) -> None:
        self._icons = parts.icons
        self._box = QWidget()
        self.presenter = IssuePresenter(parts, self._box)
        self.status_asked = self.presenter.status_asked
        self._topic: TopicId | None = None
        self._shown: Shown | None = None
        self._again: tuple[TrackerId | None, IssueId | None] = (None, None)
        self.push_buttons: dict[str, QPushButton] = {}
        self.issue_lines: list[IssueLine] = []
        self.push_lines: list[PushLine] = []
        self._lines = QVBoxLayout()
        self._pushes = FlowLayout(gap=8, row_gap=8)
        self.url, self.link_button = QLineEdit(), QPushButton("Link")
        self._fault = _label("secondary")
        self.sheet = PushSheet(parts.icons)
        self._lay_out()
        self._connect()

    def widget(self) -> QWidget:
        return self._box

    def show_topic(self, topic: Topic) -> None:
        """Show what belongs to ``topic``. One of the practice desk is never an issue."""
        if topic.id != self._topic:
            self._box.hide()
            self._shown = None
            self.sheet.leave()
            self.url.clear()
            self._fault.hide()
        self._topic = topic.id
        if not topic.practice:
            self.presenter.open(topic.id)

    def _show(self, shown: Shown) -> None:
        if shown == self._shown:
            return
        self._shown = shown
        self._clear()
        for issue in shown.issues:
            self._add_issue(issue)
        for push in shown.waiting:
            self._add_push(push)
        for tracker in shown.trackers:
            self._add_tracker(tracker)
        self._box.setVisible(bool(shown.trackers or shown.issues or shown.waiting))
        for widget in (self.url, self.link_button):
            widget.setVisible(bool(shown.trackers))

    def _add_issue(self, issue: Issue) -> None:
        line = IssueLine(self._icons, issue)
        line.open_button.clicked.connect(lambda _=False: QDesktopServices.openUrl(QUrl(issue.url)))
        line.tell_button.clicked.connect(lambda _=False: self._comment(issue.id, Names.NONE))
        line.unlink_button.clicked.connect(lambda _=False: self.presenter.unlink(issue))
        if (offer := issue.offer) is not None:
            status = Status(offer.status)
            line.accept_button.clicked.connect(lambda _=False: self.status_asked.emit(status, issue.url))
        line.decline_button.clicked.connect(lambda _=False: self.presenter.decline(issue))
        self.issue_lines.append(line)
        self._lines.addWidget(line)

    def _add_push(self, push: Push) -> None:
        line = PushLine(self._icons, push)
        line.retry_button.clicked.connect(lambda _=False: self.presenter.retry(push.id))
        line.arrived_button.clicked.connect(lambda _=False: self.presenter.it_arrived(push.id))
        line.withdraw_button.clicked.connect(lambda _=False: self.presenter.withdraw(push.id))
        self.push_lines.append(line)
        self._lines.addWidget(line)

    def _add_tracker(self, tracker: TrackerAccount) -> None:
        button = QPushButton(f"Push to {tracker.name}")
        button.setToolTip("The text is shown before anything goes")
        button.clicked.connect(lambda _=False: self._preview(tracker.id, Names.NONE))
        self.push_buttons[tracker.id] = button
        self._pushes.addWidget(button)

    def _preview(self, tracker: TrackerId, names: Names) -> None:
        if self._topic is not None:
            self._again = (tracker, None)
            self.presenter.preview(self._topic, tracker, names)

    def _comment(self, issue: IssueId, names: Names) -> None:
        self._again = (None, issue)
        self.presenter.preview_comment(issue, names)

    def _names(self, names: Names) -> None:
        tracker, issue = self._again
        if issue is not None:
            self._comment(issue, names)
        elif tracker is not None:
            self._preview(tracker, names)

    def _show_sheet(self, preview: Preview) -> None:
        trackers = self._shown.trackers if self._shown else ()
        where = next((each.name for each in trackers if each.id == preview.tracker), "the tracker")
        if preview.topic == self._topic:
            self.sheet.show_preview(preview, where)
            QTimer.singleShot(0, self.sheet, self._bring_in)

    def _bring_in(self) -> None:
        """The page scrolls to what is to be read."""
        page = self._box.parentWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        if isinstance(page, QScrollArea):
            page.ensureWidgetVisible(self.sheet.queue_button)
            page.ensureWidgetVisible(self.sheet.names)

    def _leave_sheet(self) -> None:
        self.sheet.leave()
        first = next(iter(self.push_buttons.values()), None)
        if first is not None:
            first.setFocus()

    def _link(self) -> None:
        if self._topic is not None and self.url.text().strip():
            self.presenter.link(self._topic, self.url.text())

    def _refuse(self, words: str) -> None:
        self._fault.setText(words)
        self._fault.show()
        self.url.setFocus()
        self.url.selectAll()

    def _linked(self) -> None:
        self.url.clear()
        self._fault.hide()

    def _clear(self) -> None:
        for widget in (*self.issue_lines, *self.push_lines, *self.push_buttons.values()):
            widget.hide()
            widget.deleteLater()
        self.issue_lines, self.push_lines, self.push_buttons = [], [], {}

    def _connect(self) -> None:
        self.presenter.came.connect(self._show)
        self.presenter.previewed.connect(self._show_sheet)
        self.presenter.queued.connect(self._leave_sheet)
        self.presenter.linked.connect(self._linked)
        self.presenter.refused.connect(self._refuse)
        self.sheet.queued.connect(self.presenter.queue)
        self.sheet.names_chosen.connect(self._names)
        self.sheet.left.connect(self._leave_sheet)
        self.link_button.clicked.connect(lambda _=False: self._link())
        self.url.returnPressed.connect(self._link)
        self.url.textEdited.connect(partial(self._fault.setVisible, False))

    def _lay_out(self) -> None:
        self.url.setPlaceholderText("Address of an issue that it is already")
        self.url.setAccessibleName("Address of an issue")
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        head = _label("strong")
        head.setText("Issue")
        column.addWidget(head)
        self._lines.setSpacing(12)
        column.addLayout(self._lines)
        column.addLayout(self._pushes)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.url, 1)
        row.addWidget(self.link_button)
        column.addLayout(row)
        column.addWidget(self._fault)
        column.addWidget(self.sheet)
        self._fault.hide()
        self._box.hide()


def _label(role: Role) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
