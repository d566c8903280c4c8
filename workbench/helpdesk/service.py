"""Connect and disconnect accounts; make the adapter of an account, with its token from the keyring."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.helpdesk import repo
from workbench.helpdesk.model import Account, NoPlace, Place
from workbench.helpdesk.port import Adapter, Agent
from workbench.helpdesk.registry import Connection, DeskKind, Desks
from workbench.kernel.clock import Clock
from workbench.kernel.errors import AuthFailed, WorkbenchError
from workbench.kernel.ids import AccountId, new_id
from workbench.net.address import base_url
from workbench.secrets.port import Secret, SecretStore, SessionSecrets
from workbench.store import Store


class AccountService:
    """The helpdesk accounts of this person."""

    def __init__(self, store: Store, clock: Clock, secrets: SecretStore, desks: Desks) -> None:
        self._store = store
        self._clock = clock
        self._secrets = secrets
        self._session = SessionSecrets()
        self._desks = desks

    def all(self) -> Sequence[Account]:
        return repo.accounts(self._store.read())

    def one(self, account: AccountId) -> Account | None:
        return repo.one(self._store.read(), account)

    def places(self) -> Sequence[Place] | NoPlace:
        """Where a conversation can be begun, the one last used first; or why it can be nowhere."""
        if found := repo.places(self._store.read()):
            return found
        accounts = self.all()
        if not accounts:
            return NoPlace("There is no account yet. Connect your helpdesk to write to somebody.")
        if not all(account.inboxes_at for account in accounts):
            return NoPlace("Your helpdesk has not been reached yet. Once it has, a conversation can be begun.")
        names = " and ".join(account.name for account in accounts)
        return NoPlace(f"{names} lets you begin no conversation from here. Begin it on the helpdesk; it comes in then.")

    def open_practice(self) -> Account:
        """Set up the practice desk, or find it when it is there."""
        for account in self.all():
            if account.practice:
                return account
        return self._connect(Connection(kind=DeskKind.PRACTICE, address="", token=None), "Practice desk")

    def sign_in(self, kind: DeskKind, address: str, token: Secret, *, session_only: bool = False) -> Account:
        """Connect a real account: the helpdesk is asked who we are before anything is kept.

        ``session_only`` keeps the token until the program ends, for where there is no safe keyring. Raises Offline,
        AuthFailed, ServerFault, KeyringFault or UserError; then nothing was kept.
        """
        address = base_url(address)
        known = [found for found in self.all() if found.kind is kind and found.address == address]
        if known:
            self._who(Connection(kind=kind, address=address, token=token))
            if not session_only:
                self._store.write(lambda tx: repo.note_keyring(tx, known[0].id), origin="accounts.sign_in")
            self._keep(known[0].id, token, session_only)
            return known[0]
        host = address.partition("://")[2].partition("/")[0]
        return self._connect(Connection(kind=kind, address=address, token=token), host, session_only)

    def remove(self, account: AccountId) -> None:
        """Take an account away with everything of it on this machine, its token included."""
        found = self.one(account)
        if found is None:
            return
        key = _key(account)
        if found.in_keyring:
            self._secrets.drop(key)  # the token first: were the keyring locked, nothing is half gone
        self._store.write(lambda tx: repo.remove(tx, account), origin="accounts.remove")
        self._session.drop(key)
        if found.practice:
            self._desks.forget_practice()

    def adapter(self, account: Account) -> Adapter:
        """The adapter of ``account``. Raises AuthFailed where its token is not in the keyring, KeyringFault."""
        key = _key(account.id)
        token = None if account.practice else self._session.get(key) or self._secrets.get(key)
        if token is None and not account.practice:
            raise AuthFailed(
                f"The token of {account.name} is not in the keyring.",
                "Sign in again in Settings. Drafts and the outbox stay as they are.",
            )
        return self._desks.connect(Connection(kind=account.kind, address=account.address, token=token))

    def _who(self, connection: Connection) -> Agent:
        adapter = self._desks.connect(connection)
        try:
            return adapter.whoami()
        finally:
            adapter.close()

    def _keep(self, account: AccountId, token: Secret, session_only: bool) -> None:
        key = _key(account)
        if session_only:
            self._session.put(key, token)
        else:
            self._secrets.put(key, token)
            self._session.drop(key)  # or that one would be used on

    def _connect(self, connection: Connection, name: str, session_only: bool = False) -> Account:
        account = Account(
            id=AccountId(new_id()),
            kind=connection.kind,
            name=name,
            address=connection.address,
            agent=self._who(connection),
            cursor=None,
            pulled_at=None,
            in_keyring=connection.token is not None and not session_only,
        )
        if connection.token is not None:
            self._keep(account.id, connection.token, session_only)
        try:
            self._store.write(lambda tx: repo.add(tx, account, self._clock.now()), origin="accounts.add")
        except WorkbenchError:
            if connection.token is not None:  # nobody would know its name any more
                (self._session if session_only else self._secrets).drop(_key(account.id))
            raise
        return account


def _key(account: AccountId) -> str:
    return f"account:{account}"
