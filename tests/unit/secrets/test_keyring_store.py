from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import keyring.backend
import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import InitError, KeyringError, KeyringLocked, PasswordSetError

from workbench.kernel.errors import KeyringFault
from workbench.secrets import keyring_store
from workbench.secrets.keyring_store import KeyringSecrets
from workbench.secrets.port import Secret


class InMemory(keyring.backend.KeyringBackend):
    """Says of itself that it is the Secret Service, and keeps things in memory."""

    priority = 5  # type: ignore[assignment]

    def __init__(self, on_call: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}
        self.on_call = on_call

    def get_password(self, service: str, username: str) -> str | None:
        self.on_call()
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.on_call()
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.on_call()
        del self.held[service, username]


class PlaintextKeyring(InMemory):
    """A stranger, of the kind that writes to a file."""


InMemory.__module__ = "keyring.backends.SecretService"
InMemory.__name__ = "Keyring"
PlaintextKeyring.__module__ = "keyrings.alt.file"


def raiser(error: Exception) -> Callable[[], None]:
    def call() -> None:
        raise error

    return call


def test_a_secret_is_kept_found_and_dropped() -> None:
    backend = InMemory()
    secrets = KeyringSecrets("desk", backend)
    assert secrets.get("a") is None
    secrets.put("a", Secret("sésame 🔑"))
    assert backend.held == {("desk", "a"): "sésame 🔑"}
    assert secrets.get("a") == Secret("sésame 🔑")
    secrets.drop("a")
    secrets.drop("a")
    assert secrets.get("a") is None


@pytest.mark.parametrize("backend", [PlaintextKeyring(), NullKeyring(), NoKeyring()])
def test_a_keyring_that_is_not_known_is_refused_and_given_nothing(backend: Any) -> None:
    secrets = KeyringSecrets(backend=backend)
    with pytest.raises(KeyringFault, match="not known to be a safe keyring") as caught:
        secrets.put("a", Secret("sesame"))
    assert "sesame" not in str(caught.value)
    with pytest.raises(KeyringFault):
        secrets.get("a")
    assert not getattr(backend, "held", None)
    assert not secrets.state().usable


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., ChainerBackend]]:
    def make(*inside: Any) -> ChainerBackend:
        monkeypatch.setattr(ChainerBackend, "backends", list(inside))
        return ChainerBackend()

    yield make


def test_of_a_chain_the_first_safe_one_is_taken(chain: Callable[..., ChainerBackend]) -> None:
    stranger, known = PlaintextKeyring(), InMemory()
    KeyringSecrets(backend=chain(stranger, known)).put("a", Secret("sesame"))
    assert list(known.held.values()) == ["sesame"]
    assert stranger.held == {}


def test_a_chain_of_strangers_is_refused(chain: Callable[..., ChainerBackend]) -> None:
    stranger = PlaintextKeyring()
    with pytest.raises(KeyringFault):
        KeyringSecrets(backend=chain(stranger)).put("a", Secret("sesame"))
    assert stranger.held == {}


@pytest.mark.parametrize(
    ("error", "title"),
    [
        (KeyringLocked("sesame"), "The keyring is locked."),
        (InitError("sesame"), "The keyring could not be opened."),
        (PasswordSetError("sesame"), "The keyring refused."),
        (KeyringError("sesame"), "The keyring refused."),
        (OSError("sesame"), "The keyring refused."),
    ],
)
def test_what_a_keyring_raises_is_said_to_a_person_without_the_secret(error: Exception, title: str) -> None:
    secrets = KeyringSecrets(backend=InMemory(raiser(error)))
    for call in (lambda: secrets.get("a"), lambda: secrets.put("a", Secret("sesame")), lambda: secrets.drop("a")):
        with pytest.raises(KeyringFault) as caught:
            call()
        assert caught.value.title == title
        assert caught.value.cure
        assert "sesame" not in str(caught.value)
        assert caught.value.__cause__ is None
    assert title in secrets.state().sentence


def test_a_keyring_that_waits_for_its_password_holds_nobody_for_ever() -> None:
    answer = threading.Event()
    secrets = KeyringSecrets(backend=InMemory(lambda: answer.wait(30) and None), patience=timedelta(seconds=0.1))
    with pytest.raises(KeyringFault, match="does not answer"):
        secrets.get("a")
    assert not secrets.state().usable
    answer.set()


def test_the_state_names_the_keyring_in_words() -> None:
    state = KeyringSecrets(backend=InMemory()).state()
    assert (state.name, state.usable) == ("Secret Service", True)
    assert "Secret Service" in state.sentence


def test_where_no_keyring_works_a_cure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring_store, "_ALLOWED", {"keyring.backends.Windows.NoSuch": "x", "no.such.Module": "y"})
    with pytest.raises(KeyringFault, match="no safe keyring") as caught:
        KeyringSecrets().get("a")
    assert "until the program ends" in caught.value.cure


def test_the_environment_cannot_choose_another_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
    with pytest.raises(KeyringFault, match="no safe keyring"):
        KeyringSecrets().put("a", Secret("sesame"))
