"""Where a token is kept, and that no half of an account is left when something fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fakes.helpdesk import FakeDesks, FakeHelpdesk
from workbench.app import Workbench, open_workbench
from workbench.helpdesk.model import Account
from workbench.helpdesk.port import Adapter
from workbench.helpdesk.registry import Connection, DeskKind
from workbench.kernel.clock import FrozenClock
from workbench.kernel.errors import DiskFull, KeyringFault
from workbench.secrets.port import Secret, SecretStore, SessionSecrets
from workbench.store import Store


class NoKeyring:
    """A computer without a safe keyring."""

    def get(self, key: str) -> Secret | None:
        raise KeyringFault("There is no safe keyring.", "")

    def put(self, key: str, value: Secret) -> None:
        raise KeyringFault("There is no safe keyring.", "")

    def drop(self, key: str) -> None:
        raise KeyringFault("There is no safe keyring.", "")


class NotingDesks(FakeDesks):
    """Notes each token that an account is connected with."""

    tokens: list[str]

    def connect(self, connection: Connection) -> Adapter:
        assert connection.token is not None
        self.tokens.append(connection.token.reveal())
        return super().connect(connection)


Open = Callable[[SecretStore], Workbench]


@pytest.fixture
def desks() -> NotingDesks:
    made = NotingDesks(FakeHelpdesk())
    made.tokens = []
    return made


@pytest.fixture
def start(tmp_path: Path, clock: FrozenClock, desks: NotingDesks) -> Iterator[Open]:
    opened: list[Workbench] = []

    def open_it(secrets: SecretStore) -> Workbench:
        if opened:
            opened.pop().close()
        opened.append(open_workbench(tmp_path / "home", secrets=secrets, clock=clock, desks=desks))
        return opened[0]

    yield open_it
    for workbench in opened:
        workbench.close()


def sign_in(workbench: Workbench, token: str, *, session_only: bool = False) -> Account:
    return workbench.accounts.sign_in(DeskKind.RT5, "https://desk.example", Secret(token), session_only=session_only)


def test_an_account_of_one_session_can_be_removed_where_there_is_no_keyring(start: Open) -> None:
    sign_in(start(NoKeyring()), "token", session_only=True)
    workbench = start(NoKeyring())  # its token is gone with the session
    (account,) = workbench.accounts.all()
    workbench.remove_account(account.id)
    assert workbench.accounts.all() == []


def test_an_account_whose_token_cannot_be_taken_out_of_the_keyring_stays_whole(start: Open) -> None:
    sign_in(start(SessionSecrets()), "token")
    workbench = start(NoKeyring())
    (account,) = workbench.accounts.all()
    with pytest.raises(KeyringFault):
        workbench.remove_account(account.id)
    assert workbench.accounts.all() == [account]


def test_who_signs_in_with_the_keyring_later_has_the_token_taken_out_on_removal(start: Open) -> None:
    keyring = SessionSecrets()
    workbench = start(keyring)
    sign_in(workbench, "token", session_only=True)
    account = sign_in(workbench, "token")
    assert keyring.get(f"account:{account.id}") is not None
    workbench.remove_account(account.id)
    assert keyring.get(f"account:{account.id}") is None


def test_the_newest_token_is_the_one_that_is_used(start: Open, desks: NotingDesks) -> None:
    workbench = start(SessionSecrets())
    account = sign_in(workbench, "old", session_only=True)
    sign_in(workbench, "new")
    workbench.accounts.adapter(account).close()
    assert desks.tokens[-1] == "new"
    sign_in(workbench, "newest", session_only=True)
    workbench.accounts.adapter(account).close()
    assert desks.tokens[-1] == "newest"


def test_no_token_stays_in_the_keyring_of_an_account_that_could_not_be_kept(
    start: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring = SessionSecrets()
    workbench = start(keyring)

    def full(*_work: object, **_more: object) -> None:
        raise DiskFull("The disk is full.", "")

    with monkeypatch.context() as disk:
        disk.setattr(Store, "write", full)
        with pytest.raises(DiskFull):
            sign_in(workbench, "token")
    assert workbench.accounts.all() == []
    assert keyring._held == {}
