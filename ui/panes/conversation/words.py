"""What a conversation says of itself: statuses, channels, and how our own words stand. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from html import escape

from ui.widgets.pill import State
from workbench.helpdesk.port import Author, Status
from workbench.tickets.model import Message

# Marks that turn the direction of text could make "prices\u202efdp.exe" read as a harmless file.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CHANNELS = {"email": "Email", "chat": "Chat", "web": "Web", "social": "Social", "phone": "Phone"}

STATUS = {
    Status.OPEN: State(word="Open", tone="info", icon="inbox"),
    Status.PENDING: State(word="Pending", tone="warning", icon="snooze"),
    Status.SOLVED: State(word="Solved", tone="success", icon="check"),
    Status.CLOSED: State(word="Closed", tone="neutral", icon="lock"),
}
LOST = "The answer was lost. Look in the conversation on the helpdesk whether it arrived."
WROTE = "The customer wrote again after you began this reply."


class Act(StrEnum):
    """What can be done with words of ours that are on their way; the values are what the buttons say."""

    UNDO = "Undo"
    TRY_AGAIN = "Try again"
    EDIT = "Edit"
    SEND_ANYWAY = "Send anyway"
    IT_ARRIVED = "It arrived"
    SEND_AGAIN = "Send again"


WITHDRAWS = frozenset({Act.UNDO, Act.EDIT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How words of ours stand: an icon of a tone, a sentence, and what can be done."""

    icon: str
    tone: str
    sentence: str
    acts: tuple[Act, ...] = ()


def plain(text: str) -> str:
    """Text from outside on one line, reading in the order in which it is written."""
    return " ".join(_TURNS.sub("", text).split())


def tip(text: str) -> str:
    """Text for a tooltip; what comes from outside is never read as markup."""
    return f"<qt>{escape(text)}</qt>"


def channel(name: str) -> str:
    """How the customer wrote, in a word."""
    return _CHANNELS.get(name, plain(name).capitalize())


def role(message: Message) -> str:
    """Who speaks, in a word for who cannot see the colours."""
    if message.internal:
        return "internal note"
    return {Author.CUSTOMER: "customer", Author.AGENT: "agent", Author.SYSTEM: "helpdesk"}[message.author]


def images(number: int) -> str:
    """That pictures are kept elsewhere and were not fetched."""
    return "1 remote image not shown" if number == 1 else f"{number} remote images not shown"


def earlier(number: int) -> str:
    """What the fold of a long thread says."""
    return "Show 1 earlier message" if number == 1 else f"Show {number} earlier messages"


def delivery(message: Message, now: datetime, *, online: bool, clock: str) -> Delivery:
    """How ``message``, which is ours, stands. ``clock``: the time of day at which it may leave, as it is written."""
    reason = _ended(message.outgoing_reason)
    match message.outgoing_state:
        case "queued":
            waits = message.outgoing_not_before is not None and message.outgoing_not_before > now
            return Delivery(
                icon="clock", tone="warning", sentence=_queued(reason, clock if waits else "", online), acts=(Act.UNDO,)
            )
        case "sending":
            lost = "The answer was lost. Before anything else, the helpdesk is asked whether it arrived."
            return Delivery(icon="send", tone="info", sentence=lost if reason else "Sending.")
        case "failed":
            why = reason or "The helpdesk did not take it."
            sentence = f"Not sent. {why} Your words are kept."
            return Delivery(icon="alert", tone="danger", sentence=sentence, acts=(Act.TRY_AGAIN, Act.EDIT))
        case "ask" if message.outgoing_question == "wrote":
            return Delivery(icon="question", tone="accent", sentence=WROTE, acts=(Act.EDIT, Act.SEND_ANYWAY))
        case "ask":
            acts = (Act.IT_ARRIVED, Act.SEND_AGAIN, Act.EDIT)
            return Delivery(icon="question", tone="accent", sentence=LOST, acts=acts)
    return Delivery(icon="check", tone="success", sentence="Sent.")


def _queued(reason: str, clock: str, online: bool) -> str:
    if not online:
        return "Queued. It goes out when you are online."
    if reason:
        return f"Queued. {reason} It is tried again{f' at {clock}' if clock else ' by itself'}."
    return f"Queued, leaves at {clock}." if clock else "Queued. It goes out in a moment."


def _ended(reason: str) -> str:
    reason = plain(reason)
    return reason if not reason or reason[-1] in ".!?…" else f"{reason}."
