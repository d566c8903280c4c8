"""How accounts stand, in a person's words. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from workbench.settings.schema import Setting
from workbench.sync.model import Phase, SyncStatus

_GROUPS = {
    "look": "Look",
    "send": "Sending",
    "sync": "New messages",
    "check": "Writing",
    "composer": "Writing",
    "palette": "Outside the window",
    "tray": "Outside the window",
}
_MORE = "More"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A state in a word, with the tone and icon of its pill."""

    word: str
    tone: str
    icon: str = ""


_MARKS = {
    Phase.UNKNOWN: Mark(word="Not looked at yet", tone="neutral"),
    Phase.PULLING: Mark(word="Looking", tone="info", icon="refresh"),
    Phase.CURRENT: Mark(word="Up to date", tone="success", icon="check"),
    Phase.OFFLINE: Mark(word="Offline", tone="warning", icon="offline"),
    Phase.WAITING: Mark(word="Waiting", tone="warning", icon="clock"),
    Phase.SIGN_IN: Mark(word="Sign in again", tone="danger", icon="key"),
    Phase.FAULT: Mark(word="Something is wrong", tone="danger", icon="alert"),
}


def mark_of(status: SyncStatus) -> Mark:
    """How an account's state is shown."""
    return _MARKS[status.phase]


def what_goes(name: str, unsent: int) -> str:
    """What taking an account away means."""
    replies = {0: "", 1: " 1 unsent reply goes too."}.get(unsent, f" {unsent} unsent replies go too.")
    return (
        f"The conversations and drafts of {name} on this computer go, and its token leaves the keyring.{replies}"
        " What is on the helpdesk stays."
    )


def grouped(settings: tuple[Setting[Any], ...]) -> list[tuple[str, list[Setting[Any]]]]:
    """Settings under headings, each once, in the order they are declared; what has no heading stands last."""
    named: dict[str, list[Setting[Any]]] = {}
    for each in settings:
        named.setdefault(_GROUPS.get(each.key.partition(".")[0], _MORE), []).append(each)
    return sorted(named.items(), key=lambda group: group[0] == _MORE)
