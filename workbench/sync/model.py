"""What is said about a sync."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """How an account stands with its helpdesk."""

    UNKNOWN = "unknown"
    PULLING = "pulling"
    CURRENT = "current"
    OFFLINE = "offline"
    WAITING = "waiting"
    SIGN_IN = "sign_in"
    FAULT = "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncStatus:
    """``title`` and ``cure`` say what is wrong, in a person's words; empty when nothing is."""

    phase: Phase = Phase.UNKNOWN
    at: datetime | None = None
    title: str = ""
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullReport:
    """What a pull brought: rows kept (an unchanged one that was read again counts as well)."""

    tickets: int
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What a delivery did, in numbers of outgoing things."""

    sent: int = 0
    refused: int = 0
    rejected: int = 0
    asked: int = 0
    unsettled: int = 0
