"""Secrets in the system's own keyring, and in none that would write them to a plain file."""

from __future__ import annotations

import importlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.errors import InitError, KeyringLocked, NoKeyringError

from workbench.kernel.errors import KeyringFault
from workbench.secrets.port import Secret

T = TypeVar("T")

_ALLOWED = {
    "keyring.backends.SecretService.Keyring": "Secret Service",
    "keyring.backends.libsecret.Keyring": "Secret Service",
    "keyring.backends.kwallet.DBusKeyring": "KWallet",
    "keyring.backends.kwallet.DBusKeyringKWallet4": "KWallet",
    "keyring.backends.Windows.WinVaultKeyring": "Windows Credential Manager",
    "keyring.backends.macOS.Keyring": "macOS Keychain",
}
_SESSION_ONLY = "The token can also be kept until the program ends, and is then asked for again."


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyringState:
    """What there is to say about the keyring. ``name``: empty where there is none."""

    name: str
    usable: bool
    sentence: str


class KeyringSecrets:
    """Keeps secrets under ``service`` in the system's keyring.

    ``backend``: a keyring to use instead of the one that is found; it must be a known safe one too.
    ``patience``: how long a call may take, for a keyring may be waiting for its password in a window.
    """

    def __init__(
        self,
        service: str = "support-workbench",
        backend: KeyringBackend | None = None,
        *,
        patience: timedelta = timedelta(seconds=60),
    ) -> None:
        self._service = service
        self._given = backend
        self._patience = patience
        self._one_at_a_time = threading.Lock()

    def get(self, key: str) -> Secret | None:
        """Raises KeyringFault."""
        found = self._ask(lambda backend: backend.get_password(self._service, key))
        return None if found is None else Secret(found)

    def put(self, key: str, value: Secret) -> None:
        """Raises KeyringFault; then nothing was kept."""
        self._ask(lambda backend: backend.set_password(self._service, key, value.reveal()))

    def drop(self, key: str) -> None:
        """Does nothing where there is no such secret. Raises KeyringFault."""

        def delete(backend: KeyringBackend) -> None:
            if backend.get_password(self._service, key) is not None:
                backend.delete_password(self._service, key)

        self._ask(delete)

    def state(self) -> KeyringState:
        """Whether the keyring can be used right now; asks it once and writes nothing. Never raises."""
        try:
            name = _ALLOWED[self._in_time(lambda: _path(self._backend()))]
            self.get("state")
        except KeyringFault as fault:
            return KeyringState(name="", usable=False, sentence=str(fault))
        return KeyringState(name=name, usable=True, sentence=f"Tokens are kept in the keyring ({name}).")

    def _ask(self, question: Callable[[KeyringBackend], T]) -> T:
        return self._in_time(lambda: question(self._backend()))

    def _in_time(self, call: Callable[[], T]) -> T:
        """The result of ``call`` made in a thread of its own, one that holds nobody back from leaving."""
        results: list[T] = []
        faults: list[Exception] = []

        def work() -> None:
            try:
                with self._one_at_a_time:
                    results.append(call())
            except Exception as error:  # keyrings raise what their system's library raises
                faults.append(error)

        worker = threading.Thread(target=work, name="keyring", daemon=True)
        worker.start()
        worker.join(self._patience.total_seconds())
        if faults:
            raise _fault(faults[0]) from None  # the cause may name what was to be kept
        if not results:
            raise KeyringFault("The keyring does not answer.", "It may be waiting for its password in a window.")
        return results[0]

    def _backend(self) -> KeyringBackend:
        if self._given is None:
            return _found()
        return _allowed(self._given)


def _found() -> KeyringBackend:
    """The best known keyring that works here. Others are not loaded, so no plugin can push itself in."""
    usable: list[tuple[float, KeyringBackend]] = []
    for path in _ALLOWED:
        module, _, name = path.rpartition(".")
        try:
            kind: type[KeyringBackend] = getattr(importlib.import_module(module), name)
            usable.append((float(kind.priority), kind()))
        except Exception:  # noqa: S112 - each says in its own way that it is not for this system
            continue
    if not usable:
        raise NoKeyringError
    return max(usable, key=lambda each: each[0])[1]


def _allowed(backend: KeyringBackend) -> KeyringBackend:
    inside = backend.backends if isinstance(backend, ChainerBackend) else [backend]
    for each in inside:
        if _path(each) in _ALLOWED:
            return each
    raise KeyringFault(
        f"{_path(backend)} is not known to be a safe keyring.",
        f"Nothing was kept in it. {_SESSION_ONLY}",
    )


def _path(backend: KeyringBackend) -> str:
    return f"{type(backend).__module__}.{type(backend).__name__}"


def _fault(error: Exception) -> KeyringFault:
    if isinstance(error, KeyringFault):
        return error
    if isinstance(error, NoKeyringError):
        return KeyringFault(
            "There is no safe keyring on this computer.",
            f"GNOME Keyring and KWallet are such. {_SESSION_ONLY}",
        )
    if isinstance(error, KeyringLocked):
        return KeyringFault("The keyring is locked.", f"Unlock it and try again. {_SESSION_ONLY}")
    if isinstance(error, InitError):
        return KeyringFault("The keyring could not be opened.", f"Set it up or unlock it. {_SESSION_ONLY}")
    return KeyringFault("The keyring refused.", f"Open its own window to see why. {_SESSION_ONLY}")
