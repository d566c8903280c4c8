"""The trackers in the settings: which are set up, how they stand, and a way to set up another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from ui.commands.parts import Parts
from ui.panes.settings.tracker_form import NAMES, Asked, TrackerForm
from ui.theme.roles import Role, set_role, set_surface, set_tone
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.notice import Notice
from workbench.feedback.trackers.model import TrackerAccount
from workbench.kernel.changes import ChangeSet, Kind
from workbench.kernel.errors import WorkbenchError

_WHAT = "Topics become issues here, when you push one. Nothing is sent by itself, and you see each text before it goes."


class TrackersCard(QFrame):
    """``rows``: by the tracker's id, what is shown of it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._room = parts.workbench.product.trackers
        self.rows: dict[str, TrackerRow] = {}
        self._list = QVBoxLayout()
        self.add_button = QPushButton(parts.icons.icon("plus"), "Add tracker")
        self.form = TrackerForm(parts.icons)
        self._lay_out()
        self.add_button.clicked.connect(lambda _=False: self._open())
        self.form.asked.connect(self._sign_in)
        self.form.left.connect(self._leave)
        parts.bridge.changed.connect(self._on_changed)
        self.show_now()

    def show_now(self) -> None:
        """Show what is set up; a row that stays keeps its question and the focus."""
        accounts = {account.id: account for account in self._room.accounts.all()}
        for gone in [each for each in self.rows if each not in accounts]:
            row = self.rows.pop(gone)
            row.hide()
            row.deleteLater()
        for account in accounts.values():
            if account.id not in self.rows:
                row = TrackerRow(self._parts, account)
                row.check_button.clicked.connect(lambda _=False, row=row: self._check(row))
                row.sign_in_button.clicked.connect(lambda _=False, row=row: self._open(row.account))
                row.confirmed = lambda row=row: self._remove(row)  # type: ignore[misc]
                self.rows[account.id] = row
                self._list.addWidget(row)
            status = self._room.sync.status(account.id)
            self.rows[account.id].show_account(account, f"{status.title} {status.cure}".strip())

    def _open(self, account: TrackerAccount | None = None) -> None:
        self.add_button.hide()
        if account is None:
            self.form.open()
        else:
            self.form.open(account.kind, account.address, account.project, account.login)

    def _leave(self) -> None:
        self.form.token.clear()
        self.form.hide()
        self.add_button.show()
        self.add_button.setFocus()

    def _sign_in(self, asked: Asked) -> None:
        def work() -> TrackerAccount:
            account = self._room.accounts.sign_in(
                asked.kind,
                asked.address,
                asked.project,
                asked.token,
                login=asked.login,
                session_only=asked.session_only,
            )
            self._room.sync.forget(account.id)  # its old connection holds the old token
            return account

        def done(account: TrackerAccount) -> None:
            if isValid(self):
                self._parts.notices.say(f"{account.name} is connected, as {account.me}.")
                self._leave()

        self._parts.runner.run("net", work, done, self._failed(self.form.show_fault))

    def _check(self, row: TrackerRow) -> None:
        """Whether the tracker takes us still."""

        def done(_: object) -> None:
            if isValid(row):
                row.check_button.setEnabled(True)
                row.show_account(row.account, "")
                self._parts.notices.say(f"{row.account.name} answers.")

        def failed(error: WorkbenchError) -> None:
            if isValid(row):
                row.check_button.setEnabled(True)
                row.show_account(row.account, f"{error.title} {error.cure}".strip())

        row.check_button.setEnabled(False)
        self._parts.runner.run("net", lambda: self._room.check(row.account.id), done, failed)

    def _remove(self, row: TrackerRow) -> None:
        tell = self._failed(lambda error: self._parts.notices.fault(error.title, error.cure))
        self._parts.runner.run("write", lambda: self._room.remove(row.account.id), failed=tell)

    def _failed(self, tell: Callable[[WorkbenchError], object]) -> Callable[[WorkbenchError], object]:
        return lambda error: tell(error) if isValid(self) else None

    def _on_changed(self, changes: ChangeSet) -> None:
        if Kind.TRACKER in changes:
            self.show_now()

    def _lay_out(self) -> None:
        set_surface(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(_label(_WHAT, "caption"))
        self._list.setSpacing(12)
        column.addLayout(self._list)
        button = QHBoxLayout()
        button.addWidget(self.add_button)
        button.addStretch()
        column.addLayout(button)
        column.addWidget(self.form)
        self.form.hide()


class TrackerRow(QWidget):
    """One tracker. ``confirmed`` is called after the second, deciding press on Remove."""

    def __init__(self, parts: Parts, account: TrackerAccount) -> None:
        super().__init__()
        self.account = account
        self.confirmed: Callable[[], object] = lambda: None
        self._name, self._where = ElidedLabel(), ElidedLabel()
        self._fault = _label("", "secondary")
        self.check_button, self.sign_in_button = QPushButton("Check"), QPushButton("Sign in again")
        self.remove_button = QPushButton("Remove")
        self.question = Notice(parts.icons)
        set_role(self._name, "strong")
        set_role(self._where, "caption")
        set_tone(self.remove_button, "danger")
        flow = FlowLayout(gap=8, row_gap=8)
        for button in (self.check_button, self.sign_in_button, self.remove_button):
            button.setAccessibleName(f"{button.text()}: {account.name}")
            flow.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self._name, self._where, self._fault):
            column.addWidget(widget)
        column.addLayout(flow)
        column.addWidget(self.question)
        self.remove_button.clicked.connect(self._ask)

    def show_account(self, account: TrackerAccount, fault: str) -> None:
        self.account = account
        self._name.show_text(account.name)
        seen = {True: "anybody can read it", False: "", None: ""}[account.open_to_all]
        parts = (NAMES[account.kind], account.address.partition("://")[2], account.project, account.me, seen)
        self._where.show_text(" · ".join(part for part in parts if part))
        self._fault.setText(fault)
        self._fault.setVisible(bool(fault))

    def _ask(self) -> None:
        words = "What waits for it is taken back. Issues there stay, and so do their addresses here."
        self.question.show_notice(words, "warning")
        button = self.question.add_action(f"Remove {self.account.name}", self.confirmed)
        set_tone(button, "danger")
        button.setFocus()


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
