"""What an account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.helpdesk.port import Agent
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.ids import AccountId, RemoteId


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account on one helpdesk, as kept. Its token is never here.

    ``in_keyring``: the token is, or once was, in the keyring; False: it was only ever kept until the program ends.
    ``inboxes_at``: when it was last asked where a conversation can be begun.
    """

    id: AccountId
    kind: DeskKind
    name: str
    address: str
    agent: Agent
    cursor: str | None
    pulled_at: datetime | None
    in_keyring: bool
    inboxes_at: datetime | None = None

    @property
    def practice(self) -> bool:
        return self.kind is DeskKind.PRACTICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a conversation can be begun."""

    account: AccountId
    account_name: str
    inbox: RemoteId
    name: str


@dataclass(frozen=True, slots=True)
class NoPlace:
    """There is none; ``reason`` in a sentence or two."""

    reason: str
