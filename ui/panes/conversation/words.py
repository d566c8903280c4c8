"""What a conversation says of itself: statuses, channels, and how our own words stand. Plain Python."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ui.widgets.pill import State
from workbench.helpdesk.port import Author, Status
from workbench.outbox.model import Outgoing
from workbench.outbox.states import State as Progress
from workbench.outbox.words import Act, Mark, acts, mark_of, sentence
from workbench.tickets.model import Message

# Marks that turn the direction of text could make "prices\u202efdp.exe" read as a harmless file.
_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LEFT, _AS_IT_IS, _FROM_LEFT, _END = "\u200e", "\u2068", "\u2066", "\u2069"
_CHANNELS = {"email": "Email", "chat": "Chat", "web": "Web", "social": "Social", "phone": "Phone"}

STATUS = {
    Status.OPEN: State(word="Open", tone="info", icon="inbox"),
    Status.PENDING: State(word="Pending", tone="warning", icon="snooze"),
    Status.SOLVED: State(word="Solved", tone="success", icon="check"),
    Status.CLOSED: State(word="Closed", tone="neutral", icon="lock"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How words of ours stand: a mark, what is said beside it, and what can be done."""

    mark: Mark
    sentence: str
    acts: tuple[Act, ...] = ()


def plain(text: str) -> str:
    """Text from outside on one line, reading in the order in which it is written."""
    return " ".join(_TURNS.sub("", text).split())


def beside(*parts: str) -> str:
    """Parts on one line; each reads in its own direction, and none turns the order of the others."""
    return _LEFT + " · ".join(f"{_AS_IT_IS}{plain(part)}{_END}" for part in parts if part)


def file_name(name: str) -> str:
    """The name of a file, whose ending stands at the end in any script."""
    return f"{_FROM_LEFT}{plain(name) or 'No name'}{_END}"


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


def delivery(outgoing: Outgoing, *, online: bool, clock: str) -> Delivery:
    """How ``outgoing`` stands. ``clock``: the time of day at which it may leave, or empty when that has come."""
    mark = mark_of(outgoing.state)
    said = sentence(outgoing, online=online)
    if outgoing.state is Progress.QUEUED and online and clock and not outgoing.reason:
        said = f"Leaves at {clock}."
    return Delivery(mark=mark, sentence=said.removeprefix(f"{mark.word}. "), acts=acts(outgoing))
