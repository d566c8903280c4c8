"""Connect and disconnect trackers; make the adapter of one, with its token from the keyring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workbench.feedback.trackers import repo
from workbench.feedback.trackers.model import TrackerAccount
from workbench.feedback.trackers.places import usual_address
from workbench.feedback.trackers.port import Signed, Tracker, TrackerKind
from workbench.feedback.trackers.registry import Connection, Trackers
from workbench.kernel.clock import Clock
from workbench.kernel.errors import AuthFailed, UserError, WorkbenchError
from workbench.kernel.ids import TrackerId, new_id
from workbench.kernel.text import fold, normalise, one_line
from workbench.net.address import base_url
from workbench.secrets.port import Secret, SecretStore, SessionSecrets
from workbench.store import Store

_LONGEST_NAME = 60


class TrackerAccounts:
    """The trackers that are set up on this machine. A token is in the keyring, or in memory until the program ends."""

    def __init__(self, store: Store, clock: Clock, secrets: SecretStore, trackers: Trackers) -> None:
        self._store = store
        self._clock = clock
        self._secrets = secrets
        self._session = SessionSecrets()
        self._trackers = trackers

    def all(self) -> Sequence[TrackerAccount]:
        return repo.trackers(self._store.read())

    def one(self, tracker: TrackerId) -> TrackerAccount | None:
        return repo.tracker(self._store.read(), tracker)

    def named(self, name: str) -> TrackerAccount:
        """The tracker of that name or project, however it is written. Raises UserError where it is none, or several."""
        every = self.all()
        found = [each for each in every if fold(name) in {fold(each.name), fold(each.project)}]
        if len(found) == 1:
            return found[0]
        known = ", ".join(each.name for each in every)
        raise UserError(
            f"{'Several trackers are' if found else 'No tracker is'} called “{one_line(name, _LONGEST_NAME)}” here.",
            f"There are: {known}." if known else "Set one up in Settings.",
        )

    def sign_in(
        self,
        kind: TrackerKind,
        address: str,
        project: str,
        token: Secret,
        *,
        login: str = "",
        name: str = "",
        session_only: bool = False,
    ) -> TrackerAccount:
        """Set a tracker up, or sign in anew: it is asked who we are and for the project before anything is kept.

        ``address``: empty for the usual one; ``login``: the e-mail address that goes with a token of Jira Cloud;
        ``session_only`` keeps the token until the program ends. Raises Offline, AuthFailed, ServerFault, KeyringFault
        or UserError; then nothing was kept.
        """
        base = base_url(address.strip() or usual_address(kind))
        project = _project(kind, project)
        connection = Connection(kind=kind, address=base, project=project, token=token, login=login.strip())
        signed = self._ask(connection)
        account = self._known(connection) or TrackerAccount(
            id=TrackerId(new_id()),
            kind=kind,
            name=self._free_name(name.strip() or project),
            address=base,
            project=project,
            login="",
            me="",
            sort="",
            open_to_all=None,
            in_keyring=not session_only,
        )
        made = replace(
            account,
            login=connection.login,
            me=signed.me,
            sort=signed.sort,
            open_to_all=signed.open_to_all,
            in_keyring=not session_only,
        )
        self._keep(made, token, session_only)
        return made

    def remove(self, tracker: TrackerId) -> None:
        """Take a tracker away with its token, and back what waits for it. Issues keep their addresses."""
        found = self.one(tracker)
        if found is None:
            return
        if found.in_keyring:
            self._secrets.drop(_key(tracker))  # the token first: were the keyring locked, nothing is half gone
        self._store.write(lambda tx: repo.remove_tracker(tx, tracker), origin="trackers.remove")
        self._session.drop(_key(tracker))

    def adapter(self, account: TrackerAccount) -> Tracker:
        """The adapter of ``account``. Raises AuthFailed where its token is not in the keyring, KeyringFault."""
        kept = self._secrets.get(_key(account.id)) if account.in_keyring else None
        token = self._session.get(_key(account.id)) or kept
        if token is None:
            raise AuthFailed(
                f"The token of {account.name} is not in the keyring.",
                "Sign in again in Settings. What waits for it stays queued.",
            )
        return self._trackers.connect(
            Connection(
                kind=account.kind,
                address=account.address,
                project=account.project,
                token=token,
                login=account.login,
                sort=account.sort,
            )
        )

    def _ask(self, connection: Connection) -> Signed:
        adapter = self._trackers.connect(connection)
        try:
            return adapter.sign_in()
        finally:
            adapter.close()

    def _known(self, connection: Connection) -> TrackerAccount | None:
        same = (connection.kind, connection.address, connection.project)
        return next((each for each in self.all() if (each.kind, each.address, each.project) == same), None)

    def _free_name(self, wished: str) -> str:
        name = one_line(normalise(wished), _LONGEST_NAME)
        taken = {fold(each.name) for each in self.all()}
        return next(each for each in (name, *(f"{name} {n}" for n in range(2, 1000))) if fold(each) not in taken)

    def _keep(self, account: TrackerAccount, token: Secret, session_only: bool) -> None:
        is_new = self.one(account.id) is None
        key = _key(account.id)
        (self._session if session_only else self._secrets).put(key, token)
        try:
            if is_new:
                now = self._clock.now()
                self._store.write(lambda tx: repo.add_tracker(tx, account, now), origin="trackers.add")
            else:
                self._store.write(lambda tx: repo.sign_in_anew(tx, account), origin="trackers.sign_in")
        except WorkbenchError:
            if is_new:  # nobody would know its name any more
                (self._session if session_only else self._secrets).drop(key)
            raise
        if not session_only:
            self._session.drop(key)  # or that one would be used on


def _project(kind: TrackerKind, typed: str) -> str:
    """The project's name out of what was typed or copied from the address line."""
    text = typed.strip()
    if "://" in text:
        text = text.partition("://")[2].partition("/")[2]
        text = text.partition("/-/")[0].removesuffix("/issues").removeprefix("browse/").removeprefix("projects/")
    text = text.strip("/").removesuffix(".git")
    return text.partition("-")[0].upper() if kind is TrackerKind.JIRA else text


def _key(tracker: TrackerId) -> str:
    return f"tracker:{tracker}"
