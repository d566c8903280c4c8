"""What an account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.helpdesk.port import Agent
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.ids import AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account on one helpdesk, as kept. Its token is never here.

    ``in_keyring``: the token is, or once was, in the keyring; False: it was only ever kept until the program ends.
    """

    id: AccountId
    kind: DeskKind
    name: str
    address: str
    agent: Agent
    cursor: str | None
    pulled_at: datetime | None
    in_keyring: bool

    @property
    def practice(self) -> bool:
        return self.kind is DeskKind.PRACTICE
