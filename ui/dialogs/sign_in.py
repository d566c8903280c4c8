"""Asks for a helpdesk account: address and token, checked at the helpdesk before anything is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QProgressBar, QPushButton, QVBoxLayout, QWidget

from ui.commands.parts import Parts
from ui.theme.roles import Role, set_role, set_surface, set_tone
from ui.widgets.notice import Notice
from workbench.helpdesk.model import Account
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.errors import AuthFailed, KeyringFault, UserError, WorkbenchError
from workbench.kernel.ids import AccountId
from workbench.net.address import base_url
from workbench.secrets.port import Secret

_WIDTH = 460


class SignIn(QDialog):
    """``signed_in``: the id of the account. What was typed stays after a fault; the token is never shown."""

    signed_in = Signal(str)

    def __init__(self, parts: Parts, parent: QWidget | None = None, address: str = "") -> None:
        super().__init__(parent)
        self._parts = parts
        self._attempt = 0
        self._busy = False
        self.address, self.token = QLineEdit(address), QLineEdit()
        self.address_fault, self.token_fault = _fault_label(), _fault_label()
        self.notice = Notice(parts.icons)
        self.bar = QProgressBar()
        self.connect_button, self.cancel_button = QPushButton("Connect"), QPushButton("Cancel")
        self.setWindowTitle("Connect Request Tracker")
        self._dress()
        self._lay_out()
        self.connect_button.clicked.connect(self._connect)
        self.cancel_button.clicked.connect(self.reject)
        self.address.textEdited.connect(lambda: self._clear_fault(self.address, self.address_fault))
        self.token.textEdited.connect(lambda: self._clear_fault(self.token, self.token_fault))
        (self.token if address else self.address).setFocus()

    def reject(self) -> None:
        """While it is busy, cancel leaves the attempt and keeps the fields; then it closes."""
        self._attempt += 1
        if self._busy:
            self._set_busy(False)
            self.token.setFocus()
            return
        self.token.clear()
        super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._attempt += 1
        self.token.clear()
        super().closeEvent(event)

    def _connect(self, *, session_only: bool = False) -> None:
        self._clear_faults()
        try:
            address = base_url(self.address.text())
        except UserError as error:
            self._show_at(self.address, self.address_fault, error)
            return
        if not self.token.text().strip():
            words = UserError("There is no token yet.", "Make one in Request Tracker and paste it here.")
            self._show_at(self.token, self.token_fault, words)
            return
        self._begin(address, Secret(self.token.text().strip()), session_only)

    def _begin(self, address: str, token: Secret, session_only: bool) -> None:
        self._attempt += 1
        attempt, workbench = self._attempt, self._parts.workbench
        known = {account.id for account in workbench.accounts.all()}
        self._set_busy(True)

        def work() -> Account:
            account = workbench.accounts.sign_in(DeskKind.RT5, address, token, session_only=session_only)
            workbench.sync.forget(account.id)  # its old connection holds the old token
            return account

        def done(account: Account) -> None:
            if attempt == self._attempt:
                self._succeed(account)
            elif account.id not in known:
                self._take_back(account.id)

        def failed(error: WorkbenchError) -> None:
            if attempt == self._attempt:
                self._fail(error)

        self._parts.runner.run("net", work, done, failed)

    def _succeed(self, account: Account) -> None:
        self._set_busy(False)
        self.token.clear()
        self._parts.notices.say(f"{account.name} is connected.")
        self._parts.registry.run("sync.now")
        self.signed_in.emit(account.id)
        self.accept()

    def _take_back(self, account: AccountId) -> None:
        """It was cancelled meanwhile: what the late answer has set up goes again."""
        self._parts.runner.run("write", lambda: self._parts.workbench.remove_account(account))

    def _fail(self, error: WorkbenchError) -> None:
        self._set_busy(False)
        if isinstance(error, AuthFailed):
            self._show_at(self.token, self.token_fault, error)
        elif isinstance(error, KeyringFault):
            self.notice.show_notice(f"{error.title} {error.cure}".strip(), "warning", icon="key", closable=False)
            keep = self.notice.add_action("Keep for this session only", lambda: self._connect(session_only=True))
            keep.setFocus()
        elif isinstance(error, UserError):
            about_token = "token" in error.title.casefold()
            field, label = (self.token, self.token_fault) if about_token else (self.address, self.address_fault)
            self._show_at(field, label, error)
        else:
            self.notice.show_notice(f"{error.title} {error.cure}".strip(), "danger", closable=False)
            self.connect_button.setFocus()
        self._fit()

    def _show_at(self, field: QLineEdit, label: QLabel, error: WorkbenchError) -> None:
        words = f"{error.title} {error.cure}".strip()
        label.setText(words)
        label.show()
        set_tone(field, "danger")
        field.setAccessibleDescription(words)
        field.setFocus()
        field.selectAll()
        self._fit()

    def _clear_fault(self, field: QLineEdit, label: QLabel) -> None:
        label.hide()
        set_tone(field, "")
        field.setAccessibleDescription("")

    def _clear_faults(self) -> None:
        self._clear_fault(self.address, self.address_fault)
        self._clear_fault(self.token, self.token_fault)
        self.notice.hide()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for widget in (self.address, self.token, self.connect_button):
            widget.setEnabled(not busy)
        self.bar.setVisible(busy)
        self.connect_button.setText("Connecting" if busy else "Connect")
        if busy:
            self.cancel_button.setFocus()

    def _fit(self) -> None:
        """As high as what it says now."""
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _dress(self) -> None:
        set_surface(self, "window")
        set_role(self.connect_button, "primary")
        self.connect_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.address.setPlaceholderText("helpdesk.example.com")
        self.address.setAccessibleName("Address")
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self.token.setAccessibleName("Token")
        self.token.setEchoMode(QLineEdit.EchoMode.Password)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Connecting")
        self.bar.hide()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(4)
        column.addWidget(_label("Connect Request Tracker", "heading"))
        column.addWidget(_label("Version 5. A copy of your conversations is kept on this computer.", "secondary"))
        column.addSpacing(12)
        hint = "As in your browser, without what comes after."
        self._add_field(column, "Address", self.address, self.address_fault, hint)
        column.addSpacing(8)
        hint = "In Request Tracker: your name, Settings, Auth Tokens, Create. It is kept in the system’s keyring."
        self._add_field(column, "Token", self.token, self.token_fault, hint)
        column.addSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self.bar)
        column.addStretch()
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.connect_button)
        column.addLayout(buttons)
        self.setMinimumWidth(min(_WIDTH, 360))
        self.resize(_WIDTH, self.sizeHint().height())

    def _add_field(self, column: QVBoxLayout, title: str, field: QLineEdit, fault: QLabel, hint: str) -> None:
        label = _label(title, "strong")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        column.addWidget(fault)
        column.addWidget(_label(hint, "caption"))


def _label(text: str, role: Role) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label


def _fault_label() -> QLabel:
    label = _label("", "")
    set_tone(label, "danger")
    label.hide()
    return label
