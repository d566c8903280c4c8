"""Signing in says each fault at the right field, keeps what was typed, and never shows or keeps the token wrongly."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from ui.commands.parts import Parts
from ui.dialogs.sign_in import SignIn
from workbench.helpdesk.port import Adapter
from workbench.helpdesk.registry import Connection, DeskKind
from workbench.kernel.errors import AuthFailed, KeyringFault, Offline, ServerFault, WorkbenchError
from workbench.secrets.port import Secret

ADDRESS, TOKEN = "helpdesk.example.com", "1-14-abcdef"


class Desks(FakeDesks):
    """Connects as a real one would, or not; ``before`` runs first."""

    def __init__(self) -> None:
        super().__init__(FakeHelpdesk())
        self.before: Callable[[], object] = lambda: None
        self.fault: WorkbenchError | None = None
        self.seen: list[Connection] = []

    def connect(self, connection: Connection) -> Adapter:
        self.seen.append(connection)
        self.before()
        if self.fault:
            raise self.fault
        return super().connect(connection)


@pytest.fixture
def desks(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Desks:
    made = Desks()
    monkeypatch.setattr(parts.workbench.accounts, "_desks", made)
    return made


@pytest.fixture
def dialog(parts: Parts, desks: Desks, qtbot: QtBot) -> SignIn:
    made = SignIn(parts)
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClicks(made.address, ADDRESS)
    qtbot.keyClicks(made.token, TOKEN)
    return made


def real(parts: Parts) -> list[str]:
    return [each.address for each in parts.workbench.accounts.all() if each.kind is DeskKind.RT5]


def test_an_account_is_added_and_the_token_leaves_the_field(
    dialog: SignIn, desks: Desks, parts: Parts, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(dialog.signed_in):
        qtbot.keyClick(dialog.token, Qt.Key.Key_Return)
    assert real(parts) == ["https://helpdesk.example.com"]
    assert desks.seen[-1].token == Secret(TOKEN)
    assert dialog.token.text() == "" and dialog.isHidden()


def test_the_token_is_never_readable_on_the_screen(dialog: SignIn) -> None:
    assert dialog.token.echoMode() == QLineEdit.EchoMode.Password
    assert TOKEN not in dialog.token.displayText()


def test_a_wrong_address_is_said_at_the_address_and_nothing_is_asked(dialog: SignIn, desks: Desks) -> None:
    dialog.address.setText("http://helpdesk.example.com")
    dialog.connect_button.click()
    assert dialog.address_fault.isVisible() and "not encrypted" in dialog.address_fault.text()
    assert dialog.token_fault.isHidden() and not desks.seen


def test_a_missing_token_is_said_at_the_token(dialog: SignIn, desks: Desks) -> None:
    dialog.token.clear()
    dialog.connect_button.click()
    assert dialog.token_fault.isVisible() and not desks.seen


def test_a_token_that_is_not_taken_is_said_at_the_token_and_stays(dialog: SignIn, desks: Desks, qtbot: QtBot) -> None:
    desks.fault = AuthFailed("The token is not taken.", "Make a new one.")
    dialog.connect_button.click()
    qtbot.waitUntil(dialog.token_fault.isVisible)
    assert dialog.token_fault.text() == "The token is not taken. Make a new one."
    assert dialog.token.text() == TOKEN and dialog.address.text() == ADDRESS
    qtbot.keyClicks(dialog.token, "0")
    assert dialog.token_fault.isHidden()


@pytest.mark.parametrize("fault", [Offline("No way there.", "Wait."), ServerFault("Not that.", "Look.")])
def test_what_is_nobodys_field_is_said_in_place(
    dialog: SignIn, desks: Desks, qtbot: QtBot, fault: WorkbenchError
) -> None:
    desks.fault = fault
    dialog.connect_button.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.notice.text() == f"{fault.title} {fault.cure}"
    assert dialog.connect_button.isEnabled()


def test_without_a_safe_keyring_the_token_can_be_kept_for_this_session(
    dialog: SignIn, parts: Parts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_key: str, _value: Secret) -> None:
        raise KeyringFault("There is no safe keyring.")

    monkeypatch.setattr(parts.workbench.accounts._secrets, "put", refuse)
    dialog.connect_button.click()
    qtbot.waitUntil(dialog.notice.isVisible)
    assert real(parts) == []
    (keep,) = (each for each in dialog.notice.findChildren(QPushButton) if each.text() == "Keep for this session only")
    with qtbot.waitSignal(dialog.signed_in):
        keep.click()
    assert len(real(parts)) == 1


def test_cancel_while_it_is_busy_keeps_the_fields_and_takes_back_what_comes_late(
    dialog: SignIn, desks: Desks, parts: Parts, qtbot: QtBot
) -> None:
    go = threading.Event()
    desks.before = lambda: go.wait(10)
    dialog.connect_button.click()
    qtbot.waitUntil(lambda: bool(desks.seen))
    assert dialog.bar.isVisible() and not dialog.connect_button.isEnabled()
    dialog.cancel_button.click()
    assert dialog.isVisible() and dialog.connect_button.isEnabled() and dialog.token.text() == TOKEN
    with qtbot.waitSignal(
        parts.bridge.changed, check_params_cb=lambda changes: changes.origin == "accounts.remove", timeout=5000
    ):
        go.set()
    assert real(parts) == [] and dialog.isVisible()


def test_signing_in_again_begins_at_the_token(parts: Parts, desks: Desks, qtbot: QtBot) -> None:
    dialog = SignIn(parts, None, "https://helpdesk.example.com")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.token.hasFocus)
    assert dialog.address.text() == "https://helpdesk.example.com"


def test_closing_takes_the_token_out_of_the_field(dialog: SignIn) -> None:
    dialog.cancel_button.click()
    assert dialog.isHidden() and dialog.token.text() == ""
