"""Asks for a tracker: where, which project, and a token, checked there before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.theme.icons import Icons
from ui.theme.roles import Role, set_role
from ui.widgets.notice import Notice
from workbench.feedback.trackers.places import usual_address
from workbench.feedback.trackers.port import TrackerKind
from workbench.kernel.errors import KeyringFault, WorkbenchError
from workbench.secrets.port import Secret

NAMES = {TrackerKind.GITHUB: "GitHub", TrackerKind.GITLAB: "GitLab", TrackerKind.JIRA: "Jira"}
_PROJECTS = {
    TrackerKind.GITHUB: ("Repository", "owner/repository"),
    TrackerKind.GITLAB: ("Project", "group/project"),
    TrackerKind.JIRA: ("Project key", "SHOP"),
}
_TOKENS = {
    TrackerKind.GITHUB: "Settings, Developer settings, fine-grained token; it may read and write issues of it.",
    TrackerKind.GITLAB: "Preferences, Access tokens; with the scope api.",
    TrackerKind.JIRA: "Cloud: account, Security, API token, and your e-mail address. Server: your profile, tokens.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was typed."""

    kind: TrackerKind
    address: str
    project: str
    login: str
    token: Secret
    session_only: bool = False


class TrackerForm(QWidget):
    """``asked``: an Asked; ``left``: it is not wanted any more. What was typed stays after a fault."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.kind = QComboBox()
        self.address, self.project, self.login, self.token = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self._project_label, self._login_label = _label("Project", "secondary"), _label("E-mail address", "secondary")
        self._hint = _label("", "caption")
        self.notice = Notice(icons)
        self.connect_button, self.cancel_button = QPushButton("Connect"), QPushButton("Cancel")
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._fit_kind)
        self.connect_button.clicked.connect(lambda _=False: self._ask())
        self.cancel_button.clicked.connect(self.left)
        for field in (self.address, self.project, self.login, self.token):
            field.returnPressed.connect(self._ask)
        self._fit_kind()

    def open(
        self, kind: TrackerKind = TrackerKind.GITHUB, address: str = "", project: str = "", login: str = ""
    ) -> None:
        """Show it, empty or for a project that is known."""
        self.kind.setCurrentIndex(list(NAMES).index(kind))
        self.address.setText(address or usual_address(kind))
        self.project.setText(project)
        self.login.setText(login)
        self.token.clear()
        self.notice.hide()
        self.show_busy(False)
        self.show()
        (self.token if project else self.kind).setFocus()

    def show_busy(self, busy: bool) -> None:
        for widget in (self.kind, self.address, self.project, self.login, self.token, self.connect_button):
            widget.setEnabled(not busy)
        self.connect_button.setText("Connecting" if busy else "Connect")

    def show_fault(self, error: WorkbenchError) -> None:
        """Say what is wrong; where there is no keyring, offer to keep the token until the program ends."""
        self.show_busy(False)
        self.notice.show_notice(f"{error.title} {error.cure}".strip(), "warning", closable=False)
        if isinstance(error, KeyringFault):
            self.notice.add_action("Keep for this session only", lambda: self._ask(session_only=True)).setFocus()
        else:
            self.connect_button.setFocus()

    def _ask(self, *, session_only: bool = False) -> None:
        if not self.project.text().strip() or not self.token.text().strip():
            empty = self.token if self.project.text().strip() else self.project
            what = "token" if empty is self.token else "project"
            self.notice.show_notice(f"There is no {what} yet.", "warning", closable=False)
            empty.setFocus()
            return
        self.notice.hide()
        self.show_busy(True)
        self.asked.emit(
            Asked(
                kind=self._chosen(),
                address=self.address.text(),
                project=self.project.text(),
                login=self.login.text() if self._chosen() is TrackerKind.JIRA else "",
                token=Secret(self.token.text().strip()),
                session_only=session_only,
            )
        )

    def _chosen(self) -> TrackerKind:
        return list(NAMES)[max(self.kind.currentIndex(), 0)]

    def _fit_kind(self) -> None:
        kind = self._chosen()
        usual = {usual_address(each) for each in NAMES}
        if self.address.text().strip() in usual:
            self.address.setText(usual_address(kind))
        self.address.setPlaceholderText(usual_address(kind) or "https://example.atlassian.net")
        words, example = _PROJECTS[kind]
        self._project_label.setText(words)
        self.project.setAccessibleName(words)
        self.project.setPlaceholderText(example)
        for widget in (self.login, self._login_label):
            widget.setVisible(kind is TrackerKind.JIRA)
        self._hint.setText(_TOKENS[kind])

    def _lay_out(self) -> None:
        for name in NAMES.values():
            self.kind.addItem(name)
        self.kind.setAccessibleName("Kind of tracker")
        self.address.setAccessibleName("Address of the tracker")
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.login.setAccessibleName("E-mail address")
        self.login.setPlaceholderText("for Jira Cloud; empty for a server of your own")
        self.token.setAccessibleName("Token of the tracker")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        set_role(self.connect_button, "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        rows = (
            (_label("Tracker", "secondary"), self.kind), (_label("Address", "secondary"), self.address),
            (self._project_label, self.project), (self._login_label, self.login),
            (_label("Token", "secondary"), self.token),
        )  # fmt: skip
        for label, field in rows:
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(4)
        column.addWidget(self._hint)
        column.addWidget(self.notice)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.connect_button)
        column.addSpacing(4)
        column.addLayout(buttons)


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
