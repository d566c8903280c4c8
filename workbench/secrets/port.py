"""How secrets are kept: by key, in the system's keyring or for this session only, never in a file of ours."""

from __future__ import annotations

from typing import Protocol


class Secret:
    """A secret whose repr, str and format never show it; ``reveal()`` does."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        return self._value

    def __repr__(self) -> str:
        return "Secret(***)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash((Secret, self._value))

    def __reduce__(self) -> str:
        raise TypeError("a secret is not written anywhere")


class SecretStore(Protocol):
    """Keeps secrets by key. Every method raises KeyringFault where the keyring is missing, locked or unsafe."""

    def get(self, key: str) -> Secret | None: ...

    def put(self, key: str, value: Secret) -> None: ...

    def drop(self, key: str) -> None: ...


class SessionSecrets:
    """Keeps secrets in memory until the program ends; what is offered where there is no safe keyring."""

    def __init__(self) -> None:
        self._held: dict[str, Secret] = {}

    def get(self, key: str) -> Secret | None:
        return self._held.get(key)

    def put(self, key: str, value: Secret) -> None:
        self._held[key] = value

    def drop(self, key: str) -> None:
        self._held.pop(key, None)
