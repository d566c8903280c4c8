"""What an account is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workbench.helpdesk.port import Agent
from workbench.helpdesk.registry import DeskKind
from workbench.kernel.ids import AccountId


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account on one helpdesk, as kept. Its token is in the keyring and never here."""

    id: AccountId
    kind: DeskKind
    name: str
    address: str
    agent: Agent
    cursor: str | None
    pulled_at: datetime | None

    @property
    def practice(self) -> bool:
        return self.kind is DeskKind.PRACTICE
